using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Clocks;

namespace WorkflowItsm.Itsm.Tickets;

/// <summary>How a ticket's state is written. A change of the form, or of what <see cref="TicketFold"/> makes of facts, raises the version.</summary>
internal static class TicketRecord
{
    public static StateCodec Codec { get; } = StateCodec.Of<TicketState>(2, Write, Read);

    private static void Write(FactWriter writer, TicketState ticket)
    {
        writer.Text(ticket.Table);
        writer.Text(ticket.Number);
        writer.Text(ticket.ProcessId);
        writer.Int(ticket.Release);
        InstanceRecord.Write(writer, ticket.Instance);
        writer.List(ticket.Clocks, WriteClock);
        writer.Value(FeelValue.Context(ticket.Stamps));
        writer.Time(ticket.OpenedAt);
        writer.Text(ticket.OpenedBy);
        writer.Time(ticket.UpdatedAt);
        writer.Text(ticket.UpdatedBy);
        writer.Int(ticket.Updates);
    }

    private static TicketState Read(FactReader reader) => new()
    {
        Table = reader.Text(),
        Number = reader.Text(),
        ProcessId = reader.Text(),
        Release = reader.Int(),
        Instance = InstanceRecord.Read(reader),
        Clocks = reader.List(ReadClock),
        Stamps = reader.Value().TryGetContext(out var stamps) ? stamps : FeelContext.Empty,
        OpenedAt = reader.Time(),
        OpenedBy = reader.Text(),
        UpdatedAt = reader.Time(),
        UpdatedBy = reader.Text(),
        Updates = reader.Int(),
    };

    private static void WriteClock(FactWriter writer, ClockState clock)
    {
        writer.Text(clock.Id);
        writer.Int(clock.Goal.Ticks);
        writer.Time(clock.StartedAt);
        writer.Int(clock.Spent.Ticks);
        WriteTimeOrNull(writer, clock.RunningSince);
        WriteTimeOrNull(writer, clock.StoppedAt);
        writer.Int(clock.ReachedPercent);
        writer.List(clock.Thresholds, (w, percent) => w.Int(percent));
        writer.Bool(clock.IsBreached);
    }

    private static ClockState ReadClock(FactReader reader) => new(
        reader.Text(),
        new TimeSpan(reader.Long()),
        reader.Time(),
        new TimeSpan(reader.Long()),
        ReadTimeOrNull(reader),
        ReadTimeOrNull(reader),
        reader.Int(),
        reader.List(r => r.Int()))
    {
        IsBreached = reader.Bool(),
    };

    private static void WriteTimeOrNull(FactWriter writer, DateTimeOffset? time)
    {
        writer.Bool(time is not null);
        if (time is { } moment) writer.Time(moment);
    }

    private static DateTimeOffset? ReadTimeOrNull(FactReader reader) => reader.Bool() ? reader.Time() : null;
}
