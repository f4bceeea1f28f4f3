using System.Xml.Linq;
using WorkflowItsm.Architecture.Tests.House;
using WorkflowItsm.Architecture.Tests.Laws;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Architecture.Tests;

/// <summary>What the product says in Chinese is punctuated as Chinese.</summary>
public sealed class ChineseTextTests
{
    private static readonly string[] s_roots = ["workflows", "rules"];
    private static readonly string[] s_definitions = ["*.bpmn", "*.dmn", "*.form", "*.json"];

    [Fact]
    public void Chinese_in_the_source_has_the_signs_of_Chinese() => Law.Holds(
        from project in HouseProject.Shipped
        from path in Files(project, "*.cs")
        from offence in ChineseTextLaw.Offences(Path.GetRelativePath(project.Folder, path), File.ReadAllText(path))
        select offence);

    [Fact]
    public void Chinese_on_the_screens_has_the_signs_of_Chinese() => Law.Holds(
        from project in HouseProject.Shipped
        from path in Files(project, "*.zh-Hans.resx")
        from data in XDocument.Load(path).Descendants("data")
        from offence in ChineseTextLaw.Offences(data.Element("value")!.Value)
        select $"{Path.GetFileName(path)}, {data.Attribute("name")!.Value}: {offence}");

    [Fact]
    public void Chinese_in_the_shipped_definitions_has_the_signs_of_Chinese() => Law.Holds(
        from root in s_roots
        from pattern in s_definitions
        from path in Directory.EnumerateFiles(RepositoryRoot.PathOf(root), pattern, SearchOption.AllDirectories)
        where !path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin")
        from offence in ChineseTextLaw.Offences(File.ReadAllText(path))
        select $"{Path.GetFileName(path)}: {offence}");

    [Theory]
    [InlineData("""var text = "已有处理程序。 请改用。";""", "Chinese is not written so: 。 ")]
    [InlineData("""var text = "处理程序'x'未登记";""", "Chinese is not written so: 序'")]
    [InlineData("""var text = "名称, 值";""", "Chinese is not written so: 称,")]
    [InlineData("""var text = $"已有：{string.Join(", ", new[] { "a" })}。";""", "a row between commas in a Chinese text")]
    [InlineData("""var known = string.Join(", ", new[] { "a" }); var text = $"已有：{known}。";""", "a row between commas in a Chinese text, known")]
    public void A_planted_offender_is_caught(string statement, string offence) =>
        Assert.Contains(ChineseTextLaw.Offences("planted.cs", $"class C {{ void M() {{ {statement} }} }}"), found => found.Contains(offence, StringComparison.Ordinal));

    [Theory]
    [InlineData("""var text = "已有：“a”、“b”。请改用 <itsm:input name='x'/>。";""")]
    [InlineData("""var known = string.Join(", ", new[] { "a" }); var text = $"It has: {known}.";""")]
    [InlineData("""var known = new[] { "a" }; var text = $"已有：{string.Join("、", known)}。";""")]
    public void What_only_looks_like_an_offence_is_not_one(string statement) =>
        Assert.Empty(ChineseTextLaw.Offences("planted.cs", $"class C {{ void M() {{ {statement} }} }}"));

    private static IEnumerable<string> Files(HouseProject project, string pattern) => Directory.EnumerateFiles(project.Folder, pattern, SearchOption.AllDirectories)
        .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "node_modules"));
}
