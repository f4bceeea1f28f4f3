using System.Globalization;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Tickets;

namespace WorkflowItsm.Benchmarks.Large;

/// <summary>
/// Incidents of a year and a half and what people did with them, the same for the same seed but for the moment they lead
/// up to. The archived ones were resolved within minutes or hours; of those that are open, some are new, most are worked on, some wait.
/// </summary>
internal sealed class TicketStories(int seed, DateTimeOffset until, int open, int archived)
{
    private static readonly string[] _services = ["web", "db", "network", "mail", "erp", "cmdb", "vpn", "printing"];
    private static readonly string[] _categories = ["availability", "database", "network", "hardware", "software", "project", "inquiry", "deployment"];
    private static readonly string[] _things = ["The printer", "The mail server", "The database", "The wiki", "The badge reader", "打印机", "邮件服务器", "The payroll run", "The backup", "考勤系统"];
    private static readonly string[] _faults = ["does not answer", "is slow since this morning", "refuses my password", "无法访问", "shows an error after the update", "响应缓慢", "stopped during the night", "loses files"];
    private static readonly Actor[] _agents = [.. Enumerable.Range(0, 60).Select(i => new Actor(string.Create(CultureInfo.InvariantCulture, $"agent{i:D2}"), Role.Agent))];
    private readonly Random _random = new(seed);

    /// <summary>The moment up to which things happen.</summary>
    public DateTimeOffset Until => until;

    /// <summary>The stories, by the time at which they begin.</summary>
    public IEnumerable<TicketStory> All()
    {
        var (first, firstOpen, archiving) = (until.AddDays(-500), until.AddDays(-14), TimeSpan.FromDays(495));
        for (var (i, j) = (0, 0); i < archived || j < open;)
        {
            var (closedAt, openAt) = (first + (archiving * ((i + 0.5) / Math.Max(archived, 1))), firstOpen + (TimeSpan.FromDays(13.9) * ((j + 0.5) / Math.Max(open, 1))));
            if (j >= open || (i < archived && closedAt < openAt)) yield return Archived(closedAt, i++);
            else yield return Open(openAt, j++);
        }
    }

    private TicketStory Archived(DateTimeOffset at, int number)
    {
        var (agent, accepted) = (Agent(), at.AddMinutes(2 + _random.Next(12)));
        var resolved = accepted.AddMinutes(3 + _random.Next(_random.Next(10) == 0 ? 400 : 40));
        List<TicketStep> steps = [new(accepted, agent, Accept(agent)), new(resolved, agent, Resolve())];
        // The others close by themselves, after three days of silence.
        if (_random.Next(2) == 0) steps.Add(new(resolved.AddHours(1 + _random.Next(40)), agent, To(7)));
        if (_random.Next(4) == 0) steps.Insert(1, new(accepted.AddMinutes(1), agent, Comment(number)));
        return Story(at, steps);
    }

    private TicketStory Open(DateTimeOffset at, int number)
    {
        var (agent, accepted) = (Agent(), at.AddMinutes(2 + _random.Next(25)));
        TicketStep accept = new(accepted, agent, Accept(agent));
        return Story(at, _random.Next(20) switch
        {
            < 7 => [],
            < 14 => [accept],
            < 16 => [accept, new(accepted.AddMinutes(5), agent, Comment(number))],
            < 18 => [accept, new(accepted.AddMinutes(9), agent, new TicketCommand.Update(FeelContext.Of(("hold_reason", 4)), 3, null, null))],
            _ => [accept, new(Later(accepted, until.AddHours(-1 - _random.Next(60))), agent, Resolve())],
        });
    }

    private TicketStory Story(DateTimeOffset at, List<TicketStep> steps)
    {
        var caller = string.Create(CultureInfo.InvariantCulture, $"user{_random.Next(5_000):D4}");
        var opener = _random.Next(5) < 2 ? new Actor(caller, Role.Requester) : Agent();
        var fields = FeelContext.Of(
            ("caller_id", caller),
            ("short_description", $"{Any(_things)} {Any(_faults)} ({_random.Next(400)})"),
            ("description", $"Since {at:HH:mm} {Any(_things)} {Any(_faults)}; it was well the day before. Several of us see it on floor {_random.Next(40)}."),
            ("category", Any(_categories)),
            ("business_service", Any(_services)),
            ("impact", 1 + _random.Next(3)),
            ("urgency", 1 + _random.Next(3)));
        if (_random.Next(3) == 0) fields = fields.With("correlation_id", $"monitor-{_random.Next():x8}");
        var unique = new byte[10];
        _random.NextBytes(unique);
        var id = string.Create(CultureInfo.InvariantCulture, $"{at.ToUnixTimeMilliseconds():x12}{Convert.ToHexStringLower(unique)}");
        return new(id, opener, at, new TicketCommand.Open("incident", null, fields), steps);
    }

    private Actor Agent() => Any(_agents);

    private T Any<T>(T[] these) => these[_random.Next(these.Length)];

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one.AddMinutes(1) : other;

    private static TicketCommand.Update Accept(Actor agent) => new TicketCommand.Update(FeelContext.Of(("assigned_to", agent.Name)), 2, null, null);

    private static TicketCommand.Update Comment(int number) =>
        new TicketCommand.Update(FeelContext.Empty, null, string.Create(CultureInfo.InvariantCulture, $"We look into it; it may be the same as yesterday's ({number})."), null);

    private static TicketCommand.Update Resolve() => new TicketCommand.Update(
        FeelContext.Of(("close_code", "Solution provided"), ("close_notes", "Restarted and watched for ten minutes; it answers again.")), 6, null, null);

    private static TicketCommand.Update To(int state) => new TicketCommand.Update(FeelContext.Empty, state, null, null);
}
