using System.Xml.Linq;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Reading;

/// <summary>The models that a file imports, each under the name that qualifies what it holds (DMN 1.5 clause 6.3.3).</summary>
internal sealed class Imports
{
    private readonly List<(string Name, ModelParts Parts)> _items = [];

    public static Imports Read(XElement root, Func<XElement, (ModelParts? Parts, Sentence Problem)> find, FindingList findings)
    {
        var imports = new Imports();
        foreach (var element in root.Children("import"))
        {
            var (space, kind) = ((string?)element.Attribute("namespace") ?? "", (string?)element.Attribute("importType") ?? "");
            if (!DmnXml.IsNamespace(kind))
            {
                findings.Error("import-type", element, $"Found an import of the type '{kind}', expected one of DMN.",
                    "Import decision models only; write other logic in FEEL.");
                continue;
            }

            var (parts, problem) = find(element);
            if (parts is not null) imports._items.Add((element.NameOrEmpty, parts));
            else
                findings.Error("import-missing", element, $"Found an import of '{space}', but {problem}.",
                    "Put the imported file beside this one, or copy what is used into this file.");
        }
        return imports;
    }

    /// <summary>The imports in the order of the file.</summary>
    public IReadOnlyList<(string Name, ModelParts Parts)> All => _items;

    /// <summary>The import with this namespace; null when there is none.</summary>
    public (string Name, ModelParts Parts)? OfNamespace(string space) =>
        _items.FindIndex(item => item.Parts.Namespace == space) is >= 0 and var index ? _items[index] : null;

    /// <summary>A name as the importing file writes it; an import without a name adds nothing to it.</summary>
    public static string Qualified(string import, string name) => import.Length == 0 ? name : $"{import}.{name}";
}
