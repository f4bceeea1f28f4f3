using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Faults.Tests.Runtimes;

/// <summary>What was asked of a runtime and what it said, up to a moment; and the check of another runtime against it.</summary>
/// <param name="Asked">Sent, in order; those not answered are done wholly or not at all.</param>
/// <param name="Acknowledged">Said to be done: they are done once, whatever happened since.</param>
internal sealed record Book(IReadOnlyList<Errand> Asked, IReadOnlySet<Errand> Acknowledged)
{
    /// <summary>
    /// Every disagreement, a sentence each; empty when the runtime keeps what was promised. Everything is then asked once
    /// more under its key, as clients do, after which it must be there once.
    /// </summary>
    /// <param name="machine">The runtime that is checked.</param>
    /// <param name="sink">Where its effects have gone so far; null leaves them out.</param>
    public async Task<IReadOnlyList<string>> OffencesAsync(Machine machine, Sink? sink)
    {
        List<string> offences = [.. await MissingAsync(machine, Acknowledged.Contains), .. machine.Verify().Problems];
        if (offences.Count > 0) return offences;
        foreach (var errand in Asked) offences.AddRange(Answer(errand, await machine.InsistAsync(errand)));
        if (sink is not null) await SettleAsync(machine, sink);
        offences.AddRange(await MissingAsync(machine, _ => true));
        if (sink is not null) offences.AddRange(Effects(sink));
        offences.AddRange(machine.Verify().Problems);
        return offences;
    }

    private async Task<IEnumerable<string>> MissingAsync(Machine machine, Func<Errand, bool> mustBeThere)
    {
        List<string> offences = [];
        foreach (var group in Asked.GroupBy(errand => errand.CaseId))
        {
            var counter = await machine.ReadAsync(group.Key) ?? new Counter(group.Key);
            var (least, notes) = (0, 0);
            foreach (var errand in group)
            {
                var times = errand.TimesIn(counter);
                if (errand is Errand.Send && mustBeThere(errand)) least++;
                if (errand is Errand.Note) notes += times;
                if (errand is Errand.Send ? false : times > 1 || (times == 0 && mustBeThere(errand)))
                    offences.Add($"{Told(errand)} {errand} is there {times} times.");
            }

            var sent = counter.Total - notes;
            if (sent < least || sent > group.Count(errand => errand is Errand.Send)) offences.Add($"{group.Key} has recorded {sent} effects; expected {least}.");
        }

        return offences;
    }

    private IEnumerable<string> Effects(Sink sink)
    {
        var got = sink.Deliveries.ToLookup(delivery => delivery.Target, delivery => delivery.Id);
        return Asked.Where(errand => errand is Errand.Send or Errand.Remind)
            .Where(errand => got[errand.Key].Distinct().Count() != 1)
            .Select(errand => $"The effect of {errand} came {got[errand.Key].Count()} times under {got[errand.Key].Distinct().Count()} ids.");
    }

    /// <summary>Timers and effects follow their commands: waits until nothing is due and everything was delivered, or gives up.</summary>
    private async Task SettleAsync(Machine machine, Sink sink)
    {
        var expected = Asked.Where(errand => errand is Errand.Send or Errand.Remind).Select(errand => errand.Key).ToHashSet();
        for (var look = 0; look < 500; look++)
        {
            expected.ExceptWith(sink.Deliveries.Select(delivery => delivery.Target));
            if (expected.Count == 0) return;
            // Whoever waits for the store to come back waits by the runtime's clock.
            machine.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    private IEnumerable<string> Answer(Errand errand, CommandResult result)
    {
        if (result is not CommandResult.Done done) yield return $"{Told(errand)} {errand}, asked again, is answered with {result}.";
        else if (done.Changed && Acknowledged.Contains(errand)) yield return $"{Told(errand)} {errand}, asked again, is done again.";
    }

    private string Told(Errand errand) => Acknowledged.Contains(errand) ? "Acknowledged" : "Unanswered";
}
