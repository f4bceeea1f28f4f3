namespace WorkflowItsm.Random.Tests.Generation;

/// <summary>How the flow splits and joins.</summary>
internal enum SplitKind
{
    Parallel,
    Exclusive,
    Inclusive,
    Complex,
}

/// <summary>Branches between two gateways, which need not be of one kind.</summary>
/// <param name="Parts">The branches.</param>
/// <param name="Split">The gateway before them.</param>
/// <param name="Join">The gateway after them.</param>
/// <param name="Choice">Chooses the conditions.</param>
/// <param name="HasDefault">Whether the last branch is the default.</param>
internal sealed record SplitBlock(Block[] Parts, SplitKind Split, SplitKind Join, int Choice, bool HasDefault) : Block
{
    public override int Size => Parts.Sum(part => part.Size) + 2;

    public override (string First, string Last) Draw(Drawing drawing)
    {
        var (split, join) = (drawing.Id("G"), drawing.Id("G"));
        List<string> incoming = [];
        var standard = "";
        for (var i = 0; i < Parts.Length; i++)
        {
            var (first, last) = Parts[i].Draw(drawing);
            var isDefault = HasDefault && i == Parts.Length - 1 && Split != SplitKind.Parallel;
            var flow = drawing.Flow(split, first, Split == SplitKind.Parallel || isDefault ? null : Drawing.Condition(Choice / (i + 1) + i));
            if (isDefault) standard = $" default=\"{flow}\"";
            incoming.Add(drawing.Flow(last, join));
        }

        drawing.Add($"<{Tag(Split)} id=\"{split}\"{standard}/>");
        drawing.Add($"<{Tag(Join)} id=\"{join}\">{(Join == SplitKind.Complex ? Activation(incoming) : "")}</{Tag(Join)}>");
        if (Join != SplitKind.Complex) return (split, join);

        // What a complex gateway does at its reset goes to an end of its own.
        var (after, end) = (drawing.Id("T"), drawing.Id("E"));
        drawing.Add($"""<intermediateThrowEvent id="{after}"/>""");
        drawing.Flow(join, after, Choice / 5 % 4 == 0 ? "waitingForStart and x < 3" : "waitingForStart");
        if (Choice % 2 == 0)
        {
            drawing.Add($"""<endEvent id="{end}"/>""");
            drawing.Flow(join, end, "not(waitingForStart)");
        }

        return (split, after);
    }

    public override IEnumerable<Block> Smaller() =>
    [
        .. Parts,
        .. Without(Parts, 2).Select(parts => this with { Parts = parts }),
        .. Join == SplitKind.Exclusive ? Array.Empty<Block>() : [this with { Join = SplitKind.Exclusive }],
        .. Within(Parts, part => part.Smaller()).Select(parts => this with { Parts = parts }),
    ];

    public static string Tag(SplitKind kind) => kind switch
    {
        SplitKind.Parallel => "parallelGateway",
        SplitKind.Exclusive => "exclusiveGateway",
        SplitKind.Inclusive => "inclusiveGateway",
        _ => "complexGateway",
    };

    private string Activation(List<string> incoming) => (Choice % 6) switch
    {
        0 => "",
        5 => "<activationCondition>if x = 3 then null else activationCount >= 2</activationCondition>",
        1 => "<activationCondition>activationCount >= 2</activationCondition>",
        2 => $"<activationCondition>{incoming[0]} >= 1</activationCondition>",
        3 => $"<activationCondition>{incoming[^1]} >= 1 and waitingForStart</activationCondition>",
        _ => $"<activationCondition>activationCount >= {incoming.Count}</activationCondition>",
    };
}

/// <summary>The first of several events.</summary>
internal sealed record EventGatewayBlock((Trigger Trigger, bool IsTask, Block? Then)[] Arms) : Block
{
    public override int Size => Arms.Sum(arm => 1 + (arm.Then?.Size ?? 0)) + 2;

    public override (string First, string Last) Draw(Drawing drawing)
    {
        var (gateway, join) = (drawing.Id("G"), drawing.Id("G"));
        drawing.Add($"""<eventBasedGateway id="{gateway}"/><exclusiveGateway id="{join}"/>""");
        foreach (var (trigger, isTask, then) in Arms)
        {
            var id = drawing.Id("C");
            drawing.Add(isTask && trigger.Kind == TriggerKind.Message
                ? $"""<receiveTask id="{id}" messageRef="m{trigger.Choice % Trigger.Names}"/>"""
                : $"""<intermediateCatchEvent id="{id}"{trigger.Attribute}>{trigger.Draw(drawing, catches: true)}</intermediateCatchEvent>""");
            drawing.Flow(gateway, id);
            var last = id;
            if (then is not null)
            {
                var drawn = then.Draw(drawing);
                drawing.Flow(id, drawn.First);
                last = drawn.Last;
            }

            drawing.Flow(last, join);
        }

        return (gateway, join);
    }

    public override IEnumerable<Block> Smaller() =>
    [
        .. Arms.Select(arm => arm.Then).OfType<Block>(),
        new ThrowBlock(Trigger.None),
        .. Without(Arms, 2).Select(arms => new EventGatewayBlock(arms)),
        .. Within(Arms, arm => arm.Then is null ? [] : [(arm.Trigger, arm.IsTask, null), .. arm.Then.Smaller().Select(then => (arm.Trigger, arm.IsTask, (Block?)then))])
            .Select(arms => new EventGatewayBlock(arms)),
    ];
}

/// <summary>Gateways and steps with flows forwards in no order of blocks: branches that cross, join early, or never.</summary>
/// <param name="Nodes">Each node: what it is.</param>
/// <param name="Flows">Flows from an earlier to a later node, by their places.</param>
/// <param name="Choice">Chooses the conditions.</param>
internal sealed record MeshBlock(MeshNode[] Nodes, (int From, int To)[] Flows, int Choice) : Block
{
    public override int Size => Nodes.Length + 2;

    public override (string First, string Last) Draw(Drawing drawing)
    {
        string[] ids = [.. Nodes.Select(node => drawing.Id(node == MeshNode.Task ? "N" : "G")), drawing.Id("G")];
        var flows = Complete();
        for (var i = 0; i < ids.Length; i++)
        {
            var kind = i == Nodes.Length ? MeshNode.Exclusive : Nodes[i];
            var outgoing = flows.Where(flow => flow.From == i).ToList();
            var standard = "";
            for (var o = 0; o < outgoing.Count; o++)
            {
                var conditional = kind is MeshNode.Exclusive or MeshNode.Inclusive && outgoing.Count > 1;
                var flow = drawing.Flow(ids[i], ids[outgoing[o].To], conditional && o > 0 ? Drawing.Condition(Choice / (i + 1) + o) : null);
                if (conditional && o == 0) standard = $" default=\"{flow}\"";
            }

            drawing.Add(kind == MeshNode.Task ? $"<userTask id=\"{ids[i]}\"/>" : $"<{Tag(kind)} id=\"{ids[i]}\"{standard}/>");
        }

        return (ids[0], ids[^1]);
    }

    public override IEnumerable<Block> Smaller() =>
        [new ThrowBlock(Trigger.None), .. Without(Flows, 0).Select(flows => this with { Flows = flows }), .. Without(Nodes, 2).Select(nodes => this with { Nodes = nodes })];

    /// <summary>The flows that are there, and one to the next node for each node that nothing leads to or that leads nowhere.</summary>
    private List<(int From, int To)> Complete()
    {
        var count = Nodes.Length;
        var flows = Flows.Select(flow => (From: flow.From % count, To: flow.To % (count + 1))).Where(flow => flow.From < flow.To).Distinct().Take(count * 2).ToList();
        for (var i = 0; i < count; i++)
        {
            if (!flows.Exists(flow => flow.From == i)) flows.Add((i, i + 1));
            if (!flows.Exists(flow => flow.To == i + 1)) flows.Add((i, i + 1));
        }

        return flows;
    }

    private static string Tag(MeshNode kind) => kind switch
    {
        MeshNode.Parallel => "parallelGateway",
        MeshNode.Exclusive => "exclusiveGateway",
        MeshNode.Inclusive => "inclusiveGateway",
        _ => "userTask",
    };
}

/// <summary>What a node of a mesh is.</summary>
internal enum MeshNode
{
    Task,
    Parallel,
    Exclusive,
    Inclusive,
}
