using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Expressions of which the text alone says that they have the wrong type.</summary>
internal static class Literals
{
    private static readonly string[] _conditions = ["conditionExpression", "completionCondition", "loopCondition", "condition", "activationCondition"];

    public static readonly StrictRule[] Rules =
    [
        new("condition-not-boolean", "10.3.8", "a condition that is true or false", "Write a condition.",
            model => from condition in model.Of(_conditions)
                     where Formal.Is(condition) && (Formal.NotBoolean().IsMatch(Formal.Body(condition)) || IsOther(condition, "boolean"))
                     select new Offence(condition, $"{Names.Of(condition)} \"{Words.Short(Formal.Body(condition))}\"")),
        new("loop-cardinality-not-integer", "10.3.8", "a whole number", "Write how many times the activity is done.",
            model => from cardinality in model.Of("loopCardinality")
                     where Formal.NotInteger().IsMatch(Formal.Body(cardinality)) || IsOther(cardinality, "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "unsignedInt", "number", "decimal")
                     select new Offence(cardinality, $"{Names.Of(cardinality)} \"{Words.Short(Formal.Body(cardinality))}\"")),
    ];

    /// <summary>Whether an expression says that it evaluates to a type of XML Schema, and to another than these.</summary>
    private static bool IsOther(XElement expression, params string[] types) => expression.Text("evaluatesToTypeRef") is { } name
        && name.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
        && expression.GetNamespaceOfPrefix(name[..colon])?.NamespaceName == "http://www.w3.org/2001/XMLSchema" && !types.Contains(name[(colon + 1)..]);
}
