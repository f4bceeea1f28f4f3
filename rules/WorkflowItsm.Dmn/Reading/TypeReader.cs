using System.Xml.Linq;
using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Reading;

/// <summary>Type names to types: FEEL's own and the file's item definitions (DMN 1.5 clause 7.3.2).</summary>
internal sealed class TypeReader(XElement definitions, FeelCompiler feel, FindingList findings)
{
    private const int MaxDepth = 50;

    private readonly Dictionary<string, XElement> _definitions = definitions.Children("itemDefinition")
        .DistinctBy(item => item.NameOrEmpty).ToDictionary(item => item.NameOrEmpty);

    private readonly Dictionary<string, DataType> _read = [];

    /// <summary>The definitions being read, so that one which contains itself is noticed.</summary>
    private readonly HashSet<string> _open = [];

    /// <summary>The type that an element names; anything where it names none, or one that is not known (a finding).</summary>
    public DataType Of(XElement? element, string place) => element?.TypeRef is { } name ? Named(name, element, place) : new DataType.Any();

    private DataType Named(string name, XElement at, string place)
    {
        if (BuiltIn(name) is { } simple) return simple;
        if (_read.TryGetValue(name, out var known)) return known;
        if (!_definitions.TryGetValue(name, out var definition))
        {
            findings.Error("unknown-type", at,
                $"{place}: found the type '{name}', which is neither FEEL's nor an item definition of this file.",
                "Use string, number, boolean, date, time, dateTime, dayTimeDuration, yearMonthDuration or Any, "
                    + "or add the item definition.");
            return new DataType.Any();
        }
        if (_open.Count == MaxDepth || !_open.Add(name))
        {
            findings.Error("type-cycle", at, $"{place}: the type '{name}' contains itself, or lies deeper than {MaxDepth} types.",
                "Break the circle of item definitions.");
            return new DataType.Any();
        }
        var type = Definition(definition, $"Type '{name}'");
        _open.Remove(name);
        return _read[name] = type;
    }

    private DataType Definition(XElement definition, string place)
    {
        var components = definition.Children("itemComponent").ToList();
        var type = components.Count == 0
            ? Of(definition, place)
            : new DataType.Structure(definition.NameOrEmpty,
                components.Select(part => Component(part, place)).ToValueList());
        if (feel.Allowed(definition, "allowedValues", place) is { } allowed) type = new DataType.Restricted(type, allowed);
        return (string?)definition.Attribute("isCollection") is "true" or "1" ? new DataType.Collection(type) : type;
    }

    private InputData Component(XElement part, string place) =>
        new(part.NameOrEmpty, Definition(part, $"{place}, component '{part.NameOrEmpty}'"));

    private static DataType? BuiltIn(string name) => name switch
    {
        "Any" or "any" or "function" => new DataType.Any(),
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
        _ => null,
    };
}
