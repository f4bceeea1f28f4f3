using WorkflowItsm.Dmn.Tables;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn;

/// <summary>How an evaluation came to its value, step by step. Immutable; safe to share between threads.</summary>
/// <param name="Outcome">What it gave.</param>
/// <param name="Decisions">Every decision that was taken on the way, in that order; the one asked for last.</param>
/// <param name="Tables">Every table that was looked into, in that order.</param>
/// <param name="Nulls">Why nulls came out where FEEL says null instead of failing.</param>
public sealed record DecisionTrace(DecisionOutcome Outcome, ValueList<DecisionTaken> Decisions, ValueList<TableTrace> Tables, ValueList<SuppressedNull> Nulls);

/// <summary>A decision that was taken.</summary>
/// <param name="Id">The decision.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">What it gave.</param>
public sealed record DecisionTaken(string Id, string Name, FeelValue Value);

/// <summary>What one look into a table found.</summary>
public sealed class TableTrace
{
    private readonly DecisionTable _table;
    private readonly FeelValue[] _inputs;
    private readonly FeelValue[] _frame;
    private readonly DateTimeOffset _now;

    internal TableTrace(string owner, DecisionTable table, FeelValue[] inputs, FeelValue[] frame, DateTimeOffset now)
    {
        (OwnerId, _table, _inputs) = (owner, table, inputs);
        (_frame, _now) = ((FeelValue[])frame.Clone(), now);
    }

    /// <summary>The decision or knowledge model that the table belongs to.</summary>
    public string OwnerId { get; }

    /// <summary>The table's id.</summary>
    public string TableId => _table.Id;

    /// <summary>Its hit policy, as DMN writes it.</summary>
    public string HitPolicy => _table.Policy.Name;

    /// <summary>What its columns saw.</summary>
    public ValueList<ColumnTrace> Columns =>
        _table.Inputs.Select((column, i) => new ColumnTrace(column.Label, column.Expression.Text, _inputs[i])).ToValueList();

    /// <summary>All its rules and why those did not match that did not; found out when it is asked for.</summary>
    public ValueList<RuleTrace> Rules
    {
        get
        {
            var session = new FeelSession(_now, new(int.MaxValue, 100, long.MaxValue));
            return _table.Rules.Select(rule => new RuleTrace(rule.Number, rule.Id, rule.Annotation, Failing(rule, session))).ToValueList();
        }
    }

    private ValueList<CellTrace> Failing(Rule rule, FeelSession session) => Enumerable.Range(0, _inputs.Length)
        .Where(i => !rule.Tests[i].Holds(_inputs[i], _frame, session))
        .Select(i => new CellTrace(i + 1, _table.Inputs[i].Label, rule.Tests[i].Text, _inputs[i])).ToValueList();
}

/// <summary>What a column saw.</summary>
/// <param name="Label">What people call it.</param>
/// <param name="Expression">What it looks at.</param>
/// <param name="Value">The value.</param>
public sealed record ColumnTrace(string Label, string Expression, FeelValue Value);

/// <summary>What became of a rule.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Id">Its id.</param>
/// <param name="Annotation">What its author wrote beside it; null when nothing.</param>
/// <param name="Failing">The cells that its inputs do not pass; empty where it matches.</param>
public sealed record RuleTrace(int Number, string Id, string? Annotation, ValueList<CellTrace> Failing)
{
    /// <summary>Whether it matches; which of several count is the hit policy's.</summary>
    public bool Matches => Failing.IsEmpty;
}

/// <summary>A cell that its input does not pass.</summary>
/// <param name="Column">The input column, from 1.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Test">What the cell asks for.</param>
/// <param name="Value">What it got.</param>
public sealed record CellTrace(int Column, string Label, string Test, FeelValue Value);
