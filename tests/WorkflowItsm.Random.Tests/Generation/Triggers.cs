namespace WorkflowItsm.Random.Tests.Generation;

/// <summary>Makes what events wait for and throw, as their place allows (BPMN 2.0, 10.5.2 to 10.5.5).</summary>
internal sealed class Triggers(Dice dice)
{
    private static readonly TriggerKind[] _waited = [TriggerKind.Message, TriggerKind.Timer, TriggerKind.Signal, TriggerKind.Conditional];

    /// <summary>Of a catching event in the flow.</summary>
    public Trigger Caught() => dice.OneIn(5) ? Several(_waited, dice.OneIn(2)) : One(dice.Pick<TriggerKind>(_waited));

    /// <summary>Of an event on a border.</summary>
    public Trigger OnBorder(ActivityKind kind)
    {
        TriggerKind[] kinds = [.. _waited, TriggerKind.Error, TriggerKind.Escalation];
        if (kind == ActivityKind.Transaction && dice.OneIn(2)) return One(TriggerKind.Cancel);
        // Escalations are the rarest to be thrown inside of what they are waited for at.
        if (kind is ActivityKind.Call or ActivityKind.Sub or ActivityKind.Transaction && dice.OneIn(6)) return One(TriggerKind.Escalation);
        if (dice.OneIn(5)) return Several(_waited, true);
        return dice.OneIn(5) ? Several(kinds, false) : One(dice.Pick<TriggerKind>(kinds));
    }

    /// <summary>Of the start of an event sub-process.</summary>
    public Trigger Beside(Place place)
    {
        TriggerKind[] kinds = [.. _waited, TriggerKind.Error, TriggerKind.Escalation];
        if (!place.IsProcess && dice.OneIn(4)) return One(TriggerKind.Compensation);
        if (dice.OneIn(6)) return Several(_waited, true);
        return dice.OneIn(5) ? Several(kinds, false) : One(dice.Pick<TriggerKind>(kinds));
    }

    /// <summary>Of a throwing event in the flow.</summary>
    public Trigger Thrown(Place place) => dice.OneIn(6)
        ? Together([TriggerKind.Message, TriggerKind.Signal, TriggerKind.Escalation, TriggerKind.Compensation], place)
        : Thrown(dice.Pick(TriggerKind.None, TriggerKind.Message, TriggerKind.Signal, TriggerKind.Signal, TriggerKind.Escalation, TriggerKind.Escalation, TriggerKind.Compensation, TriggerKind.Compensation), place);

    /// <summary>Of an end event.</summary>
    public Trigger End(Place place) => dice.OneIn(6)
        ? Together([TriggerKind.Message, TriggerKind.Signal, TriggerKind.Escalation, TriggerKind.Compensation, dice.Pick(TriggerKind.Error, TriggerKind.Terminate, TriggerKind.Cancel)], place)
        : Thrown(dice.Pick(
            TriggerKind.None, TriggerKind.Message, TriggerKind.Signal, TriggerKind.Escalation, TriggerKind.Error, TriggerKind.Error, TriggerKind.Compensation, TriggerKind.Terminate,
            place.InTransaction ? TriggerKind.Cancel : TriggerKind.Terminate, place.InTransaction ? TriggerKind.Cancel : TriggerKind.None), place);

    /// <summary>Whether an event cannot leave running what it happens at.</summary>
    public static bool MustInterrupt(Trigger trigger) => trigger.Each.Any(part => part.Kind is TriggerKind.Error or TriggerKind.Cancel or TriggerKind.Compensation);

    /// <summary>What may follow an event that can happen again: nothing that makes it happen again.</summary>
    public static Place After(Trigger trigger, Place place)
    {
        foreach (var part in trigger.Each)
        {
            if (part.Kind == TriggerKind.Signal) place = place with { Signals = Math.Max(place.Signals, (part.Choice % Trigger.Names) + 1) };
            if (part.Kind == TriggerKind.Escalation)
                place = place with { Escalations = part.Choice % 4 == 3 ? Trigger.Names : Math.Max(place.Escalations, (part.Choice % Trigger.Names) + 1) };
        }

        return place with { MayCall = 0 };
    }

    private Trigger One(TriggerKind kind) => new(kind, dice.Next(5040), []);

    private Trigger Several(TriggerKind[] kinds, bool all)
    {
        var left = kinds.ToList();
        var parts = dice.Many(2, 3, () =>
        {
            var kind = left[dice.Next(left.Count)];
            left.Remove(kind);
            return One(kind);
        });
        return new(all ? TriggerKind.ParallelMultiple : TriggerKind.Multiple, dice.Next(5040), parts);
    }

    private Trigger Thrown(TriggerKind kind, Place place)
    {
        var from = kind switch { TriggerKind.Signal => place.Signals, TriggerKind.Escalation => place.Escalations, _ => 0 };
        if (from >= Trigger.Names) return Trigger.None;
        return new(kind, from + dice.Next(Trigger.Names - from) + (Trigger.Names * dice.Next(1000)), []);
    }

    private Trigger Together(TriggerKind[] kinds, Place place)
    {
        Trigger[] parts = [.. kinds.Where(_ => !dice.OneIn(3)).Select(kind => Thrown(kind, place)).Where(part => part.Kind != TriggerKind.None)];
        return parts.Length < 2 ? Thrown(TriggerKind.Message, place) : new(TriggerKind.Multiple, dice.Next(5040), parts);
    }
}
