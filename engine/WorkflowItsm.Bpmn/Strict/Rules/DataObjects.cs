using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Data objects and their references (10.4.1).</summary>
internal static class DataObjects
{
    public static readonly StrictRule[] Rules =
    [
        new("data-object-place", "10.4.1", "data objects inside processes and sub-processes only", "Move it into a process.",
            model => from data in model.Of(["dataObject", "dataObjectReference"])
                     where !data.Parent.Is("process") && !data.Parent.Is(Kinds.SubProcesses)
                     select new Offence(data, $"it in {Names.Of(data.Parent!)}")),
        new("data-object-reference-item", "10.4.1", "the item definition at the data object itself", "Move the item definition to the data object.",
            model => from data in model.Of("dataObjectReference")
                     where data.Text("itemSubjectRef") is not null
                     select new Offence(data, "an item definition at a reference to a data object")),
        new("data-object-state", "10.4.1", "the state at a reference to the data object", "Move the state to a reference.",
            model => from data in model.Of("dataObject")
                     where data.Part("dataState") is not null
                     select new Offence(data, "a state at a data object")),
        new("data-object-reference-name", "10.4.1", "the name of the data object and its state, as in name [state]", "Name the reference after its data object and state.",
            model => from reference in model.Of("dataObjectReference")
                     where model.Target(reference, "dataObjectRef")?.Text("name") is { } name && !IsNamed(reference, name)
                     select new Offence(reference, $"the name \"{Words.Short(reference.Text("name") ?? "")}\"")),
    ];

    /// <summary>A reference without a state may go unnamed.</summary>
    private static bool IsNamed(XElement reference, string name) => reference.Part("dataState")?.Text("name") is { } state
        ? Squeezed(reference.Text("name") ?? "") == Squeezed($"{name}[{state}]")
        : reference.Text("name") is not { } own || Squeezed(own) == Squeezed(name);

    private static string Squeezed(string text) => string.Concat(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
