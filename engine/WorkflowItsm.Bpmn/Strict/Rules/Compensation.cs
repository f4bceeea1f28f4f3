using System.Xml.Linq;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Compensation by association (10.7.1).</summary>
internal static class Compensation
{
    public static readonly StrictRule[] Rules =
    [
        new("compensation-boundary-alone", "10.7.1", "an association to the activity that compensates", "Draw an association to the activity that compensates.",
            model =>
            {
                var joined = Joined(model);
                return from node in Boundaries(model)
                       where !joined[node].Any(other => other.Is(Kinds.Activities))
                       select new Offence(node, "no association to an activity");
            }),
        new("compensation-activity-unmarked", "10.7.1", "an activity marked for compensation", "Set isForCompensation on the activity.",
            model =>
            {
                var joined = Joined(model);
                return from node in Boundaries(model)
                       from activity in joined[node]
                       where activity.Is(Kinds.Activities) && !activity.IsForCompensation()
                       select new Offence(activity, $"{Names.Of(activity)} without the mark");
            }),
        new("compensation-boundary-several", "10.7.1", "one activity that compensates", "Use a sub-process for several steps.",
            model =>
            {
                var joined = Joined(model);
                return from node in Boundaries(model)
                       where joined[node].Count(other => other.Is(Kinds.Activities)) > 1
                       select new Offence(node, "associations to several activities");
            }),
        new("compensation-activity-flow", "10.7.1", "no sequence flow at an activity for compensation", "Delete the flow.",
            model => from activity in model.Of(Kinds.Activities)
                     where activity.IsForCompensation()
                     from flow in model.Into(activity).Concat(model.OutOf(activity))
                     select new Offence(activity, Names.Of(flow))),
    ];

    private static IEnumerable<XElement> Boundaries(StrictModel model) => model.Of("boundaryEvent").Where(node => model.Has(node, "compensate"));

    private static ILookup<XElement, XElement> Joined(StrictModel model) =>
        model.Of("association").Select(association => (Source: model.Target(association, "sourceRef"), Target: model.Target(association, "targetRef")))
            .Where(ends => ends.Source is not null && ends.Target is not null)
            .SelectMany(ends => new[] { (One: ends.Source!, Other: ends.Target!), (One: ends.Target!, Other: ends.Source!) })
            .ToLookup(ends => ends.One, ends => ends.Other);
}
