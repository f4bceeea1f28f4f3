using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>Where an event stands.</summary>
internal enum Spot
{
    /// <summary>The start of a process.</summary>
    ProcessStart,

    /// <summary>The start of a sub-process.</summary>
    SubProcessStart,

    /// <summary>The start of an event sub-process.</summary>
    EventSubProcessStart,

    /// <summary>In the flow, waiting.</summary>
    Catch,

    /// <summary>On the border of an activity.</summary>
    Boundary,

    /// <summary>In the flow, throwing.</summary>
    Throw,

    /// <summary>The end.</summary>
    End,
}

/// <summary>An event definition and the places where it is executed; everywhere else it is refused.</summary>
/// <param name="Kind">In the words of findings.</param>
/// <param name="Element">Its name in the schema; empty for an event without definition.</param>
/// <param name="Clause">The clause of BPMN 2.0.2.</param>
/// <param name="English">What it does.</param>
/// <param name="Chinese">The same in Simplified Chinese.</param>
/// <param name="Spots">The places.</param>
internal sealed record TriggerRow(string Kind, string Element, string Clause, string English, string Chinese, ValueList<Spot> Spots);

/// <summary>Which triggers an event may have at which place (BPMN 2.0, 10.5). The reader decides by it, and <c>docs/bpmn.md</c> is written from it.</summary>
internal static class TriggerTable
{
    /// <summary>All event definitions.</summary>
    public static readonly ValueList<TriggerRow> Rows =
    [
        new("none", "", "10.5.1", "Nothing to wait for or to throw.", "不等待也不抛出。", [Spot.ProcessStart, Spot.SubProcessStart, Spot.Throw, Spot.End]),
        new("message", "messageEventDefinition", "10.5.5", "One case takes it, by name and correlation key; kept until somebody waits for it.", "由一个案例按名称和关联键接收；无人等待时予以保留。", [Spot.ProcessStart, Spot.EventSubProcessStart, Spot.Catch, Spot.Boundary, Spot.Throw, Spot.End]),
        new("timer", "timerEventDefinition", "10.5.5", "A date, a duration or a cycle, in FEEL or ISO 8601.", "日期、时长或循环，用 FEEL 或 ISO 8601 表示。", [Spot.ProcessStart, Spot.EventSubProcessStart, Spot.Catch, Spot.Boundary]),
        new("error", "errorEventDefinition", "10.5.5", "Caught by the nearest that fits its code; always interrupts.", "由最近且代码相符者捕获；总是中断。", [Spot.EventSubProcessStart, Spot.Boundary, Spot.End]),
        new("escalation", "escalationEventDefinition", "10.5.5", "Caught by the nearest that fits its code; does nothing where nobody catches it.", "由最近且代码相符者捕获；无人捕获时不起作用。", [Spot.EventSubProcessStart, Spot.Boundary, Spot.Throw, Spot.End]),
        new("cancel", "cancelEventDefinition", "10.3.5", "Ends a transaction, undoes it and leaves over its border; refused in what undoes work.", "结束事务、撤销其工作并从其边界离开；在用于撤销工作之处被拒绝。", [Spot.Boundary, Spot.End]),
        new("compensate", "compensateEventDefinition", "10.7", "Undoes what completed activities did, the last first.", "撤销已完成活动的工作，后完成者先撤销。", [Spot.EventSubProcessStart, Spot.Boundary, Spot.Throw, Spot.End]),
        new("conditional", "conditionalEventDefinition", "10.5.5", "Asked whenever a variable has changed.", "变量改变时判断条件。", [Spot.ProcessStart, Spot.EventSubProcessStart, Spot.Catch, Spot.Boundary]),
        new("link", "linkEventDefinition", "10.5.5", "A way to the catching link of the same name.", "通向同名捕获链接的路径。", [Spot.Catch, Spot.Throw]),
        new("signal", "signalEventDefinition", "10.5.5", "Heard by everything that waits for it, in every case.", "所有案例中等待它的地方都会收到。", [Spot.ProcessStart, Spot.EventSubProcessStart, Spot.Catch, Spot.Boundary, Spot.Throw, Spot.End]),
        new("terminate", "terminateEventDefinition", "10.5.3", "Ends everything in its process or sub-process.", "结束所在流程或子流程中的一切。", [Spot.End]),
    ];

    /// <summary>The triggers that an event may have at a place, in the words of findings.</summary>
    public static ValueList<string> At(Spot spot) => [.. Rows.Where(row => row.Spots.Contains(spot)).Select(row => row.Kind)];
}
