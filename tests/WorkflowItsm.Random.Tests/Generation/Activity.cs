using System.Globalization;
using System.Text;

namespace WorkflowItsm.Random.Tests.Generation;

/// <summary>The kinds of activities.</summary>
internal enum ActivityKind
{
    Plain,
    Manual,
    User,
    Service,
    Worker,
    Code,
    Rule,
    Script,
    Send,
    Receive,
    Call,
    CallGlobal,
    Sub,
    Transaction,
    AdHoc,
}

/// <summary>Which version of a process is called.</summary>
internal enum Binding
{
    Deployment,
    Latest,
    Version,
}

/// <summary>An event on the border of an activity.</summary>
/// <param name="Trigger">What it waits for.</param>
/// <param name="Interrupts">Whether the activity ends.</param>
/// <param name="Then">What follows; null: the flow joins that behind the activity.</param>
internal sealed record Border(Trigger Trigger, bool Interrupts, Block? Then);

/// <summary>An activity with all that can be on it.</summary>
internal sealed record Activity(ActivityKind Kind, int Choice) : Block
{
    public Border[] Borders { get; init; } = [];

    public Repeat Repeat { get; init; } = Repeat.None;

    /// <summary>What undoes its work; null when nothing does.</summary>
    public ActivityKind? Handler { get; init; }

    /// <summary>What a sub-process holds; of an ad hoc one, an activity each.</summary>
    public Body? Inside { get; init; }

    public Block[] Started { get; init; } = [];

    /// <summary>Of an ad hoc sub-process: whether people start its activities.</summary>
    public bool IsManual { get; init; }

    /// <summary>Of a call: which version it asks for.</summary>
    public Binding Binding { get; init; }

    public int StartQuantity { get; init; } = 1;

    public int CompletionQuantity { get; init; } = 1;

    /// <summary>Whether more than one flow leaves it, on conditions.</summary>
    public bool Branches { get; init; }

    /// <summary>Whether its variables are its own.</summary>
    public bool HasOwnVariables { get; init; }

    /// <summary>Whether data go in and come out over associations.</summary>
    public bool HasData { get; init; }

    public override int Size => 1 + Borders.Sum(border => 1 + (border.Then?.Size ?? 0)) + (Inside?.Size ?? 0) + Started.Sum(block => block.Size) + (Handler is null ? 0 : 1);

    public override (string First, string Last) Draw(Drawing drawing)
    {
        var id = drawing.Id("N");
        var standard = Branches ? drawing.Id("f") : null;
        DrawAlone(drawing, id, standard is null ? "" : $" default=\"{standard}\"");
        drawing.Activities.Add(id);
        var merges = Branches || Borders.Any(border => border.Then is null);
        var last = merges ? drawing.Id("G") : id;
        if (merges) drawing.Add($"""<exclusiveGateway id="{last}"/>""");
        if (Branches)
        {
            var (left, right) = (drawing.Id("N"), drawing.Id("N"));
            drawing.Add($"""<task id="{left}"/><task id="{right}"/><sequenceFlow id="{standard}" sourceRef="{id}" targetRef="{right}"/>""");
            drawing.Flow(id, left, Drawing.Condition(Choice));
            drawing.Flow(left, last);
            drawing.Flow(right, last);
        }
        else if (merges)
        {
            drawing.Flow(id, last);
        }

        foreach (var border in Borders) DrawBorder(drawing, id, last, border);
        if (Handler is { } handler) DrawHandler(drawing, id, handler);
        return (id, last);
    }

    /// <summary>The element itself.</summary>
    private void DrawAlone(Drawing drawing, string id, string attributes)
    {
        var all = new StringBuilder(attributes);
        if (StartQuantity > 1) all.Append(CultureInfo.InvariantCulture, $" startQuantity=\"{StartQuantity}\"");
        if (CompletionQuantity > 1) all.Append(CultureInfo.InvariantCulture, $" completionQuantity=\"{CompletionQuantity}\"");
        var (tag, more, extensions, content) = Parts(drawing, id);
        extensions += Repeat.Extension(Choice);
        if (HasOwnVariables && Kind is ActivityKind.Sub or ActivityKind.Transaction)
            extensions += """<itsm:input name="x" value="x"/><itsm:input name="own" value="y"/><itsm:output name="y" value="if y = null then own else y"/>""";
        drawing.Add($"<{tag} id=\"{id}\"{more}{all}>{(extensions.Length > 0 ? $"<extensionElements>{extensions}</extensionElements>" : "")}{(HasData ? Associations(drawing) : "")}{Repeat.Marker(Choice)}{content}</{tag}>");
    }

    /// <summary>Takes the data object of the process in, and gives it back with one more.</summary>
    private static string Associations(Drawing drawing)
    {
        var (given, specification) = (drawing.Id("I"), drawing.Id("I"));
        return $"""
            <ioSpecification id="{specification}"><dataInput id="{given}" name="given"/></ioSpecification><dataInputAssociation id="{drawing.Id("D")}"><sourceRef>{drawing.Data}</sourceRef><targetRef>{given}</targetRef></dataInputAssociation><dataOutputAssociation id="{drawing.Id("D")}"><targetRef>{drawing.Data}</targetRef><transformation>(if data = null then 0 else data) + 1</transformation></dataOutputAssociation>
            """;
    }

    private (string Tag, string Attributes, string Extensions, string Content) Parts(Drawing drawing, string id)
    {
        switch (Kind)
        {
            case ActivityKind.Plain: return ("task", "", "", "");
            case ActivityKind.Manual: return ("manualTask", "", "", "");
            case ActivityKind.User: return ("userTask", "", "", "");
            case ActivityKind.Service: return ("serviceTask", "", $"""<itsm:handler name="h"{(Choice % 3 == 0 ? " result=\"got\"" : "")}/>""", "");
            case ActivityKind.Worker: return ("serviceTask", "", """<itsm:topic name="t"/>""" + (Choice % 3 == 0 ? """<itsm:output name="x" value="result.x"/>""" : ""), "");
            case ActivityKind.Code: return ("scriptTask", " scriptFormat=\"csharp\"", "", "<script>1</script>");
            case ActivityKind.Rule: return ("businessRuleTask", "", $"""<itsm:decision ref="{(Choice % 13 == 12 ? "missing" : "grade")}" result="grade"/>""", "");
            case ActivityKind.Script:
                return ("scriptTask", $" scriptFormat=\"feel\" itsm:resultVariable=\"{Drawing.ScriptVariable(Choice)}\"", "", $"<script>{Drawing.Script(id, Choice)}</script>");
            case ActivityKind.Send: return ("sendTask", $" messageRef=\"m{Choice % Trigger.Names}\"", "", "");
            case ActivityKind.Receive:
                return ("receiveTask", $" messageRef=\"m{Choice % Trigger.Names}\"", Choice % 2 == 0 ? """<itsm:correlation key="key"/>""" : "", "");
            case ActivityKind.Call:
                return ("callActivity", $" calledElement=\"Q{Choice % 2}\"",
                    Bound() + (Choice % 3) switch
                    {
                        // A call that takes data in takes in nothing else by itself.
                        0 when !HasData => "",
                        0 or 1 => """<itsm:input name="x" value="x"/><itsm:input name="y" value="y"/><itsm:input name="log" value="log"/><itsm:output name="log" value="log"/>""",
                        _ => """<itsm:input name="x" value="x + 1"/><itsm:output name="y" value="y"/>""",
                    }, "");
            case ActivityKind.CallGlobal: return ("callActivity", $" calledElement=\"{(Choice % 2 == 0 ? "U" : "V")}\"", """<itsm:input name="log" value="log"/><itsm:output name="log" value="log"/>""", "");
            case ActivityKind.AdHoc: return ("adHocSubProcess", (Choice % 2 == 0 ? " ordering=\"Sequential\"" : "") + (Choice % 5 == 3 ? " cancelRemainingInstances=\"false\"" : ""), IsManual ? """<itsm:adHoc manual="true"/>""" : "", AdHocContent(drawing));
            default:
                var transaction = Kind == ActivityKind.Transaction;
                return (transaction ? "transaction" : "subProcess", "", "", InsideContent(drawing, transaction));
        }
    }

    private string Bound() => Binding switch
    {
        Binding.Latest => """<itsm:call binding="latest"/>""",
        Binding.Version => $"""<itsm:call binding="version" version="{(Choice % 18 == 16 ? 7 : 1)}"/>""",
        _ => "",
    };

    private string InsideContent(Drawing drawing, bool transaction)
    {
        var around = drawing.InTransaction;
        drawing.InTransaction |= transaction;
        var content = (Choice % 7 == 6 ? """<dataObject id="D@" name="own"/>""".Replace("@", drawing.Id(""), StringComparison.Ordinal) : "") + drawing.Inside(() => Inside!.Draw(drawing));
        drawing.InTransaction = around;
        return content;
    }

    private string AdHocContent(Drawing drawing) => drawing.Inside(() =>
    {
        foreach (var block in Started) block.Draw(drawing);
    }) + (Choice % 3 == 0 ? $"<completionCondition>{Drawing.Escaped(Drawing.Condition(Choice / 3 % 7))}</completionCondition>" : "");

    private static void DrawBorder(Drawing drawing, string id, string last, Border border)
    {
        var own = drawing.Id("B");
        drawing.Add($"""<boundaryEvent id="{own}" attachedToRef="{id}"{(border.Interrupts ? "" : " cancelActivity=\"false\"")}{border.Trigger.Attribute}>{border.Trigger.Draw(drawing, catches: true)}</boundaryEvent>""");
        if (border.Then is null)
        {
            drawing.Flow(own, last);
            return;
        }

        var then = border.Then.Draw(drawing);
        var end = drawing.Id("E");
        drawing.Add($"""<endEvent id="{end}"/>""");
        drawing.Flow(own, then.First);
        drawing.Flow(then.Last, end);
    }

    private void DrawHandler(Drawing drawing, string id, ActivityKind kind)
    {
        var (border, handler) = (drawing.Id("B"), drawing.Id("H"));
        drawing.Add($"""<boundaryEvent id="{border}" attachedToRef="{id}"><compensateEventDefinition/></boundaryEvent>""");
        drawing.Add($"""<association id="{drawing.Id("A")}" sourceRef="{border}" targetRef="{handler}"/>""");
        var undoing = new Activity(kind, 1) { Inside = kind == ActivityKind.Sub ? new(new Activity(ActivityKind.Script, 1), Choice % 3 == 0 ? new(TriggerKind.Error, Choice, []) : Trigger.None, []) : null, Started = kind == ActivityKind.AdHoc ? [new Activity(ActivityKind.User, 1)] : [], IsManual = Choice % 4 == 1 };
        undoing.DrawAlone(drawing, handler, " isForCompensation=\"true\"");
    }

    public override IEnumerable<Block> Smaller()
    {
        if (Kind != ActivityKind.Plain) yield return new Activity(ActivityKind.Plain, 0);
        if (Inside is not null)
        {
            yield return Inside.Flow;
            foreach (var inside in Inside.Smaller()) yield return this with { Inside = inside };
        }

        foreach (var block in Started) yield return block;
        if (Kind == ActivityKind.AdHoc)
        {
            foreach (var started in Without(Started, 1)) yield return this with { Started = started };
            foreach (var started in Within(Started, block => block.Smaller())) yield return this with { Started = started };
        }

        foreach (var borders in Without(Borders, 0)) yield return this with { Borders = borders };
        foreach (var borders in Within(Borders, border => border.Then is null ? [] : border.Then.Smaller().Select(then => border with { Then = then })))
            yield return this with { Borders = borders };
        if (Repeat != Repeat.None) yield return this with { Repeat = Repeat.None };
        if (Handler is not null) yield return this with { Handler = null };
        if (StartQuantity > 1) yield return this with { StartQuantity = 1 };
        if (CompletionQuantity > 1) yield return this with { CompletionQuantity = 1 };
        if (Branches) yield return this with { Branches = false };
        if (HasData) yield return this with { HasData = false };
        if (HasOwnVariables) yield return this with { HasOwnVariables = false };
        if (IsManual) yield return this with { IsManual = false };
        if (Binding != Binding.Deployment) yield return this with { Binding = Binding.Deployment };
    }
}
