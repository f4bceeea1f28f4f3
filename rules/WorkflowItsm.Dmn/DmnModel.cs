using WorkflowItsm.Dmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn;

/// <summary>What reading a DMN file gave.</summary>
/// <param name="Model">The model; null exactly when a finding is an error.</param>
/// <param name="Findings">All findings at once, in the order of the file where they have a position.</param>
public sealed record DmnRead(DmnModel? Model, ValueList<Finding> Findings)
{
    /// <summary>
    /// The model as far as it is sound: what has an error evaluates to null, everything else as ever. For trying out and for tools; what
    /// is published needs <see cref="Model"/>, which this is where there are no errors. Null when the file is no DMN.
    /// </summary>
    public DmnModel? Partial { get; init; }
}

/// <summary>
/// The decisions of one DMN file (1.1 to 1.5), resolved and compiled. Immutable; safe to share between threads.
/// </summary>
public sealed class DmnModel
{
    internal DmnModel(string name, ModelParts parts) => (Name, Parts) = (name, parts);

    /// <summary>The name of the definitions; the empty string when the file gives none.</summary>
    public string Name { get; }

    /// <summary>The namespace that qualifies the names in the file; the empty string when the file gives none.</summary>
    public string Namespace => Parts.Namespace;

    /// <summary>The decisions in the order of the file.</summary>
    public ValueList<Decision> Decisions => Parts.Decisions;

    /// <summary>The decision services and business knowledge models in the order of the file.</summary>
    public ValueList<DmnInvocable> Invocables => Parts.Invocables.Values.Select(called => new DmnInvocable(called)).ToValueList();

    internal ModelParts Parts { get; }

    /// <summary>Reads a file that imports none. Bad input never throws: it is a finding.</summary>
    /// <param name="fileName">Put on each finding as its file.</param>
    /// <param name="xml">The bytes of the file.</param>
    public static DmnRead Read(string fileName, ReadOnlyMemory<byte> xml) => DmnLibrary.Read([(fileName, xml)])[0];

    /// <summary>Reads files that may import each other, by namespace or else by the location that the import names.</summary>
    /// <param name="files">Names and bytes; the names are put on the findings.</param>
    /// <returns>One result for each file, in the same order.</returns>
    public static ValueList<DmnRead> ReadAll(IReadOnlyList<(string FileName, ReadOnlyMemory<byte> Xml)> files) => DmnLibrary.Read(files);

    /// <summary>The decision with this id or, where no id fits, this name; null when there is none.</summary>
    public Decision? Find(string idOrName) =>
        Decisions.FirstOrDefault(decision => decision.Id == idOrName) ?? Decisions.FirstOrDefault(decision => decision.Name == idOrName);

    /// <summary>The decision service or knowledge model with this id or, where no id fits, this name; null when there is none.</summary>
    public DmnInvocable? FindInvocable(string idOrName) =>
        Invocables.FirstOrDefault(called => called.Id == idOrName) ?? Invocables.FirstOrDefault(called => called.Name == idOrName);
}
