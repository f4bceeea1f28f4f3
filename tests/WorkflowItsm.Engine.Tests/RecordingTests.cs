using System.Reflection;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;
using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>How events are written: for ever.</summary>
public sealed class RecordingTests
{
    private static readonly DateTimeOffset _due = new(2026, 3, 2, 8, 30, 0, TimeSpan.Zero);

    private static readonly Wait.Timer _timer = new(9, 8, 1, "B", _due, "R2/PT10M");

    /// <summary>One event of each kind and their bytes. A line that no longer holds is a journal that can no longer be read.</summary>
    private static readonly (EngineEvent Event, string Bytes)[] _golden =
    [
        (new EngineEvent.InstanceStarted("P", 1) { StartElementId = "S", ConversationKey = "k" }, "0202500202025302026B"),
        (new EngineEvent.ScopeOpened(4, 1, "Q", 3), "04080202510206"),
        (new EngineEvent.ScopeClosed(4), "0608"),
        (new EngineEvent.ElementEntered(2, 1, "T", "S_T"), "08040202540206535F54"),
        (new EngineEvent.ElementLeft(2, "T", true), "0A04025402"),
        (new EngineEvent.WaitOpened(new Wait.Task(5, 2, 1, "T", "operations", null)), "3E020A020402025402146F7065726174696F6E730000"),
        (new EngineEvent.WaitOpened(_timer), "3E041202100202420074C6E43578DE08021052322F505431304D00"),
        (new EngineEvent.WaitOpened(new Wait.Message(5, null, 1, "N", "alert", "k")), "3E060A0002024E0A616C657274026B00"),
        (new EngineEvent.WaitOpened(new Wait.Job(5, 2, 1, "C", "restart")), "3E080A02040202430E7265737461727400"),
        (new EngineEvent.WaitOpened(new Wait.Action(5, null, 1, "H")), "3E0A0A0002024800"),
        (new EngineEvent.WaitClosed(5, true), "0E0A02"),
        (new EngineEvent.TaskAssigned(5, "T", "ada"), "400A02540200"),
        (new EngineEvent.TaskCompleted(5, "T", "resolve"), "120A02540E7265736F6C7665"),
        (new EngineEvent.ActionTaken(5, "H", "hold"), "140A024808686F6C64"),
        (new EngineEvent.MessageReceived(5, "N", "alert", "k"), "1A0A024E0A616C657274026B"),
        (new EngineEvent.MessageIgnored("alert", "k"), "1C0A616C657274026B"),
        (new EngineEvent.TimerFired(5, "B"), "1E0A0242"),
        (new EngineEvent.TimerMissed(5, "B", 24), "2E0A024230"),
        (new EngineEvent.ErrorThrown("x", "lost", null), "20027802086C6F737400"),
        (new EngineEvent.StateSet(-5, "T"), "22090254"),
        (new EngineEvent.OverlaySet(2, 3, "T"), "2404060254"),
        (new EngineEvent.OverlayLifted(2), "2604"),
        (new EngineEvent.IncidentRaised(new(7, 2, "G", "c", "s") { Leaving = true }), "280E0204020247026302730200"),
        (new EngineEvent.IncidentResolved(7), "2A0E"),
        (new EngineEvent.InstanceEnded("E", null), "2C02024500"),
    ];

    [Fact]
    public void Every_kind_of_event_has_a_name_and_is_written() =>
        Assert.Equal(
            typeof(EngineEvent).GetNestedTypes(BindingFlags.Public).OrderBy(type => type.Name),
            EngineEventKinds.All(happened => new Fact(happened)).Where(kind => kind.IsCurrent).Select(kind => kind.Type).OrderBy(type => type.Name));

    [Fact]
    public void Names_and_tags_are_the_ones_of_the_first_release() =>
        Assert.Equal(
            "1 instance-started, 2 scope-opened, 3 scope-closed, 4 element-entered, 5 element-left, 6 wait-opened, 7 wait-closed, 8 task-assigned, "
            + "9 task-completed, 10 action-taken, 11 variables-set, 12 decision-made, 13 message-received, 14 message-ignored, 15 timer-fired, "
            + "16 error-thrown, 17 state-set, 18 overlay-set, 19 overlay-lifted, 20 incident-raised, 21 incident-resolved, 22 instance-ended, 23 timer-missed, "
            + "31 wait-opened, 32 task-assigned, 33 decision-made, 34 loop-begun, 35 round-begun, 36 round-ended, 37 loop-ended, 38 activity-completed, "
            + "39 completions-taken, 40 compensation-begun, 41 signal-thrown, 42 signal-received, 43 escalation-thrown, 44 condition-changed, "
            + "45 gateway-fired, 46 intervened, 47 ad-hoc-started",
            string.Join(", ", EngineEventKinds.All(happened => new Fact(happened)).Select(kind => $"{kind.Tag} {kind.Name}")));

    [Fact]
    public void Events_are_written_as_they_always_were() =>
        Assert.Equal(_golden.Select(line => $"{line.Event} {line.Bytes}"), _golden.Select(line => $"{line.Event} {Convert.ToHexString(Written(line.Event).Record.Span)}"));

    /// <summary>The first shapes of facts that are written otherwise today: journals hold them for ever.</summary>
    [Theory]
    [InlineData("0C020A020402025402146F7065726174696F6E7300", "wait-opened 1")]
    [InlineData("0C041202100202420074C6E43578DE08021052322F505431304D", "wait-opened 1")]
    [InlineData("100A02540206616461", "task-assigned 1")]
    public void What_older_releases_wrote_still_reads(string bytes, string kind)
    {
        var codec = new FactCodec(EngineEventKinds.All(happened => new Fact(happened)));
        var reader = new FactReader(Convert.FromHexString(bytes), ReadOnlyMemory<byte>.Empty);
        var read = (Fact)codec.Read(reader);
        Assert.True(reader.AtEnd);
        var old = codec.Kinds.Single(one => one.Type == ((IWrapsFact)read).Wrapped.GetType() && !one.IsCurrent);
        Assert.Equal(kind, $"{old.Name} {old.Version}");
        Laws.Survives([(EngineEvent)((IWrapsFact)read).Wrapped]);
    }

    [Fact]
    public void What_was_written_reads_back() => Laws.Survives([
        .. _golden.Select(line => line.Event),
        new EngineEvent.IncidentRaised(new(7, null, null, "c", "s") { HeldTimer = _timer }),
        new EngineEvent.VariablesSet(1, "T", [new("a", 1, false), new("b", "x", true), new("c", FeelValue.Null, true)]),
        new EngineEvent.DecisionMade("D", "team", Values(("a", 1), ("b", "x")), [new("T1", "r1", 1)], "operations", ["No rule matched."]) { Personal = ["b"] },
    ]);

    [Fact]
    public void Personal_data_are_kept_apart_and_once_erased_read_as_null()
    {
        var (record, personal) = Written(new EngineEvent.VariablesSet(1, null, [new("caller", "Ada Lovelace", true), new("impact", 2, false)]));

        Assert.DoesNotContain("Ada", System.Text.Encoding.UTF8.GetString(record.Span), StringComparison.Ordinal);
        Assert.Contains("Ada", System.Text.Encoding.UTF8.GetString(personal.Span), StringComparison.Ordinal);

        var erased = (EngineEvent.VariablesSet)((Fact)Codec().Read(new FactReader(record, null))).Event;
        Assert.Equal([new("caller", FeelValue.Null, true), new Variable("impact", 2, false)], erased.Variables.Items);
    }

    private static FactCodec Codec() => new(EngineEventKinds.All(happened => new Fact(happened)));

    private static (ReadOnlyMemory<byte> Record, ReadOnlyMemory<byte> Personal) Written(EngineEvent happened)
    {
        var writer = new FactWriter();
        Codec().Write(writer, new Fact(happened));
        return (writer.Record.ToArray(), writer.Personal.ToArray());
    }

    private sealed record Fact(EngineEvent Event) : CaseFact, IWrapsFact
    {
        public object Wrapped => Event;
    }
}
