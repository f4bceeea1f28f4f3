using WorkflowItsm.Api.Errors;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Api.TableApi;

/// <summary>The errors about tables and records.</summary>
internal static class Tables
{
    public static ApiError Invalid(string table) => ApiError.BadRequest("invalid-table",
        $"Invalid table {table}; known: {TicketFields.Incident.Table}.", $"表 {table} 无效；已知的表：{TicketFields.Incident.Table}。");

    public static ApiError NoRecord(string table, string sysId) => ApiError.NotFound(
        $"There is no record '{sysId}' in table '{table}', or you may not see it.", $"表“{table}”中没有记录“{sysId}”，或您无权查看。");
}
