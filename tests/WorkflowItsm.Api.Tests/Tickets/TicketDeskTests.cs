using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Tests.Hosting;
using WorkflowItsm.Api.Tickets;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Api.Tests.Tickets;

public sealed class TicketDeskTests(RunningHost host)
{
    private static readonly DeskCall s_agent = new(new("ann", Role.Agent));

    private TicketDesk Desk => host.Services.GetRequiredService<TicketDesk>();

    [Fact]
    public async Task An_auditor_can_change_nothing_whatever_the_way()
    {
        var call = new DeskCall(new("otto", Role.Auditor));
        var number = await OpenAsync();
        var answers = new List<DeskAnswer>
        {
            await Desk.OpenAsync(new("incident", FeelContext.Empty), call, Cancel),
            await Desk.UpdateAsync(number, new(FeelContext.Empty, Comment: "Hm"), call, Cancel),
            await Desk.ClaimAsync(number, 1, call, Cancel),
            await Desk.ReleaseAsync(number, 1, call, Cancel),
            await Desk.CompleteAsync(number, 1, "accept", FeelContext.Empty, call, Cancel),
            await Desk.ActAsync(number, 1, FeelContext.Empty, call, Cancel),
            await Desk.RetryAsync(number, 1, call, Cancel),
            await host.Services.GetRequiredService<Api.Attachments.AttachmentDesk>().AttachAsync(number, "a.txt", "a"u8.ToArray(), call, Cancel),
        };
        Assert.All(answers, answer => Assert.Equal("'otto' has the role Auditor and may not do this.", Assert.IsType<DeskAnswer.Refused>(answer).Sentence.En));
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_form_is_said_at_once_at_its_field()
    {
        var number = await OpenAsync();
        var answer = await Desk.CompleteAsync(number, await TaskAsync(number), "resolve",
            FeelContext.Of(("impact", "9"), ("nonsense", "x"), ("close_notes", " ")), s_agent, Cancel);

        var problems = Assert.IsType<DeskAnswer.Refused>(answer).Problems.Items.ToDictionary(problem => problem.Field, problem => problem.Sentence.En);
        Assert.Equal(["close_code", "close_notes", "impact", "nonsense"], problems.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("To 'Resolve', fill in 'Close notes'.", problems["close_notes"]);
        Assert.Equal("'impact' is '9'; expected one of 1 (High), 2 (Medium), 3 (Low).", problems["impact"]);
    }

    [Fact]
    public async Task The_second_of_two_who_saw_the_same_is_told_that_it_has_changed()
    {
        var number = await OpenAsync();
        var (task, seen) = (await TaskAsync(number), (await FindAsync(number)).Record.Version);
        var first = await Desk.CompleteAsync(number, task, "accept", FeelContext.Empty, s_agent with { ExpectedVersion = seen }, Cancel);
        var second = await Desk.CompleteAsync(number, task, "resolve", FeelContext.Empty, s_agent with { ExpectedVersion = seen }, Cancel);

        Assert.IsType<DeskAnswer.Done>(first);
        var now = await FindAsync(number);
        Assert.Equal(now.Record.Version, Assert.IsType<DeskAnswer.Stale>(second).Version);
        var since = await host.Services.GetRequiredService<TicketLookup>().TimelineAsync(now, s_agent.Actor, seen, Cancel);
        Assert.Equal("Completed \"Accept\": Accept", since.Items.First(line => line.Kind == "task-completed").En);
        Assert.DoesNotContain(since, line => line.Kind == "opened");
    }

    [Fact]
    public async Task A_repeat_of_a_completion_gets_the_first_ones_answer_although_the_task_is_gone()
    {
        var number = await OpenAsync();
        var (task, call) = (await TaskAsync(number), s_agent with { IdempotencyKey = $"desk:{number}" });
        var first = Assert.IsType<DeskAnswer.Done>(await Desk.CompleteAsync(number, task, "accept", FeelContext.Of(("category", "disk")), call, Cancel));
        var again = Assert.IsType<DeskAnswer.Done>(await Desk.CompleteAsync(number, task, "accept", FeelContext.Of(("category", "disk")), call, Cancel));
        Assert.Equal((first.Version, false), (again.Version, again.Changed));
    }

    [Fact]
    public async Task People_are_found_by_the_beginning_of_their_name_by_those_who_work_on_tickets()
    {
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var book = scope.ServiceProvider.GetRequiredService<AccountBook>();
            foreach (var name in (string[])["lookup.wang", "Lookup.li", "100%sure"]) await book.AddAsync(name, Role.Requester);
        }

        var people = host.Services.GetRequiredService<PeopleLookup>();
        Assert.Equal(["Lookup.li", "lookup.wang"], (await people.FindAsync("LOOKUP.", s_agent.Actor, 10, Cancel)).Select(person => person.Name));
        Assert.Empty(await people.FindAsync("%", s_agent.Actor, 10, Cancel));
        Assert.Empty(await people.FindAsync("lookup", new("rita", Role.Requester), 10, Cancel));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<string> OpenAsync() =>
        Assert.IsType<DeskAnswer.Done>(await Desk.OpenAsync(new("incident", FeelContext.Of(("short_description", "Disk full"))), s_agent, Cancel)).Number;

    private async Task<FoundTicket> FindAsync(string number) =>
        (await host.Services.GetRequiredService<TicketLookup>().FindAsync(number, s_agent.Actor, Cancel))!;

    private async Task<int> TaskAsync(string number) => (await FindAsync(number)).State.Instance.Waits.OfType<Wait.Task>().First().Id;
}
