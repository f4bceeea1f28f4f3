using System.Globalization;

namespace WorkflowItsm.Random.Tests.Generation;

/// <summary>What begins a process beside its start event.</summary>
internal enum BeginningKind
{
    StartEvent,
    ReceiveTask,
    Gateway,
    ParallelGateway,
}

/// <summary>A start event with a trigger, a receive task that begins the process, or an event-based gateway that does with the events behind it.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Triggers">What is waited for: of a gateway by each of its events, else the first.</param>
internal sealed record Beginning(BeginningKind Kind, Trigger[] Triggers)
{
    /// <summary>Draws it, with a flow to where the process goes on.</summary>
    public void Draw(Drawing drawing, string next)
    {
        var id = drawing.Id("S");
        switch (Kind)
        {
            case BeginningKind.StartEvent:
                drawing.Add($"""<startEvent id="{id}"{Triggers[0].Attribute}>{Triggers[0].Draw(drawing, catches: true)}</startEvent>""");
                drawing.Flow(id, next);
                break;
            case BeginningKind.ReceiveTask:
                drawing.Add(string.Create(CultureInfo.InvariantCulture, $"""<receiveTask id="{id}" messageRef="m{Triggers[0].Choice % Trigger.Names}" instantiate="true"/>"""));
                drawing.Flow(id, next);
                break;
            default:
                drawing.Add($"""<eventBasedGateway id="{id}" instantiate="true"{(Kind == BeginningKind.ParallelGateway ? " eventGatewayType=\"Parallel\"" : "")}/>""");
                foreach (var trigger in Triggers)
                {
                    var caught = drawing.Id("C");
                    drawing.Add($"""<intermediateCatchEvent id="{caught}"{trigger.Attribute}>{trigger.Draw(drawing, catches: true)}</intermediateCatchEvent>""");
                    drawing.Flow(id, caught);
                    drawing.Flow(caught, next);
                }

                break;
        }
    }
}
