using System.Xml.Linq;
using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Reading;

/// <summary>Where logic stands: how findings name the place, whose it is, and what it sees.</summary>
internal sealed class Place(string says, string ownerId, string ownerName, Names names, IReadOnlyDictionary<string, Knowledge> callable)
{
    public string Says => says;

    public string OwnerId => ownerId;

    public string OwnerName => ownerName;

    public Names Names => names;

    /// <summary>The knowledge models that may be called here, by name.</summary>
    public IReadOnlyDictionary<string, Knowledge> Callable => callable;

    public Place Inside(string what) => new($"{says}, {what}", ownerId, ownerName, names, callable);

    public Place Seeing(Names more) => new(says, ownerId, ownerName, more, callable);
}

/// <summary>Elements to boxed logic. What cannot be read is a finding and <see cref="Boxed.Missing"/>.</summary>
internal sealed class BoxedReader(FeelCompiler feel, TypeReader types, FindingList findings)
{
    private static readonly HashSet<string> _expressions =
    [
        "literalExpression", "decisionTable", "context", "list", "relation", "invocation", "conditional",
        "functionDefinition", "for", "every", "some", "filter",
    ];

    private readonly TableReader _tables = new(feel, types, findings);

    /// <summary>The expression that an element holds; null when it holds none.</summary>
    public static XElement? ExpressionOf(XElement holder) => ExpressionsOf(holder).FirstOrDefault();

    /// <summary>The logic of the one expression that an element holds; missing, without a finding, when it holds none.</summary>
    public Boxed Only(XElement holder, Place place) =>
        ExpressionOf(holder) is { } expression ? Read(expression, place) : new Boxed.Missing();

    private static IEnumerable<XElement> ExpressionsOf(XElement holder) =>
        holder.Elements().Where(child => child.Name.Namespace == holder.Name.Namespace && _expressions.Contains(child.Name.LocalName));

    private Boxed Read(XElement expression, Place place) =>
        feel.IsFeel(expression, place.Says) ? ReadFeel(expression, place) : new Boxed.Missing();

    private Boxed ReadFeel(XElement expression, Place place) => expression.Name.LocalName switch
    {
        "literalExpression" => Literal(expression, place),
        "decisionTable" => _tables.Read(expression, place),
        "context" => Context(expression, place),
        "list" => new Boxed.List(ExpressionsOf(expression).Select((item, i) => Read(item, place.Inside($"item {i + 1}"))).ToValueList()),
        "relation" => Relation(expression, place),
        "invocation" => Invocation(expression, place),
        "conditional" => new Boxed.Conditional(
            Part(expression, "if", place), Part(expression, "then", place), Part(expression, "else", place)),
        var other => Unsupported(expression, place, other),
    };

    private Boxed Literal(XElement expression, Place place)
    {
        if (expression.Text is not { Length: > 0 } text) return NoExpression(expression, place);
        return feel.Formula(text, place.Names, expression.Child("text")!, place.Says) is { } formula
            ? new Boxed.Literal(formula)
            : new Boxed.Missing();
    }

    private Boxed.Context Context(XElement expression, Place place)
    {
        List<ContextEntry> entries = [];
        Boxed? result = null;
        foreach (var element in expression.Children("contextEntry"))
        {
            if (element.Child("variable") is not { } variable)
            {
                result = Required(element, place.Inside("result"));
                continue;
            }
            var name = variable.NameOrEmpty;
            var inside = place.Inside($"entry '{name}'");
            var value = Required(element, inside);
            place = place.Seeing(place.Names.With(name, out var slot));
            entries.Add(new(name, slot, types.Of(variable, inside.Says), value));
        }
        return new(entries.ToValueList(), result);
    }

    private Boxed.Relation Relation(XElement expression, Place place)
    {
        var columns = expression.Children("column").Select(column => column.NameOrEmpty).ToValueList();
        List<ValueList<Boxed>> rows = [];
        foreach (var (element, number) in expression.Children("row").Select((row, i) => (row, i + 1)))
        {
            var row = ExpressionsOf(element).Select(cell => Read(cell, place.Inside($"row {number}"))).ToValueList();
            if (row.Count == columns.Count) rows.Add(row);
            else findings.Error("relation-row-length", element,
                $"{place.Says}, row {number}: found {row.Count} cells, expected {columns.Count}.", "Give each column a cell.");
        }
        return new(columns, rows.ToValueList());
    }

    private Boxed Invocation(XElement expression, Place place)
    {
        var name = expression.Child("literalExpression")?.Text ?? "";
        if (!place.Callable.TryGetValue(name, out var called))
        {
            var names = string.Join(", ", place.Callable.Keys.Order(StringComparer.Ordinal));
            var known = names.Length == 0 ? "none is required here" : $"required here: {names}";
            findings.Error("unknown-knowledge-model", expression,
                $"{place.Says}: found a call of '{name}', expected a required knowledge model ({known}).",
                "Draw the knowledge requirement, or correct the name.");
            return new Boxed.Missing();
        }
        var arguments = new Boxed?[called.Parameters.Count];
        foreach (var binding in expression.Children("binding"))
        {
            var parameter = binding.Child("parameter")?.NameOrEmpty ?? "";
            var index = called.IndexOf(parameter);
            if (index < 0)
                findings.Error("unknown-parameter", binding,
                    $"{place.Says}: found a binding of '{parameter}', expected one of {called.ParameterNames}.",
                    "Correct the parameter's name.");
            else arguments[index] = Only(binding, place.Inside($"parameter '{parameter}'"));
        }
        return new Boxed.Invocation(called, arguments.ToValueList());
    }

    private Boxed Part(XElement expression, string name, Place place) =>
        expression.Child(name) is { } part ? Required(part, place.Inside(name)) : NoExpression(expression, place.Inside(name));

    private Boxed Required(XElement holder, Place place) =>
        ExpressionOf(holder) is { } inner ? Read(inner, place) : NoExpression(holder, place);

    private Boxed.Missing NoExpression(XElement at, Place place)
    {
        findings.Error("no-expression", at, $"{place.Says}: found nothing, expected an expression.", "Write the expression.");
        return new();
    }

    private Boxed.Missing Unsupported(XElement at, Place place, string kind)
    {
        findings.Error("boxed-not-supported", at,
            $"{place.Says}: found a boxed '{kind}', expected a decision table, "
                + "literal expression, context, list, relation, invocation or conditional.",
            "Write it as a literal expression in FEEL.");
        return new();
    }
}
