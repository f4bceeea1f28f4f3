using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Who does it: a resource with parameters, or an expression (10.3.1).</summary>
internal static class Resources
{
    public static readonly StrictRule[] Rules =
    [
        new("resource-twice", "10.3.1", "a resource or an expression, not both", "Keep one of them.",
            model => from role in model.Of(Kinds.ResourceRoles)
                     where role.Part("resourceRef") is not null && role.Part("resourceAssignmentExpression") is not null
                     select new Offence(role, "both a resource and an expression that assigns one")),
        new("binding-without-resource", "10.3.1", "a resource to which the parameters belong", "Name the resource, or remove the parameters.",
            model => from role in model.Of(Kinds.ResourceRoles)
                     where role.Part("resourceRef") is null && role.Part("resourceParameterBinding") is not null
                     select new Offence(role, "parameters without a resource")),
        new("binding-of-other-resource", "10.3.1", "parameters of that resource", "Choose a parameter of the resource.",
            model => from role in model.Of(Kinds.ResourceRoles)
                     let resource = model.Target(role.Part("resourceRef"))
                     from binding in role.Elements(BpmnXml.Model + "resourceParameterBinding")
                     let parameter = model.Target(binding, "parameterRef")
                     where resource.Is("resource") && parameter.Is("resourceParameter") && parameter!.Parent != resource
                     select new Offence(role, $"{Names.Of(parameter)}, which belongs to another resource")),
    ];
}
