using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Erasure;
using WorkflowItsm.Runtime.Hosting;

namespace WorkflowItsm.Runtime.Tests.Bench;

/// <summary>Two people's work on two cases; one of them is to be erased.</summary>
internal sealed class ErasureStory
{
    public const string Eve = "eve.canary";

    /// <summary>What nothing may hold after the erasure.</summary>
    public static IReadOnlyList<string> Canaries { get; } = [Eve, "canary-text", "Eve Canary"];

    public static ErasedPerson Person { get; } = new([Eve, "Eve Canary"]);

    public static Actor Admin { get; } = new("ada", Role.Administrator);

    // Long enough for the busiest machine: what never ends is to fail instead of hanging.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);
    private static readonly Actor _eve = new(Eve, Role.Requester);
    private static readonly Actor _bob = new("bob", Role.Agent);

    public static async Task TellAsync(TestRuntime runtime)
    {
        await SendAsync(runtime, "a", new Ask.Open(FeelContext.Of(("caller_id", Eve), ("short_description", "canary-text"))), _eve, $"api:{Eve}:1", "d1");
        await SendAsync(runtime, "a", new Ask.Add(1, $"called {Eve}, at home"), _bob, "api:bob:2", "d2");
        await SendAsync(runtime, "b", new Ask.Open(FeelContext.Of(("caller_id", "bob"), ("short_description", "printer"))), _bob);
        await SendAsync(runtime, "b", new Ask.Add(2, "canary-text again"), _eve);
        await SendAsync(runtime, "b", new Ask.Add(4, "done by eve.canary2"), _bob);
        await SendAsync(runtime, "a", new Ask.Emit(new("mail", $"{Eve}@example.org", FeelContext.Of(("body", "canary-text")))), _bob);
        for (var n = 0; n < 40; n++) await SendAsync(runtime, $"c{n}", new Ask.Add(1, $"note {n} {new string('x', 400)}"), n % 7 == 0 ? _eve : _bob);
    }

    /// <summary>Orders the erasure, and gives its id.</summary>
    public static async Task<string> OrderAsync(TestRuntime runtime)
    {
        var (id, refusal) = await runtime.Services.GetRequiredService<IErasures>().OrderAsync(Person, Admin, TestContext.Current.CancellationToken);
        Assert.Null(refusal);
        return id!;
    }

    /// <summary>Waits until it is over; time goes on, so that what is tried again later is.</summary>
    public static async Task<ErasureReport> EndAsync(TestRuntime runtime, string id)
    {
        for (var since = Stopwatch.StartNew(); ;)
        {
            if (since.Elapsed > _patience) Assert.Fail($"The erasure did not end within {_patience}.");
            var report = await runtime.Services.GetRequiredService<IErasures>().FindAsync(id, TestContext.Current.CancellationToken);
            if (report is { Phase: ErasurePhase.Finished }) return report;
            runtime.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>What the runtime says of the two cases, in one text.</summary>
    public static async Task<string> ReadAsync(TestRuntime runtime)
    {
        var (a, b) = ((await runtime.CounterAsync("a"))!, (await runtime.CounterAsync("b"))!);
        return $"{a.Total} {a.Fields} {string.Join(' ', a.Log.Items)}| {b.Total} {b.Fields} {string.Join(' ', b.Log.Items)}";
    }

    /// <summary>A participant that counts; of facts it takes each once.</summary>
    public static void AddParticipant(WorkflowItsmBuilder builder) => builder.Services.AddSingleton<IErasureParticipant, Participant>();

    private static async Task SendAsync(TestRuntime runtime, string caseId, CaseCommand command, Actor actor, string? key = null, string? digest = null) =>
        Assert.IsType<CommandResult.Done>(await runtime.Cases.SendAsync(
            new("ticket", caseId, command, actor) { IdempotencyKey = key, RequestDigest = digest }, TestContext.Current.CancellationToken));

    private sealed class Participant : IErasureParticipant
    {
        public Task<int> EraseAsync(ErasedPerson person, CancellationToken cancellationToken) => Task.FromResult(person.Is(Eve) ? 1 : 0);

        public Task<int> EraseAsync(ErasedPerson person, IReadOnlyList<FoundFact> found, CancellationToken cancellationToken) =>
            Task.FromResult(found.Count(fact => fact.Recorded.Header.Actor == Eve));
    }
}
