using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Processes and global tasks that are offered as services (10.4.1).</summary>
internal static class ServiceBindings
{
    public static readonly StrictRule[] Rules =
    [
        new("service-without-binding", "10.4.1", "a binding of inputs and outputs to the operations of the interface", "Add an ioBinding, or remove the interface.",
            model => from callable in model.Of(Kinds.Callables)
                     where callable.Part("supportedInterfaceRef") is not null && callable.Part("ioBinding") is null
                     select new Offence(callable, "an interface without a binding")),
        new("binding-of-other-data", "10.4.1", "an input and an output of the element itself", "Choose an input and an output of the element.",
            model => from binding in model.Of("ioBinding")
                     from attribute in new[] { "inputDataRef", "outputDataRef" }
                     let data = model.Target(binding, attribute)
                     where data is not null && data.Parent != binding.Parent?.Part("ioSpecification")
                     select new Offence(binding, $"{attribute} {Names.Of(data)}, which belongs to another element")),
        new("binding-incomplete", "10.4.1", "an operation, an input and an output that exist", "Complete the binding.",
            model => from binding in model.Of("ioBinding")
                     where !model.Imports.AnyUnread && new[] { "operationRef", "inputDataRef", "outputDataRef" }.Any(name => model.Target(binding, name) is null)
                     select new Offence(binding, "a binding that leads nowhere")),
        new("binding-of-other-operation", "10.4.1", "an operation of an interface that the element supports", "Choose an operation of the interface, or add the interface.",
            model => from callable in model.Of(Kinds.Callables)
                     let supported = model.Targets(callable, "supportedInterfaceRef").ToHashSet()
                     from binding in callable.Elements(BpmnXml.Model + "ioBinding")
                     let operation = model.Target(binding, "operationRef")
                     where operation.Is("operation") && !supported.Contains(operation!.Parent!)
                     select new Offence(binding, $"{Names.Of(operation!)} of another interface")),
        new("binding-items-differ", "10.4.1", "the item of the operation's message", "Give the data that item definition, or choose another operation.",
            model => Differ(model, "inputDataRef", "inMessageRef", "dataInputRefs").Concat(Differ(model, "outputDataRef", "outMessageRef", "dataOutputRefs"))),
    ];

    /// <summary>The metamodel lets a binding name a set, the schema a single input or output.</summary>
    private static IEnumerable<Offence> Differ(StrictModel model, string attribute, string message, string members) =>
        from binding in model.Of("ioBinding")
        let named = model.Target(binding, attribute)
        let sent = model.Target(model.Target(binding, "operationRef")?.Part(message))
        where named is not null && sent is not null
        from data in named.Name.LocalName is "inputSet" or "outputSet" ? model.Targets(named, members) : [named]
        where Items.Key(model.Item(data)) != Items.Key(model.Item(sent))
        select new Offence(binding, $"{Names.Of(data)} with another item than {Names.Of(sent)}");
}
