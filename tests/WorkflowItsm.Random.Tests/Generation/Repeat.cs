namespace WorkflowItsm.Random.Tests.Generation;

/// <summary>How an activity repeats.</summary>
internal enum Repeat
{
    None,
    While,
    Until,
    AtMost,
    Sequential,
    Parallel,
    SequentialList,
    ParallelList,
    NoneAtAll,
}

/// <summary>The markers of loops.</summary>
internal static class Repeats
{
    public static string Marker(this Repeat repeat, int choice) => repeat switch
    {
        Repeat.None => "",
        Repeat.While => """<standardLoopCharacteristics testBefore="true" loopMaximum="3"><loopCondition>x &lt; 3</loopCondition></standardLoopCharacteristics>""",
        Repeat.Until => """<standardLoopCharacteristics loopMaximum="4"><loopCondition>loopCounter &lt; 3</loopCondition></standardLoopCharacteristics>""",
        Repeat.AtMost => """<standardLoopCharacteristics loopMaximum="2"/>""",
        Repeat.Sequential => Instances(choice, true, "<loopCardinality>3</loopCardinality>"),
        Repeat.Parallel => Instances(choice, false, "<loopCardinality>x + 1</loopCardinality>"),
        Repeat.NoneAtAll => Instances(choice, choice % 2 == 0, "<loopCardinality>0</loopCardinality>"),
        Repeat.SequentialList => Instances(choice, true, choice % 4 == 1 ? "<loopCardinality>2</loopCardinality>" : ""),
        _ => Instances(choice, false, ""),
    };

    public static string Extension(this Repeat repeat, int choice) => repeat switch
    {
        Repeat.SequentialList or Repeat.ParallelList => $"""<itsm:loop collection="[1, x, 7]" item="item"{(choice % 3) switch { 0 => "", 1 => " results=\"results\"", _ => " results=\"results\" result=\"item * 10 + loopCounter\"" }}/>""",
        Repeat.Parallel when choice % 3 == 1 => """<itsm:loop results="results"/>""",
        _ => "",
    };

    private static string Instances(int choice, bool sequential, string cardinality)
    {
        var done = (choice % 5) switch
        {
            0 => "<completionCondition>numberOfCompletedInstances >= 2</completionCondition>",
            1 => "<completionCondition>x = 3</completionCondition>",
            2 => "<completionCondition>numberOfActiveInstances &lt; 2 and numberOfInstances > 2</completionCondition>",
            _ => "",
        };
        var (attribute, behavior) = (choice % 17) switch
        {
            3 => (" behavior=\"One\" oneBehaviorEventRef=\"each\"", ""),
            7 => (" behavior=\"None\" noneBehaviorEventRef=\"each\"", ""),
            11 => (" behavior=\"Complex\"", """<complexBehaviorDefinition><condition>numberOfCompletedInstances = 2</condition><event id="@"><signalEventDefinition signalRef="s0"/></event></complexBehaviorDefinition>"""),
            _ => ("", ""),
        };
        return $"""<multiInstanceLoopCharacteristics{(sequential ? " isSequential=\"true\"" : "")}{attribute}>{cardinality}{behavior.Replace(" id=\"@\"", "", StringComparison.Ordinal)}{done}</multiInstanceLoopCharacteristics>""";
    }
}
