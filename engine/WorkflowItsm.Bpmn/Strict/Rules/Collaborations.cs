using System.Globalization;
using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Collaborations, participants and conversations (9.2 to 9.5).</summary>
internal static class Collaborations
{
    public static readonly StrictRule[] Rules =
    [
        new("choreography-reference", "9.2", "no reference to a choreography here", "Remove the reference.",
            model => from collaboration in model.Of([.. Kinds.Choreographies, "globalConversation"])
                     from reference in collaboration.Elements(BpmnXml.Model + "choreographyRef")
                     select new Offence(collaboration, $"choreographyRef \"{Words.Short(reference.Value)}\"")),
        new("closed-disagrees", "9.2", "the same isClosed as the choreography has", "Make both closed, or neither.",
            model => from collaboration in model.Of("collaboration")
                     from choreography in model.Targets(collaboration, "choreographyRef")
                     where choreography.Is(Kinds.Choreographies) && choreography.Flag("isClosed", false) != collaboration.Flag("isClosed", false)
                     select new Offence(collaboration, $"another isClosed than at {Names.Of(choreography)}")),
        new("participant-maximum", "9.3.1", "a maximum of at least one and not below the minimum", "Correct the numbers.",
            model => from multiplicity in model.Of("participantMultiplicity")
                     let most = Number(multiplicity, "maximum", 1)
                     where most < 1 || most < Number(multiplicity, "minimum", 0)
                     select new Offence(multiplicity, $"the maximum {most} and the minimum {Number(multiplicity, "minimum", 0)}")),
        new("participant-minimum", "9.3.1", "a minimum of at least zero", "Correct the number.",
            model => from multiplicity in model.Of("participantMultiplicity")
                     where Number(multiplicity, "minimum", 0) < 0
                     select new Offence(multiplicity, $"the minimum {Number(multiplicity, "minimum", 0)}")),
        new("conversation-link-ends", "9.5.5", "a conversation at one end and a pool, an activity or an event at the other", "Lead the link from a conversation to a pool.",
            model => from link in model.Of("conversationLink")
                     let source = model.Target(link, "sourceRef")
                     let target = model.Target(link, "targetRef")
                     where source is not null && target is not null && source.Is(Kinds.ConversationNodes) == target.Is(Kinds.ConversationNodes)
                     select new Offence(link, $"a link from {Names.Of(source)} to {Names.Of(target)}")),
        new("conversation-of-one", "9.5.1", "two participants or more in a conversation", "Name the participants, or link their pools.",
            model =>
            {
                var linked = Linked(model);
                return from conversation in model.Of(Kinds.ConversationNodes)
                       let count = model.Targets(conversation, "participantRef").Concat(linked[conversation]).Distinct().Count()
                       where count < 2 && !conversation.Parent.Is("subConversation")
                       select new Offence(conversation, $"{count} participants");
            }),
        new("global-conversation-content", "9.5.4", "no conversation inside a global conversation", "Move it to a collaboration.",
            model => from conversation in model.Of("globalConversation")
                     from part in conversation.Parts()
                     where part.Is(Kinds.ConversationNodes)
                     select new Offence(conversation, Names.Of(part))),
    ];

    private static ILookup<XElement, XElement> Linked(StrictModel model) =>
        model.Of("conversationLink").Select(link => (Source: model.Target(link, "sourceRef"), Target: model.Target(link, "targetRef")))
            .Where(ends => ends.Source is not null && ends.Target is not null)
            .SelectMany(ends => new[] { (One: ends.Source!, Other: ends.Target!), (One: ends.Target!, Other: ends.Source!) })
            .ToLookup(ends => ends.One, ends => ends.Other);

    private static long Number(XElement element, string attribute, long otherwise) =>
        long.TryParse(element.Text(attribute), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
