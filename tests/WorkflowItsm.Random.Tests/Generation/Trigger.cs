namespace WorkflowItsm.Random.Tests.Generation;

/// <summary>The kinds of event definitions, none and several among them.</summary>
internal enum TriggerKind
{
    None,
    Message,
    Timer,
    Signal,
    Conditional,
    Error,
    Escalation,
    Compensation,
    Cancel,
    Terminate,
    Multiple,
    ParallelMultiple,
}

/// <summary>What an event waits for or throws.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Choice">Chooses the name, code, time or condition.</param>
/// <param name="Parts">Of several: each.</param>
internal sealed record Trigger(TriggerKind Kind, int Choice, Trigger[] Parts)
{
    public static readonly Trigger None = new(TriggerKind.None, 0, []);

    /// <summary>How many names of each kind there are: messages m0 to m2, signals s0 to s2, errors e0 to e1, escalations c0 to c2.</summary>
    public const int Names = 3;

    public IEnumerable<Trigger> Each => Parts.Length > 0 ? Parts : [this];

    /// <summary>The event definitions, and before them what a message needs to be told whose it is.</summary>
    public string Draw(Drawing drawing, bool catches, string extensions = "")
    {
        var correlation = Each.Any(part => part.Kind == TriggerKind.Message)
            ? (Choice % 3) switch { 0 => "", 1 => """<itsm:correlation key="key"/>""", _ => """<itsm:correlation key="&quot;k&quot;"/>""" }
            : "";
        var own = extensions + correlation;
        return (own.Length > 0 ? $"<extensionElements>{own}</extensionElements>" : "") + string.Concat(Each.Select(part => part.Definition(drawing, catches)));
    }

    /// <summary>The attribute that makes an event wait for all of its triggers.</summary>
    public string Attribute => Kind == TriggerKind.ParallelMultiple ? " parallelMultiple=\"true\"" : "";

    private string Definition(Drawing drawing, bool catches) => Kind switch
    {
        TriggerKind.None => "",
        TriggerKind.Message => $"""<messageEventDefinition messageRef="m{Choice % Names}"/>""",
        TriggerKind.Signal => $"""<signalEventDefinition signalRef="s{Choice % Names}"/>""",
        TriggerKind.Conditional => $"<conditionalEventDefinition><condition>{Drawing.Escaped(Conditions[Choice % Conditions.Length])}</condition></conditionalEventDefinition>",
        TriggerKind.Timer => $"<timerEventDefinition>{Times[Choice % Times.Length]}</timerEventDefinition>",
        TriggerKind.Error => catches && Choice % 3 == 2 ? "<errorEventDefinition/>" : $"""<errorEventDefinition errorRef="e{Choice % 2}"/>""",
        TriggerKind.Escalation => catches && Choice % 4 == 3 ? "<escalationEventDefinition/>" : $"""<escalationEventDefinition escalationRef="c{Choice % Names}"/>""",
        TriggerKind.Compensation => Compensation(drawing, catches),
        TriggerKind.Cancel => catches || drawing.InTransaction ? "<cancelEventDefinition/>" : "<terminateEventDefinition/>",
        TriggerKind.Terminate => "<terminateEventDefinition/>",
        _ => throw new InvalidOperationException($"{Kind} has parts."),
    };

    private string Compensation(Drawing drawing, bool catches)
    {
        if (catches) return "<compensateEventDefinition/>";
        var waits = Choice % 5 == 4 ? " waitForCompletion=\"false\"" : "";
        return Choice % 2 == 0 && drawing.Activities.Count > 0
            ? $"""<compensateEventDefinition activityRef="{drawing.Activities[Choice / 2 % drawing.Activities.Count]}"{waits}/>"""
            : $"<compensateEventDefinition{waits}/>";
    }

    // The conditions of events: y only grows and x is set by commands, so that no event can keep itself happening for ever.
    private static readonly string[] Conditions = ["x = 2", "y > 1", "x > 0", "y > 3", "x = 0 and y > 0", "x = 3"];

    private static readonly string[] Times =
    [
        "<timeDuration>PT1M</timeDuration>",
        "<timeDuration>PT2M</timeDuration>",
        "<timeCycle>R2/PT1M</timeCycle>",
        "<timeDate>2030-01-01T00:05:00Z</timeDate>",
        "<timeDuration>duration(\"PT\" + string(x + 1) + \"M\")</timeDuration>",
        "<timeCycle>R3/PT2M</timeCycle>",
        "<timeCycle>R/PT3M</timeCycle>",
    ];
}
