using WorkflowItsm.Api.Errors;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Api.TableApi;

/// <summary>The errors about tables and records.</summary>
internal static class Tables
{
    public static ApiError Invalid(string table) => ApiError.BadRequest("invalid-table",
        $"Invalid table {table}; known: {Known(", ")}.", $"表 {table} 无效；已知的表：{Known("、")}。");

    public static ApiError NoRecord(string table, string sysId) => ApiError.NotFound(
        $"There is no record '{sysId}' in table '{table}', or you may not see it.", $"表“{table}”中没有记录“{sysId}”，或您无权查看。");

    private static string Known(string separator) => string.Join(separator, TicketFields.Kinds.Items.Select(kind => kind.Table));
}
