using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Cases;

namespace Sample;

/// <summary>An order as others see it.</summary>
internal sealed record OrderView(string Item, string Shelf, string[] Waiting, string[] Trouble, bool Ended);

/// <summary>What the runtime answers, in HTTP.</summary>
internal static class Answers
{
    public static IResult Of(CommandResult result) => result switch
    {
        CommandResult.Done done => Of(done.State),
        CommandResult.Refused refused => Results.Problem(refused.Refusal.Sentence, statusCode: StatusCodes.Status409Conflict),
        CommandResult.Busy busy => Results.Problem(busy.Sentence, statusCode: StatusCodes.Status503ServiceUnavailable),
        _ => Results.Conflict(),
    };

    public static IResult Of(CaseState? state) => state is ProcessState { Instance: var order }
        ? Results.Ok(new OrderView(
            order.Variables["item"].ToText(),
            order.Variables["stock"]["shelf"].ToText(),
            [.. order.Waits.OfType<Wait.Task>().Select(task => task.ElementId)],
            [.. order.Incidents.Select(incident => incident.Sentence)],
            order.Ended))
        : Results.NotFound();
}
