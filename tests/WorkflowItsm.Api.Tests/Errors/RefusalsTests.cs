using WorkflowItsm.Api.Errors;
using WorkflowItsm.Engine;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Cases;

namespace WorkflowItsm.Api.Tests.Errors;

public sealed class RefusalsTests
{
    [Fact]
    public void What_is_done_is_no_error() => Assert.Null(Refusals.Of(new CommandResult.Done("id", TicketState.Unopened, 1, true)));

    [Fact]
    public void A_full_queue_is_503_with_the_time_to_come_again()
    {
        var error = Refusals.Of(new CommandResult.Busy(TimeSpan.FromSeconds(1), "10,000 commands wait already."))!;
        Assert.Equal((503, "10,000 commands wait already.", TimeSpan.FromSeconds(1)), (error.Status, error.Message.En, error.RetryAfter));
    }

    [Fact]
    public void A_changed_ticket_is_412()
    {
        var error = Refusals.Of(new CommandResult.Stale(7))!;
        Assert.Equal((412, "The ticket has changed since it was read: it is at version 7 now. Read it again and decide anew."), (error.Status, error.Message.En));
    }

    [Theory]
    [InlineData("archived", 403)]
    [InlineData("transition-not-allowed", 403)]
    [InlineData("not-permitted", 403)]
    [InlineData("field-required", 403)]
    [InlineData("transition-ambiguous", 409)]
    [InlineData("no-such-task", 409)]
    [InlineData("engine-fault", 500)]
    [InlineData("anything-else", 400)]
    public void A_refusal_keeps_its_sentence_in_both_languages(string code, int status)
    {
        var error = Refusals.Of(new CommandResult.Refused(new Refusal(code, "No.") { SentenceZh = "不行。", Field = "close_code" }))!;
        Assert.Equal((status, code, "No.", "不行。", "close_code"), (error.Status, error.Code, error.Message.En, error.Message.Zh, error.Fields[0].Field));
    }
}
