namespace WorkflowItsm.Dmn.Tables;

/// <summary>
/// What a table makes of the rules that match (DMN 1.5 clause 8.2.10); collect with an operator is a policy of its own
/// here.
/// </summary>
internal abstract record HitPolicy
{
    private HitPolicy(string name) => Name = name;

    /// <summary>As messages write it.</summary>
    public string Name { get; }

    internal sealed record Unique() : HitPolicy("UNIQUE");

    internal sealed record Any() : HitPolicy("ANY");

    internal sealed record Priority() : HitPolicy("PRIORITY");

    internal sealed record First() : HitPolicy("FIRST");

    internal sealed record RuleOrder() : HitPolicy("RULE ORDER");

    internal sealed record OutputOrder() : HitPolicy("OUTPUT ORDER");

    internal sealed record Collect() : HitPolicy("COLLECT");

    internal sealed record Sum() : HitPolicy("COLLECT SUM");

    internal sealed record Minimum() : HitPolicy("COLLECT MIN");

    internal sealed record Maximum() : HitPolicy("COLLECT MAX");

    internal sealed record Count() : HitPolicy("COLLECT COUNT");

    /// <summary>The words of a file to a policy; null for words that DMN does not know.</summary>
    public static HitPolicy? Parse(string policy, string? aggregation) => (policy, aggregation) switch
    {
        ("UNIQUE", _) => new Unique(),
        ("ANY", _) => new Any(),
        ("PRIORITY", _) => new Priority(),
        ("FIRST", _) => new First(),
        ("RULE ORDER", _) => new RuleOrder(),
        ("OUTPUT ORDER", _) => new OutputOrder(),
        ("COLLECT", null or "") => new Collect(),
        ("COLLECT", "SUM") => new Sum(),
        ("COLLECT", "MIN") => new Minimum(),
        ("COLLECT", "MAX") => new Maximum(),
        ("COLLECT", "COUNT") => new Count(),
        _ => null,
    };

    /// <summary>Whether the order of the listed output values decides.</summary>
    public bool RanksOutputs => this is Priority or OutputOrder;

    /// <summary>Whether the outputs are folded into one number.</summary>
    public bool Aggregates => this is Sum or Minimum or Maximum or Count;

    /// <summary>Whether several rules may match by design, so that none at all is an answer too.</summary>
    public bool IsMultiHit => Aggregates || this is Collect or RuleOrder or OutputOrder;
}
