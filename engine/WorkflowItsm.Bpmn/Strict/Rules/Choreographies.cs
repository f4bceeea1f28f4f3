using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Choreographies (11.5, 11.6).</summary>
internal static class Choreographies
{
    public static readonly StrictRule[] Rules =
    [
        new("activity-in-choreography", "11.5", "choreography activities instead of activities", "Move it to a process.",
            model => from activity in model.Of(Kinds.Activities)
                     where activity.Parent.Is(Kinds.Choreographies) || activity.Parent.Is("subChoreography")
                     select new Offence(activity, $"it in {Names.Of(activity.Parent!)}")),
        new("choreography-initiator", "11.5.1", "an initiator among the participants of the activity", "Choose one of the participants.",
            model => from activity in model.Of(Kinds.ChoreographyActivities)
                     let initiator = model.Target(activity, "initiatingParticipantRef")
                     where initiator.Is("participant") && !model.Targets(activity, "participantRef").Contains(initiator)
                     select new Offence(activity, $"the initiator {Names.Of(initiator!)}")),
        new("choreography-task-participants", "11.5.1", "exactly two participants in a choreography task", "Keep two participants.",
            model => from task in model.Of("choreographyTask")
                     let count = task.Elements(BpmnXml.Model + "participantRef").Count()
                     where count != 2
                     select new Offence(task, $"{count} participants")),
        new("choreography-task-messages", "11.5.1", "message flows between the participants of the task", "Choose message flows between the two participants.",
            model => from task in model.Of("choreographyTask")
                     let participants = model.Targets(task, "participantRef").ToHashSet()
                     from flow in model.Targets(task, "messageFlowRef")
                     where flow.Is("messageFlow") && participants.Count > 0
                         && (Other(model, flow, "sourceRef", participants) || Other(model, flow, "targetRef", participants))
                     select new Offence(task, $"{Names.Of(flow)}, which leads elsewhere")),
        new("choreography-event", "11.6", "events that both sides can see", "Choose another trigger.",
            model => from node in model.Of(Kinds.Events)
                     where node.Parent.Is(Kinds.Choreographies) || node.Parent.Is("subChoreography")
                     from offence in node.Name.LocalName switch
                     {
                         "startEvent" => model.Other(node, "timer", "conditional", "signal"),
                         "endEvent" => model.Other(node, "terminate"),
                         "intermediateThrowEvent" => model.Other(node, "link"),
                         _ => model.Other(node, "message", "timer", "cancel", "compensate", "conditional", "link", "signal"),
                     }
                     select offence),
    ];

    private static bool Other(StrictModel model, XElement flow, string end, HashSet<XElement> participants) =>
        model.Target(flow, end) is { } node && node.Is("participant") && !participants.Contains(node);
}
