using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Input sets and output sets (10.4.1).</summary>
internal static class DataSets
{
    private static readonly string[] _members =
    [
        "dataInputRefs", "optionalInputRefs", "whileExecutingInputRefs", "dataOutputRefs", "optionalOutputRefs", "whileExecutingOutputRefs",
    ];

    public static readonly StrictRule[] Rules =
    [
        new("input-in-no-set", "10.4.1", "the data input in an input set", "Add the data input to an input set.",
            model => InNoSet(model, "dataInput", "inputSet", "dataInputRefs")),
        new("optional-input-not-in-set", "10.4.1", "the input among the data inputs of its set", "Add the input to the data inputs of the set.",
            model => NotListed(model, "inputSet", "optionalInputRefs", "dataInputRefs")),
        new("executing-input-not-in-set", "10.4.1", "the input among the data inputs of its set", "Add the input to the data inputs of the set.",
            model => NotListed(model, "inputSet", "whileExecutingInputRefs", "dataInputRefs")),
        new("sets-not-mutual", "10.4.1", "references between the two sets in both directions", "Let both sets refer to each other.",
            model => OneWay(model, "inputSet", "outputSetRefs", "inputSetRefs").Concat(OneWay(model, "outputSet", "inputSetRefs", "outputSetRefs"))),
        new("output-in-no-set", "10.4.1", "the data output in an output set", "Add the data output to an output set.",
            model => InNoSet(model, "dataOutput", "outputSet", "dataOutputRefs")),
        new("optional-output-not-in-set", "10.4.1", "the output among the data outputs of its set", "Add the output to the data outputs of the set.",
            model => NotListed(model, "outputSet", "optionalOutputRefs", "dataOutputRefs")),
        new("executing-output-not-in-set", "10.4.1", "the output among the data outputs of its set", "Add the output to the data outputs of the set.",
            model => NotListed(model, "outputSet", "whileExecutingOutputRefs", "dataOutputRefs")),
        new("set-of-other-data", "10.4.1", "data of the same element in its sets", "Remove the reference, or move the data.",
            model => from reference in model.Of(_members)
                     let data = model.Target(reference)
                     where (data.Is("dataInput") || data.Is("dataOutput")) && data!.Parent != reference.Parent?.Parent
                     select new Offence(reference.Parent!, $"{Names.Of(data)}, which belongs to another element")),
        new("sets-missing", "10.4.1", "an input set and an output set, even if they are empty", "Add the set.",
            model => from specification in model.Of("ioSpecification")
                     from set in new[] { "inputSet", "outputSet" }
                     where specification.Part(set) is null
                     select new Offence(specification, $"no {set}")),
    ];

    /// <summary>An event's data stand beside its set, an activity's in the specification.</summary>
    private static IEnumerable<Offence> InNoSet(StrictModel model, string kind, string set, string members) =>
        from owner in model.Of(kind).Select(data => data.Parent).OfType<XElement>().Distinct()
        let listed = owner.Elements(BpmnXml.Model + set).SelectMany(one => model.Targets(one, members)).ToHashSet()
        from data in owner.Elements(BpmnXml.Model + kind)
        where !listed.Contains(data)
        select new Offence(data, "no set that holds it");

    private static IEnumerable<Offence> NotListed(StrictModel model, string kind, string special, string members) =>
        from set in model.Of(kind)
        let listed = model.Targets(set, members).ToHashSet()
        from data in model.Targets(set, special)
        where !listed.Contains(data)
        select new Offence(set, $"{special} {Names.Of(data)}, which the set does not hold");

    private static IEnumerable<Offence> OneWay(StrictModel model, string kind, string there, string back)
    {
        var answers = model.Of(back).Select(reference => (From: reference.Parent, To: model.Target(reference))).ToHashSet();
        return from set in model.Of(kind)
               from other in model.Targets(set, there)
               where !answers.Contains((other, set))
               select new Offence(set, $"a reference to {Names.Of(other)}, which does not refer back");
    }
}
