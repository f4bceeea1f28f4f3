using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;

namespace Sample;

/// <summary>The three calls that the application makes: start a process, learn that a task waits, complete it.</summary>
internal sealed class Orders(ICaseRuntime cases, ICaseFeed feed)
{
    public async Task<string> StartAsync(string item)
    {
        var order = cases.NewCaseId();
        await SendAsync(order, new ProcessCommand.Start("order", FeelContext.Of(("item", item))));
        return order;
    }

    /// <summary>Returns once the order waits for its approval: the handler has answered then.</summary>
    public async Task ReservedAsync(string order)
    {
        var waits = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watch = feed.Subscribe(change =>
        {
            if (change.CaseId == order && change.After.Tasks.Count > 0) waits.TrySetResult();
        });
        // It may have been quicker than this line.
        if (await cases.ReadAsync(ProcessCore.KindName, order) is ProcessState { Instance: var now } && now.Waits.OfType<WorkflowItsm.Engine.Wait.Task>().Any()) return;
        await waits.Task;
    }

    public async Task<string> ApproveAsync(string order, string by)
    {
        var ended = await SendAsync(order, new ProcessCommand.Complete("approve", FeelContext.Of(("by", by))));
        var variables = ended.Instance.Variables;
        return $"{variables["item"].ToText()} from shelf {variables["stock"]["shelf"].ToText()}, approved by {variables["by"].ToText()}; ended: {ended.Instance.Ended}";
    }

    /// <summary>What is <c>Done</c> is durable (here: for as long as the process lives). A refusal says its reason, in two languages.</summary>
    private async Task<ProcessState> SendAsync(string order, ProcessCommand command) =>
        await cases.SendAsync(new(ProcessCore.KindName, order, command, new Actor("sample", Role.Agent))) switch
        {
            CommandResult.Done done => (ProcessState)done.State,
            var other => throw new InvalidOperationException(other.ToString()),
        };
}
