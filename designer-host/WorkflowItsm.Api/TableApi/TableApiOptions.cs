namespace WorkflowItsm.Api.TableApi;

/// <summary>Settings of the Table API; configuration section <c>TableApi</c>.</summary>
public sealed class TableApiOptions
{
    /// <summary>
    /// Whether a part of <c>sysparm_query</c> that cannot be read is refused with 400. False, the default, leaves it
    /// out, as ServiceNow does, and names it in the header <c>X-Ignored-Query</c>.
    /// </summary>
    public bool StrictQueries { get; set; }

    /// <summary>
    /// How far past the page a list is counted for <c>X-Total-Count</c>. Where there are more, the header holds as many as were
    /// counted, which is always more than the page's end, and <c>X-Total-Count-Exact: false</c> stands beside it; null counts all,
    /// which takes time among very many. Default: 10,000.
    /// </summary>
    public int? CountUpTo { get; set; } = 10_000;
}
