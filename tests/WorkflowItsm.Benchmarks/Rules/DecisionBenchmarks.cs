using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using RulesEngine.Models;
using WorkflowItsm.Dmn;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Benchmarks.Rules;

/// <summary>One decision of a table with 8 rows and 3 inputs, beside Microsoft RulesEngine on the same typed input; and a table of 1,000 rows.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class DecisionBenchmarks
{
    private readonly Decision _eight = Tables.EightRows();
    private readonly Decision _thousand = Tables.ManyRows(1_000);
    private readonly FeelSession _session = new(DateTimeOffset.UnixEpoch, new FeelLimits(int.MaxValue, 100, long.MaxValue));
    private readonly RulesEngine.RulesEngine _rules = new([Workflow()]);
    private int _next;

    private Ticket Next => Ticket.Many[_next++ & 1_023];

    [Benchmark(Baseline = true)]
    public async Task<string?> MicrosoftRulesEngine()
    {
        var results = await _rules.ExecuteAllRulesAsync("team", new RuleParameter("ticket", Next));
        return results.Find(result => result.IsSuccess)?.Rule.SuccessEvent;
    }

    [Benchmark]
    public FeelValue EightRows()
    {
        var ticket = Next;
        return _eight.Decide([ticket.Category, ticket.Impact, ticket.Urgency], _session);
    }

    [Benchmark]
    public FeelValue ThousandRows()
    {
        var ticket = Next;
        return _thousand.Decide([ticket.Category, ticket.Impact, ticket.Urgency], _session);
    }

    [Benchmark]
    public FeelValue EightRowsTraced()
    {
        var ticket = Next;
        _session.ClearReasons();
        return _eight.Evaluate(FeelContext.Of(("category", ticket.Category), ("impact", ticket.Impact), ("urgency", ticket.Urgency)), _session).Value;
    }

    [Benchmark]
    public FeelValue ThousandRowsTraced()
    {
        var ticket = Next;
        _session.ClearReasons();
        return _thousand.Evaluate(FeelContext.Of(("category", ticket.Category), ("impact", ticket.Impact), ("urgency", ticket.Urgency)), _session).Value;
    }

    /// <summary>The whole trace: what every column saw, every decision, and what is needed to say why rules did not match.</summary>
    [Benchmark]
    public DecisionTrace EightRowsExplained()
    {
        var ticket = Next;
        _session.ClearReasons();
        return _eight.Explain(FeelContext.Of(("category", ticket.Category), ("impact", ticket.Impact), ("urgency", ticket.Urgency)), _session);
    }

    /// <summary>The trace, and every cell of it read.</summary>
    [Benchmark]
    public int EightRowsExplainedAndRead()
    {
        var ticket = Next;
        _session.ClearReasons();
        var trace = _eight.Explain(FeelContext.Of(("category", ticket.Category), ("impact", ticket.Impact), ("urgency", ticket.Urgency)), _session);
        var cells = 0;
        foreach (var table in trace.Tables)
            foreach (var rule in table.Rules)
                cells += rule.Failing.Count;
        return cells;
    }

    internal static Workflow Workflow() => new()
    {
        WorkflowName = "team",
        Rules = [.. Tables.Eight.Select((row, i) => new Rule
        {
            RuleName = $"row{i}",
            SuccessEvent = row.Team,
            RuleExpressionType = RuleExpressionType.LambdaExpression,
            Expression = Lambda(row),
        })],
    };

    /// <summary>The same row in the other engine's language.</summary>
    private static string Lambda((string Category, string Impact, string Urgency, string Team) row)
    {
        string[] tests =
        [
            row.Category == "-" ? "true" : string.Join(" || ", row.Category.Split(", ").Select(one => $"ticket.Category == {one}")),
            Number("ticket.Impact", row.Impact),
            Number("ticket.Urgency", row.Urgency),
        ];
        return string.Join(" && ", tests.Select(test => $"({test})"));
    }

    private static string Number(string what, string cell) => cell switch
    {
        "-" => "true",
        ['[', .. var range, ']'] => $"{what} >= {range.Split("..")[0]} && {what} <= {range.Split("..")[1]}",
        ['<' or '>', ..] => $"{what} {cell}",
        _ => $"{what} == {cell}",
    };
}
