using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Dmn.Tables;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn;

/// <summary>What a decision needs from the caller, with as much as its file says of it. Equal when all parts are equal.</summary>
/// <param name="Name">Its name, by which <see cref="Decision.Evaluate(FeelContext, FeelSession)"/> takes it.</param>
/// <param name="Label">What the file calls it for people; null when it says nothing.</param>
/// <param name="Kind">What it must be; of a list, each item. Null when the file does not say, or when it is a structure.</param>
/// <param name="IsList">Whether it is a list.</param>
/// <param name="Choices">The values it may have, where the type or a column that looks at it lists them; else empty.</param>
public sealed record DecisionInput(string Name, string? Label, FeelKind? Kind, bool IsList, ValueList<FeelValue> Choices)
{
    internal static ValueList<DecisionInput> Of(DecisionPlan plan)
    {
        var columns = plan.Steps.Items
            .Select(step => step.Decision.Parts.Logic)
            .OfType<Boxed.Table>()
            .SelectMany(table => table.Rules.Inputs.Items)
            .ToLookup(column => column.Expression.Text.Trim(), StringComparer.Ordinal);
        return plan.Inputs.Select(data => Of(data, columns[data.Name])).ToValueList();
    }

    private static DecisionInput Of(InputData data, IEnumerable<InputColumn> columns)
    {
        var (looking, type) = (columns.ToList(), Bare(data.Type));
        // Editors put the type on the column and leave the input untyped.
        if (type is DataType.Any && looking is [var first, ..]) type = Bare(first.Type);
        var (isList, item) = type is DataType.Collection list ? (true, Bare(list.Item)) : (false, type);
        var choices = Listed(data.Type) is { IsEmpty: false } own
            ? own
            : looking.Select(column => column.Allowed?.Listed ?? []).FirstOrDefault(listed => !listed.IsEmpty);
        return new(data.Name, data.Label ?? looking.FirstOrDefault()?.Label, (item as DataType.Simple)?.Kind, isList, choices);
    }

    private static DataType Bare(DataType type) => type is DataType.Restricted restricted ? Bare(restricted.Base) : type;

    private static ValueList<FeelValue> Listed(DataType type) => type switch
    {
        DataType.Restricted { Allowed.Listed: { IsEmpty: false } listed } => listed,
        DataType.Restricted restricted => Listed(restricted.Base),
        DataType.Collection list => Listed(list.Item),
        _ => [],
    };
}
