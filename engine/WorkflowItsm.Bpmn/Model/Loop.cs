using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Model;

/// <summary>How an activity repeats (BPMN 2.0, 10.3.8). Closed.</summary>
public abstract record Loop
{
    private Loop()
    {
    }

    /// <summary>Again as long as a condition is true.</summary>
    /// <param name="Condition">Sees <c>loopCounter</c>, the number of the round from 1; null is always true.</param>
    /// <param name="TestsBefore">Whether it is asked before the first round too; else each round is done first.</param>
    /// <param name="Maximum">How many rounds at most; null sets no bound.</param>
    public sealed record Standard(FeelExpression? Condition, bool TestsBefore, int? Maximum) : Loop;

    /// <summary>
    /// Once for each of a number or of the items of a list. Each round has <c>loopCounter</c>, from 1; conditions see
    /// <c>numberOfInstances</c>, <c>numberOfActiveInstances</c>, <c>numberOfCompletedInstances</c> and <c>numberOfTerminatedInstances</c>.
    /// </summary>
    /// <param name="IsSequential">Whether one after the other; else all at once.</param>
    /// <param name="Cardinality">How many; null when <paramref name="Collection"/> says it.</param>
    /// <param name="Collection">The list; null when <paramref name="Cardinality"/> says how many.</param>
    public sealed record MultiInstance(bool IsSequential, FeelExpression? Cardinality, FeelExpression? Collection) : Loop
    {
        /// <summary>The variable that holds the item in its round; null when none does.</summary>
        public string? ItemVariable { get; init; }

        /// <summary>The variable that takes the list of what each round gave, in the order of the items; null when none does.</summary>
        public string? ResultVariable { get; init; }

        /// <summary>What a round gives, asked when it ends; null gives the value of the round's variable <c>result</c>, if there is one.</summary>
        public FeelExpression? Result { get; init; }

        /// <summary>Asked whenever a round has ended; when it is true the others are cancelled. Null never is.</summary>
        public FeelExpression? CompletionCondition { get; init; }

        /// <summary>What happens, as an event on the activity, whenever a round ends.</summary>
        public LoopBehavior Behavior { get; init; } = new LoopBehavior.All();
    }
}

/// <summary>Which event the end of a round of a multi-instance activity throws, to be caught on its border (BPMN 2.0, 10.3.8, table 10.29). Closed.</summary>
public abstract record LoopBehavior
{
    private LoopBehavior()
    {
    }

    /// <summary>None. BPMN's default.</summary>
    public sealed record All : LoopBehavior;

    /// <summary>The event, when the first round ends.</summary>
    public sealed record One(EventTrigger Event) : LoopBehavior;

    /// <summary>The event, at each round's end.</summary>
    public sealed record None(EventTrigger Event) : LoopBehavior;

    /// <summary>Each event whose condition is true, at each round's end.</summary>
    public sealed record Complex(ValueList<ConditionalThrow> Events) : LoopBehavior;
}

/// <summary>An event and when it is thrown.</summary>
/// <param name="Condition">When.</param>
/// <param name="Event">What.</param>
public sealed record ConditionalThrow(FeelExpression Condition, EventTrigger Event);

/// <summary>Which version of a process a call activity runs. Closed.</summary>
public abstract record CallBinding
{
    private CallBinding()
    {
    }

    /// <summary>The version that holds in the release of the calling process, which is that the case runs under unless it was itself called in another version; publishing changes no running case. The default.</summary>
    public sealed record Deployment : CallBinding;

    /// <summary>The newest at the moment of the call.</summary>
    public sealed record Latest : CallBinding;

    /// <summary>The version with this number of the bundle that holds the process.</summary>
    public sealed record Version(int Number) : CallBinding;

    /// <summary>The newest version whose process carries this tag (<c>itsm:versionTag</c>).</summary>
    public sealed record Tag(string Name) : CallBinding;
}
