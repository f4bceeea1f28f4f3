using System.Collections.Frozen;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>What becomes of an element.</summary>
internal enum Treatment
{
    /// <summary>It does what the standard says.</summary>
    Executed,

    /// <summary>It is kept and written back, and nothing more.</summary>
    Drawn,

    /// <summary>An error finding says why not.</summary>
    Refused,
}

/// <summary>Where an element may stand.</summary>
internal enum Standing
{
    /// <summary>In a process or sub-process, as an activity, event or gateway.</summary>
    Node,

    /// <summary>In a process, sub-process or node, beside or inside the nodes.</summary>
    Companion,

    /// <summary>Inside one of the others.</summary>
    Part,

    /// <summary>It is an attribute.</summary>
    Attribute,

    /// <summary>Beside the processes, as a task that activities call.</summary>
    Global,

    /// <summary>Beside the processes.</summary>
    Root,

    /// <summary>Not in a process.</summary>
    Stranger,
}

/// <summary>An element of BPMN 2.0 and what we do with it.</summary>
/// <param name="Name">Its name in the schema.</param>
/// <param name="Treatment">What becomes of it.</param>
/// <param name="Standing">Where it may stand.</param>
/// <param name="Clause">The clause of BPMN 2.0.2.</param>
/// <param name="English">What we do.</param>
/// <param name="Chinese">The same in Simplified Chinese.</param>
internal sealed record ElementRow(string Name, Treatment Treatment, Standing Standing, string Clause, string English, string Chinese);

/// <summary>A part of the table.</summary>
/// <param name="English">Its heading.</param>
/// <param name="Chinese">Its heading in Simplified Chinese.</param>
/// <param name="Rows">The elements.</param>
internal sealed record ElementGroup(string English, string Chinese, ValueList<ElementRow> Rows);

/// <summary>
/// Every element of BPMN 2.0 and what we do with it. The reader decides by it what is a node and what a process may hold besides, and
/// <c>docs/bpmn.md</c> is written from it. Event definitions, whose place decides, are in <see cref="TriggerTable"/>.
/// </summary>
internal static class ElementTable
{
    /// <summary>All groups.</summary>
    public static readonly ValueList<ElementGroup> Groups =
    [
        new("Activities", "活动",
        [
            new("task", Treatment.Executed, Standing.Node, "10.3.3", "Goes on at once.", "立即继续。"),
            new("manualTask", Treatment.Executed, Standing.Node, "10.3.3", "Goes on at once, because the engine has no part in it.", "引擎不参与，立即继续。"),
            new("userTask", Treatment.Executed, Standing.Node, "10.3.3", "Waits for a person of its team, with form and outcomes.", "等待团队中的人员处理，带表单和结果。"),
            new("serviceTask", Treatment.Executed, Standing.Node, "10.3.3", "Done by a handler of the host or by workers outside that lease its topic.", "由宿主的处理程序执行，或由外部工作程序按主题领取。"),
            new("scriptTask", Treatment.Executed, Standing.Node, "10.3.3", "FEEL; C# where the program runs it, and only as it ships it itself.", "使用 FEEL；程序启用 C# 时，仅运行程序自带的 C# 脚本。"),
            new("businessRuleTask", Treatment.Executed, Standing.Node, "10.3.3", "Asks a decision of DMN.", "调用 DMN 决策。"),
            new("sendTask", Treatment.Executed, Standing.Node, "10.3.3", "Sends a message or a notification and goes on; one that a handler or worker does waits for its answer.", "发送消息或通知后继续；由处理程序或外部工作程序执行的发送任务等待其答复。"),
            new("receiveTask", Treatment.Executed, Standing.Node, "10.3.3", "Waits for a message; with instantiate the message begins the process.", "等待消息；带 instantiate 时由该消息启动流程。"),
            new("subProcess", Treatment.Executed, Standing.Node, "10.3.5", "Runs what it holds; with triggeredByEvent its start event begins it.", "执行其内部内容；带 triggeredByEvent 时由其开始事件启动。"),
            new("transaction", Treatment.Executed, Standing.Node, "10.3.5", "A sub-process that a cancel event ends and undoes.", "可由取消事件结束并撤销的子流程。"),
            new("adHocSubProcess", Treatment.Executed, Standing.Node, "10.3.5", "Starts each activity once, or people choose with itsm:adHoc.", "每个活动启动一次；使用 itsm:adHoc 时由人选择。"),
            new("callActivity", Treatment.Executed, Standing.Node, "10.3.6", "Runs another process or a global task inside the case; itsm:call chooses the version.", "在同一案例内运行另一流程或全局任务；用 itsm:call 选择版本。"),
            new("script", Treatment.Executed, Standing.Part, "10.3.3", "What a script task or a global script task evaluates.", "脚本任务或全局脚本任务所求值的内容。"),
        ]),
        new("Markers and attributes of activities", "活动的标记和属性",
        [
            new("standardLoopCharacteristics", Treatment.Executed, Standing.Companion, "10.3.8", "Repeats while its condition is true, at most loopMaximum times.", "条件为真时重复，最多 loopMaximum 次。"),
            new("loopCondition", Treatment.Executed, Standing.Part, "10.3.8", "FEEL; asked after each round, with testBefore before it.", "使用 FEEL；每轮之后判断，带 testBefore 时在之前判断。"),
            new("multiInstanceLoopCharacteristics", Treatment.Executed, Standing.Companion, "10.3.8", "Once for each item or number, in parallel or one after the other; results become a list.", "按列表项或次数执行，可并行或顺序；结果汇成列表。"),
            new("loopCardinality", Treatment.Executed, Standing.Part, "10.3.8", "FEEL; how many rounds there are.", "使用 FEEL；共有几轮。"),
            new("loopDataInputRef", Treatment.Executed, Standing.Part, "10.3.8", "The list that has an item for each round; itsm:loop says the same.", "每轮对应一项的列表；itsm:loop 作用相同。"),
            new("inputDataItem", Treatment.Executed, Standing.Part, "10.3.8", "The variable of a round that holds its item.", "一轮中存放其列表项的变量。"),
            new("outputDataItem", Treatment.Executed, Standing.Part, "10.3.8", "The variable of a round whose value is collected.", "一轮中被收集其值的变量。"),
            new("loopDataOutputRef", Treatment.Executed, Standing.Part, "10.3.8", "The variable that takes the list of what was collected.", "接收所收集列表的变量。"),
            new("complexBehaviorDefinition", Treatment.Executed, Standing.Part, "10.3.8", "Throws an event at the end of a round when its condition is true.", "一轮结束且条件为真时抛出事件。"),
            new("completionCondition", Treatment.Executed, Standing.Companion, "10.3.5", "Ends an ad hoc sub-process or a multi-instance activity early.", "提前结束即席子流程或多实例活动。"),
            new("isForCompensation", Treatment.Executed, Standing.Attribute, "10.7.1", "The activity only undoes another one's work.", "该活动只用于撤销另一活动的工作。"),
            new("startQuantity", Treatment.Executed, Standing.Attribute, "10.3.2", "The activity begins when so many tokens have come.", "到达这么多令牌后活动才开始。"),
            new("completionQuantity", Treatment.Executed, Standing.Attribute, "10.3.2", "So many tokens leave over each flow.", "每条顺序流送出这么多令牌。"),
            new("default", Treatment.Executed, Standing.Attribute, "8.4.13", "Of an activity or a gateway: the flow that is taken when no condition holds.", "活动或网关的默认顺序流：没有条件成立时采用。"),
            new("conditionExpression", Treatment.Executed, Standing.Part, "8.4.13", "FEEL, on flows that leave gateways, activities and events.", "使用 FEEL，可用于离开网关、活动和事件的顺序流。"),
        ]),
        new("Gateways", "网关",
        [
            new("exclusiveGateway", Treatment.Executed, Standing.Node, "13.4.2", "Takes the first flow whose condition is true, else the default flow.", "采用第一条条件为真的顺序流，否则采用默认顺序流。"),
            new("parallelGateway", Treatment.Executed, Standing.Node, "13.4.1", "Waits for a token on every incoming flow and takes all outgoing ones.", "等待每条进入顺序流的令牌，然后走所有外出顺序流。"),
            new("inclusiveGateway", Treatment.Executed, Standing.Node, "13.4.3", "Waits for every token that can still come and takes each flow whose condition is true.", "等待所有仍可能到达的令牌，然后走每条条件为真的顺序流。"),
            new("complexGateway", Treatment.Executed, Standing.Node, "13.4.5", "Goes on when its activation condition is true, then waits for the rest.", "激活条件为真时继续，随后等待其余令牌。"),
            new("activationCondition", Treatment.Executed, Standing.Part, "13.4.5", "FEEL; asked whenever a token has come.", "使用 FEEL；每当令牌到达时判断。"),
            new("eventBasedGateway", Treatment.Executed, Standing.Node, "13.4.4", "Waits for the first of the events behind it; with instantiate that event begins the process.", "等待其后最先发生的事件；带 instantiate 时由该事件启动流程。"),
        ]),
        new("Events", "事件",
        [
            new("startEvent", Treatment.Executed, Standing.Node, "10.5.2", "Begins a process, a sub-process or an event sub-process.", "启动流程、子流程或事件子流程。"),
            new("intermediateCatchEvent", Treatment.Executed, Standing.Node, "10.5.4", "Waits for its trigger.", "等待触发器。"),
            new("intermediateThrowEvent", Treatment.Executed, Standing.Node, "10.5.4", "Throws its result and goes on.", "抛出结果后继续。"),
            new("boundaryEvent", Treatment.Executed, Standing.Node, "10.5.4", "Waits while its activity runs; ends it unless cancelActivity is false.", "活动运行期间等待；除非 cancelActivity 为 false，否则结束该活动。"),
            new("endEvent", Treatment.Executed, Standing.Node, "10.5.3", "Throws its result and ends the way. A way without one ends where no flow leads on, with a warning where the process has others.", "抛出结果并结束该路径。没有结束事件的路径在没有顺序流离开之处结束；若流程另有结束事件，则给出警告。"),
            new("implicitThrowEvent", Treatment.Executed, Standing.Node, "10.5.1", "Thrown by a complex behavior of a multi-instance activity.", "由多实例活动的复杂行为抛出。"),
            new("eventDefinitionRef", Treatment.Executed, Standing.Part, "10.5.1", "An event definition that stands beside the processes counts like one inside.", "与流程并列的事件定义等同于事件内部的定义。"),
            new("parallelMultiple", Treatment.Executed, Standing.Attribute, "10.5.1", "An event of several triggers waits for all of them; without it for the first.", "多触发器事件等待全部触发器；否则等待最先的一个。"),
        ]),
        new("Data", "数据",
        [
            new("dataObject", Treatment.Executed, Standing.Companion, "10.4.1", "A variable of the process or sub-process that holds it.", "所在流程或子流程的变量。"),
            new("dataObjectReference", Treatment.Executed, Standing.Companion, "10.4.1", "Stands for the variable of its data object.", "代表其数据对象的变量。"),
            new("dataStore", Treatment.Executed, Standing.Root, "10.4.1", "A variable of the case, with a warning where data move: cases do not share it (ADR 22).", "案例的变量；有数据移动时给出警告：各案例不共享（ADR 22）。"),
            new("dataStoreReference", Treatment.Executed, Standing.Companion, "10.4.1", "Stands for the variable of its data store.", "代表其数据存储的变量。"),
            new("property", Treatment.Executed, Standing.Companion, "10.4.1", "A variable of the process or sub-process that holds it.", "所在流程或子流程的变量。"),
            new("ioSpecification", Treatment.Executed, Standing.Companion, "10.4.1", "Its data inputs and outputs are variables of the activity.", "其数据输入和输出是活动的变量。"),
            new("dataInput", Treatment.Executed, Standing.Part, "10.4.1", "A variable that an association or a loop names.", "由关联或循环引用的变量。"),
            new("dataOutput", Treatment.Executed, Standing.Part, "10.4.1", "A variable that an association or a loop names.", "由关联或循环引用的变量。"),
            new("inputSet", Treatment.Drawn, Standing.Part, "10.4.1", "Kept and written back: an activity begins whether or not its inputs have values.", "保留并写回：无论输入是否有值，活动都会开始。"),
            new("outputSet", Treatment.Drawn, Standing.Part, "10.4.1", "Kept and written back.", "保留并写回。"),
            new("dataInputAssociation", Treatment.Executed, Standing.Companion, "10.4.2", "Evaluated when the activity or event begins.", "活动或事件开始时求值。"),
            new("dataOutputAssociation", Treatment.Executed, Standing.Companion, "10.4.2", "Evaluated when the activity or event ends.", "活动或事件结束时求值。"),
            new("transformation", Treatment.Executed, Standing.Part, "10.4.2", "FEEL for the value that is handed over.", "用 FEEL 表示所传递的值。"),
            new("assignment", Treatment.Executed, Standing.Part, "10.4.2", "FEEL for a value, and the data that takes it.", "用 FEEL 表示值，以及接收它的数据。"),
            new("dataState", Treatment.Drawn, Standing.Part, "10.4.1", "Kept and written back.", "保留并写回。"),
            new("ioBinding", Treatment.Drawn, Standing.Companion, "10.4.1", "Binds a process to an interface; nothing is executed.", "把流程绑定到接口；不执行。"),
            new("itemDefinition", Treatment.Drawn, Standing.Root, "8.4.10", "FEEL values carry their types themselves.", "FEEL 值自带类型。"),
        ]),
        new("Flows, lanes and artifacts", "流、泳道和工件",
        [
            new("sequenceFlow", Treatment.Executed, Standing.Companion, "8.4.13", "Tokens move over it.", "令牌沿其移动。"),
            new("laneSet", Treatment.Executed, Standing.Companion, "10.8", "Lanes with itsm:team name the team of the user tasks in them.", "带 itsm:team 的泳道指定其中用户任务的团队。"),
            new("lane", Treatment.Executed, Standing.Part, "10.8", "With itsm:team names the team of the user tasks in it.", "带 itsm:team 时指定其中用户任务的团队。"),
            new("association", Treatment.Executed, Standing.Companion, "8.4.1", "Leads from a compensation event to the activity that undoes the work; else only drawn.", "从补偿事件指向撤销工作的活动；其他情况只作图形。"),
            new("group", Treatment.Drawn, Standing.Companion, "8.4.1", "Kept and written back.", "保留并写回。"),
            new("textAnnotation", Treatment.Drawn, Standing.Companion, "8.4.1", "Kept and written back.", "保留并写回。"),
            new("text", Treatment.Drawn, Standing.Part, "8.4.1", "Kept and written back.", "保留并写回。"),
            new("incoming", Treatment.Drawn, Standing.Companion, "8.4.13", "Says again what the sequence flows say.", "重复顺序流已表达的内容。"),
            new("outgoing", Treatment.Drawn, Standing.Companion, "8.4.13", "Says again what the sequence flows say.", "重复顺序流已表达的内容。"),
            new("category", Treatment.Drawn, Standing.Root, "8.4.1", "Kept and written back.", "保留并写回。"),
            new("categoryValue", Treatment.Drawn, Standing.Part, "8.4.1", "Kept and written back.", "保留并写回。"),
            new("categoryValueRef", Treatment.Drawn, Standing.Companion, "8.4.1", "Kept and written back.", "保留并写回。"),
        ]),
        new("Processes, calls and what both share", "流程、调用及共用元素",
        [
            new("definitions", Treatment.Executed, Standing.Part, "8.2.1", "A file: its processes and what they share.", "一个文件：其中的流程及其共用元素。"),
            new("process", Treatment.Executed, Standing.Root, "10.2", "Executed unless isExecutable is false.", "除非 isExecutable 为 false，否则执行。"),
            new("globalTask", Treatment.Executed, Standing.Global, "10.3.7", "Runs where an activity calls it.", "由调用活动调用时运行。"),
            new("globalManualTask", Treatment.Executed, Standing.Global, "10.3.7", "Runs where an activity calls it.", "由调用活动调用时运行。"),
            new("globalUserTask", Treatment.Executed, Standing.Global, "10.3.7", "Runs where an activity calls it.", "由调用活动调用时运行。"),
            new("globalScriptTask", Treatment.Executed, Standing.Global, "10.3.7", "Runs where an activity calls it.", "由调用活动调用时运行。"),
            new("globalBusinessRuleTask", Treatment.Executed, Standing.Global, "10.3.7", "Runs where an activity calls it.", "由调用活动调用时运行。"),
            new("message", Treatment.Executed, Standing.Root, "8.4.11", "Known by its name, or by its id where it has none.", "按名称识别；没有名称时按 id 识别。"),
            new("error", Treatment.Executed, Standing.Root, "8.4.3", "Known by its code.", "按代码识别。"),
            new("escalation", Treatment.Executed, Standing.Root, "8.4.4", "Known by its code.", "按代码识别。"),
            new("signal", Treatment.Executed, Standing.Root, "10.5.5", "Known by its name; heard by all cases.", "按名称识别；所有案例都能收到。"),
            new("import", Treatment.Drawn, Standing.Root, "8.2.2", "Ids are looked up in the file alone.", "只在本文件中查找 id。"),
            new("extension", Treatment.Drawn, Standing.Part, "8.3", "Kept and written back.", "保留并写回。"),
            new("expression", Treatment.Drawn, Standing.Part, "8.4.6", "Kept and written back; conditions and their like are read where they stand.", "保留并写回；条件等在其所在处读取。"),
            new("formalExpression", Treatment.Drawn, Standing.Part, "8.4.6", "Kept and written back; conditions and their like are read where they stand.", "保留并写回；条件等在其所在处读取。"),
            new("documentation", Treatment.Drawn, Standing.Companion, "8.3", "Kept and written back.", "保留并写回。"),
            new("extensionElements", Treatment.Executed, Standing.Companion, "8.3", "Ours are read; those of others are kept and written back.", "读取本系统的扩展；其他扩展保留并写回。"),
            new("relationship", Treatment.Drawn, Standing.Root, "8.3", "Kept and written back.", "保留并写回。"),
            new("supports", Treatment.Drawn, Standing.Companion, "10.2", "Kept and written back.", "保留并写回。"),
            new("auditing", Treatment.Drawn, Standing.Companion, "10.10", "Everything is journalled anyway.", "所有事件本来就记入日志。"),
            new("monitoring", Treatment.Drawn, Standing.Companion, "10.11", "Kept and written back.", "保留并写回。"),
        ]),
        new("People, services and correlation", "人员、服务和关联",
        [
            new("resourceRole", Treatment.Drawn, Standing.Companion, "10.3.1", "Kept with a warning; itsm:task or a lane says who may do the task.", "保留并给出警告；由 itsm:task 或泳道说明谁可以执行任务。"),
            new("performer", Treatment.Drawn, Standing.Companion, "10.3.1", "Kept with a warning; itsm:task or a lane says who may do the task.", "保留并给出警告；由 itsm:task 或泳道说明谁可以执行任务。"),
            new("humanPerformer", Treatment.Drawn, Standing.Companion, "10.3.1", "Kept with a warning; itsm:task or a lane says who may do the task.", "保留并给出警告；由 itsm:task 或泳道说明谁可以执行任务。"),
            new("potentialOwner", Treatment.Drawn, Standing.Companion, "10.3.1", "Kept with a warning; itsm:task or a lane says who may do the task.", "保留并给出警告；由 itsm:task 或泳道说明谁可以执行任务。"),
            new("resourceAssignmentExpression", Treatment.Drawn, Standing.Part, "10.3.1", "Kept; itsm:task or a lane says who may do the task.", "保留；由 itsm:task 或泳道说明谁可以执行任务。"),
            new("resourceParameterBinding", Treatment.Drawn, Standing.Part, "10.3.1", "Kept and written back.", "保留并写回。"),
            new("rendering", Treatment.Drawn, Standing.Part, "10.3.4", "The form of itsm:task is shown.", "显示 itsm:task 的表单。"),
            new("resource", Treatment.Drawn, Standing.Root, "8.4.12", "Kept and written back.", "保留并写回。"),
            new("resourceParameter", Treatment.Drawn, Standing.Part, "8.4.12", "Kept and written back.", "保留并写回。"),
            new("interface", Treatment.Drawn, Standing.Root, "8.5", "itsm:handler or itsm:topic says who does the work.", "由 itsm:handler 或 itsm:topic 说明由谁执行。"),
            new("operation", Treatment.Drawn, Standing.Part, "8.5", "itsm:handler or itsm:topic says who does the work.", "由 itsm:handler 或 itsm:topic 说明由谁执行。"),
            new("supportedInterfaceRef", Treatment.Drawn, Standing.Companion, "8.5", "Kept and written back.", "保留并写回。"),
            new("endPoint", Treatment.Drawn, Standing.Root, "8.5", "Kept and written back.", "保留并写回。"),
            new("correlationProperty", Treatment.Drawn, Standing.Root, "8.4.2", "itsm:correlation gives the key.", "由 itsm:correlation 给出关联键。"),
            new("correlationPropertyRetrievalExpression", Treatment.Drawn, Standing.Part, "8.4.2", "itsm:correlation gives the key.", "由 itsm:correlation 给出关联键。"),
            new("correlationKey", Treatment.Drawn, Standing.Part, "8.4.2", "itsm:correlation gives the key.", "由 itsm:correlation 给出关联键。"),
            new("correlationSubscription", Treatment.Drawn, Standing.Companion, "8.4.2", "Kept with a warning; itsm:correlation gives the key.", "保留并给出警告；由 itsm:correlation 给出关联键。"),
            new("correlationPropertyBinding", Treatment.Drawn, Standing.Part, "8.4.2", "Kept and written back.", "保留并写回。"),
            new("partnerEntity", Treatment.Drawn, Standing.Root, "9.3", "Kept and written back.", "保留并写回。"),
            new("partnerRole", Treatment.Drawn, Standing.Root, "9.3", "Kept and written back.", "保留并写回。"),
        ]),
        new("Collaboration, conversation and choreography", "协作、会话和编排",
        [
            new("collaboration", Treatment.Drawn, Standing.Root, "9", "Pools, message flows and conversations are kept and written back; messages meet by name and key.", "泳池、消息流和会话保留并写回；消息按名称和关联键相会。"),
            new("participant", Treatment.Drawn, Standing.Part, "9.3", "Kept and written back.", "保留并写回。"),
            new("participantMultiplicity", Treatment.Drawn, Standing.Part, "9.3", "Kept and written back.", "保留并写回。"),
            new("participantAssociation", Treatment.Drawn, Standing.Part, "9.3", "Kept and written back.", "保留并写回。"),
            new("messageFlow", Treatment.Drawn, Standing.Part, "9.4", "Kept and written back; messages meet by name and key.", "保留并写回；消息按名称和关联键相会。"),
            new("messageFlowAssociation", Treatment.Drawn, Standing.Part, "9.4", "Kept and written back.", "保留并写回。"),
            new("conversation", Treatment.Drawn, Standing.Part, "9.5", "Kept and written back.", "保留并写回。"),
            new("subConversation", Treatment.Drawn, Standing.Part, "9.5", "Kept and written back.", "保留并写回。"),
            new("callConversation", Treatment.Drawn, Standing.Part, "9.5", "Kept and written back.", "保留并写回。"),
            new("conversationLink", Treatment.Drawn, Standing.Part, "9.5", "Kept and written back.", "保留并写回。"),
            new("conversationAssociation", Treatment.Drawn, Standing.Part, "9.5", "Kept and written back.", "保留并写回。"),
            new("globalConversation", Treatment.Drawn, Standing.Root, "9.5", "Kept and written back.", "保留并写回。"),
            new("choreography", Treatment.Drawn, Standing.Root, "11", "Kept and written back: a choreography has no engine that could run it.", "保留并写回：编排没有可执行它的引擎。"),
            new("globalChoreographyTask", Treatment.Drawn, Standing.Root, "11", "Kept and written back.", "保留并写回。"),
            new("choreographyTask", Treatment.Refused, Standing.Stranger, "11", "Kept in a choreography; a process cannot hold it.", "在编排中保留；流程中不允许出现。"),
            new("subChoreography", Treatment.Refused, Standing.Stranger, "11", "Kept in a choreography; a process cannot hold it.", "在编排中保留；流程中不允许出现。"),
            new("callChoreography", Treatment.Refused, Standing.Stranger, "11", "Kept in a choreography; a process cannot hold it.", "在编排中保留；流程中不允许出现。"),
        ]),
    ];

    private static readonly FrozenSet<string> _nodes = Where(Standing.Node);
    private static readonly FrozenSet<string> _companions = Where(Standing.Companion);
    private static readonly FrozenSet<string> _globals = Where(Standing.Global);

    /// <summary>All elements.</summary>
    public static IEnumerable<ElementRow> Rows => Groups.SelectMany(group => group.Rows);

    /// <summary>Whether a flow node of this name is executed.</summary>
    public static bool IsNode(string name) => _nodes.Contains(name);

    /// <summary>Whether a process may hold an element of this name that is no flow node.</summary>
    public static bool IsCompanion(string name) => _companions.Contains(name);

    /// <summary>Whether an element of this name beside the processes is a task that can be called.</summary>
    public static bool IsGlobalTask(string name) => _globals.Contains(name);

    private static FrozenSet<string> Where(Standing standing) =>
        Rows.Where(row => row.Standing == standing && row.Treatment != Treatment.Refused).Select(row => row.Name).ToFrozenSet(StringComparer.Ordinal);
}
