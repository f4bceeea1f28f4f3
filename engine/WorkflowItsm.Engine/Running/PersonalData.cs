using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>
/// Which variables hold personal data, and are kept apart in the journal: those that a process or one that calls it names, the items of a loop
/// over such data, and what such a loop collects.
/// </summary>
internal readonly struct PersonalData(ElementMap elements)
{
    /// <summary>Loops whose results other loops walk, one after the other; who goes round in more has to name the variable.</summary>
    private const int MostLoops = 6;

    /// <summary>Whether a variable is personal where an element is, or in a scope.</summary>
    public bool Holds(string id, string variable) => MayHold(id) && Holds(id, variable, MostLoops);

    /// <summary>Whether an expression reads a variable that is personal where an element is.</summary>
    public bool Reads(string id, FeelExpression expression) => MayHold(id) && Reads(id, expression, MostLoops);

    /// <summary>Those of assignments that read what is personal where an element is, by the names of their variables.</summary>
    public ValueList<string> Of(string id, ValueList<Assignment> assignments)
    {
        if (assignments.IsEmpty || !MayHold(id)) return [];
        var found = new List<string>();
        foreach (var one in assignments)
            if (Reads(id, one.Expression))
                found.Add(one.Variable);
        return found.ToValueList();
    }

    // Asked at every value that is written, and most cases name nothing.
    private bool MayHold(string id) => elements.NamesPersonal || ElementMap.IsInside(id);

    private bool Reads(string id, FeelExpression expression, int loops)
    {
        foreach (var name in expression.Names)
            if (Holds(id, name, loops))
                return true;
        return false;
    }

    private bool Holds(string id, string variable, int loops)
    {
        var any = false;
        foreach (var model in elements.Around(id))
        {
            if (model.Settings.PersonalVariables.Items.Contains(variable)) return true;
            any |= !model.Settings.PersonalVariables.IsEmpty;
        }

        return any && loops > 0 && (IsItem(id, variable, loops - 1) || IsCollected(id, variable, loops - 1));
    }

    private bool IsItem(string id, string variable, int loops)
    {
        for (var node = elements.Find(id); node is not null; node = elements.Find(node.ScopeId))
            if (node.Loop is Loop.MultiInstance { Collection: { } collection, ItemVariable: { } item } && item == variable)
                return Reads(node.ScopeId, collection, loops);
        return false;
    }

    /// <summary>Whether a loop of the process collects what is personal in a variable.</summary>
    private bool IsCollected(string id, string variable, int loops)
    {
        foreach (var node in elements.Around(id).First().Nodes)
        {
            if (node.Loop is not Loop.MultiInstance { ResultVariable: { } name } several || name != variable) continue;
            if (several.Result is { } result ? Reads(node.Id, result, loops) : Holds(node.Id, node.Settings.ResultVariable ?? "result", loops)) return true;
        }

        return false;
    }
}
