using WorkflowItsm.Architecture.Tests.House;
using WorkflowItsm.Architecture.Tests.Laws;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Architecture.Tests;

public sealed class PureCoreTests
{
    private static readonly string[] _banned = File.ReadAllLines(RepositoryRoot.PathOf("engine", "BannedSymbols.PureCore.txt"));

    [Fact]
    public void The_core_touches_neither_clock_chance_thread_nor_the_outside() =>
        Law.Holds(HouseProject.Core.SelectMany(project => PureCoreLaw.Offences(File.ReadAllBytes(project.Assembly.Location), _banned)));

    [Fact]
    public void The_core_references_no_package_but_its_own_arithmetic_of_time() =>
        Law.Holds(HouseProject.Core.SelectMany(project => project.PackageReferences.Except(["NodaTime"]).Select(package => $"{project.Name} references {package}.")));

    [Fact]
    public void The_core_is_the_five_projects_of_the_plan() => Assert.Equal(5, HouseProject.Core.Count);

    [Theory]
    [InlineData("DateTime.UtcNow", "System.DateTime.get_UtcNow")]
    [InlineData("DateTimeOffset.Now", "System.DateTimeOffset.get_Now")]
    [InlineData("Guid.NewGuid()", "System.Guid.NewGuid")]
    [InlineData("new Random()", "System.Random")]
    [InlineData("Environment.MachineName", "System.Environment")]
    [InlineData("System.IO.File.Exists(\"x\")", "System.IO.File")]
    [InlineData("new System.IO.FileInfo(\"x\")", "System.IO.FileInfo")]
    [InlineData("System.Threading.Tasks.Task.FromResult(1)", "System.Threading.Tasks.Task")]
    [InlineData("new System.Threading.Tasks.ValueTask<int>(1)", "System.Threading.Tasks.ValueTask`1")]
    [InlineData("System.Threading.Thread.CurrentThread", "System.Threading.Thread")]
    [InlineData("new System.Net.Http.HttpClient()", "System.Net.Http.HttpClient")]
    [InlineData("typeof(TimeProvider)", "System.TimeProvider")]
    [InlineData("System.Xml.XmlReader.Create(\"x\")", "System.Xml.XmlReader.Create")]
    public void A_planted_offender_is_caught(string expression, string touched)
    {
        var offences = PureCoreLaw.Offences(Planted.Image($"static class Offender {{ static object It() => {expression}; }}"), _banned);

        Assert.Contains(offences, offence => offence.EndsWith($" touches {touched}; the core must not.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("static IEnumerable<int> Iterator() { yield return 1; }")]
    [InlineData("static object Bytes() => new System.IO.MemoryStream();")]
    [InlineData("static object Safe(System.IO.Stream s) => System.Xml.XmlReader.Create(s, new System.Xml.XmlReaderSettings());")]
    public void What_only_looks_like_an_offence_is_not_one(string member) =>
        Assert.Empty(PureCoreLaw.Offences(Planted.Image($"static class Innocent {{ {member} }}"), _banned));
}
