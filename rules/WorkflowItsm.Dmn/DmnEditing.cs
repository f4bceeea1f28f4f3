using System.Xml.Linq;
using WorkflowItsm.Dmn.Reading;
using WorkflowItsm.Feel;
using WorkflowItsm.SafeXmlReading;

namespace WorkflowItsm.Dmn;

/// <summary>What an editor of DMN 1.3 (dmn-js) can hold of a file without losing anything. Safe to call from any thread.</summary>
public static class DmnEditing
{
    private const string AsTextZh = "请以文本方式修改此文件。";

    /// <summary>Elements that DMN got after 1.3, by the words that people use for them.</summary>
    private static readonly Dictionary<string, (string En, string Zh)> _newer = new(StringComparer.Ordinal)
    {
        ["conditional"] = ("a boxed conditional", "盒式条件表达式"),
        ["for"] = ("a boxed iterator 'for'", "盒式迭代“for”"),
        ["every"] = ("a boxed iterator 'every'", "盒式迭代“every”"),
        ["some"] = ("a boxed iterator 'some'", "盒式迭代“some”"),
        ["filter"] = ("a boxed filter", "盒式筛选表达式"),
        ["typeConstraint"] = ("a type constraint", "类型约束"),
    };

    /// <summary>
    /// Why a file should be opened for reading only: each construct that the editor would drop when it saves, with its place. Empty when
    /// the editor holds everything. A file that cannot be read at all gives the findings of reading.
    /// </summary>
    /// <param name="fileName">Put on each finding as its file.</param>
    /// <param name="xml">The bytes of the file.</param>
    public static ValueList<EditingLimit> ReasonsReadOnly(string fileName, ReadOnlyMemory<byte> xml)
    {
        var read = SafeXml.Read(fileName, xml);
        if (read.Document?.Root is not { } root)
            return read.Findings.Items.Select(finding => new EditingLimit(finding, $"此文件无法作为 XML 读取：{finding.Message}", AsTextZh)).ToValueList();
        if (DmnXml.VersionOf(root) is not { } version)
            return
            [
                Limit(fileName, findings => findings.Error("not-dmn", root, $"Found the root element '{root.Name.LocalName}', expected 'definitions' of DMN 1.1 to 1.5.", "Edit the file as text."),
                    $"根元素为“{root.Name.LocalName}”，应为 DMN 1.1 至 1.5 的“definitions”。", AsTextZh),
            ];
        if (version == "1.1")
            return
            [
                Limit(fileName, findings => findings.Warning("editor-version", root, "The file is written in DMN 1.1; the table editor holds DMN 1.2 and later.", "Edit the file as text, or export it as DMN 1.3."),
                    "此文件采用 DMN 1.1；表格编辑器支持 DMN 1.2 及更高版本。", "请以文本方式修改此文件，或将其导出为 DMN 1.3。"),
            ];
        return root.Descendants().Where(element => element.Name.Namespace == root.Name.Namespace && _newer.ContainsKey(element.Name.LocalName))
            .Select(element => Newer(fileName, element)).ToValueList();
    }

    private static EditingLimit Newer(string fileName, XElement element)
    {
        var (en, zh) = _newer[element.Name.LocalName];
        var owner = element.Ancestors().FirstOrDefault(above => above.NameOrEmpty.Length > 0 && above.Parent == element.Document!.Root);
        return Limit(fileName, findings => findings.Warning("editor-construct", element,
                $"{(owner is null ? "The file" : $"'{owner.NameOrEmpty}'")} holds {en}, which is newer than DMN 1.3; the table editor would drop it.",
                "Edit the file as text, or write it as a literal expression."),
            $"{(owner is null ? "此文件" : $"“{owner.NameOrEmpty}”")}含有{zh}，晚于 DMN 1.3；表格编辑器会将其丢失。", "请以文本方式修改此文件，或改写为文字表达式。");
    }

    private static EditingLimit Limit(string fileName, Action<FindingList> find, string zh, string cureZh)
    {
        var findings = new FindingList(fileName);
        find(findings);
        return new(findings.InOrder()[0], zh, cureZh);
    }
}

/// <summary>Something in a file that the editor cannot hold.</summary>
/// <param name="Finding">What, where, and what to do, in English.</param>
/// <param name="MessageZh">The sentence in Simplified Chinese.</param>
/// <param name="CureZh">What to do, in Simplified Chinese.</param>
public sealed record EditingLimit(Finding Finding, string MessageZh, string CureZh);
