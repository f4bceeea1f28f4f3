using System.Xml.Linq;
using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Reading;

/// <summary>Where logic stands: how findings name the place, whose it is, and what it sees.</summary>
internal sealed class Place(Sentence says, string ownerId, string ownerName, Names names, IReadOnlyDictionary<string, Invocable> callable)
{
    public Sentence Says => says;

    public string OwnerId => ownerId;

    public string OwnerName => ownerName;

    public Names Names => names;

    /// <summary>The knowledge models and services that may be called here, by name.</summary>
    public IReadOnlyDictionary<string, Invocable> Callable => callable;

    public Place Inside(Sentence what) => new($"{says}, {what}", ownerId, ownerName, names, callable);

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

    private Boxed Read(XElement expression, Place place)
    {
        if (!feel.IsFeel(expression, place.Says)) return new Boxed.Missing();
        var logic = ReadFeel(expression, place);
        // The type of a function is its function's; editors write the type of the result there.
        if (expression.TypeRef is null || logic is Boxed.Missing or Boxed.Function) return logic;
        return types.Of(expression, place.Says) is var type && type is DataType.Any ? logic : new Boxed.Typed(logic, type, place.Says.ToString());
    }

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
        "functionDefinition" => Function(expression, place, "", -1),
        "for" => For(expression, place),
        "every" => Quantified(expression, place, every: true),
        "some" => Quantified(expression, place, every: false),
        "filter" => Filter(expression, place),
        var other => throw new InvalidOperationException(other),
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
            // A function sees its own name: it may call itself.
            var recursive = ExpressionOf(element) is { Name.LocalName: "functionDefinition" } function ? function : null;
            var after = place.Seeing(place.Names.With(name, out var slot));
            var value = recursive is null ? Required(element, inside) : Function(recursive, inside.Seeing(after.Names), name, slot);
            place = after;
            entries.Add(new(name, slot, types.Of(variable, inside.Says), value));
        }
        return new(entries.ToValueList(), result);
    }

    private Boxed.Relation Relation(XElement expression, Place place)
    {
        var columns = expression.Children("column").Select(column => new InputData(column.NameOrEmpty, types.Of(column, place.Says))).ToValueList();
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

    /// <summary>What is called may be anything that gives a function; of what is required here the parameters are known.</summary>
    private Boxed Invocation(XElement expression, Place place)
    {
        var callee = ExpressionOf(expression);
        var text = callee?.Text ?? "";
        if (callee is null || (callee.Name.LocalName == "literalExpression" && !place.Names.Knows(text) && feel.FreeNames(text).SequenceEqual([text])))
        {
            var known = place.Callable.Count == 0 ? (Sentence)"none is required here" : (Sentence)$"required here: {Sentence.Listed(place.Callable.Keys.Order(StringComparer.Ordinal))}";
            findings.Error("unknown-knowledge-model", expression,
                $"{place.Says}: found a call of '{text}', expected a required knowledge model ({known}).",
                "Draw the knowledge requirement, or correct the name.");
            return new Boxed.Missing();
        }

        place.Callable.TryGetValue(text, out var called);
        List<Binding> bindings = [];
        foreach (var binding in expression.Children("binding"))
        {
            var parameter = binding.Child("parameter")?.NameOrEmpty ?? "";
            if (called is not null && !called.Parameters.Items.Any(known => known.Name == parameter))
            {
                findings.Error("unknown-parameter", binding,
                    $"{place.Says}: found a binding of '{parameter}', expected one of {Sentence.Listed(called.Parameters.Select(known => known.Name))}.",
                    "Correct the parameter's name.");
                return new Boxed.Missing();
            }

            bindings.Add(new(parameter, Only(binding, place.Inside($"parameter '{parameter}'"))));
        }
        return new Boxed.Invocation(Read(callee, place), text.Length > 0 ? text : place.Says.ToString(), bindings.ToValueList());
    }

    /// <summary>Whether a function is written in FEEL; other kinds are a finding.</summary>
    public bool IsFeelFunction(XElement function, Place place)
    {
        var kind = (string?)function.Attribute("kind");
        if (string.IsNullOrEmpty(kind) || kind.Equals("FEEL", StringComparison.OrdinalIgnoreCase) || kind == "F") return true;
        findings.Error("external-function", function,
            $"{place.Says}: found a function of the kind '{kind}', expected FEEL.", "Write the body in FEEL; nothing outside the model is run.");
        return false;
    }

    private Boxed Function(XElement expression, Place place, string name, int self)
    {
        if (!IsFeelFunction(expression, place)) return new Boxed.Missing();
        List<Parameter> parameters = [];
        var names = place.Names;
        foreach (var parameter in expression.Children("formalParameter"))
        {
            names = names.With(parameter.NameOrEmpty, out var slot);
            parameters.Add(new(parameter.NameOrEmpty, types.Of(parameter, place.Says), slot));
        }
        return new Boxed.Function(name.Length > 0 ? name : "function", parameters.ToValueList(), Required(expression, place.Seeing(names)), self);
    }

    private Boxed.For For(XElement expression, Place place)
    {
        var source = Part(expression, "in", place);
        var names = place.Names.With(Variable(expression, place), out var item).With("partial", out var partial);
        return new Boxed.For(source, item, partial, Part(expression, "return", place.Seeing(names)));
    }

    private Boxed.Quantified Quantified(XElement expression, Place place, bool every)
    {
        var source = Part(expression, "in", place);
        var names = place.Names.With(Variable(expression, place), out var item);
        return new Boxed.Quantified(every, source, item, Part(expression, "satisfies", place.Seeing(names)));
    }

    private Boxed.Filter Filter(XElement expression, Place place)
    {
        var source = Part(expression, "in", place);
        var names = place.Names.InFilter(out var entries);
        return new Boxed.Filter(source, entries, Part(expression, "match", place.Seeing(names)));
    }

    private string Variable(XElement expression, Place place)
    {
        var name = ((string?)expression.Attribute("iteratorVariable") ?? "").Trim();
        if (name.Length == 0)
            findings.Error("no-iterator-variable", expression, $"{place.Says}: found no name for the item, expected the attribute iteratorVariable.",
                "Name the variable that holds the item.");
        return name;
    }

    private Boxed Part(XElement expression, string name, Place place) =>
        expression.Child(name) is { } part ? Required(part, place.Inside(Sentence.Verbatim(name))) : NoExpression(expression, place.Inside(Sentence.Verbatim(name)));

    private Boxed Required(XElement holder, Place place) =>
        ExpressionOf(holder) is { } inner ? Read(inner, place) : NoExpression(holder, place);

    private Boxed.Missing NoExpression(XElement at, Place place)
    {
        findings.Error("no-expression", at, $"{place.Says}: found nothing, expected an expression.", "Write the expression.");
        return new();
    }
}
