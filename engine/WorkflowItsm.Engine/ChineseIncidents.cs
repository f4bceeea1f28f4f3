using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine;

/// <summary>The incidents in Simplified Chinese. Journals hold them in English; by these words they are known again.</summary>
internal static class ChineseIncidents
{
    public static SentenceBook Book { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["{0} could not be evaluated: {1} Make its expressions smaller, then retry."] = "{0}无法求值：{1} 请简化其表达式，然后重试。",
        ["A command"] = "一条命令",
        ["{0} was entered {1} times in one command, which"] = "{0}在一条命令中被进入了 {1} 次，该命令",
        ["{0} entered more than {1} elements; the command was undone. Put a task or an event that waits into the loop, or a condition that ends it, then retry."] =
            "{0}进入的元素超过 {1} 个；该命令已撤销。请在循环中加入等待的任务或事件，或结束循环的条件，然后重试。",
        ["{0} made more than {1} tokens; the command was undone. Join the branches before they fork again, then retry."] =
            "{0}产生的令牌超过 {1} 个；该命令已撤销。请在再次分叉之前先合并分支，然后重试。",
        ["{0} wrote values of more than {1} characters and items; the command was undone. Keep large data outside of the case and name only where it is, then retry."] =
            "{0}写入的值超过 {1} 个字符和项；该命令已撤销。请将大量数据存放在工单之外，只记录其位置，然后重试。",
        ["{0} throws {1}, which no boundary event or event sub-process around it catches. Add one that does, or cancel the case."] =
            "{0}抛出{1}，而外围没有边界事件或事件子流程捕获它。请添加捕获它的事件，或取消该工单。",
        ["an error without code"] = "没有代码的错误",
        ["the error '{0}'"] = "错误“{0}”",
        ["{0}: the correlation key `{1}` of the message '{2}' gives {3}, expected a text that is not empty or a number{4}. Correct the data or the expression, then retry."] =
            "{0}：消息“{2}”的关联键 `{1}` 得到{3}，应为非空文本或数字{4}。请更正数据或表达式，然后重试。",
        ["{0} calls '{1}'{2}, which is not published. Publish it, then retry."] = "{0}调用“{1}”{2}，但它没有发布。请先发布，然后重试。",
        [" in version {0}"] = "的版本 {0}",
        [" with the tag '{0}'"] = "的标签“{0}”",
        ["{0} would be {1} calls and sub-processes deep. A process that calls itself needs an end; correct it, then cancel the case."] =
            "{0}的调用和子流程将达到 {1} 层。调用自身的流程需要有终点；请更正流程，然后取消该工单。",
        ["{0} calls '{1}', which has no start event without a trigger. Give it one, publish it, then retry."] =
            "{0}调用“{1}”，但它没有无触发器的开始事件。请添加并发布，然后重试。",
        ["{0}: the activation condition `{1}` gives {2}, expected true or false{3}. Correct the data or the condition, then retry."] =
            "{0}：激活条件 `{1}` 得到{2}，应为 true 或 false{3}。请更正数据或条件，然后重试。",
        ["{0}: the timer's expression `{1}` gives {2} that is no moment, expected {3}{4}. Correct the data or the expression, then retry."] =
            "{0}：定时器的表达式 `{1}` 得到{2}，不是有效的时间，应为{3}{4}。请更正数据或表达式，然后重试。",
        ["a date and time such as 2026-01-31T12:00:00Z"] = "日期和时间，例如 2026-01-31T12:00:00Z",
        ["a duration such as PT30M"] = "时长，例如 PT30M",
        ["a repeating interval such as R3/PT10M"] = "重复间隔，例如 R3/PT10M",
        ["{0} needs a value from the decision '{1}', which gave null. Correct the data or the table, then retry."] =
            "{0}需要决策“{1}”给出值，但得到 null。请更正数据或决策表，然后重试。",
        ["{0} asks the decision '{1}', which is not published. Publish it, then retry."] = "{0}调用决策“{1}”，但它没有发布。请先发布，然后重试。",
        ["The variable '{0}' is derived by the decision '{1}', which is not published. Publish it, then retry."] =
            "变量“{0}”由决策“{1}”推导，但它没有发布。请先发布，然后重试。",
        ["The variable '{0}' could not be derived by the decision '{1}': {2}"] = "变量“{0}”无法由决策“{1}”推导：{2}",
        ["{0}: the loop condition `{1}` gives {2}, expected true or false{3}. Correct the data or the condition, then retry."] =
            "{0}：循环条件 `{1}` 得到{2}，应为 true 或 false{3}。请更正数据或条件，然后重试。",
        ["{0}: {1} `{2}` gives {3}, expected {4}{5}. Correct the data or the expression, then retry."] =
            "{0}：{1} `{2}` 得到{3}，应为{4}{5}。请更正数据或表达式，然后重试。",
        ["the loop cardinality"] = "循环次数",
        ["the list"] = "列表",
        ["a whole number that is not negative"] = "非负整数",
        ["{0} has no flow to take: the conditions of {1} are all false and no default flow is marked. Correct the data or mark a default flow, then retry."] =
            "{0}没有可走的顺序流：{1} 的条件都为 false，且没有标记默认顺序流。请更正数据或标记默认顺序流，然后重试。",
        ["{0}: the condition `{1}` of the flow {2} gives {3}, expected true or false{4}. Correct the data or the condition, then retry."] =
            "{0}：顺序流 {2} 的条件 `{1}` 得到{3}，应为 true 或 false{4}。请更正数据或条件，然后重试。",
        ["{0}: the script failed: {1} Remove the cause, then retry."] = "{0}：脚本失败：{1} 请排除原因，然后重试。",
        ["{0}: the handler '{1}' failed: {2} Remove the cause, then retry."] = "{0}：处理程序“{1}”失败：{2} 请排除原因，然后重试。",
        // What the runtime says of handlers, quoted in the sentence above.
        ["No handler named '{0}' is registered; register one with AddServiceTaskHandler(\"{0}\"), or name another in the service task."] =
            "没有注册名为“{0}”的处理程序；请用 AddServiceTaskHandler(\"{0}\") 注册，或在服务任务中改用其他名称。",
        ["The handler '{0}' failed: {1}"] = "处理程序“{0}”失败：{1}",
        ["The handler '{0}' failed {1} times; the last error was: {2}"] = "处理程序“{0}”失败了 {1} 次；最后的错误是：{2}",
        ["null"] = "null",
        ["a boolean"] = "布尔值",
        ["a number"] = "数字",
        ["a text"] = "文本",
        ["a date"] = "日期",
        ["a time"] = "时间",
        ["a date and time"] = "日期和时间",
        ["a duration"] = "时长",
        ["a list"] = "列表",
        ["a context"] = "上下文",
        ["a range"] = "区间",
        ["a function"] = "函数",
        // How lists of names are joined, and elements without a name are named.
        ["{0} and {1}"] = "{0} 和 {1}",
        ["{0} {1}"] = "{0} {1}",
    });
}
