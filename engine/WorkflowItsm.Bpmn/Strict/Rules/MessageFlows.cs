using System.Xml.Linq;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Message flows connect pools (7.6.2, 9.4).</summary>
internal static class MessageFlows
{
    public static readonly StrictRule[] Rules =
    [
        new("message-flow-in-one-pool", "7.6.2", "two different pools", "Use a sequence flow, or lead the message flow to another pool.",
            model =>
            {
                var pools = model.Of("participant").Select(pool => (Pool: pool, Process: model.Target(pool, "processRef")))
                    .Where(pair => pair.Process is not null).ToLookup(pair => pair.Process!, pair => pair.Pool);
                return from flow in model.Of("messageFlow")
                       let source = Pool(model, flow, "sourceRef")
                       let target = Pool(model, flow, "targetRef")
                       where source is not null && source == target
                       select new Offence(flow, $"both ends in {Names.Of(pools[source].FirstOrDefault() ?? source)}");
            }),
    ];

    /// <summary>What stands for the pool that an end belongs to: the process in it, or the pool itself where it holds none.</summary>
    private static XElement? Pool(StrictModel model, XElement flow, string end) => model.Target(flow, end) switch
    {
        null => null,
        var pool when pool.Is("participant") => model.Target(pool, "processRef") ?? pool,
        var node => model.Process(node),
    };
}
