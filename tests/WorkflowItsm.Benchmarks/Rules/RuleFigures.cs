using System.Diagnostics;
using System.Text;
using RulesEngine.Models;
using WorkflowItsm.Benchmarks.Quick;
using WorkflowItsm.Dmn;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Benchmarks.Rules;

/// <summary>The figures of <see cref="DecisionBenchmarks"/> and <see cref="ReadingBenchmarks"/>, per second of CPU.</summary>
internal static class RuleFigures
{
    private const int Batch = 1_024;

    public static IEnumerable<Figure> Measure()
    {
        var session = new FeelSession(DateTimeOffset.UnixEpoch, new FeelLimits(int.MaxValue, 100, long.MaxValue));
        var (eight, thousand) = (Tables.EightRows(), Tables.ManyRows(1_000));
        var rules = new RulesEngine.RulesEngine([DecisionBenchmarks.Workflow()]);
        var baseline = Rounds.PerCpuSecond(Batch, () =>
        {
            foreach (var ticket in Ticket.Many) rules.ExecuteAllRulesAsync("team", new RuleParameter("ticket", ticket)).AsTask().GetAwaiter().GetResult();
        });
        var plain = Rounds.PerCpuSecond(Batch, () => Decide(eight));
        yield return new("dmn-8x3", plain, "decisions/cpu-s", baseline);
        yield return new("dmn-8x3-traced", Rounds.PerCpuSecond(Batch, Trace), "decisions/cpu-s", baseline);
        yield return new("dmn-1000-rows", Rounds.PerCpuSecond(Batch, () => Decide(thousand)), "decisions/cpu-s", plain);
        yield return new("table-check-1500x7", Check(), "s");

        void Decide(Decision decision)
        {
            foreach (var ticket in Ticket.Many) decision.Decide([ticket.Category, ticket.Impact, ticket.Urgency], session);
        }

        void Trace()
        {
            foreach (var ticket in Ticket.Many)
            {
                session.ClearReasons();
                eight.Explain(FeelContext.Of(("category", ticket.Category), ("impact", ticket.Impact), ("urgency", ticket.Urgency)), session);
            }
        }
    }

    private static double Check()
    {
        var xml = Encoding.UTF8.GetBytes(Partition.Xml(rows: 1_500, columns: 7));
        return Rounds.Median(Enumerable.Range(0, 5).Select(_ =>
        {
            var clock = Stopwatch.StartNew();
            if (DmnModel.Read("large.dmn", xml).Model?.Decisions[0].Verification is null) throw new InvalidOperationException("The table was not verified.");
            return clock.Elapsed.TotalSeconds;
        }));
    }
}
