using WorkflowItsm.Feel;

namespace WorkflowItsm.Schedules;

/// <summary>The findings of checking schedules in Simplified Chinese.</summary>
internal static class ChineseFindings
{
    public static SentenceBook Book { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Schedule '{0}': {1}"] = "日程“{0}”：{1}",
        ["Correct it; the page of schedules shows the next runs of an expression."] = "请修正；日程页面会显示表达式接下来的运行时间。",
    });
}
