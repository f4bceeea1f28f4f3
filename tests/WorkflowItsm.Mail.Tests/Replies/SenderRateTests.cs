using Microsoft.Extensions.Time.Testing;
using WorkflowItsm.Mail.Replies;

namespace WorkflowItsm.Mail.Tests.Replies;

public sealed class SenderRateTests
{
    [Fact]
    public void A_sender_may_write_so_often_in_ten_minutes_and_then_again()
    {
        var time = new FakeTimeProvider(Some.Time);
        var rate = new SenderRate(2, time);
        foreach (var _ in new int[2])
        {
            Assert.False(rate.IsOver("alice@example.org"));
            rate.Count("Alice@example.org");
            time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.True(rate.IsOver("alice@example.org"));
        Assert.False(rate.IsOver("bob@example.org"));
        time.Advance(TimeSpan.FromMinutes(8));
        Assert.False(rate.IsOver("alice@example.org"));
    }
}
