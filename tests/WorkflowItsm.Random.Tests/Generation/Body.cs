namespace WorkflowItsm.Random.Tests.Generation;

/// <summary>An event sub-process.</summary>
internal sealed record EventSub(Trigger Trigger, bool Interrupts, Body Inside);

/// <summary>What a process or sub-process holds: a start, a flow, an end, and the event sub-processes beside it.</summary>
internal sealed record Body(Block Flow, Trigger End, EventSub[] Beside)
{
    /// <summary>Whether it begins where no flow leads, without a start event.</summary>
    public bool IsBare { get; init; }

    /// <summary>What else starts it, of a process: what leads to where it begins.</summary>
    public Beginning[] Starts { get; init; } = [];

    /// <summary>Whether its way ends where no flow leads on, without an end event.</summary>
    public bool IsOpen { get; init; }

    public int Size => Flow.Size + 2 + Beside.Sum(sub => sub.Inside.Size + 1);

    public void Draw(Drawing drawing) => Draw(drawing, Trigger.None, true, isEventSub: false);

    public IEnumerable<Body> Smaller()
    {
        for (var i = 0; i < Beside.Length; i++)
        {
            yield return this with { Beside = [.. Beside[..i], .. Beside[(i + 1)..]] };
            foreach (var inside in Beside[i].Inside.Smaller())
                yield return this with { Beside = [.. Beside[..i], Beside[i] with { Inside = inside }, .. Beside[(i + 1)..]] };
        }

        if (Starts.Length > 0) yield return this with { Starts = [], IsBare = false };
        if (Starts.Length > 1)
            for (var i = 0; i < Starts.Length; i++) yield return this with { Starts = [.. Starts[..i], .. Starts[(i + 1)..]] };
        if (IsOpen) yield return this with { IsOpen = false };
        if (End.Kind != TriggerKind.None) yield return this with { End = Trigger.None };
        foreach (var part in End.Parts) yield return this with { End = part };
        if (IsBare) yield return this with { IsBare = false };
        foreach (var flow in Flow.Smaller()) yield return this with { Flow = flow };
    }

    private void Draw(Drawing drawing, Trigger trigger, bool interrupts, bool isEventSub)
    {
        var (first, last) = Flow.Draw(drawing);
        if (!IsOpen)
        {
            var end = drawing.Id("E");
            drawing.Add($"""<endEvent id="{end}">{End.Draw(drawing, catches: false)}</endEvent>""");
            drawing.Flow(last, end);
        }

        if (Starts.Length > 0)
        {
            var merge = drawing.Id("G");
            drawing.Add($"""<exclusiveGateway id="{merge}"/>""");
            drawing.Flow(merge, first);
            first = merge;
        }

        foreach (var other in Starts) other.Draw(drawing, first);

        if (!IsBare || isEventSub)
        {
            var start = drawing.Id("S");
            drawing.Add($"""<startEvent id="{start}"{(interrupts ? "" : " isInterrupting=\"false\"")}{trigger.Attribute}>{trigger.Draw(drawing, catches: true)}</startEvent>""");
            drawing.Flow(start, first);
        }

        foreach (var sub in Beside)
        {
            var id = drawing.Id("P");
            var around = drawing.InTransaction;
            // A cancel event is refused where work is undone.
            drawing.InTransaction &= sub.Trigger.Each.All(part => part.Kind != TriggerKind.Compensation);
            var content = drawing.Inside(() => sub.Inside.Draw(drawing, sub.Trigger, sub.Interrupts, isEventSub: true));
            drawing.InTransaction = around;
            drawing.Add($"""<subProcess id="{id}" triggeredByEvent="true">{content}</subProcess>""");
        }
    }
}
