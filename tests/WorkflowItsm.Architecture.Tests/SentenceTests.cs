using Microsoft.CodeAnalysis;
using WorkflowItsm.Architecture.Tests.House;
using WorkflowItsm.Architecture.Tests.Laws;
using WorkflowItsm.Feel;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Architecture.Tests;

/// <summary>What definitions are told of themselves exists in both languages.</summary>
public sealed class SentenceTests
{
    private static readonly string[] _projects = ["Feel", "Dmn", "Bpmn", "Engine", "Runtime", "Itsm", "Schedules"];

    private static readonly MetadataReference[] _references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static TheoryData<string> Projects => [.. _projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_finding_of_a_project_has_a_Chinese_sentence_with_the_same_marks(string name)
    {
        var project = HouseProject.Shipped.Single(project => project.Name == name);
        string[] shared = name is "Dmn" or "Bpmn" ? [RepositoryRoot.PathOf("rules", "shared")] : [];
        var sources = shared.Prepend(project.Folder)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(path => (path, File.ReadAllText(path)));

        var (forms, offences) = Read(project.FullName, sources);

        Assert.NotEmpty(forms);
        Law.Holds(offences.Concat(SentenceLaw.Offences(name, forms, Pairs(project))));
    }

    [Fact]
    public void Every_project_that_makes_findings_is_looked_into() => Assert.Equal(
        _projects.Order(StringComparer.Ordinal),
        HouseProject.Shipped.Where(project => Books(project).Any()).Select(project => project.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void A_planted_offender_is_caught()
    {
        var (forms, offences) = Read("Planted", [("planted.cs", """
            using WorkflowItsm.Feel;
            static class Offender
            {
                static string Word() => "x";
                static Sentence One() => "one";
                static Sentence Two(int n) => $"two {n} of {{}}";
                static Sentence Three(string text) => text;
                static Sentence Five(string[] all) => $"six {string.Join(", ", all)}";
                static Sentence Four(bool b) => b ? $"four {Word()}" : "five";
            }
            """)]);

        Assert.Equal(["five", "one", "six {0}", "two {0} of {{}}"], forms);
        Assert.Equal(3, offences.Count);
        Assert.Equal(
            ["P: no Chinese for: five", "P: no Chinese for: six {0}", "P: no Chinese for: two {0} of {{}}", "P: other marks than the English: one = {0}"],
            SentenceLaw.Offences("P", forms, new Dictionary<string, string>(StringComparer.Ordinal) { ["one"] = "{0}" }));
    }

    private static (IReadOnlyList<string> Forms, IReadOnlyList<string> Offences) Read(string assembly, IEnumerable<(string, string)> sources) => SentenceLaw.Read(
        assembly,
        sources.Append(("usings.cs", "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;")),
        _references.Where(reference => Path.GetFileNameWithoutExtension(reference.Display) != assembly));

    private static Dictionary<string, string> Pairs(HouseProject project) =>
        Books(project).SelectMany(book => book.Pairs).DistinctBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    private static IEnumerable<SentenceBook> Books(HouseProject project) => project.Assembly.GetTypes()
        .Where(type => type.Name is "ChineseFindings" or "ChineseXmlFindings" or "ChineseIncidents")
        .Select(type => (SentenceBook)type.GetProperty("Book")!.GetValue(null)!);
}
