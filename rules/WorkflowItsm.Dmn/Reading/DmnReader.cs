using System.Xml.Linq;
using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Reading;

/// <summary>
/// The way from a tree to a model: the elements and their requirements (<see cref="Graph"/>), then the logic of
/// each (<see cref="BoxedReader"/>), then the decisions linked to those that they require.
/// </summary>
internal static class DmnReader
{
    public static DmnRead Read(string fileName, XElement root, Func<XElement, (ModelParts? Parts, Sentence Problem)> import)
    {
        var findings = new FindingList(fileName);
        if (!DmnXml.IsDefinitions(root))
        {
            findings.Error("not-dmn", root,
                $"Found the root element '{root.Name.LocalName}' of the namespace '{root.Name.NamespaceName}', "
                    + $"expected 'definitions' of DMN 1.1 to 1.5.",
                "Export the file as DMN 1.3, as dmn-js does.");
            return new(null, findings.InOrder());
        }

        Identities.Check(root, findings);
        var imports = Imports.Read(root, import, findings);
        var feel = new FeelCompiler(findings);
        var types = new TypeReader(root, imports, feel, findings);
        feel.Types = types.ForFeel();
        var graph = Graph.Read(root, imports, types, findings);
        var decisions = Link(new LogicReader(graph, feel, types, findings).Read());
        var byId = decisions.Items.ToDictionary(decision => decision.Id);
        graph.CompleteServices(byId);

        var parts = new ModelParts((string?)root.Attribute("namespace") ?? "", decisions, graph.Inputs, byId, graph.Invocables, types);
        var model = new DmnModel(root.NameOrEmpty, parts);
        return new(findings.HasErrors ? null : model, findings.InOrder()) { Partial = model };
    }

    /// <summary>Makes each decision after those it requires; there is no circle, or the graph has cut it.</summary>
    private static ValueList<Decision> Link(IReadOnlyList<DecisionDraft> drafts)
    {
        var byId = drafts.ToDictionary(draft => draft.Parts.Id);
        Dictionary<string, Decision> linked = [];
        Stack<DecisionDraft> open = new(drafts.Reverse());
        while (open.TryPeek(out var draft))
        {
            var waiting = draft.Requires.Where(required => !linked.ContainsKey(required.Id)).ToList();
            foreach (var required in waiting) open.Push(byId[required.Id]);
            if (waiting.Count > 0) continue;
            open.Pop();
            if (linked.ContainsKey(draft.Parts.Id)) continue;
            var values = draft.Requires.Select(required => (Requirement)new Requirement.Value(required.Slot, linked[required.Id], ""));
            linked[draft.Parts.Id] = new Decision(draft.Parts with { Requirements = draft.Parts.Requirements.AddRange(values) });
        }
        return drafts.Select(draft => linked[draft.Parts.Id]).ToValueList();
    }
}

/// <summary>A decision whose required decisions are still known by id only.</summary>
/// <param name="Parts">Its requirements hold all but the decisions of its own file.</param>
/// <param name="Requires">The required decisions and the slots of their values.</param>
internal sealed record DecisionDraft(DecisionParts Parts, ValueList<(string Id, int Slot)> Requires);
