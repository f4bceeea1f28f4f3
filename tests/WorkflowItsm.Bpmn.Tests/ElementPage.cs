using System.Globalization;
using System.Text;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Tests;

/// <summary>The page of <c>docs/</c> that is written from the tables, in one language.</summary>
internal static class ElementPage
{
    private static readonly (Spot Spot, string English, string Chinese)[] _spots =
    [
        (Spot.ProcessStart, "start of a process", "流程开始"), (Spot.SubProcessStart, "start of a sub-process", "子流程开始"),
        (Spot.EventSubProcessStart, "start of an event sub-process", "事件子流程开始"), (Spot.Catch, "catching", "捕获"),
        (Spot.Boundary, "on a border", "边界"), (Spot.Throw, "throwing", "抛出"), (Spot.End, "end", "结束"),
    ];

    public static string Write(bool chinese)
    {
        var text = new StringBuilder();
        void Line(string line) => text.Append(line).Append('\n');
        string Say(string english, string inChinese) => chinese ? inChinese : english;

        Line(Say("# BPMN, element by element", "# BPMN 元素一览"));
        Line("");
        Line(Say("[中文](bpmn.zh-CN.md) · Written from the table that the reader itself decides by; do not edit it here.", "[English](bpmn.md) · 本页由读取器自身所用的表生成，请勿在此编辑。"));
        foreach (var group in ElementTable.Groups)
        {
            Line("");
            Line($"## {Say(group.English, group.Chinese)}");
            Line("");
            Line(Say("| element | what becomes of it | how | BPMN 2.0.2 |", "| 元素 | 处理 | 说明 | BPMN 2.0.2 |"));
            Line("| --- | --- | --- | --- |");
            foreach (var row in group.Rows)
                Line(string.Create(CultureInfo.InvariantCulture, $"| `{row.Name}` | {Of(row.Treatment, chinese)} | {Say(row.English, row.Chinese)} | {row.Clause} |"));
        }

        Line("");
        Line(Say("## Event definitions at their places", "## 事件定义及其位置"));
        Line("");
        Line(Say("✓ is executed; — is refused with a finding. Several definitions in one event, except a link, wait for the first of them or, with `parallelMultiple`, for all.",
            "✓ 表示执行；— 表示拒绝并给出发现。一个事件可有多个定义（链接除外）：等待最先的一个；带 `parallelMultiple` 时等待全部。"));
        Line("");
        Line($"| {Say("definition", "定义")} | {string.Join(" | ", _spots.Select(spot => Say(spot.English, spot.Chinese)))} | {Say("how", "说明")} | BPMN 2.0.2 |");
        Line($"| --- |{string.Concat(_spots.Select(_ => " --- |"))} --- | --- |");
        foreach (var row in TriggerTable.Rows)
            Line($"| {(row.Element.Length == 0 ? Say("none", "无") : $"`{row.Element}`")} | {string.Join(" | ", _spots.Select(spot => row.Spots.Contains(spot.Spot) ? "✓" : "—"))} | {Say(row.English, row.Chinese)} | {row.Clause} |");
        return text.ToString();
    }

    private static string Of(Treatment treatment, bool chinese) => treatment switch
    {
        Treatment.Executed => chinese ? "执行" : "executed",
        Treatment.Drawn => chinese ? "保留为图形" : "kept as drawing",
        _ => chinese ? "拒绝" : "refused",
    };
}
