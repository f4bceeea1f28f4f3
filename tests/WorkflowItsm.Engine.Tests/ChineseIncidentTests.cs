using System.Globalization;
using System.Text.RegularExpressions;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Journals hold incidents in English; people read them in their language.</summary>
public sealed class ChineseIncidentTests
{
    public static TheoryData<string> Sentences => [.. ChineseIncidents.Book.Pairs.Keys.Where(form => form.Length > 12)];

    /// <summary>Whatever stands at its marks.</summary>
    [Theory]
    [MemberData(nameof(Sentences))]
    public void Every_sentence_of_an_incident_is_known_again(string form)
    {
        var marks = Regex.Matches(form, @"\{(\d+)\}").Select(mark => mark.Value).Distinct().Count();
        object[] values = [.. Enumerable.Range(0, marks).Select(mark => $"v{mark}")];
        var after = Regex.Match(form, @"\}\{(\d+)\}");
        // What follows a value directly is a reason in brackets.
        if (after.Success) values[int.Parse(after.Groups[1].Value, CultureInfo.InvariantCulture)] = " (why)";

        Assert.Equal(
            string.Format(CultureInfo.InvariantCulture, ChineseIncidents.Book[form]!, values),
            InChinese(string.Format(CultureInfo.InvariantCulture, form, values)));
    }

    [Theory]
    [InlineData(
        "Exclusive gateway \"Fast?\" (Gateway_1): the condition `amount > 3` of the flow Flow_2 gives null, expected true or false (`amount` is null). Correct the data or the condition, then retry.",
        "排他网关“Fast?”（Gateway_1）：顺序流 Flow_2 的条件 `amount > 3` 得到null，应为 true 或 false (`amount` is null)。请更正数据或条件，然后重试。")]
    [InlineData(
        "Call activity Call_1 calls 'review' in version 7, which is not published. Publish it, then retry.",
        "调用活动 Call_1调用“review”的版本 7，但它没有发布。请先发布，然后重试。")]
    [InlineData(
        "End event \"Lost\" (End_1) throws an error without code, which no boundary event or event sub-process around it catches. Add one that does, or cancel the case.",
        "结束事件“Lost”（End_1）抛出没有代码的错误，而外围没有边界事件或事件子流程捕获它。请添加捕获它的事件，或取消该工单。")]
    [InlineData(
        "User task \"处理\" (Task_1) was entered 501 times in one command, which entered more than 1000 elements; the command was undone. Put a task or an event that waits into the loop, or a condition that ends it, then retry.",
        "用户任务“处理”（Task_1）在一条命令中被进入了 501 次，该命令进入的元素超过 1000 个；该命令已撤销。请在循环中加入等待的任务或事件，或结束循环的条件，然后重试。")]
    [InlineData(
        "Service task Task_1: the handler 'pay' failed: The handler 'pay' failed 10 times; the last error was: connection refused Remove the cause, then retry.",
        "服务任务 Task_1：处理程序“pay”失败：处理程序“pay”失败了 10 次；最后的错误是：connection refused 请排除原因，然后重试。")]
    public void What_stands_at_the_marks_is_told_as_well(string english, string chinese) => Assert.Equal(chinese, InChinese(english));

    [Fact]
    public void What_is_no_sentence_of_the_engine_is_not_told() => Assert.Null(InChinese("Somebody else wrote this, about 'x' and others."));

    private static string? InChinese(string sentence) => new Incident(1, null, null, "code", sentence).InChinese();
}
