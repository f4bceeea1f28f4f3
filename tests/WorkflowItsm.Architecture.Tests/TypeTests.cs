using WorkflowItsm.Architecture.Tests.House;
using WorkflowItsm.Architecture.Tests.Laws;

namespace WorkflowItsm.Architecture.Tests;

public sealed class TypeTests
{
    private static readonly Type[] _house = [.. HouseProject.Shipped.SelectMany(project => project.Assembly.GetTypes())];
    private static readonly Type[] _core = [.. HouseProject.Core.SelectMany(project => project.Assembly.GetTypes())];

    [Fact]
    public void A_namespace_is_its_folder() =>
        Law.Holds(HouseProject.All.SelectMany(project => NamespaceLaw.Offences(project.FullName, project.Sources)));

    [Fact]
    public void A_namespace_that_is_not_its_folder_is_caught() =>
        Assert.Equal(
            ["House/Rooms/Bed.cs: found the namespace House.Garden, expected House.Rooms;", "House/Door.cs: found no namespace, expected House;"],
            NamespaceLaw.Offences("House", [("Rooms/Bed.cs", "using System;\nnamespace House.Garden;\n"), ("Door.cs", "class Door;"), ("Key.cs", "namespace House;")]));

    [Fact]
    public void A_class_is_sealed_static_or_abstract() => Law.Holds(TypeLaws.Extensible(_house));

    [Fact]
    public void A_class_that_anybody_may_extend_is_caught() =>
        Assert.Equal(
            ["Offender can be extended although nothing says so; seal it, or make it abstract."],
            TypeLaws.Extensible(Planted.Types("public class Offender; public sealed class A; public abstract class B; public static class C; public struct D;")));

    [Fact]
    public void An_abstract_record_with_cases_is_a_closed_hierarchy() => Law.Holds(TypeLaws.OpenHierarchies(_house));

    [Fact]
    public void A_hierarchy_that_anybody_may_extend_is_caught() =>
        Assert.Equal(
            [
                "Inside can be extended beside its cases; make its constructor private and nest them all.",
                "Veiled.Hidden is a case that callers of Veiled cannot name; make it public.",
                "Half.Open can be extended beside its cases; make its constructor private and nest them all.",
            ],
            TypeLaws.OpenHierarchies(Planted.Types("""
                public abstract record Extensible;
                public static class Half { public abstract record Open { public sealed record Case : Open; } }
                public abstract record Inside { internal Inside() { } }
                public abstract record Veiled { private Veiled() { } internal sealed record Hidden : Veiled; }
                public abstract record Closed { private Closed() { } public sealed record Case : Closed; }
                """)));

    [Fact]
    public void A_record_of_the_core_never_changes() => Law.Holds(TypeLaws.Mutable(_core));

    [Fact]
    public void A_record_that_can_change_is_caught() =>
        Assert.Equal(
            [
                "Offender.Name can be set after the record is made; use init.",
                "Offender.Count can be written after the record is made; make it readonly.",
                "Pair.A can be set after the record is made; use init.",
            ],
            TypeLaws.Mutable(Planted.Types("""
                public sealed record Offender { public string Name { get; set; } = ""; public string Kept { get; init; } = ""; public int Count; }
                public record struct Pair(int A);
                public readonly record struct Fine(int A);
                """)));

    [Fact]
    public void Records_of_the_core_with_the_same_content_are_equal() => Law.Holds(TypeLaws.FalselyUnequal(_core));

    [Fact]
    public void A_record_that_compares_a_sequence_by_reference_is_caught() =>
        Assert.Equal(
            [
                "Offender.Array is compared by reference, so equal records are not equal; use ValueList or FeelContext.",
                "Offender.Immutable is compared by reference, so equal records are not equal; use ValueList or FeelContext.",
                "Offender.List is compared by reference, so equal records are not equal; use ValueList or FeelContext.",
            ],
            TypeLaws.FalselyUnequal(Planted.Types("""
                public sealed record Offender(int[] Array, System.Collections.Immutable.ImmutableArray<int> Immutable, IReadOnlyList<int> List, string Text);
                public sealed record Careful(int[] Array) { public bool Equals(Careful? other) => true; public override int GetHashCode() => 0; }
                """)));
}
