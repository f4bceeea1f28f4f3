using System.Text.RegularExpressions;
using System.Xml.Linq;
using WorkflowItsm.Bpmn.Import.Juel;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Import.Rules;

/// <summary>What goes into an activity or event, and what comes out of it.</summary>
internal static partial class MappingRule
{
    public static void Ask(XElement element, ImportPlan plan)
    {
        if (!NodeKinds.IsNode(element)) return;
        foreach (var mapping in element.FamilyParts("inputOutput"))
        {
            plan.Mark(mapping);
            foreach (var part in mapping.Elements()) AskFamily(element, part, plan);
        }
        if (element.ZeebePart("ioMapping") is { } zeebe)
        {
            plan.Mark(zeebe);
            // A connector's inputs are its own: the rule of the connector reads them.
            var isConnector = RestRule.Is(element);
            foreach (var part in zeebe.Elements().Where(part => !isConnector || part.Name.LocalName != "input")) AskZeebe(element, part, plan);
        }
    }

    /// <summary>Whether an element has our mapping of this name already.</summary>
    public static bool Has(XElement element, string ours, string name) => element.Settings(ours).Any(setting => setting.Text("name") == name);

    /// <summary>The FEEL of a parameter: a text, a list, a map; null, with a finding, for a script.</summary>
    public static string? Value(XElement parameter, ImportPlan plan)
    {
        if (parameter.Elements().FirstOrDefault() is not { } inside) return plan.Feel(parameter, parameter.Value.Trim());
        switch (inside.Name.LocalName)
        {
            case "list":
                var items = inside.Elements().Select(item => Value(Wrapped(item), plan)).ToList();
                return items.Contains(null) ? null : $"[{string.Join(", ", items)}]";
            case "map":
                var entries = inside.Elements().Select(entry => (Key: entry.Text("key") ?? "", Value: Value(entry, plan))).ToList();
                return entries.Exists(entry => entry.Value is null) ? null : $"{{{string.Join(", ", entries.Select(entry => $"{FeelText.Quoted(entry.Key)}: {entry.Value}"))}}}";
            default:
                plan.Tell("import-script", Severity.Error, parameter,
                    $"found a script in {Words.Short(inside.Text("scriptFormat") ?? inside.Name.LocalName)}, which is not run here.", "Write the script in FEEL, or let a handler do the work.");
                return null;
        }
    }

    private static XElement Wrapped(XElement item) => item.Name.LocalName is "script" or "list" or "map" ? new XElement(item.Name.Namespace + "item", item) : item;

    private static void AskFamily(XElement element, XElement part, ImportPlan plan)
    {
        var ours = part.Name.LocalName switch { "inputParameter" => "input", "outputParameter" => "output", _ => null };
        if (ours is null || part.Text("name") is not { } name || Has(element, ours, name) || Value(part, plan) is not { } value) return;
        Offer(element, part, new($"{ForeignXml.SpokenName(part)} {name}", part.Value.Trim()), ours, name, value, plan);
    }

    private static void AskZeebe(XElement element, XElement part, ImportPlan plan)
    {
        var ours = part.Name.LocalName;
        if (ours is not ("input" or "output") || part.Text("target") is not { } target || part.Text("source") is not { } source) return;
        var found = new ForeignText($"{ForeignXml.SpokenName(part)} {target}", source);
        if (!Name().IsMatch(target))
        {
            plan.Tell("import-mapping-unknown", Severity.Error, part,
                $"found {found.Name} \"{Words.Short(source)}\", which sets a part of a variable; here a mapping sets a whole one.",
                "Write one mapping whose value is the whole context, such as {a: 1, b: 2}.");
            return;
        }
        if (Has(element, ours, target)) return;
        var value = source.StartsWith('=') ? Expressions.WithoutEquals(source) : FeelText.Quoted(source);
        Offer(element, part, found, ours, target, value, plan);
    }

    private static void Offer(XElement element, XElement part, ForeignText found, string ours, string name, string value, ImportPlan plan) =>
        plan.Offer("import-mapping", part, found, $"<itsm:{ours} name=\"{name}\" value='{value}'/>", _ => OurXml.Add(element, ours, ("name", name), ("value", value)),
            ours == "input" ? (Sentence)"Apply the change; what is not named as an input is then not handed over." : (Sentence)"Apply the change.");

    [GeneratedRegex(@"^[\p{L}_][\p{L}\d_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
