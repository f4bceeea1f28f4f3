namespace WorkflowItsm.Feel.Tests;

/// <summary>Short words for tests: compile and evaluate, or fail with the findings.</summary>
internal static class Feel
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.FromHours(8));

    public static FeelSession Session(FeelLimits? limits = null) => new(Noon, limits);

    public static FeelExpression Compile(string text, params string[] names)
    {
        var compiled = FeelExpression.Compile(text, new FeelScope(names));
        Assert.True(compiled.Value is not null, $"{text}\n{string.Join('\n', compiled.Findings.Select(finding => finding.Message))}");
        return compiled.Value;
    }

    public static FeelValue Eval(string text, params (string Name, FeelValue Value)[] names) => Eval(text, Session(), names);

    public static FeelValue Eval(string text, FeelSession session, params (string Name, FeelValue Value)[] names) =>
        Compile(text, [.. names.Select(name => name.Name)]).Evaluate(FeelContext.Of(names), session);

    public static FeelValue Test(string cell, FeelValue input, params (string Name, FeelValue Value)[] names)
    {
        var compiled = FeelUnaryTests.Compile(cell, new FeelScope(names.Select(name => name.Name)));
        Assert.True(compiled.Value is not null, $"{cell}\n{string.Join('\n', compiled.Findings.Select(finding => finding.Message))}");
        return compiled.Value.Evaluate(input, FeelContext.Of(names), Session());
    }

    public static string Error(string text, params string[] names)
    {
        var compiled = FeelExpression.Compile(text, new FeelScope(names));
        Assert.Null(compiled.Value);
        return string.Join('\n', compiled.Findings.Select(finding => $"{finding.Code}: {finding.Message} {finding.Cure}"));
    }
}
