using WorkflowItsm.Feel;

namespace WorkflowItsm.Runtime.Connectors;

/// <summary>The findings of checking connectors in Simplified Chinese.</summary>
internal static class ChineseFindings
{
    public static SentenceBook Book { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["'{0}' is done by the handler '{1}', which this host does not have; {2}."] = "“{0}”由处理程序“{1}”执行，但本主机没有该处理程序；{2}。",
        ["it has none"] = "本主机没有任何处理程序",
        ["it has: {0}"] = "已有：{0}",
        ["Choose one of those, or register it in the host before a case comes here."] = "请改用已有的处理程序，或在案例到达此处之前在主机中登记它。",
        ["'{0}' is done by '{1}', but has no input '{2}' ({3}), without which nothing can be done."] = "“{0}”由“{1}”执行，但缺少必需的输入“{2}”（{3}）。",
        ["Fill in: {0}."] = "请填写：{0}。",
        ["'{0}' has the input '{1}', which '{2}' does not know; it knows: {3}."] = "“{0}”有输入“{1}”，但“{2}”不认识它；可用的输入：{3}。",
        ["Correct the name, or remove the input."] = "请更正名称，或删除该输入。",
        ["'{0}', {1}: {2}"] = "“{0}”，{1}：{2}",
        ["Correct the value."] = "请更正该值。",
        ["found null, expected a value."] = "值为 null，但必须有值。",
    });
}
