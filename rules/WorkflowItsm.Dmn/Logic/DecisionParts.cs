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

/// <summary>A named input of the model, or a parameter.</summary>
internal sealed record InputData(string Name, DataType Type)
{
    /// <summary>What people call it; null when the file does not say.</summary>
    public string? Label { get; init; }
}

/// <summary>What fills a slot of a frame.</summary>
internal abstract record Requirement
{
    private Requirement(int slot) => Slot = slot;

    public int Slot { get; }

    /// <summary>An input, of this model or of the one that is imported as <paramref name="Import"/> (empty: this one).</summary>
    internal sealed record Input(int Slot, InputData Data, string Import) : Requirement(Slot);

    internal sealed record Value(int Slot, Decision Decision, string Import) : Requirement(Slot);

    /// <summary>A knowledge model or a decision service, as a function.</summary>
    internal sealed record Function(int Slot, Invocable Called) : Requirement(Slot);
}
