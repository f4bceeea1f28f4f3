using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Logic;

/// <summary>
/// What a decision is made of, once resolved: its logic needs a frame of so many slots, of which the requirements fill
/// the first; the type is the declared one of its value.
/// </summary>
internal sealed record DecisionParts(
    string Id,
    string Name,
    string? Description,
    ValueList<string> Outputs,
    ValueList<string> Clauses,
    int FrameSize,
    ValueList<Requirement> Requirements,
    DataType Type,
    Boxed Logic)
{
    /// <summary>What people call it; null when the file does not say.</summary>
    public string? Label { get; init; }
}

/// <summary>A named input of the model.</summary>
internal sealed record InputData(string Name, DataType Type)
{
    /// <summary>What people call it; null when the file does not say.</summary>
    public string? Label { get; init; }
}

/// <summary>What fills a slot of a decision's frame.</summary>
internal abstract record Requirement
{
    private Requirement(int slot) => Slot = slot;

    public int Slot { get; }

    internal sealed record Input(int Slot, InputData Data) : Requirement(Slot);

    internal sealed record Value(int Slot, Decision Decision) : Requirement(Slot);
}

/// <summary>A decision's required decisions in an order of evaluation, itself last, and the inputs that all of them need.</summary>
internal sealed record DecisionPlan(ValueList<Decision> Order, ValueList<InputData> Inputs, ValueList<string> InputNames)
{
    /// <summary>Walks with a stack of its own, because a chain of decisions may be longer than a thread's stack is deep.</summary>
    public static DecisionPlan For(Decision target)
    {
        List<Decision> order = [];
        HashSet<Decision> seen = [];
        Stack<(Decision Decision, bool Left)> open = new([(target, false)]);
        while (open.TryPop(out var top))
        {
            if (top.Left)
            {
                order.Add(top.Decision);
                continue;
            }
            if (!seen.Add(top.Decision)) continue;
            open.Push((top.Decision, true));
            foreach (var required in top.Decision.Parts.Requirements.OfType<Requirement.Value>().Reverse())
                open.Push((required.Decision, false));
        }
        var inputs = order.SelectMany(decision => decision.Parts.Requirements).OfType<Requirement.Input>()
            .Select(requirement => requirement.Data).DistinctBy(data => data.Name).ToValueList();
        return new(order.ToValueList(), inputs, inputs.Select(data => data.Name).ToValueList());
    }
}
