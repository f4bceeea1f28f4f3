using WorkflowItsm.Architecture.Tests.House;
using WorkflowItsm.Architecture.Tests.Laws;

namespace WorkflowItsm.Architecture.Tests;

public sealed class ArrowTests
{
    [Fact]
    public void Every_README_names_the_projects_that_its_project_knows() =>
        Law.Holds(ArrowLaw.Offences([.. HouseProject.Shipped.Select(project =>
            new Room(project.Name, project.TopFolder, project.DependsOn, project.References, project.AssemblyReferences))]));

    [Fact]
    public void Every_README_fits_a_screen() =>
        Law.Holds(HouseProject.All.Where(project => project.Readme.Count is 0 or > 60)
            .Select(project => $"{project.Name}: its README.md has {project.Readme.Count} lines, expected 1 to 60."));

    [Fact]
    public void The_whole_house_is_looked_at() =>
        Assert.Superset(
            new HashSet<string> { "Feel", "Dmn", "Bpmn", "Engine", "Runtime", "Storage.Sqlite", "Itsm" },
            HouseProject.Shipped.Select(project => project.Name).ToHashSet());

    [Fact]
    public void A_planted_offender_is_caught_for_each_arrow() =>
        Assert.Equal(
            [
                "Silent: its README.md has no line \"Depends on: …\"; write one, naming its projects or \"nothing\".",
                "Sly: its project references Low, which its README does not name; drop the reference or say so there.",
                "Stale: its README names Low, which its project does not reference; the README has gone stale.",
                "Stale: its assembly refers to Low, to which no reference of its project leads.",
                "Climber: it is in rules and references High in engine; arrows point down.",
            ],
            ArrowLaw.Offences(
            [
                new Room("Low", "rules", [], [], []),
                new Room("High", "engine", ["Low"], ["Low"], ["Low"]),
                new Room("Higher", "workflows", ["High", "Low"], ["High"], ["High", "Low"]),
                new Room("Silent", "engine", null, ["Low"], []),
                new Room("Sly", "engine", [], ["Low"], []),
                new Room("Stale", "engine", ["Low"], [], ["Low"]),
                new Room("Climber", "rules", ["High"], ["High"], []),
            ]));
}
