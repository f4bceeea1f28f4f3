namespace WorkflowItsm.Api.TableApi;

/// <summary>Settings of the Table API; configuration section <c>TableApi</c>.</summary>
public sealed class TableApiOptions
{
    /// <summary>
    /// Whether a part of <c>sysparm_query</c> that cannot be read is refused with 400. False, the default, leaves it
    /// out, as ServiceNow does, and names it in the header <c>X-Ignored-Query</c>.
    /// </summary>
    public bool StrictQueries { get; set; }
}
