using System.Xml.Linq;

namespace WorkflowItsm.Dmn.Reading;

/// <summary>How DMN 1.1 to 1.5 are written: one namespace each, otherwise alike.</summary>
internal static class DmnXml
{
    /// <summary>Our extension elements.</summary>
    public static readonly XNamespace Itsm = "http://workflowitsm.org/schema/1.0";

    private static readonly Dictionary<string, string> _versions = new()
    {
        ["http://www.omg.org/spec/DMN/20151101/dmn.xsd"] = "1.1",
        ["http://www.omg.org/spec/DMN/20180521/MODEL/"] = "1.2",
        ["https://www.omg.org/spec/DMN/20191111/MODEL/"] = "1.3",
        ["https://www.omg.org/spec/DMN/20211108/MODEL/"] = "1.4",
        ["https://www.omg.org/spec/DMN/20230324/MODEL/"] = "1.5",
    };

    public static bool IsDefinitions(XElement root) => VersionOf(root) is not null;

    /// <summary>"1.3"; null for anything but definitions of DMN.</summary>
    public static string? VersionOf(XElement root) =>
        root.Name.LocalName == "definitions" ? _versions.GetValueOrDefault(root.Name.NamespaceName) : null;

    /// <summary>Whether an import's type says DMN; nothing said is taken for it.</summary>
    public static bool IsNamespace(string importType) => importType.Length == 0 || _versions.ContainsKey(importType);

    extension(XElement element)
    {
        public string? Id => (string?)element.Attribute("id") is { Length: > 0 } id ? id : null;

        /// <summary>The name in words; the empty Sentence where there is none.</summary>
        public string NameOrEmpty => ((string?)element.Attribute("name") ?? "").Trim();

        public string? Label => (string?)element.Attribute("label") is { Length: > 0 } label ? label.Trim() : null;

        /// <summary>A child in the element's own DMN version.</summary>
        public XElement? Child(string name) => element.Element(element.Name.Namespace + name);

        public IEnumerable<XElement> Children(string name) => element.Elements(element.Name.Namespace + name);

        /// <summary>The text of the child <c>text</c>; the empty Sentence where there is none.</summary>
        public string Text => element.Child("text")?.Value.Trim() ?? "";

        public string? Description => element.Child("description")?.Value.Trim() is { Length: > 0 } text ? text : null;

        /// <summary>The type's name as an attribute or, in item definitions, as a child; without the prefix that DMN 1.1 writes.</summary>
        public string? TypeRef
        {
            get
            {
                var name = ((string?)element.Attribute("typeRef") ?? element.Child("typeRef")?.Value)?.Trim();
                return name is null or "" ? null : name[(name.LastIndexOf(':') + 1)..];
            }
        }

        /// <summary>The handbook clauses that the element says it serves.</summary>
        public IEnumerable<string> Clauses => element.Children("extensionElements")
            .SelectMany(extensions => extensions.Elements(Itsm + "clause"))
            .Select(clause => (string?)clause.Attribute("ref") ?? "")
            .Where(clause => clause.Length > 0);
    }
}
