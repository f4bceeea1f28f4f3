using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>A call gives and takes what the called element does (10.3.6).</summary>
internal static class Calls
{
    public static readonly StrictRule[] Rules =
    [
        new("call-inputs-differ", "10.3.6", "the inputs of the called element", "Give the call the same data inputs with the same items.",
            model => Differ(model, "dataInput")),
        new("call-outputs-differ", "10.3.6", "the outputs of the called element", "Give the call the same data outputs with the same items.",
            model => Differ(model, "dataOutput")),
        new("call-sets-differ", "10.3.6", "as many input sets and output sets as the called element has", "Give the call the same sets.",
            model => from call in model.Of("callActivity")
                     let called = model.Target(call, "calledElement")
                     where called.Is(Kinds.Callables) && call.Part("ioSpecification") is not null && called!.Part("ioSpecification") is not null
                         && (Count(call, "inputSet") != Count(called, "inputSet") || Count(call, "outputSet") != Count(called, "outputSet"))
                     select new Offence(call, $"other sets than those of {Names.Of(called!)}")),
        new("called-process-start", "10.5.2", "a start event without trigger in a process that is called", "Give the process a start event without trigger.",
            model => from called in model.Of("callActivity").Select(call => model.Target(call, "calledElement")).Distinct()
                     where called.Is("process") && called!.Elements(BpmnXml.Model + "startEvent").Any()
                         && called.Elements(BpmnXml.Model + "startEvent").All(model.HasAny)
                     select new Offence(called.Document == model.Root.Document ? called : model.Of("callActivity").First(call => model.Target(call, "calledElement") == called),
                         $"only start events with a trigger in {Names.Of(called)}")),
    ];

    private static IEnumerable<Offence> Differ(StrictModel model, string kind) =>
        from call in model.Of("callActivity")
        let called = model.Target(call, "calledElement")
        where called.Is(Kinds.Callables) && !Keys(model, call, kind).SequenceEqual(Keys(model, called!, kind))
        select new Offence(call, $"other data than that of {Names.Of(called!)}");

    private static IEnumerable<string> Keys(StrictModel model, XElement owner, string kind) =>
        Items.Data(owner, kind).Select(data => Items.Key(model.Item(data)) ?? "").Order(StringComparer.Ordinal);

    private static int Count(XElement owner, string kind) => owner.Part("ioSpecification")!.Elements(BpmnXml.Model + kind).Count();
}
