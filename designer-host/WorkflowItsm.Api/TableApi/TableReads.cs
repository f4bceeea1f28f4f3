using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Api.Requests;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Runtime.Queries;

namespace WorkflowItsm.Api.TableApi;

/// <summary>The reading half of the Table API.</summary>
internal sealed class TableReads(ITicketQueries queries, IOptions<TableApiOptions> options)
{
    /// <summary>A page of records; in version 1 an empty one is "not found".</summary>
    public async Task<IResult> ListAsync(string table, HttpContext http, bool emptyIsMissing)
    {
        if (TicketFields.Of(table) is not { } fields) return Tables.Invalid(table);
        var actor = http.Actor();
        var (request, error) = ListRequest.Read(http.Request, fields, actor);
        if (request is null) return error!;
        if (!request.Ignored.IsEmpty)
        {
            if (options.Value.StrictQueries) return Unreadable(request.Ignored);
            http.Response.Headers["X-Ignored-Query"] = HeaderText.Of(request.Ignored);
        }

        var page = await queries.ListAsync(request.Query with { CountUpTo = MostCounted(request.Query) }, actor, http.RequestAborted);
        // pysnc reads it even where it asks for no links.
        http.Response.Headers["X-Total-Count"] = page.Total.ToString(CultureInfo.InvariantCulture);
        if (page.IsMore) http.Response.Headers["X-Total-Count-Exact"] = "false";
        if (!request.Suppressed) http.Response.Headers.Link = PageLinks.Of(http.Request, request.Query.Limit, request.Query.Offset, page);
        if (emptyIsMissing && page.Rows.Count == 0)
            return ApiError.NotFound("No record found: nothing fulfils the query.", "未找到记录：没有符合查询条件的记录。");

        var view = RecordView.Of(fields, http.Request);
        return JsonAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("result");
            foreach (var row in page.Rows) view.Write(writer, row);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary>One record.</summary>
    public async Task<IResult> GetAsync(string table, string sysId, HttpContext http)
    {
        if (TicketFields.Of(table) is not { } fields) return Tables.Invalid(table);
        return await queries.FindAsync(table, sysId, http.Actor(), http.RequestAborted) is { } record
            ? Answer(http, fields, record, StatusCodes.Status200OK)
            : Tables.NoRecord(table, sysId);
    }

    /// <summary>A record as an answer, with its ETag.</summary>
    public static JsonAnswer Answer(HttpContext http, TicketFields fields, TicketRecord record, int status)
    {
        http.Response.Headers.ETag = CommandHeaders.ETag(record.Version);
        var view = RecordView.Of(fields, http.Request);
        if (status == StatusCodes.Status201Created) http.Response.Headers.Location = view.LinkTo(record.Table, record.CaseId);
        return new(status, writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("result");
            view.Write(writer, record);
            writer.WriteEndObject();
        });
    }

    // From the page's end, so that whoever reads pages until the count never stops too early.
    private int? MostCounted(TicketQuery query) =>
        options.Value.CountUpTo is { } more ? (int)Math.Min((long)query.Offset + query.Limit + Math.Max(more, 1), int.MaxValue - 1) : null;

    private static ApiError Unreadable(IEnumerable<string> parts)
    {
        var list = Sentence.Quoted(parts);
        return ApiError.BadRequest("query-unreadable",
            $"These parts of the query cannot be read: {list}; expected a known field, an operator such as =, IN or LIKE, and a value.",
            $"无法读取查询中的以下部分：{list.In("zh")}；应为已知字段、运算符（如 =、IN、LIKE）和值。");
    }
}
