using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Api.Tickets;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Tickets;

namespace WorkflowItsm.Browser.Tests.Driving;

/// <summary>A ticket that people of the sample organisation work on through the desk, as the screens do: how a page gets something to show.</summary>
internal sealed class TicketHand
{
    private readonly IServiceProvider _services;

    private TicketHand(IServiceProvider services, string number) => (_services, Number) = (services, number);

    public string Number { get; }

    private TicketDesk Desk => _services.GetRequiredService<TicketDesk>();

    /// <summary>Opens a ticket; the caller is who opens it unless the fields name another.</summary>
    public static async Task<TicketHand> OpenAsync(Site site, string by, params (string Name, FeelValue Value)[] fields) => await OpenAsync(site, "incident", by, fields);

    /// <summary>Opens a ticket of another kind.</summary>
    public static async Task<TicketHand> OpenAsync(Site site, string table, string by, params (string Name, FeelValue Value)[] fields)
    {
        var desk = site.Services.GetRequiredService<TicketDesk>();
        return new(site.Services, Done(await desk.OpenAsync(new(table, FeelContext.Of(fields)), new(Who(by)))).Number);
    }

    /// <summary>Takes the task that waits.</summary>
    public async Task ClaimAsync(string by)
    {
        var task = (await FindAsync(by)).State.Instance.Waits.First(wait => wait is Wait.Task);
        Done(await Desk.ClaimAsync(Number, task.Id, new(Who(by))));
    }

    /// <summary>Completes a task with an outcome, or takes an action, by its id.</summary>
    public async Task TakeAsync(string by, string outcome, params (string Name, FeelValue Value)[] fields)
    {
        var found = await FindAsync(by);
        var option = TicketOptions.Of(found.Release, found.State, Who(by)).Items.First(option => option.Option.Outcome.Id == outcome).Option;
        var isTask = found.State.Instance.FindWait(option.WaitId) is Wait.Task;
        Done(isTask
            ? await Desk.CompleteAsync(Number, option.WaitId, outcome, FeelContext.Of(fields), new(Who(by)))
            : await Desk.ActAsync(Number, option.WaitId, FeelContext.Of(fields), new(Who(by))));
    }

    /// <summary>Writes a comment for all, or a note for those who work on it.</summary>
    public async Task SayAsync(string by, string? comment = null, string? note = null) =>
        Done(await Desk.UpdateAsync(Number, new(FeelContext.Empty, Comment: comment, WorkNote: note), new(Who(by))));

    private async Task<FoundTicket> FindAsync(string by) => (await _services.GetRequiredService<TicketLookup>().FindAsync(Number, Who(by)))!;

    private static DeskAnswer.Done Done(DeskAnswer answer) => Assert.IsType<DeskAnswer.Done>(answer);

    private static Actor Who(string name) => new(name, name is "rita" or "wang" ? Role.Requester : name is "olive" ? Role.ProcessOwner : Role.Agent);
}
