namespace WorkflowItsm.Random.Tests.Generation;

/// <summary>A part of a process with one way in and one way out. What it is made of can be made smaller, which is how a case is shrunk.</summary>
internal abstract record Block
{
    /// <summary>Draws it; the ids of the nodes where the flow comes in and goes out.</summary>
    public abstract (string First, string Last) Draw(Drawing drawing);

    /// <summary>Simpler blocks that could stand in its place.</summary>
    public abstract IEnumerable<Block> Smaller();

    /// <summary>How many elements there are.</summary>
    public abstract int Size { get; }

    /// <summary>All arrays in which one item is left out.</summary>
    protected static IEnumerable<T[]> Without<T>(T[] items, int atLeast)
    {
        if (items.Length <= atLeast) yield break;
        for (var i = 0; i < items.Length; i++) yield return [.. items[..i], .. items[(i + 1)..]];
    }

    /// <summary>All arrays in which one item is smaller.</summary>
    protected static IEnumerable<T[]> Within<T>(T[] items, Func<T, IEnumerable<T>> smaller)
    {
        for (var i = 0; i < items.Length; i++)
            foreach (var item in smaller(items[i]))
                yield return [.. items[..i], item, .. items[(i + 1)..]];
    }
}

/// <summary>One after the other.</summary>
internal sealed record Sequence(Block[] Parts) : Block
{
    public override int Size => Parts.Sum(part => part.Size);

    public override (string First, string Last) Draw(Drawing drawing)
    {
        var (first, last) = Parts[0].Draw(drawing);
        foreach (var part in Parts[1..])
        {
            var next = part.Draw(drawing);
            drawing.Flow(last, next.First);
            last = next.Last;
        }

        return (first, last);
    }

    public override IEnumerable<Block> Smaller() =>
        [.. Parts, .. Without(Parts, 1).Select(parts => new Sequence(parts)), .. Within(Parts, part => part.Smaller()).Select(parts => new Sequence(parts))];
}

/// <summary>A throwing event in the flow.</summary>
internal sealed record ThrowBlock(Trigger Trigger) : Block
{
    public override int Size => 1;

    public override (string First, string Last) Draw(Drawing drawing)
    {
        var id = drawing.Id("T");
        drawing.Add($"""<intermediateThrowEvent id="{id}">{Trigger.Draw(drawing, catches: false)}</intermediateThrowEvent>""");
        return (id, id);
    }

    public override IEnumerable<Block> Smaller() =>
        Trigger.Kind == TriggerKind.None ? [] : [new ThrowBlock(Trigger.None), .. Trigger.Parts.Select(part => new ThrowBlock(part))];
}

/// <summary>A catching event in the flow.</summary>
internal sealed record CatchBlock(Trigger Trigger) : Block
{
    public override int Size => 1;

    public override (string First, string Last) Draw(Drawing drawing)
    {
        var id = drawing.Id("C");
        drawing.Add($"""<intermediateCatchEvent id="{id}"{Trigger.Attribute}>{Trigger.Draw(drawing, catches: true)}</intermediateCatchEvent>""");
        return (id, id);
    }

    public override IEnumerable<Block> Smaller() => [new ThrowBlock(Trigger.None), .. Trigger.Parts.Select(part => new CatchBlock(part))];
}

/// <summary>A link: the flow goes on at its other end.</summary>
internal sealed record LinkBlock : Block
{
    public override int Size => 1;

    public override (string First, string Last) Draw(Drawing drawing)
    {
        var (id, target) = (drawing.Id("L"), drawing.Id("K"));
        drawing.Add($"""<intermediateThrowEvent id="{id}"><linkEventDefinition name="{id}"/></intermediateThrowEvent>""");
        drawing.Add($"""<intermediateCatchEvent id="{target}"><linkEventDefinition name="{id}"/></intermediateCatchEvent>""");
        return (id, target);
    }

    public override IEnumerable<Block> Smaller() => [new ThrowBlock(Trigger.None)];
}

/// <summary>Where data say so, the flow ends early with an end event.</summary>
internal sealed record ExitBlock(int Condition, Trigger End) : Block
{
    public override int Size => 2;

    public override (string First, string Last) Draw(Drawing drawing)
    {
        var (gateway, end, last) = (drawing.Id("G"), drawing.Id("E"), drawing.Id("T"));
        drawing.Add($"""<endEvent id="{end}">{End.Draw(drawing, catches: false)}</endEvent><intermediateThrowEvent id="{last}"/>""");
        drawing.Flow(gateway, end, Drawing.Condition(Condition));
        drawing.Add($"""<exclusiveGateway id="{gateway}" default="{drawing.Flow(gateway, last)}"/>""");
        return (gateway, last);
    }

    public override IEnumerable<Block> Smaller() =>
        [new ThrowBlock(Trigger.None), .. End.Parts.Select(part => this with { End = part }), .. End.Kind == TriggerKind.None ? Array.Empty<Block>() : [this with { End = Trigger.None }]];
}

/// <summary>Again a number of times, counted by a script.</summary>
internal sealed record LoopBlock(Block Inner, int Times) : Block
{
    public override int Size => Inner.Size + 3;

    public override (string First, string Last) Draw(Drawing drawing)
    {
        var (merge, check, count) = (drawing.Id("G"), drawing.Id("G"), drawing.Id("N"));
        drawing.Add($"""<exclusiveGateway id="{merge}"/><exclusiveGateway id="{check}"/>""");
        drawing.Add($"""<scriptTask id="{count}" scriptFormat="feel" itsm:resultVariable="{count}"><script>(if {count} = null then 0 else {count}) + 1</script></scriptTask>""");
        var (first, last) = Inner.Draw(drawing);
        var end = drawing.Id("T");
        drawing.Add($"""<intermediateThrowEvent id="{end}"/>""");
        drawing.Flow(merge, first);
        drawing.Flow(last, count);
        drawing.Flow(count, check);
        drawing.Flow(check, merge, $"{count} < {Times}");
        drawing.Flow(check, end, $"{count} >= {Times}");
        return (merge, end);
    }

    public override IEnumerable<Block> Smaller() => [Inner, .. Inner.Smaller().Select(inner => this with { Inner = inner })];
}
