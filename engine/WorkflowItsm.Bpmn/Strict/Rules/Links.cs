using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Link events: paired by references, else by name (10.5.5).</summary>
internal static class Links
{
    public static readonly StrictRule[] Rules =
    [
        new("link-both-sides", "10.5.4", "a flow into a link that leaves, or out of one that arrives", "Delete the flow.",
            model => (from node in model.Of("intermediateCatchEvent")
                      where model.Has(node, "link")
                      from flow in model.Into(node)
                      select new Offence(node, $"the incoming {Names.Of(flow)}"))
                .Concat(from node in model.Of("intermediateThrowEvent")
                        where model.Has(node, "link")
                        from flow in model.OutOf(node)
                        select new Offence(node, $"the outgoing {Names.Of(flow)}"))),
        new("link-without-target", "10.5.5", "a catching link that answers it", "Draw the link that continues here, and let both refer to each other or have the same name.",
            model =>
            {
                var pairs = new LinkPairs(model);
                return from link in pairs.Throws
                       where !pairs.TargetsOf(link).Any() || pairs.Disagrees(link)
                       select new Offence(link, $"{Names.Of(link)} that leads nowhere");
            }),
        new("link-without-source", "10.5.5", "a throwing link that leads to it", "Draw the link that leads here, and let both refer to each other or have the same name.",
            model =>
            {
                var pairs = new LinkPairs(model);
                return from link in pairs.Catches
                       where !pairs.SourcesOf(link).Any()
                       select new Offence(link, $"{Names.Of(link)} to which nothing leads");
            }),
        new("link-with-several-targets", "10.5.5", "one catching link of a name at a level", "Give each its own name.",
            model =>
            {
                var pairs = new LinkPairs(model);
                return (from link in pairs.Catches
                        where link.Text("name") is { } name && pairs.CatchesNamed(name, LinkPairs.Scope(link)).FirstOrDefault() != link
                        select new Offence(link, $"the name \"{Words.Short(link.Text("name")!)}\" a second time"))
                    .Concat(from link in pairs.Throws
                            where pairs.SeveralTargets(link)
                            select new Offence(link, "several links that answer it"));
            }),
        new("link-across-levels", "10.5.5", "both links at one level of one process", "Move the links to one level, or use a sequence flow.",
            model =>
            {
                var pairs = new LinkPairs(model);
                return from link in pairs.Throws
                       from target in pairs.TargetsOf(link)
                       where LinkPairs.Scope(link) != LinkPairs.Scope(target)
                       select new Offence(link, $"{Names.Of(target)} at another level");
            }),
    ];
}
