using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Scripts;
using WorkflowItsm.Scripting.Tests.Bench;

namespace WorkflowItsm.Scripting.Tests;

/// <summary>What a script sees, gives and throws.</summary>
public sealed class RunningTests
{
    [Theory]
    [InlineData("return 1 + 1;", "2")]
    [InlineData("1 + 1", "2")]
    [InlineData("var x = 2; x * 21", "42")]
    [InlineData("int Twice(int n) => n * 2; return Twice(4);", "8")]
    [InlineData("using System.Text; return new StringBuilder(\"a\").Append('b').ToString();", "\"ab\"")]
    [InlineData("record Pair(int A, int B); return new Pair(1, 2).B;", "2")]
    [InlineData("Actor", "\"ann\"")]
    [InlineData("if (Attempt > 5) return 1;", "null")]
    public async Task A_script_gives_its_last_expression_or_what_it_returns(string code, string result) =>
        Assert.Equal(result, (await Csharp.RunAsync(code)).ToString());

    [Fact]
    public async Task A_script_may_wait() =>
        Assert.Equal("3", (await Csharp.RunAsync("await Task.Yield(); var n = await Task.FromResult(3); return n;")).ToString());

    [Fact]
    public async Task A_script_sees_who_asked_when_and_for_which_effect() => Assert.Equal(
        """["ann", @"2026-03-02T12:00:00+08:00", "p.7.0", "p", "T", 2, false, "lamp", true]""",
        (await Csharp.RunAsync(
            "return new object[] { Actor, Now, EffectId, CaseId, ElementId, Attempt, Cancellation.IsCancellationRequested, Variables[\"item\"], Input[\"item\"].ToText() == \"lamp\" };",
            ("item", "lamp"))).ToString());

    [Fact]
    public async Task Runs_share_nothing()
    {
        const string code = "int n = 0; n++; return n;";
        var language = Csharp.Language();
        for (var run = 0; run < 3; run++)
            Assert.Equal("1", (await language.RunAsync(Csharp.Call(code), TestContext.Current.CancellationToken)).ToString());
    }

    [Fact]
    public async Task A_hundred_runs_at_once_compile_once_and_do_not_mix()
    {
        var language = Csharp.Language();
        var runs = Enumerable.Range(0, 100).Select(n => language.RunAsync(
            Csharp.Call("await Task.Yield(); return Variables.Get<int>(\"n\") * 2;", ("n", n)), TestContext.Current.CancellationToken));

        Assert.Equal(Enumerable.Range(0, 100).Select(n => (FeelValue)(n * 2)), await Task.WhenAll(runs));
    }

    [Fact]
    public async Task An_error_of_the_process_comes_as_it_was_thrown()
    {
        var error = await Assert.ThrowsAsync<ServiceTaskErrorException>(() => Csharp.RunAsync(
            "throw new ServiceTaskErrorException(\"sold-out\", \"There is none.\") { Variables = FeelContext.Of((\"left\", 0)) };"));

        Assert.Equal(("sold-out", "There is none.", "{\"left\": 0}"), (error.Code, error.Message, error.Variables.ToString()));
    }

    [Theory]
    [InlineData("var x = 1;\n  throw new InvalidOperationException(\"Boom.\");", "InvalidOperationException: Boom.", 2, 3, false)]
    [InlineData("string? s = null;\nvar n = 1;\nreturn s!.Length;", "NullReferenceException: Object reference not set to an instance of an object.", 3, 1, false)]
    [InlineData("await Task.Yield();\nDeep();\nvoid Deep()\n{\n    int.Parse(\"x\");\n}", "FormatException: The input string 'x' was not in a correct format.", 5, 5, false)]
    [InlineData("throw new EffectFailedForGoodException(\"Never.\");", "Never.", 1, 1, true)]
    [InlineData("class Own : Exception { public override string Message => \"Mine.\"; }\nthrow new Own();", "Own: Mine.", 2, 1, false)]
    public async Task A_failure_says_what_and_where(string code, string message, int line, int column, bool isFinal)
    {
        var failure = await Assert.ThrowsAsync<ScriptFailedException>(() => Csharp.RunAsync(code));

        Assert.Equal((message, new TextPosition(line, column), isFinal), (failure.Message, failure.Position!.Value, failure.IsFinal));
        Assert.Null(failure.InnerException);
    }

    [Fact]
    public async Task A_script_may_say_when_it_is_to_be_tried_again()
    {
        var later = await Assert.ThrowsAsync<EffectRetryLaterException>(() => Csharp.RunAsync(
            "throw new EffectRetryLaterException(\"Not yet.\", TimeSpan.FromMinutes(3));"));

        Assert.Equal(("Not yet.", TimeSpan.FromMinutes(3)), (later.Message, later.After));
    }

    [Fact]
    public async Task What_cannot_be_returned_says_what_can()
    {
        var failure = await Assert.ThrowsAsync<ScriptFailedException>(() => Csharp.RunAsync("return new Version(1, 2);"));

        Assert.Equal(
            "InvalidCastException: A Version cannot be returned; return null, a bool, number, text, date, time or duration, a list or dictionary of them, or new { name = value }.",
            failure.Message);
    }

    [Fact]
    public void All_that_does_not_compile_is_said_at_once_with_its_place()
    {
        var problems = Csharp.Language().Problems("var x = Unknown;\nreturn Variables.Get<decimal>(\"a\") + ;\nint n = \"text\";");

        Assert.Equal(
            ["CS0103 1:9 The name 'Unknown' does not exist in the current context", "CS1525 2:38 Invalid expression term ';'", "CS0029 3:9 Cannot implicitly convert type 'string' to 'int'"],
            problems.Select(problem => $"{problem.Id} {problem.Position.Line}:{problem.Position.Column} {problem.Message}"));
        Assert.Equal("当前上下文中不存在名称“Unknown”", problems[0].Message.In("zh"));
    }

    [Theory]
    [InlineData("#r \"System.Net.Http.dll\"\nreturn 1;", "CS7099")]
    [InlineData("#load \"other.csx\"\nreturn 1;", "CS8099")]
    public void A_script_brings_no_other_file_along(string code, string problem) =>
        Assert.Equal(problem, Assert.Single(Csharp.Language().Problems(code)).Id);

    [Fact]
    public async Task What_no_longer_compiles_is_not_tried_again()
    {
        var failure = await Assert.ThrowsAsync<ScriptFailedException>(() => Csharp.RunAsync("return\n  Gone.Away;"));

        Assert.Equal(
            ("It does not compile with this program: The name 'Gone' does not exist in the current context (CS0103)", new TextPosition(2, 3), true),
            (failure.Message, failure.Position!.Value, failure.IsFinal));
    }
}
