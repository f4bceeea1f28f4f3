using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Erasure;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Runtime.Retention;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Testing;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Upgrade.Tests;

/// <summary>
/// What is recorded besides the tickets: plain processes with every kind of event that no shipped process has, topics, and timers
/// that start processes. Their definitions are in <c>works/</c>; the journal keeps its own copy of them.
/// </summary>
internal static class WorksStory
{
    private const string Dated = "<timerEventDefinition><timeDate>2026-11-23T08:03:00Z</timeDate></timerEventDefinition>";

    /// <summary>Before the tickets, at <see cref="Store.Begin"/>.</summary>
    public static async Task BeginAsync(Store store)
    {
        var definition = await File.ReadAllTextAsync(RepositoryRoot.PathOf("tests", "WorkflowItsm.Upgrade.Tests", "works", "works.bpmn"));
        await PublishAsync(store, definition);
        await StartAsync(store, "ear", "ear");
        await TopicAsync(store, Topic.OfSignal("bell"), topic => topic.Listeners.Count == 1);
        await StartAsync(store, "work", "works", ("ready", false));
        await TopicAsync(store, Topic.OfSignal("bell"), topic => topic.Listeners.Count == 0);
        await DoneAsync(store, "works", new ProcessCommand.Complete("T", FeelContext.Of(("ready", true))));
        var token = (await ReadAsync(store, "works")).Instance.Tokens.Single(token => token.ElementId == "U").Id;
        await DoneAsync(store, "works", new ProcessCommand.Ask(new Command.MoveToken(token, "V")));

        await SendAsync(store, "part", ("n", 1));
        await StartAsync(store, "bench", "bench-1");
        await Eventually.Holds("the part that was kept", async () => (await ReadAsync(store, "bench-1")).Instance.Waits.Any(wait => wait is Wait.Task));
        await StartAsync(store, "bench", "bench-2");
        await TopicAsync(store, Topic.OfMessage("part"), topic => topic.Listeners.Count == 1);
        await SendAsync(store, "part", ("n", 2));
        await SendAsync(store, "job", ("of", "li"));
        await SendAsync(store, "part", ("n", 3));

        await StartAsync(store, "late", "late");
        var incident = (await ReadAsync(store, "late")).Instance.Incidents.Single().Id;
        await DoneAsync(store, "late", new ProcessCommand.Ask(new Command.Skip(incident, FeelContext.Empty)));
        // The second finds the case of the first, which does not wait for it.
        await DoneAsync(store, new(ConversationCore.KindName, ConversationCore.CaseIdOf("later"), new ConversationCommand.Publish("nobody", FeelContext.Of(("n", 1)), null), Actor.System));
        for (var n = 1; n <= 2; n++) await DoneAsync(store, new(ConversationCore.KindName, ConversationCore.CaseIdOf("k"), new ConversationCommand.Publish("job", FeelContext.Of(("n", n)), "job-k"), Actor.System));
    }

    /// <summary>After the tickets: one of the two timers has come, and is no longer in the next version.</summary>
    public static async Task EndAsync(Store store)
    {
        await Eventually.Holds("the timer that starts a process", async () => await store.Runtime.ReadAsync(StartTimersCore.KindName, StartTimersCore.CaseId)
            is StartTimersState timers && timers.Timers.Items.Single(timer => timer.ProcessId == "once").DueAt is null);
        await Eventually.Holds("the timers of the late one", async () => !(await ReadAsync(store, "late")).Instance.Waits.Any(wait => wait is Wait.Timer));
        await Eventually.Holds("the message that nobody waits for", async () => (await store.Runtime.HistoryAsync(ProcessCore.KindName, "job-k", TestContext.Current.CancellationToken))
            .Any(fact => fact.Fact is ProcessFact.Happened { Event: EngineEvent.MessageIgnored }));
        var definition = await File.ReadAllTextAsync(RepositoryRoot.PathOf("tests", "WorkflowItsm.Upgrade.Tests", "works", "works.bpmn"));
        await PublishAsync(store, definition.Replace(Dated, "", StringComparison.Ordinal));
        await GiveUpAsync(store);
    }

    /// <summary>A ticket with a file, of whose mails, which were given up, one is tried again and one left undone.</summary>
    private static async Task GiveUpAsync(Store store)
    {
        var ticket = store.Runtime.NewCaseId();
        var fields = FeelContext.Of(("short_description", SilentMail.Unreachable), ("caller_id", "zhao"), ("impact", 2), ("urgency", 2));
        await store.SendAsync(ticket, new TicketCommand.Open("incident", null, fields), "zhao", Role.Requester);
        var file = new Attachment("a1", "log.txt", "text/plain", 417, new string('0', 64));
        await store.SendAsync(ticket, new TicketCommand.Attach(file), "zhao", Role.Requester);
        var resolved = FeelContext.Of(("close_code", "Solution provided"), ("close_notes", "Another server."));
        await store.SendAsync(ticket, new TicketCommand.Update(resolved, 6, null, null), "li", Role.Agent);
        var owner = new Actor("olga", Role.ProcessOwner);
        IReadOnlyList<EffectRecord> dead = [];
        await Eventually.Holds("two mails that were given up", async () => (dead = await store.Operations.EffectsAsync(EffectState.Dead, 10, owner)).Count >= 2);
        await DoneAsync(store, new(EffectStreams.Kind, EffectStreams.CaseIdOf(dead[0].Id), new EffectCommand.Retry("The line is free."), owner));
        await DoneAsync(store, new(EffectStreams.Kind, EffectStreams.CaseIdOf(dead[1].Id), new EffectCommand.Skip("Told by telephone."), owner));
        await Eventually.Holds("the mail that is given up again", async () => (await store.Operations.EffectAsync(dead[0].Id, owner))?.State == EffectState.Dead);
        await EraseAsync(store, ticket);
    }

    /// <summary>What a policy takes of a ticket that was closed long ago.</summary>
    private static async Task EraseAsync(Store store, string ticket)
    {
        var rows = (await store.Rows.LoadAsync(ticket, TestContext.Current.CancellationToken)).Where(row => row.Personal is not null).Select(row => row.Position).ToHashSet();
        var share = new ErasureShare(new Dictionary<string, IReadOnlySet<long>> { [ticket] = rows }, [], []);
        var command = new RetentionCommand(share, Store.Begin - TimeSpan.FromDays(365), TimeSpan.FromDays(365), 0);
        await DoneAsync(store, new(RetentionCore.KindName, RetentionCore.CaseIdOf("incident"), command, Actor.System));
    }

    private static async Task PublishAsync(Store store, string definition)
    {
        var publication = new Publication("works", [new("works.bpmn", System.Text.Encoding.UTF8.GetBytes(definition))], Actor.System, null, Publication.FromApi);
        var result = await store.Definitions.PublishAsync(publication, TestContext.Current.CancellationToken);
        Assert.True(result.Changed, string.Join('\n', result.Findings.Items.Select(finding => finding.Message)));
    }

    private static Task StartAsync(Store store, string process, string caseId, params (string, FeelValue)[] variables) =>
        DoneAsync(store, caseId, new ProcessCommand.Start(process, FeelContext.Of(variables)));

    private static Task SendAsync(Store store, string message, params (string, FeelValue)[] payload) =>
        DoneAsync(store, new(TopicCore.KindName, TopicCore.CaseIdOf(Topic.OfMessage(message)), new TopicCommand.Publish(FeelContext.Of(payload), null), Actor.System));

    private static Task DoneAsync(Store store, string caseId, ProcessCommand command) =>
        DoneAsync(store, new(ProcessCore.KindName, caseId, command, new("li", Role.ProcessOwner)));

    private static async Task DoneAsync(Store store, CaseCall call) =>
        Assert.IsType<CommandResult.Done>(await store.Runtime.SendAsync(call, TestContext.Current.CancellationToken));

    private static Task TopicAsync(Store store, string name, Func<TopicState, bool> holds) => Eventually.Holds($"topic {name}", async () =>
        await store.Runtime.ReadAsync(TopicCore.KindName, TopicCore.CaseIdOf(name), TestContext.Current.CancellationToken) is TopicState topic && holds(topic));

    private static async Task<ProcessState> ReadAsync(Store store, string caseId) =>
        (ProcessState)(await store.Runtime.ReadAsync(ProcessCore.KindName, caseId, TestContext.Current.CancellationToken))!;
}
