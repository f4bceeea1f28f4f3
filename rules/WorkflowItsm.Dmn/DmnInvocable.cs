using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn;

/// <summary>
/// A decision service or a business knowledge model of a model: what is called by name with arguments (DMN 1.5 clauses 6.3.9 and 10.4).
/// Immutable; safe to share between threads.
/// </summary>
public sealed class DmnInvocable
{
    private readonly Invocable _called;

    internal DmnInvocable(Invocable called) => _called = called;

    /// <summary>The id in the file; the name where it gives none.</summary>
    public string Id => _called.Id;

    /// <summary>The name by which expressions call it.</summary>
    public string Name => _called.Name;

    /// <summary>Whether it is a decision service; else it is a knowledge model.</summary>
    public bool IsService => _called is Invocable.Service;

    /// <summary>The names of its parameters in their order: of a service its input data, then its input decisions.</summary>
    public ValueList<string> Parameters => _called.Parameters.Select(parameter => parameter.Name).ToValueList();

    /// <summary>The decisions that a service gives, by name; of a knowledge model its own name.</summary>
    public ValueList<string> Outputs => _called is Invocable.Service service ? service.Outputs.Select(decision => decision.Name).ToValueList() : [Name];

    /// <summary>
    /// Calls it. The value of a service is that of its one output decision, or a context of several by name. Never throws on data.
    /// </summary>
    /// <param name="arguments">Values by the names in <see cref="Parameters"/>; others are ignored, a missing one counts as null.</param>
    /// <param name="session">Time, budgets and reasons. Where it comes back exhausted, the value is null and must not be used.</param>
    public DecisionOutcome Evaluate(FeelContext arguments, FeelSession session) => Evaluation.Run(_called, arguments, session);

    /// <summary>"Decision service 'routing'".</summary>
    public override string ToString() => _called.Says;
}
