using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Storage.Sqlite;

namespace WorkflowItsm.Faults.Tests.Topics;

/// <summary>What a journal says of the harbour, read beside whoever writes it; nothing of it is folded, so that no fold can hide what happened twice.</summary>
/// <param name="Cases">The plain processes.</param>
/// <param name="Timers">Everything recorded of the timers that start processes, oldest first.</param>
internal sealed record Logbook(IReadOnlyList<LoggedCase> Cases, IReadOnlyList<StartTimersFact> Timers)
{
    public static async Task<Logbook> ReadAsync(string folder)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddWorkflowItsm(options => options.DataDirectory = folder).UseSqlite().AddCore<ProcessCore>();
        // Not started: it reads, and does nothing else.
        await using var provider = services.BuildServiceProvider();
        var runtime = provider.GetRequiredService<ICaseRuntime>();
        List<LoggedCase> cases = [];
        foreach (var id in Ids(folder)) cases.Add(new(id, await FactsAsync<ProcessFact>(runtime, ProcessCore.KindName, id)));
        return new(cases, await FactsAsync<StartTimersFact>(runtime, StartTimersCore.KindName, StartTimersCore.CaseId));
    }

    private static async Task<IReadOnlyList<T>> FactsAsync<T>(ICaseRuntime runtime, string kind, string caseId) =>
        [.. (await runtime.HistoryAsync(kind, caseId, TestContext.Current.CancellationToken)).Select(fact => fact.Fact).Cast<T>()];

    private static List<string> Ids(string folder)
    {
        using var journal = new SqliteConnection($"Data Source={Path.Combine(folder, "journal.db")};Mode=ReadOnly;Pooling=False");
        journal.Open();
        using var command = journal.CreateCommand();
        command.CommandText = "SELECT DISTINCT case_id FROM journal WHERE kind = 'process'";
        using var reader = command.ExecuteReader();
        List<string> ids = [];
        while (reader.Read()) ids.Add(reader.GetString(0));
        return ids;
    }
}

/// <summary>A plain process as it was recorded.</summary>
internal sealed class LoggedCase(string id, IReadOnlyList<ProcessFact> facts)
{
    private readonly IReadOnlyList<EngineEvent> _events = [.. facts.OfType<ProcessFact.Happened>().Select(fact => fact.Event)];

    public string Id => id;

    public IReadOnlyList<string> Begun => [.. _events.OfType<EngineEvent.InstanceStarted>().Select(begun => begun.ProcessId)];

    public bool HasEnded => _events.Any(happened => happened is EngineEvent.InstanceEnded);

    public IReadOnlyList<string> Incidents => [.. _events.OfType<EngineEvent.IncidentRaised>().Select(raised => raised.Incident.Sentence)];

    /// <summary>Each time that a variable took a value that carries a text.</summary>
    public IEnumerable<(string Variable, string Text)> Texts =>
        from set in _events.OfType<EngineEvent.VariablesSet>()
        from variable in set.Variables.Items
        where variable.Value.TryGetContext(out _)
        select (variable.Name, variable.Value.TryGetContext(out var carried) ? carried["text"].ToText() : "");

    /// <summary>How often a signal or message came to what waited for it; a variable that takes the value it has says nothing of that.</summary>
    public int Received(string name) => _events.Count(happened => happened switch
    {
        EngineEvent.SignalReceived signal => signal.Name == name,
        EngineEvent.MessageReceived message => message.Name == name,
        _ => false,
    });

    /// <summary>All values of a variable, oldest first.</summary>
    public IReadOnlyList<string> Values(string name) =>
    [
        .. _events.OfType<EngineEvent.VariablesSet>().SelectMany(set => set.Variables.Items).Where(variable => variable.Name == name).Select(variable => variable.Value.ToText()),
    ];
}
