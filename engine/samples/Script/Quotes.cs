using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;

namespace Sample;

/// <summary>Starts a process whose script makes a price, and returns once it has.</summary>
internal sealed class Quotes(ICaseRuntime cases, ICaseFeed feed)
{
    public async Task<string> AskAsync(string item, int pieces)
    {
        var quote = cases.NewCaseId();
        var changes = new SemaphoreSlim(0);
        using var watch = feed.Subscribe(change =>
        {
            if (change.CaseId == quote) changes.Release();
        });
        var start = new ProcessCommand.Start("quote", FeelContext.Of(("item", item), ("pieces", pieces)));
        var answer = await cases.SendAsync(new(ProcessCore.KindName, quote, start, new Actor("sample", Role.Agent)));
        if (answer is not CommandResult.Done) throw new InvalidOperationException(answer.ToString());
        while (true)
        {
            var now = ((ProcessState)(await cases.ReadAsync(ProcessCore.KindName, quote))!).Instance;
            if (now.Incidents.FirstOrDefault() is { } incident) throw new InvalidOperationException(incident.Sentence);
            if (now.Ended) return $"{pieces} of {item}: {now.Variables["price"].ToText()}, with discount: {now.Variables["discount"].ToText()}";
            await changes.WaitAsync();
        }
    }
}
