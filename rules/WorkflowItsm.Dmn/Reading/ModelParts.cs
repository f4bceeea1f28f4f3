using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Reading;

/// <summary>What a model holds and what files that import it may refer to, by id.</summary>
internal sealed record ModelParts(
    string Namespace,
    ValueList<Decision> Decisions,
    IReadOnlyDictionary<string, InputData> Inputs,
    IReadOnlyDictionary<string, Decision> DecisionsById,
    IReadOnlyDictionary<string, Invocable> Invocables,
    TypeReader Types);
