using Bunit;
using WorkflowItsm.Dmn;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Itsm.Timeline;
using WorkflowItsm.Testing;
using WorkflowItsm.Web.Desk.Ticket;

namespace WorkflowItsm.Web.Tests.Desk;

/// <summary>Why a decision fell as it did, on the ticket's page.</summary>
public sealed class WhyDecidedTests : Pages
{
    private const string Classify = "rules/decisions/classify.dmn";
    private static readonly DateTimeOffset s_at = new(2026, 11, 25, 8, 30, 0, TimeSpan.Zero);
    private static readonly Release s_release = new(1,
        [new Bundle("decisions", 1, [], [new DecisionPart("classify.dmn", DmnModel.Read("classify.dmn", File.ReadAllBytes(RepositoryRoot.PathOf(Classify))).Model!)])]);

    private static readonly EngineEvent.DecisionMade s_made =
        new(null, "class", FeelContext.Of(("impact", 1), ("urgency", 2)), [new("priority-table", "priority-1-2", 2), new("class-table", "class-important", 2)], "重要", []);

    [Theory]
    [InlineData("en", "Decided on the way: Priority = 2", "Row 1✗ Urgency: wants 1, got 2 (Medium)")]
    [InlineData("zh-Hans", "先做出的决策：优先级 = 2", "第 1 行✗ 紧急程度：要求 1，实际为 2（中）")]
    public async Task Who_opens_it_sees_every_row_and_what_was_decided_on_the_way(string language, string way, string row)
    {
        Speak(language);
        var why = await OpenAsync(s_made);
        Assert.Equal(way, why.Find("[data-testid=on-the-way]").TextContent);
        Assert.Equal(row, string.Join(' ', why.Find("[data-testid=why-priority-1-1]").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains("✓", why.Find("[data-testid=why-priority-1-2]").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, why.FindAll("[data-testid=explained]").Count);
        Assert.Empty(why.FindAll("button, [data-testid=why-erased]"));
    }

    [Fact]
    public async Task What_was_erased_is_said_and_no_row_is_shown()
    {
        var why = await OpenAsync(s_made with { Personal = ["impact"], Inputs = s_made.Inputs.With("impact", FeelValue.Null) }, actor: "");
        Assert.StartsWith("impact: erased since, as personal data.", why.Find("[data-testid=why-erased]").TextContent, StringComparison.Ordinal);
        Assert.Equal("(erased)", why.Find("dd").TextContent);
        Assert.Empty(why.FindAll("[data-testid=explained]"));
    }

    [Fact]
    public async Task What_comes_out_otherwise_than_it_was_recorded_is_said() =>
        Assert.NotNull((await OpenAsync(s_made with { Result = "普通" })).Find("[data-testid=why-differs]"));

    [Fact]
    public async Task It_is_explained_only_once_and_only_to_who_asks()
    {
        var asked = 0;
        var why = Render(s_made, "dana", () => asked++);
        Assert.Equal(0, asked);
        await why.Find("details").TriggerEventAsync("ontoggle", EventArgs.Empty);
        await why.Find("[data-testid=why]").TriggerEventAsync("ontoggle", EventArgs.Empty);
        Assert.Equal(1, asked);
    }

    private async Task<IRenderedComponent<WhyDecided>> OpenAsync(EngineEvent.DecisionMade made, string actor = "dana")
    {
        var why = Render(made, actor, () => { });
        await why.Find("details").TriggerEventAsync("ontoggle", EventArgs.Empty);
        return why;
    }

    private IRenderedComponent<WhyDecided> Render(EngineEvent.DecisionMade made, string actor, Action asked)
    {
        FactHeader header = new(s_at, actor);
        CaseFact fact = new TicketFact.Process(made);
        var line = Assert.Single(TimelineWriter.Lines([(header, fact)], s_release).Items);
        return Render<WhyDecided>(with => with.Add(one => one.Line, line).Add(one => one.Explain, told =>
        {
            asked();
            Assert.Equal(1, told.Sequence);
            return Task.FromResult(DecisionExplanation.Of(header, fact, s_release, "incident"));
        }));
    }
}
