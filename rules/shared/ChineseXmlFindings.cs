using WorkflowItsm.Feel;

namespace WorkflowItsm.SafeXmlReading;

/// <summary>The findings of reading XML in Simplified Chinese.</summary>
internal static class ChineseXmlFindings
{
    public static SentenceBook Book { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["The file has {0} bytes, at most {1} are read."] = "文件有 {0} 字节，最多读取 {1} 字节。",
        ["Split the definition into smaller files."] = "请将定义拆分为较小的文件。",
        ["line {0}, column {1}: elements are nested deeper than {2} levels."] = "第 {0} 行第 {1} 列：元素嵌套超过 {2} 层。",
        ["line {0}, column {1}: an element has {2} attributes, at most {3} are read."] = "第 {0} 行第 {1} 列：一个元素有 {2} 个属性，最多读取 {3} 个。",
        ["Remove those that mean nothing."] = "请删除没有意义的属性。",
        ["line {0}, column {1}: the file has more than {2} elements, attributes and texts."] = "第 {0} 行第 {1} 列：文件中的元素、属性和文本超过 {2} 个。",
        ["line 1, column 1: the XML declaration says UTF-16, but the file is neither that nor UTF-8."] = "第 1 行第 1 列：XML 声明为 UTF-16，但文件既不是 UTF-16 也不是 UTF-8。",
        ["line {0}, column {1}: the file has more than {2} different names of elements and attributes, or one longer than {3} characters."] = "第 {0} 行第 {1} 列：文件中的元素和属性名称超过 {2} 种，或有名称超过 {3} 个字符。",
        ["Give elements of one kind one name, and tell them apart by an attribute."] = "同一类元素请使用同一个名称，并用属性加以区分。",
        ["line {0}, column {1}: the file declares namespaces more than {2} times."] = "第 {0} 行第 {1} 列：文件中的命名空间声明超过 {2} 次。",
        ["Declare each namespace once, at the root."] = "请在根元素上声明每个命名空间，且只声明一次。",
        ["Make the nesting flatter."] = "请减少嵌套层数。",
        ["line {0}, column {1}: found a document type (<!DOCTYPE …>), which is refused because it can declare entities; nothing of it was opened."] =
            "第 {0} 行第 {1} 列：发现文档类型声明（<!DOCTYPE …>）；它可以声明实体，因此被拒绝，其中内容均未打开。",
        ["Delete the <!DOCTYPE …> declaration and write out its entities."] = "请删除 <!DOCTYPE …> 声明，并把其中的实体直接写出。",
        ["line {0}, column {1}: the XML is not well-formed. {2}"] = "第 {0} 行第 {1} 列：XML 格式不正确。{2}",
        ["Correct the file or export it again from its editor."] = "请修正文件，或从编辑器重新导出。",
    });
}
