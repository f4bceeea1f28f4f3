using System.Collections.Frozen;

namespace WorkflowItsm.Bpmn.Model;

/// <summary>
/// Puts a prefix before all ids of a process, so that its elements can live beside those of the process that calls it. No id of BPMN
/// holds a slash, so that no two elements of a case share an id.
/// </summary>
internal static class ProcessPrefix
{
    public static ProcessModel Put(ProcessModel model, string prefix)
    {
        string Id(string id) => prefix + id;
        SequenceFlow Flow(SequenceFlow flow) => flow with { Id = Id(flow.Id), SourceId = Id(flow.SourceId), TargetId = Id(flow.TargetId) };
        FlowNode Node(FlowNode node)
        {
            var moved = node with
            {
                Id = Id(node.Id),
                ScopeId = node.ScopeId == model.Id ? prefix[..^1] : Id(node.ScopeId),
                Incoming = [.. node.Incoming.Items.Select(Flow)],
                Outgoing = [.. node.Outgoing.Items.Select(Flow)],
                DefaultFlowId = node.DefaultFlowId is { } other ? Id(other) : null,
            };
            return moved switch
            {
                FlowNode.BoundaryEvent border => border with { AttachedTo = Id(border.AttachedTo), HandlerId = border.HandlerId is { } handler ? Id(handler) : null },
                FlowNode.ThrowEvent thrown => thrown with { Trigger = Trigger(thrown.Trigger, Id) },
                FlowNode.EndEvent end => end with { Trigger = Trigger(end.Trigger, Id) },
                _ => moved,
            };
        }

        return new ProcessModel(prefix[..^1], model.Name, model.Settings, [.. model.Nodes.Items.Select(Node)])
        {
            Data = model.Data.ToFrozenDictionary(scope => scope.Key == model.Id ? prefix[..^1] : Id(scope.Key), scope => scope.Value, StringComparer.Ordinal),
        };
    }

    private static EventTrigger Trigger(EventTrigger trigger, Func<string, string> id) => trigger switch
    {
        EventTrigger.Compensation { ActivityId: { } activity } compensation => compensation with { ActivityId = id(activity) },
        EventTrigger.Multiple several => several with { Parts = [.. several.Parts.Items.Select(part => Trigger(part, id))] },
        _ => trigger,
    };
}
