using WorkflowItsm.Dmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn;

/// <summary>What reading a DMN file gave.</summary>
/// <param name="Model">The model; null exactly when a finding is an error.</param>
/// <param name="Findings">All findings at once, in the order of the file where they have a position.</param>
public sealed record DmnRead(DmnModel? Model, ValueList<Finding> Findings);

/// <summary>
/// The decisions of one DMN file (1.1 to 1.5), resolved and compiled. Immutable; safe to share between threads.
/// </summary>
public sealed class DmnModel
{
    internal DmnModel(string name, string @namespace, ValueList<Decision> decisions) =>
        (Name, Namespace, Decisions) = (name, @namespace, decisions);

    /// <summary>The name of the definitions; the empty string when the file gives none.</summary>
    public string Name { get; }

    /// <summary>The namespace that qualifies the names in the file; the empty string when the file gives none.</summary>
    public string Namespace { get; }

    /// <summary>The decisions in the order of the file.</summary>
    public ValueList<Decision> Decisions { get; }

    /// <summary>Reads a file. Bad input never throws: it is a finding.</summary>
    /// <param name="fileName">Put on each finding as its file.</param>
    /// <param name="xml">The bytes of the file.</param>
    public static DmnRead Read(string fileName, ReadOnlyMemory<byte> xml) => DmnReader.Read(fileName, xml);

    /// <summary>The decision with this id or, where no id fits, this name; null when there is none.</summary>
    public Decision? Find(string idOrName) =>
        Decisions.FirstOrDefault(decision => decision.Id == idOrName) ?? Decisions.FirstOrDefault(decision => decision.Name == idOrName);
}
