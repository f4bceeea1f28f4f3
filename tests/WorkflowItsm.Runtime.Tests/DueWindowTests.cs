using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Due;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Runtime.Tests;

/// <summary>Due rows in memory: pages of a store, and what is committed meanwhile.</summary>
public sealed class DueWindowTests
{
    private const int Page = 10;
    private static readonly DateTimeOffset _noon = TestRuntime.Noon;

    [Fact]
    public void Many_rows_of_one_moment_are_read_once_each_and_taken_in_order()
    {
        List<DueItem> store = [.. Enumerable.Range(0, 95).Select(n => Row($"c{n:D2}", _noon))];
        var (taken, read) = Drain(store, _noon, fires: _ => true);

        Assert.Equal(Enumerable.Range(0, 95).Select(n => $"c{n:D2}"), taken.Select(item => item.CaseId));
        Assert.Equal(95, read);
    }

    [Fact]
    public void Rows_that_cannot_be_fired_hold_up_nothing_that_comes_after_them()
    {
        List<DueItem> store = [.. Enumerable.Range(0, 95).Select(n => Row($"c{n:D2}", _noon))];
        var (taken, read) = Drain(store, _noon, fires: item => item.CaseId.EndsWith('7'));

        Assert.Equal(95, taken.Count);
        Assert.Equal(95, read);
    }

    [Fact]
    public void What_is_committed_while_a_page_is_read_is_not_lost()
    {
        var window = new DueWindow();
        var page = window.Announce(_noon.AddMinutes(5));
        window.Apply(Change("new", null, _noon.AddMinutes(1)));
        window.Add(page, [Row("old", _noon)], cut: false);

        Assert.Equal(["old", "new"], window.Take(_noon.AddMinutes(1), 10).Select(item => item.CaseId));
    }

    [Fact]
    public void A_page_from_before_a_doubt_says_nothing()
    {
        var window = new DueWindow();
        var page = window.Announce(_noon.AddMinutes(5));
        window.Reset();
        window.Add(page, [Row("old", _noon)], cut: false);

        Assert.Empty(window.Take(_noon, 10));
        Assert.True(window.NeedsPage(_noon));
        Assert.Null(window.Announce(_noon).After);
    }

    [Fact]
    public void A_new_row_that_comes_first_wakes()
    {
        var window = new DueWindow();
        window.Add(window.Announce(_noon.AddMinutes(5)), [Row("old", _noon.AddMinutes(2))], cut: false);

        Assert.False(window.Apply(Change("later", null, _noon.AddMinutes(3))));
        Assert.True(window.Apply(Change("sooner", null, _noon.AddMinutes(1))));
        Assert.Equal(_noon.AddMinutes(1), window.Next);
    }

    /// <summary>Takes all that is due, as the scheduler does; what fires leaves the store.</summary>
    private static (List<DueItem> Taken, int Read) Drain(List<DueItem> store, DateTimeOffset now, Func<DueItem, bool> fires)
    {
        var window = new DueWindow();
        var (taken, read) = (new List<DueItem>(), 0);
        while (true)
        {
            if (window.NeedsPage(now))
            {
                var page = window.Announce(now.AddMinutes(5));
                List<DueItem> found = [.. store.Where(item => page.After is null || string.CompareOrdinal(item.CaseId, page.After.CaseId) > 0).Take(Page)];
                read += found.Count;
                window.Add(page, found, cut: found.Count == Page);
            }

            var due = window.Take(now, 3);
            if (due.Count == 0 && !window.NeedsPage(now)) return (taken, read);
            taken.AddRange(due);
            store.RemoveAll(item => due.Contains(item) && fires(item));
        }
    }

    private static DueItem Row(string caseId, DateTimeOffset at) => new("ticket", caseId, "k", at);

    private static JournalBatch Change(string caseId, DateTimeOffset? before, DateTimeOffset? after) =>
        new() { Cases = [new(caseId, "ticket", 1, Rows(before), Rows(after))] };

    private static CaseRows Rows(DateTimeOffset? at) => new(null, [], at is { } due ? [new DueRow("k", due)] : []);
}
