using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict;

/// <summary>Which links belong together: what they refer to, and where they refer to nothing, the same name in one process.</summary>
internal sealed class LinkPairs
{
    private readonly StrictModel _model;
    private readonly ILookup<(string, XElement?), XElement> _throwNames, _catchNames, _catchNamesOfProcess;
    private readonly ILookup<XElement, XElement> _arrivals, _claims;

    public LinkPairs(StrictModel model)
    {
        _model = model;
        Throws = [.. model.Of("linkEventDefinition").Where(link => link.Parent.Is(Kinds.ThrowEvents))];
        Catches = [.. model.Of("linkEventDefinition").Where(link => link.Parent.Is(Kinds.CatchEvents))];
        _throwNames = Named(Throws, Scope);
        _catchNames = Named(Catches, Scope);
        _catchNamesOfProcess = Named(Catches, model.Process);
        _claims = Catches.SelectMany(link => model.Targets(link, "source").Select(source => (source, link))).ToLookup(pair => pair.source, pair => pair.link);
        _arrivals = Throws.SelectMany(link => model.Targets(link, "target").Select(target => (link, target))).ToLookup(pair => pair.target, pair => pair.link);
    }

    public List<XElement> Throws { get; }

    public List<XElement> Catches { get; }

    /// <summary>The level at which a link's event stands.</summary>
    public static XElement? Scope(XElement link) => link.Parent is { } node ? StrictModel.Scope(node) : null;

    public IEnumerable<XElement> CatchesNamed(string name, XElement? scope) => _catchNames[(name, scope)];

    /// <summary>The catching links that a throwing one leads to.</summary>
    public IEnumerable<XElement> TargetsOf(XElement link)
    {
        var told = _model.Targets(link, "target").Where(target => target.Parent.Is(Kinds.CatchEvents)).ToList();
        if (link.Part("target") is not null) return told;
        if (_claims[link].Any()) return _claims[link];
        var name = link.Text("name") ?? "";
        // Others of the same name are an offence of their own; the first of them is where this link leads.
        return _catchNames[(name, Scope(link))].Concat(_catchNamesOfProcess[(name, _model.Process(link))]).Take(1);
    }

    /// <summary>The throwing links that lead to a catching one.</summary>
    public IEnumerable<XElement> SourcesOf(XElement link) =>
        _model.Targets(link, "source").Where(source => source.Parent.Is(Kinds.ThrowEvents)).Concat(_arrivals[link])
            .Concat(_throwNames[(link.Text("name") ?? "", Scope(link))]);

    /// <summary>Whether a throwing link leads to several by what it or they refer to.</summary>
    public bool SeveralTargets(XElement link) => _claims[link].Concat(_model.Targets(link, "target")).Distinct().Skip(1).Any();

    /// <summary>Whether the link it leads to names sources, and not this one.</summary>
    public bool Disagrees(XElement link) =>
        _model.Targets(link, "target").Any(target => target.Part("source") is not null && !_claims[link].Contains(target));

    private static ILookup<(string, XElement?), XElement> Named(List<XElement> links, Func<XElement, XElement?> scope) =>
        links.ToLookup(link => (link.Text("name") ?? "", scope(link)));
}
