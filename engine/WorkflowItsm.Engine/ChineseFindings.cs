using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine;

/// <summary>The findings of checking bundles in Simplified Chinese.</summary>
internal static class ChineseFindings
{
    public static SentenceBook Book { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Correct the script."] = "请修正脚本。",
        ["Write the script in FEEL, let a handler of the host or a worker do the work, or put the script back as it was shipped. A new or changed one comes with the program, in a folder of bundles of its own."] = "请用 FEEL 编写脚本，由宿主的处理程序或外部工作程序完成该工作，或者把脚本恢复为随程序提供的内容。新的或修改过的脚本须放在程序自带的流程包目录中，随程序一起提供。",
        ["{0}: found a script in {1} that this program does not bring along, in this place and with this text. It would run with all rights of the program, so that only what the program itself ships is run."] = "{0}：有一段用 {1} 编写的脚本，而程序并未在此处自带内容相同的脚本。此类脚本以程序的全部权限运行，因此只运行程序自带的脚本。",
        ["{0}: the script does not compile: {1} ({2})"] = "{0}：脚本无法编译：{1}（{2}）",
        ["'{0}' asks the decision '{1}', but no published table has that id or name; known: {2}."] = "“{0}”调用决策“{1}”，但已发布的表中没有该 id 或名称；已有：{2}。",
        ["'{0}' needs a value from the decision '{1}'"] = "“{0}”需要决策“{1}”给出值",
        ["'{0}' calls '{1}', but no published process or global task has that id; known: {2}."] = "“{0}”调用“{1}”，但已发布的流程和全局任务中没有该 id；已有：{2}。",
        ["'{0}' calls '{1}', which has no start event without a trigger, where a call begins."] = "“{0}”调用“{1}”，但它没有无触发器的开始事件，而调用从那里开始。",
        ["The bundle '{0}', which is published, would no longer be right; {1}: {2}"] = "已发布的流程包“{0}”将不再正确；{1}：{2}",
        ["Keep what it names, or publish a version of the bundle '{0}' that does without it: before this one, or together with it."] = "请保留它引用的内容，或先行（或同时）发布不再引用它的流程包“{0}”新版本。",
        ["Publish the process first, or call one that exists."] = "请先发布该流程，或改为调用已有的流程。",
        ["Give the called process a start event without a trigger, or send it the message that starts it."] = "请为被调用的流程添加无触发器的开始事件，或改为发送启动它的消息。",
        ["Add a rule `{0}` or a default output to the table, {1}"] = "请在表中添加规则 `{0}` 或默认输出，{1}",
        ["Give the process another id."] = "请为该流程换一个 id。",
        ["Publish the table first, or name one that exists."] = "请先发布该表，或改用已有的表。",
        ["The process id '{0}' of bundle '{1}' is already taken by bundle '{2}'."] = "流程包“{1}”的流程 id“{0}”已被流程包“{2}”占用。",
        ["The variable '{0}' needs a value from the decision '{1}'"] = "变量“{0}”需要决策“{1}”给出值",
        ["it is marked as required"] = "该任务标明必须有值",
        ["or let the process do without: mark a default flow, or ask for null in the condition or output."] = "或让流程在没有值时也能继续：标记默认顺序流，或在条件或输出中处理 null。",
        ["or let the process do without: mark a default flow, or ask for null in the condition."] = "或让流程在没有值时也能继续：标记默认顺序流，或在条件中处理 null。",
        ["the condition `{0}` of {1} is neither true nor false without it"] = "没有它，{1}的条件 `{0}` 既不为真也不为假",
        ["the timer `{0}` of {1} has no moment without it"] = "没有它，{1}的定时器 `{0}` 没有确定的时刻",
        ["{0} \"{1}\" ({2})"] = "{0}“{1}”（{2}）",
        ["{0} asks for it, and nobody can fill in what is derived"] = "{0}要求填写它，而推导出的值无人能够填写",
        ["{0} has no flow to take without it"] = "没有它，{0}就没有可走的顺序流",
        ["{0}, but its table '{1}' has none for {2}; {3}."] = "{0}，但决策表“{1}”在 {2} 时没有值；{3}。",
        ["Start event"] = "开始事件",
        ["Catch event"] = "捕获事件",
        ["Throw event"] = "抛出事件",
        ["Boundary event"] = "边界事件",
        ["End event"] = "结束事件",
        ["User task"] = "用户任务",
        ["Service task"] = "服务任务",
        ["Business rule task"] = "业务规则任务",
        ["Script task"] = "脚本任务",
        ["Send task"] = "发送任务",
        ["Receive task"] = "接收任务",
        ["Task"] = "任务",
        ["Exclusive gateway"] = "排他网关",
        ["Parallel gateway"] = "并行网关",
        ["Call activity"] = "调用活动",
        ["Inclusive gateway"] = "包容网关",
        ["Complex gateway"] = "复杂网关",
        ["Transaction"] = "事务",
        ["Ad hoc sub-process"] = "即席子流程",
        ["Event-based gateway"] = "事件网关",
        ["Event sub-process"] = "事件子流程",
        ["Sub-process"] = "子流程",
    });
}
