namespace WorkflowItsm.Random.Tests.Generation;

/// <summary>Makes the parts of a process.</summary>
internal sealed class Blocks(Dice dice)
{
    private readonly Triggers _triggers = new(dice);

    public Body Body(Place place)
    {
        var subs = dice.OneIn(3) ? dice.Many(1, 2, () => EventSub(place)) : [];
        if (subs.Count(sub => sub.Trigger.Kind == TriggerKind.Compensation) > 1) subs = [subs[0]];
        var flow = Block(place);
        return new(flow, dice.OneIn(3) ? _triggers.End(place) : Trigger.None, subs)
        {
            IsBare = !place.IsProcess && dice.OneIn(8) && BeginsBare(flow),
            IsOpen = dice.OneIn(10),
        };
    }

    /// <summary>What begins the process beside its start event.</summary>
    public Beginning Beginning()
    {
        var kind = dice.Pick(BeginningKind.StartEvent, BeginningKind.StartEvent, BeginningKind.ReceiveTask, BeginningKind.Gateway, BeginningKind.ParallelGateway);
        return new(kind, dice.Many(2, 3, _triggers.Caught));
    }

    public Block Block(Place place)
    {
        dice.Spend();
        if (dice.Left <= 0) return Leaf(place);
        return dice.Weighted<Func<Block>>(
            (9, () => Leaf(place)),
            (8, () => new Sequence(dice.Many(2, 3, () => Block(place)))),
            (4, () => Split(place)),
            (2, () => EventGateway(place)),
            (1, () => new LoopBlock(Block(place), 1 + dice.Next(2))),
            (1, () => Mesh()),
            (1, () => Quantities(place)),
            (place.Depth < 6 ? 1 : 0, () => Hazard(place)),
            (place.Depth < 6 ? 9 : 0, () => Holder(place)))();
    }

    private Block Leaf(Place place) => dice.Weighted<Func<Block>>(
        (12, () => Decorated(Activity(place, dice.Pick(
            ActivityKind.User, ActivityKind.User, ActivityKind.Service, ActivityKind.Script, ActivityKind.Script, ActivityKind.Plain, ActivityKind.Manual, ActivityKind.Worker,
            ActivityKind.Code, ActivityKind.Rule, ActivityKind.Send, ActivityKind.Receive, ActivityKind.CallGlobal,
            place.MayCall > 0 ? ActivityKind.Call : ActivityKind.Script)), place)),
        (2, () => new CatchBlock(_triggers.Caught())),
        (3, () => new ThrowBlock(_triggers.Thrown(place))),
        (1, () => new LinkBlock()),
        (2, () => new ExitBlock(dice.Next(1000), _triggers.End(place))))();

    private Activity Holder(Place place)
    {
        var kind = dice.Pick(ActivityKind.Sub, ActivityKind.Sub, ActivityKind.Transaction, ActivityKind.AdHoc);
        return Decorated(Activity(place, kind), place);
    }

    private Activity Activity(Place place, ActivityKind kind)
    {
        var choice = dice.Next(10_000);
        if (kind == ActivityKind.Call && place.MayCall == 1) choice -= choice % 2;
        var binding = kind != ActivityKind.Call ? Binding.Deployment : place.IsOlder ? Binding.Latest
            : dice.Pick(Binding.Deployment, Binding.Deployment, Binding.Deployment, Binding.Latest, Binding.Version, Binding.Version);
        // The older release holds an older version of the first process only.
        if (binding == Binding.Version && !dice.OneIn(8)) choice -= choice % 2;
        var inner = place with { Depth = place.Depth + 1, IsProcess = false, InTransaction = place.InTransaction || kind == ActivityKind.Transaction };
        return new(kind, choice)
        {
            Inside = kind is ActivityKind.Sub or ActivityKind.Transaction ? Body(inner) : null,
            Started = kind == ActivityKind.AdHoc ? dice.Many(1, 3, () => Started(inner)) : [],
            IsManual = kind == ActivityKind.AdHoc && dice.OneIn(3),
            Binding = binding,
        };
    }

    private Block Started(Place place)
    {
        Activity One() => Decorated(Activity(place, dice.Pick(ActivityKind.User, ActivityKind.Script, ActivityKind.Service, place.Depth < 6 && dice.Left > 0 ? ActivityKind.Sub : ActivityKind.User)), place);
        dice.Spend();
        return dice.OneIn(4) ? new Sequence([One(), One()]) : One();
    }

    private Activity Decorated(Activity activity, Place place)
    {
        var choice = activity.Choice;
        if (dice.OneIn(4))
        {
            var repeat = dice.Pick(Repeat.While, Repeat.Until, Repeat.AtMost, Repeat.Sequential, Repeat.Parallel, Repeat.SequentialList, Repeat.ParallelList, Repeat.NoneAtAll);
            // What each round throws counts as thrown here.
            while (place.Signals > 0 && choice % 17 is 3 or 7 or 11) choice += activity.Kind == ActivityKind.Call ? 2 : 1;
            activity = activity with { Repeat = repeat, Choice = choice };
        }

        var borders = dice.OneIn(2) ? dice.Many(1, 2, () => Border(activity.Kind, place)) : [];
        var hasOwn = activity.Inside?.Beside.Any(sub => sub.Trigger.Kind == TriggerKind.Compensation) is true;
        return activity with
        {
            Borders = borders,
            Handler = !hasOwn && dice.OneIn(4) ? dice.Pick(ActivityKind.Script, ActivityKind.Script, ActivityKind.User, ActivityKind.Service, ActivityKind.Service, ActivityKind.Sub, ActivityKind.AdHoc) : null,
            CompletionQuantity = dice.OneIn(30) ? 2 : 1,
            StartQuantity = dice.OneIn(60) ? 2 : 1,
            Branches = dice.OneIn(12),
            HasOwnVariables = dice.OneIn(4),
            HasData = dice.OneIn(8),
        };
    }

    private Border Border(ActivityKind kind, Place place)
    {
        var trigger = _triggers.OnBorder(kind);
        var interrupts = Triggers.MustInterrupt(trigger) || dice.OneIn(2);
        Block? then = null;
        if (!interrupts) then = dice.OneIn(2) ? Logs() : Block(Triggers.After(trigger, place));
        else if (dice.OneIn(2)) then = Logs();
        return new(trigger, interrupts, then);
    }

    private EventSub EventSub(Place place)
    {
        var trigger = _triggers.Beside(place);
        var interrupts = Triggers.MustInterrupt(trigger) || dice.OneIn(2);
        var inside = (interrupts ? place : Triggers.After(trigger, place)) with { Depth = place.Depth + 1, IsProcess = false };
        return new(trigger, interrupts, Body(inside));
    }

    private SplitBlock Split(Place place)
    {
        var split = dice.Pick(SplitKind.Parallel, SplitKind.Parallel, SplitKind.Exclusive, SplitKind.Inclusive, SplitKind.Inclusive);
        var join = dice.OneIn(3) ? dice.Pick(SplitKind.Parallel, SplitKind.Exclusive, SplitKind.Inclusive, SplitKind.Complex) : split == SplitKind.Exclusive ? SplitKind.Exclusive : split;
        if (dice.OneIn(4)) join = SplitKind.Complex;
        return new(dice.Many(2, 3, () => Block(place)), split, join, dice.Next(10_000), !dice.OneIn(5));
    }

    private EventGatewayBlock EventGateway(Place place) =>
        new(dice.Many(2, 3, () => (_triggers.Caught(), dice.OneIn(3), dice.OneIn(3) ? Block(place) : null)));

    private MeshBlock Mesh() => new(
        dice.Many(3, 7, () => dice.Pick(MeshNode.Task, MeshNode.Parallel, MeshNode.Exclusive, MeshNode.Inclusive, MeshNode.Inclusive)),
        dice.Many(2, 9, () => (dice.Next(8), dice.Next(9))),
        dice.Next(10_000));

    /// <summary>An activity that gives two tokens before one that takes two.</summary>
    private Sequence Quantities(Place place) => new(
    [
        Activity(place, dice.Pick(ActivityKind.User, ActivityKind.Script)) with { CompletionQuantity = 2 },
        Decorated(Activity(place, dice.Pick(ActivityKind.User, ActivityKind.Script, ActivityKind.Service)), place) with { StartQuantity = 2 },
    ]);

    /// <summary>A transaction that is cancelled, whose undoing may fail, with something inside that catches errors as long as it is not cancelled.</summary>
    private Activity Hazard(Place place)
    {
        var undone = Activity(place, dice.Pick(ActivityKind.User, ActivityKind.Script)) with { Handler = dice.Pick(ActivityKind.Service, ActivityKind.Sub, ActivityKind.Sub) };
        var inside = new EventSub(new(TriggerKind.Error, dice.Next(9), []), Interrupts: true, new(Logs(), Trigger.None, []));
        var hazard = new Border(new(TriggerKind.Error, dice.Next(9), []), Interrupts: true, Logs());
        return Activity(place, ActivityKind.Transaction) with
        {
            Inside = new(new Sequence([undone, Logs()]), new(TriggerKind.Cancel, 0, []), [inside]),
            Borders = dice.OneIn(2) ? [hazard] : [hazard, new(new(TriggerKind.Cancel, 0, []), Interrupts: true, Logs())],
        };
    }

    private Activity Logs() => new(ActivityKind.Script, 1 + (4 * dice.Next(20)));

    /// <summary>Whether no flow leads to where a block begins.</summary>
    private static bool BeginsBare(Block block) => block switch
    {
        Sequence sequence => BeginsBare(sequence.Parts[0]),
        LoopBlock => false,
        _ => true,
    };
}
