using System.Buffers;
using System.Xml.Linq;
using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Reading;

/// <summary>Type names to types: FEEL's own, the file's item definitions and those of its imports (DMN 1.5 clause 7.3.2).</summary>
internal sealed class TypeReader
{
    private const int MaxDepth = 50;

    private static readonly SearchValues<char> _signs = SearchValues.Create(" +-*/.'");

    private readonly Dictionary<string, XElement> _definitions;
    private readonly XElement _root;
    private readonly Imports _imports;
    private readonly FeelCompiler _feel;
    private readonly FindingList _findings;
    private readonly Dictionary<string, DataType> _read = [];

    /// <summary>The definitions being read. One that contains itself, inside a list or a component, is a type like any other.</summary>
    private readonly Dictionary<string, DataType.Recursive> _open = [];

    public TypeReader(XElement definitions, Imports imports, FeelCompiler feel, FindingList findings)
    {
        _definitions = definitions.Children("itemDefinition").DistinctBy(item => item.NameOrEmpty).ToDictionary(item => item.NameOrEmpty);
        (_root, _imports, _feel, _findings) = (definitions, imports, feel, findings);
    }

    /// <summary>The type that an element names; anything where it names none, or one that is not known (a finding).</summary>
    public DataType Of(XElement? element, Sentence place) => element?.TypeRef is { } name ? Named(name, element, place) : new DataType.Any();

    /// <summary>All item definitions as FEEL names them, those of imports qualified.</summary>
    public FeelTypes ForFeel() => new(All("", 0).Select(type => (type.Name, type.Type.ForFeel())), Members());

    /// <summary>Whatever the files call anything may be the name of an entry; plain words need not be known.</summary>
    private IEnumerable<string> Members() => _root.Descendants()
        .Where(element => element.Name.Namespace == _root.Name.Namespace)
        .Select(element => element.NameOrEmpty)
        .Where(name => name.AsSpan().ContainsAny(_signs))
        .Concat(_imports.All.SelectMany(import => import.Parts.Types.Members()))
        .Distinct(StringComparer.Ordinal);

    private IEnumerable<(string Name, DataType Type)> All(string prefix, int depth)
    {
        foreach (var (name, definition) in _definitions) yield return (Imports.Qualified(prefix, name), Named(name, definition, $"Type '{name}'"));
        if (depth == MaxDepth) yield break;
        foreach (var (import, parts) in _imports.All)
        {
            foreach (var type in parts.Types.All(Imports.Qualified(prefix, import), depth + 1)) yield return type;
        }
    }

    private DataType Named(string name, XElement at, Sentence place)
    {
        if (BuiltIn(name) is { } simple) return simple;
        if (_read.TryGetValue(name, out var known)) return known;
        if (!_definitions.TryGetValue(name, out var definition)) return Imported(name) ?? Unknown(name, at, place);
        if (_open.TryGetValue(name, out var open)) return open;
        if (_open.Count == MaxDepth)
        {
            _findings.Error("type-too-deep", at, $"{place}: the type '{name}' lies deeper than {MaxDepth} types.", "Flatten the item definitions.");
            return new DataType.Any();
        }
        var self = _open[name] = new DataType.Recursive(name, new());
        var type = Definition(definition, $"Type '{name}'");
        _open.Remove(name);
        if (type == self || type is DataType.Restricted { Base: DataType.Recursive })
        {
            _findings.Error("type-cycle", at, $"{place}: the type '{name}' is nothing but itself.", "Break the circle of item definitions.");
            type = new DataType.Any();
        }
        self.Ahead.Type = type;
        return _read[name] = type;
    }

    private DataType? Imported(string name)
    {
        foreach (var (import, parts) in _imports.All)
        {
            if (import.Length > 0 && !name.StartsWith(import + ".", StringComparison.Ordinal)) continue;
            var inside = import.Length > 0 ? name[(import.Length + 1)..] : name;
            if (parts.Types._read.TryGetValue(inside, out var type)) return type;
            if (parts.Types.Imported(inside) is { } deeper) return deeper;
        }
        return null;
    }

    private DataType.Any Unknown(string name, XElement at, Sentence place)
    {
        _findings.Error("unknown-type", at,
            $"{place}: found the type '{name}', which is neither FEEL's nor an item definition of this file.",
            "Use string, number, boolean, date, time, dateTime, dayTimeDuration, yearMonthDuration or Any, or add the item definition.");
        return new DataType.Any();
    }

    private DataType Definition(XElement definition, Sentence place)
    {
        var components = definition.Children("itemComponent").ToList();
        var type = definition.Child("functionItem") is { } function ? Function(function, place)
            : components.Count == 0 ? Of(definition, place)
            : new DataType.Structure(definition.NameOrEmpty, components.Select(part => Component(part, place)).ToValueList());
        if (_feel.Allowed(definition, "allowedValues", place) is { } allowed) type = new DataType.Restricted(type, allowed);
        if ((string?)definition.Attribute("isCollection") is "true" or "1") type = new DataType.Collection(type);
        // Allowed values are asked of each item, a constraint of the whole.
        return _feel.Allowed(definition, "typeConstraint", place) is { } constraint ? new DataType.Restricted(type, constraint) : type;
    }

    private DataType.Function Function(XElement function, Sentence place) => new(
        function.Children("parameters").Select(parameter => Of(parameter, place)).ToValueList(),
        (string?)function.Attribute("outputTypeRef") is { Length: > 0 } output ? Named(output[(output.LastIndexOf(':') + 1)..], function, place) : new DataType.Any());

    private InputData Component(XElement part, Sentence place) =>
        new(part.NameOrEmpty, Definition(part, $"{place}, component '{part.NameOrEmpty}'"));

    private static DataType? BuiltIn(string name) => name switch
    {
        "Any" or "any" => new DataType.Any(),
        "string" => new DataType.Simple(FeelKind.String, "string"),
        "number" or "integer" or "long" or "double" => new DataType.Simple(FeelKind.Number, "number"),
        "boolean" => new DataType.Simple(FeelKind.Boolean, "boolean"),
        "date" => new DataType.Simple(FeelKind.Date, "date"),
        "time" => new DataType.Simple(FeelKind.Time, "time"),
        "dateTime" or "date and time" => new DataType.Simple(FeelKind.DateTime, "date and time"),
        "dayTimeDuration" or "days and time duration" => new DataType.Simple(FeelKind.DaysTimeDuration, "days and time duration"),
        "yearMonthDuration" or "years and months duration" =>
            new DataType.Simple(FeelKind.YearsMonthsDuration, "years and months duration"),
        "context" => new DataType.Simple(FeelKind.Context, "context"),
        "list" => new DataType.Simple(FeelKind.List, "list"),
        "function" => new DataType.Simple(FeelKind.Function, "function"),
        "range" => new DataType.Simple(FeelKind.Range, "range"),
        _ => null,
    };
}
