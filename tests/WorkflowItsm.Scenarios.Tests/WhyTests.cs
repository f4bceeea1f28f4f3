using WorkflowItsm.Engine;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Itsm.Timeline;

namespace WorkflowItsm.Scenarios.Tests;

/// <summary>Why a recorded decision fell as it did.</summary>
public sealed class WhyTests
{
    private static readonly DateTimeOffset s_at = new(2026, 11, 25, 8, 30, 0, TimeSpan.Zero);

    [Fact]
    public void A_decision_is_made_again_from_what_was_recorded_with_every_row()
    {
        var why = Explain(Decided("priority", ("impact", 1), ("urgency", 2)))!;
        Assert.True(why.IsSame);
        Assert.Equal("优先级", why.Name.Zh);
        var rules = Assert.Single(why.Trace!.Tables.Items).Rules;
        Assert.Equal(["priority-1-2"], rules.Items.Where(rule => rule.Matches).Select(rule => rule.Id));
        var cell = Assert.Single(rules.Items.Single(rule => rule.Id == "priority-1-3").Failing.Items);
        Assert.Equal(("影响 / Impact", "紧急程度 / Urgency", "3", (FeelValue)2), (why.Trace.Tables[0].Columns[0].Label, cell.Label, cell.Test, cell.Value));
        Assert.Equal(("Medium", "中"), (why.Say("urgency", 2).En, why.Say("urgency", 2).Zh));
    }

    [Fact]
    public void Decisions_made_on_the_way_are_told_too()
    {
        var why = Explain(Decided("class", ("impact", 1), ("urgency", 2)))!;
        Assert.True(why.IsSame);
        Assert.Equal(["priority", "class"], why.Trace!.Decisions.Items.Select(taken => taken.Id));
        Assert.Equal(["Priority", "Incident class"], why.Trace.Decisions.Items.Select(taken => why.NameOf(taken.Id).En));
    }

    [Fact]
    public void What_was_erased_is_named_and_nothing_is_guessed_from_what_is_left()
    {
        var made = Decided("priority", ("impact", 1), ("urgency", 2)) with { Personal = ["impact"] };
        var why = Explain(made with { Inputs = made.Inputs.With("impact", FeelValue.Null) }, actor: "")!;
        Assert.Equal(["impact"], why.Erased.Items);
        Assert.Null(why.Trace);
        Assert.True(why.IsSame);
    }

    [Fact]
    public void A_personal_input_that_had_no_value_is_not_taken_for_an_erased_one()
    {
        var why = Explain(Decided("priority", ("urgency", 2)) with { Personal = ["impact"] })!;
        Assert.True(why.Erased.IsEmpty);
        Assert.NotNull(why.Trace);
    }

    [Fact]
    public void What_would_come_out_otherwise_today_is_said()
    {
        var made = Decided("priority", ("impact", 1), ("urgency", 2));
        Assert.False(Explain(made with { Result = 5 })!.IsSame);
        Assert.False(Explain(made with { Rules = [] })!.IsSame);
    }

    [Fact]
    public void What_is_no_decision_or_no_longer_known_has_no_explanation()
    {
        Assert.Null(Explain(Decided("priority") with { DecisionId = "gone" }));
        Assert.Null(DecisionExplanation.Of(new(s_at, "dana"), new TicketFact.Commented("Hm", false), ShippedRelease.Release, "incident"));
    }

    private static EngineEvent.DecisionMade Decided(string id, params (string Name, FeelValue Value)[] inputs)
    {
        var outcome = ShippedRelease.Release.FindDecision(id)!.Evaluate(FeelContext.Of(inputs), new FeelSession(s_at));
        var hits = outcome.Matched.Items.Select(rule => new RuleHit(rule.TableId, rule.RuleId, rule.RuleNumber)).ToValueList();
        return new(null, id, outcome.Inputs, hits, outcome.Value, outcome.Problems);
    }

    private static DecisionExplanation? Explain(EngineEvent.DecisionMade made, string actor = "dana") =>
        DecisionExplanation.Of(new(s_at, actor), new TicketFact.Process(made), ShippedRelease.Release, "incident");
}
