using System.Xml.Linq;

namespace WorkflowItsm.Conformance.DmnTck;

/// <summary>Finds the test files below a folder and runs their cases.</summary>
internal static class Kit
{
    public static readonly XNamespace Cases = "http://www.omg.org/spec/DMN/20160719/testcase";

    public static Score Run(string folder)
    {
        var results = new List<CaseResult>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var root = XDocument.Load(file).Root!;
            if (root.Name == Cases + "testCases") results.AddRange(RunFile(folder, file, root));
        }

        return new(results);
    }

    private static IEnumerable<CaseResult> RunFile(string kit, string file, XElement root)
    {
        var place = Path.GetDirectoryName(file)!;
        var name = Path.GetRelativePath(kit, place).Replace('\\', '/');
        var model = KitModel.Load(place, ((string?)root.Element(Cases + "modelName") ?? "").Trim());
        foreach (var test in root.Elements(Cases + "testCase"))
        {
            var expected = test.Elements(Cases + "resultNode").Select(node => (Node: node, Value: KitValue.Read(node.Element(Cases + "expected")))).ToList();
            yield return new(
                name == "." ? Path.GetFileName(place) : name,
                Path.GetFileNameWithoutExtension(file),
                (string?)test.Attribute("id") ?? "",
                expected.Exists(result => !result.Value.IsNull),
                string.Join("; ", expected.Select(result => Difference(model, test, result.Node, result.Value)).Where(remark => remark.Length > 0)));
        }
    }

    private static string Difference(KitModel model, XElement test, XElement node, Feel.FeelValue expected)
    {
        var name = ((string?)node.Attribute("name") ?? "").Trim();
        var (found, problem) = model.Evaluate(test, name);
        return KitValue.AreEqual(expected, found) ? "" : $"{name}: expected {expected}, found {found}{(problem.Length > 0 ? $" ({problem})" : "")}";
    }
}
