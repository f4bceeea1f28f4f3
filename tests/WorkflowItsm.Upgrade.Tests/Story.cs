using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Erasure;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Upgrade.Tests;

/// <summary>
/// What is recorded as the journal of a release: an incident through every state, a second that stays open, an alert, one
/// so long that there is a snapshot of it, and one whose caller was erased.
/// </summary>
internal static class Story
{
    /// <summary>When the story ends; a store that is opened again continues from here, where nothing is due.</summary>
    public static readonly DateTimeOffset End = Store.Begin + TimeSpan.FromMinutes(41);

    public static async Task TellAsync(Store store)
    {
        var first = store.Runtime.NewCaseId();
        await store.SendAsync(first, new TicketCommand.Open("incident", null, FeelContext.Of(("short_description", "邮件无法打开 / Mail does not open"), ("impact", 1), ("urgency", 1), ("business_service", "mail"))), "wang", Role.Requester);
        store.Time.Advance(TimeSpan.FromMinutes(5));
        await store.SendAsync(first, Update([("assigned_to", "li")], 2, "We are on it."), "li", Role.Agent);
        await store.SendAsync(first, Update([("hold_reason", 1)], 3, "Which client?"), "li", Role.Agent);
        store.Time.Advance(TimeSpan.FromMinutes(20));
        await store.SendAsync(first, Update([], null, "The web client."), "wang", Role.Requester);
        await store.SendAsync(first, new TicketCommand.Update(FeelContext.Empty, null, null, "Certificate of the gateway ran out."), "li", Role.Agent);
        await store.SendAsync(first, Update([("close_code", "Solution provided"), ("close_notes", "Certificate renewed.")], 6, null), "li", Role.Agent);
        await store.SendAsync(first, Update([], 2, "It is back."), "wang", Role.Requester);
        await store.SendAsync(first, Update([("close_notes", "Renewed on the second gateway too.")], 6, null), "li", Role.Agent);
        await store.SendAsync(first, Update([], 7, null), "wang", Role.Requester);

        var second = store.Runtime.NewCaseId();
        await store.SendAsync(second, new TicketCommand.Open("incident", null, FeelContext.Of(("short_description", "Printer jams"), ("caller_id", "zhao"), ("impact", 2), ("urgency", 3))), "li", Role.Agent);

        var alert = FeelContext.Of(("summary", "cmdb is down"), ("service", "cmdb"), ("category", "software"), ("impact", 1), ("urgency", 2), ("mapped", true), ("group_key", "{}:{alertname=\"TargetDown\"}"));
        var third = store.Runtime.NewCaseId();
        await store.SendAsync(third, new TicketCommand.Open("incident", "Start_alert", alert) { ConversationKey = "alert:TargetDown" }, "system", Role.System);
        await store.SendAsync(third, new TicketCommand.Deliver("alert.firing", "alert:TargetDown", alert), "system", Role.System);
        await store.SendAsync(third, new TicketCommand.Deliver("alert.resolved", "alert:TargetDown", alert), "system", Role.System);

        store.Time.Advance(TimeSpan.FromMinutes(16));
        await Eventually.Holds("half of the response time of the second incident", async () =>
            await store.Runtime.ReadAsync(TicketCore.StreamKind, second) is TicketState { Clocks: [{ ReachedPercent: 50 }, ..] });

        await GrowLongAsync(store);
        await EraseAsync(store);
    }

    private static async Task GrowLongAsync(Store store)
    {
        var number = store.Runtime.NewCaseId();
        await store.SendAsync(number, new TicketCommand.Open("incident", null, FeelContext.Of(("short_description", "数据库变慢 / Slow database"), ("caller_id", "zhao"), ("impact", 2), ("urgency", 2))), "zhao", Role.Requester);
        for (var note = 1; note <= 200; note++) await store.SendAsync(number, new TicketCommand.Update(FeelContext.Empty, null, null, $"Measured for the {note}. time."), "li", Role.Agent);
        // No clock of this one is to be due before the others'.
        await store.SendAsync(number, Update([("close_code", "Solution provided"), ("close_notes", "An index was missing.")], 6, null), "li", Role.Agent);
    }

    private static async Task EraseAsync(Store store)
    {
        var number = store.Runtime.NewCaseId();
        await store.SendAsync(number, new TicketCommand.Open("incident", null, FeelContext.Of(("short_description", "No dial tone"), ("caller_id", "sun"), ("impact", 3), ("urgency", 3))), "sun", Role.Requester);
        await store.SendAsync(number, Update([("close_code", "Solution provided"), ("close_notes", "Plugged in.")], 6, "Thanks, sun."), "li", Role.Agent);
        var (id, refusal) = await store.Erasures.OrderAsync(new(["sun"]), new("ada", Role.Administrator));
        Assert.Null(refusal);
        await Eventually.Holds("the erasure", async () => (await store.Erasures.FindAsync(id!))?.Phase == ErasurePhase.Finished);
    }

    private static TicketCommand.Update Update((string, FeelValue)[] fields, int? state, string? comment) => new(FeelContext.Of(fields), state, comment, null);
}
