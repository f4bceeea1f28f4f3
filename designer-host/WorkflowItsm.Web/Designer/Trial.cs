using WorkflowItsm.Api.Definitions;
using WorkflowItsm.Dmn;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Web.Designer;

/// <summary>A decision being tried: fields for its inputs, and what it answers. Pure; holds no more than what is on the screen.</summary>
internal sealed class Trial
{
    private readonly Decision _decision;

    public Trial(Decision decision)
    {
        _decision = decision;
        Fields = [.. decision.TypedInputs.Items.Select(input => new TrialField(input))];
    }

    public Decision Decision => _decision;

    public IReadOnlyList<TrialField> Fields { get; }

    /// <summary>What came out last; null before the first time, or when a field holds no value.</summary>
    public DecisionOutcome? Outcome { get; private set; }

    /// <summary>Takes over what was typed into an older reading of the same decision.</summary>
    public Trial After(Trial? older)
    {
        foreach (var field in Fields)
        {
            if (older?.Fields.FirstOrDefault(one => one.Input.Name == field.Input.Name) is { } before) field.Typed = before.Typed;
        }

        return this;
    }

    /// <summary>Evaluates the decision with what was typed.</summary>
    public void Run(DateTimeOffset now)
    {
        var read = Fields.Select(field => field.Read()).ToList();
        Outcome = read.TrueForAll(good => good)
            ? Run(FeelContext.Of([.. Fields.Select(field => (field.Input.Name, field.Value))]), now)
            : null;
    }

    /// <summary>Puts the inputs of a past ticket into the fields, and evaluates with them.</summary>
    public void Take(PastDecision past, DateTimeOffset now)
    {
        foreach (var field in Fields) field.Take(past.Inputs[field.Input.Name]);
        Run(now);
    }

    /// <summary>What the decision answers today to what it was asked then, at the time of then.</summary>
    public DecisionOutcome Again(PastDecision past) => Run(past.Inputs, past.At);

    private DecisionOutcome Run(FeelContext inputs, DateTimeOffset now) => _decision.Evaluate(inputs, new FeelSession(now));
}
