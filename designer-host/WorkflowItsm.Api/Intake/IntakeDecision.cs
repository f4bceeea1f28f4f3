using WorkflowItsm.Dmn;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Api.Intake;

/// <summary>
/// What the published intake table makes of an alert. What it does not map, or maps to something no incident
/// can have, becomes a visibly unmapped alert of medium impact and urgency; never a silent default.
/// </summary>
/// <param name="IsMapped">Whether a row of the table knew the alert.</param>
/// <param name="Fields">service, impact, urgency, category, mapped and the decision with rows and inputs.</param>
internal sealed record IntakeDecision(bool IsMapped, FeelContext Fields)
{
    /// <summary>The id of the table.</summary>
    public const string Id = "intake";

    private const int Medium = 2;

    public static IntakeDecision Of(Decision decision, FeelContext labels, DateTimeOffset now)
    {
        var session = new FeelSession(now);
        var outcome = decision.Evaluate(FeelContext.Of(("labels", FeelValue.Context(labels))), session);
        var problems = session.Exhausted is { } exhausted ? outcome.Problems.Add(exhausted) : outcome.Problems;
        var value = session.Exhausted is null && outcome.Value.TryGetContext(out var found) ? found : FeelContext.Empty;
        var usable = Level(value["impact"]) && Level(value["urgency"]);
        var mapped = usable && value["mapped"].IsTrue;
        return new(mapped, FeelContext.Of(
            ("service", value["service"].IsNull ? "unmapped" : value["service"]),
            ("impact", usable ? value["impact"] : Medium),
            ("urgency", usable ? value["urgency"] : Medium),
            ("category", value["category"]),
            ("mapped", mapped),
            ("decision", FeelValue.Context(FeelContext.Of(
                ("id", decision.Id),
                ("rows", FeelValue.List(outcome.Matched.Items.Select(rule => (FeelValue)rule.RuleNumber))),
                ("inputs", FeelValue.Context(outcome.Inputs)),
                ("problems", FeelValue.List(problems.Items.Select(problem => (FeelValue)problem))))))));
    }

    private static bool Level(FeelValue value) => value.TryGetInt(out var level) && level is >= 1 and <= 3;
}
