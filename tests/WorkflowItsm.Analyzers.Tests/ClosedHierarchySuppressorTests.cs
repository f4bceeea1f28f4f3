namespace WorkflowItsm.Analyzers.Tests;

public sealed class ClosedHierarchySuppressorTests
{
    private const string Shapes = """
        public abstract record Shape
        {
            private Shape() { }
            public sealed record Dot : Shape;
            public sealed record Circle(int Radius) : Shape;
            public abstract record Polygon : Shape
            {
                private Polygon() { }
                public sealed record Square(int Side) : Polygon;
                public sealed record Triangle(int A, Shape? Inside) : Polygon;
            }
        }
        """;

    [Fact]
    public async Task A_switch_that_names_every_case_needs_no_default_arm() =>
        Assert.Empty(await WarningsOfSwitch("""
            Shape.Dot => 1,
            Shape.Circle circle => circle.Radius,
            Shape.Polygon.Square(var side) => side,
            Shape.Polygon.Triangle { A: int a } => a,
            """));

    [Theory]
    [InlineData("Shape.Dot => 1,")]
    [InlineData("Shape.Circle circle => circle.Radius,")]
    [InlineData("Shape.Polygon.Square(var side) => side,")]
    [InlineData("Shape.Polygon.Triangle { A: int a } => a,")]
    public async Task A_deleted_arm_breaks_the_build(string deleted)
    {
        string[] arms =
        [
            "Shape.Dot => 1,",
            "Shape.Circle circle => circle.Radius,",
            "Shape.Polygon.Square(var side) => side,",
            "Shape.Polygon.Triangle { A: int a } => a,",
        ];

        Assert.Equal(["CS8509"], await WarningsOfSwitch(string.Concat(arms.Except([deleted]))));
    }

    [Fact]
    public async Task An_arm_for_an_inner_node_takes_all_of_its_cases() =>
        Assert.Empty(await WarningsOfSwitch("Shape.Dot or Shape.Circle => 1, Shape.Polygon => 2,"));

    [Theory]
    [InlineData("Shape.Dot => 1, Shape.Circle c when c.Radius > 1 => 2, Shape.Polygon => 3,", "CS8509")]
    [InlineData("Shape.Dot => 1, Shape.Circle => 2, Shape s when s is Shape.Polygon => 3,", "CS8846")]
    [InlineData("Shape.Dot => 1, Shape.Circle c when c.Radius > 1 => 2, Shape.Circle => 0, Shape.Polygon => 3,", null)]
    [InlineData("Shape s when s.GetHashCode() > 0 => 0, Shape.Dot => 1, Shape.Circle => 2, Shape.Polygon => 3,", null)]
    public async Task An_arm_with_a_condition_takes_its_case_only_together_with_one_without(string arms, string? warning) =>
        Assert.Equal(warning is null ? [] : [warning], await WarningsOfSwitch(arms));

    [Theory]
    [InlineData("Shape.Circle(1) => 2,")]
    [InlineData("Shape.Circle { Radius: > 1 } => 2,")]
    [InlineData("Shape.Circle(not 0) => 2,")]
    public async Task An_arm_that_asks_more_than_the_type_does_not_take_the_case(string arm) =>
        Assert.Equal(["CS8509"], await WarningsOfSwitch("Shape.Dot => 1, Shape.Polygon => 3," + arm));

    [Theory]
    [InlineData("Shape.Polygon.Triangle(_, Shape inside) => 2,", "CS8509")]
    [InlineData("Shape.Polygon.Triangle(_, var inside) => 2,", null)]
    [InlineData("Shape.Polygon.Triangle(_, _) => 2,", null)]
    public async Task A_part_that_may_be_null_is_taken_only_with_its_null(string arm, string? warning) =>
        Assert.Equal(warning is null ? [] : [warning], await WarningsOfSwitch("Shape.Dot or Shape.Circle => 1, Shape.Polygon.Square => 3," + arm));

    [Theory]
    [InlineData("Shape.Dot or Shape.Circle or Shape.Polygon => 1,", "CS8509")]
    [InlineData("Shape.Dot or Shape.Circle or Shape.Polygon => 1, null => 0,", null)]
    public async Task A_value_that_may_be_null_needs_an_arm_for_null(string arms, string? warning) =>
        Assert.Equal(warning is null ? [] : [warning], await WarningsOfSwitch(arms, "Shape?"));

    [Theory]
    [InlineData("public abstract record Open { public sealed record One : Open; }")]
    [InlineData("public abstract record Open { internal Open() { } public sealed record One : Open; }")]
    [InlineData("public abstract record Open { private Open() { } protected Open(int x) { } public sealed record One() : Open(1); }")]
    [InlineData("public record Open { private Open() { } public sealed record One : Open; }")]
    [InlineData("public abstract class Open { private Open() { } public sealed class One : Open; }")]
    public async Task A_hierarchy_that_is_not_a_closed_record_keeps_the_warning(string hierarchy) =>
        Assert.Equal(["CS8509"], await Compiled.Warnings(hierarchy + "static class Use { static int Of(Open o) => o switch { Open.One => 1 }; }"));

    [Fact]
    public async Task An_inner_node_that_anybody_may_extend_must_be_taken_as_a_whole()
    {
        const string Hierarchy = "public abstract record Root { private Root() { } public abstract record Inner : Root { public sealed record One : Inner; } }";

        Assert.Equal(["CS8509"], await Compiled.Warnings(Hierarchy + "static class Use { static int Of(Root r) => r switch { Root.Inner.One => 1 }; }"));
        Assert.Empty(await Compiled.Warnings(Hierarchy + "static class Use { static int Of(Root r) => r switch { Root.Inner => 1 }; }"));
    }

    [Fact]
    public async Task A_hierarchy_of_another_project_counts_although_its_private_constructor_is_not_seen()
    {
        var library = Compiled.Library(Shapes);

        Assert.Empty(await Compiled.Warnings("static class Use { static int Of(Shape s) => s switch { Shape.Dot => 1, Shape.Circle => 2, Shape.Polygon => 3 }; }", library));
        Assert.Equal(["CS8509"], await Compiled.Warnings("static class Use { static int Of(Shape s) => s switch { Shape.Dot => 1, Shape.Polygon => 3 }; }", library));
    }

    [Fact]
    public async Task A_generic_hierarchy_counts_with_its_arguments() =>
        Assert.Empty(await Compiled.Warnings("""
            public abstract record Result<T> { private Result() { } public sealed record Ok(T Value) : Result<T>; public sealed record No : Result<T>; }
            static class Use { static int Of(Result<int> r) => r switch { Result<int>.Ok(int value) => value, Result<int>.No => 0 }; }
            """));

    [Fact]
    public async Task Other_switches_keep_their_warnings() =>
        Assert.Equal(["CS8509"], await Compiled.Warnings("static class Use { static int Of(int n) => n switch { 1 => 1 }; }"));

    private static Task<string[]> WarningsOfSwitch(string arms, string type = "Shape") =>
        Compiled.Warnings($"{Shapes} static class Use {{ static int Of({type} shape) => shape switch {{ {arms} }}; }}");
}
