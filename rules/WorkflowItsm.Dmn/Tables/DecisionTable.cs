using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Dmn.Verifying;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Tables;

/// <summary>A decision table, compiled (DMN 1.5 clause 8). Its name is that of the decision that holds it.</summary>
internal sealed record DecisionTable(
    string Id, string Name, HitPolicy Policy, ValueList<InputColumn> Inputs, ValueList<OutputColumn> Outputs, ValueList<Rule> Rules)
{
    /// <summary>Whether a default is declared for a case that no rule matches.</summary>
    public bool HasDefault => Outputs.Any(output => output.Default is not null);

    /// <summary>For each column the look-up of the rules that a value passes; null for a column whose cells have to be tested. Made on first use.</summary>
    public ColumnIndex?[] Indexes => field ??= [.. Inputs.Select((_, i) => ColumnIndex.Of(this, i))];

    /// <summary>What can be said of it without a case; made once, when it is read.</summary>
    public TableVerification Verification => field ??= TableVerifier.Verify(this);
}

/// <summary>A column of conditions. Without a label the text of the expression is one.</summary>
internal sealed record InputColumn(string Label, Formula Expression, DataType Type, AllowedValues? Allowed);

/// <summary>A column of results. Its name is its entry's in the resulting context; an unnamed one has the decision's.</summary>
internal sealed record OutputColumn(string Name, string Label, DataType Type, AllowedValues? Allowed, Formula? Default)
{
    /// <summary>The place of a value in the listed ones; a value that is not listed comes last.</summary>
    public int RankOf(FeelValue value)
    {
        var listed = Allowed?.Listed ?? [];
        for (var i = 0; i < listed.Count; i++)
            if (listed[i].Equals(value)) return i;
        return int.MaxValue;
    }
}

/// <summary>A row: one test per input column and one result per output column.</summary>
internal sealed record Rule(string Id, int Number, ValueList<Test> Tests, ValueList<Formula> Results, string? Annotation);
