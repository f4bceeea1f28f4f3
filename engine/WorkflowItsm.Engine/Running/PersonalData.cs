using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>
/// Which variables hold personal data, and are kept apart in the journal: those that a process or one that calls it names, the items of a loop
/// over such data, and what such a loop collects.
/// </summary>
internal sealed class PersonalData(ElementMap elements)
{
    /// <summary>Loops whose results other loops walk, one after the other; who goes round in more has to name the variable.</summary>
    private const int MostLoops = 6;

    private readonly Dictionary<string, ILookup<string, FlowNode>> _collecting = new(StringComparer.Ordinal);

    /// <summary>Whether a variable is personal where an element is, or in a scope.</summary>
    public bool Holds(string id, string variable) => Holds(id, variable, MostLoops);

    /// <summary>Whether an expression reads a variable that is personal where an element is.</summary>
    public bool Reads(string id, FeelExpression expression) => Reads(id, expression, MostLoops);

    /// <summary>Those of assignments that read what is personal where an element is, by the names of their variables.</summary>
    public ValueList<string> Of(string id, ValueList<Assignment> assignments) =>
        assignments.IsEmpty ? [] : [.. assignments.Items.Where(one => Reads(id, one.Expression)).Select(one => one.Variable)];

    private bool Reads(string id, FeelExpression expression, int loops) => expression.Names.Items.Any(name => Holds(id, name, loops));

    private bool Holds(string id, string variable, int loops)
    {
        var any = false;
        foreach (var (_, model) in elements.Around(id))
        {
            if (model.Settings.PersonalVariables.Items.Contains(variable)) return true;
            any |= !model.Settings.PersonalVariables.IsEmpty;
        }

        return any && loops > 0 && (IsItem(id, variable, loops - 1) || Collecting(id)[variable].Any(node => Gives(node, loops - 1)));
    }

    private bool IsItem(string id, string variable, int loops)
    {
        for (var node = elements.Find(id); node is not null; node = elements.Find(node.ScopeId))
            if (node.Loop is Loop.MultiInstance { Collection: { } collection, ItemVariable: { } item } && item == variable)
                return Reads(node.ScopeId, collection, loops);
        return false;
    }

    /// <summary>Whether the rounds of a loop give what is personal.</summary>
    private bool Gives(FlowNode node, int loops) => node.Loop is Loop.MultiInstance { Result: { } result }
        ? Reads(node.Id, result, loops) : Holds(node.Id, node.Settings.ResultVariable ?? "result", loops);

    /// <summary>The loops of the process that holds an element, by the variables that take what they collect.</summary>
    private ILookup<string, FlowNode> Collecting(string id)
    {
        var (_, model) = elements.Around(id).First();
        if (_collecting.TryGetValue(model.Id, out var found)) return found;
        return _collecting[model.Id] = model.Nodes.Items.Where(node => node.Loop is Loop.MultiInstance { ResultVariable: not null })
            .ToLookup(node => ((Loop.MultiInstance)node.Loop!).ResultVariable!, StringComparer.Ordinal);
    }
}
