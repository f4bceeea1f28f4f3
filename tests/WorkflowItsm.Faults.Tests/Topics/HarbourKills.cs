using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Faults.Tests.Disks;
using WorkflowItsm.Faults.Tests.Runtimes;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests.Topics;

/// <summary>
/// The harbour inside this process, so that its build can be a broken one. Its disk keeps a record; it is killed at many moments
/// of that: all that was written is there, and nothing else. What is left, the product itself opens.
/// </summary>
internal sealed class HarbourKills
{
    private const int Length = 40;

    private readonly IReadOnlyList<DiskEvent> _events;

    private HarbourKills(IReadOnlyList<DiskEvent> events) => _events = events;

    private static DateTimeOffset End { get; } = Machine.Noon.AddSeconds(Length + 10);

    /// <summary>Sends letters to a build, which is stopped and started again in the middle.</summary>
    public static async Task<HarbourKills> RecordAsync(Parts? parts = null)
    {
        using var folder = new DataFolder();
        using var disk = Disk.Watch(folder.Path);
        var chance = new Random(Switches.Seed);
        var number = 0;
        foreach (var half in (int[])[Length / 2, Length])
        {
            await using var machine = await Machine.StartAsync(folder.Path, new Sink(), Machine.Noon.AddSeconds(number), parts);
            if (number == 0) await OpenAsync(machine, disk);
            for (; number < half; number++) await WriteAsync(machine, disk, chance, number);
        }

        return new(disk.Events());
    }

    /// <summary>What is wrong after so many kills, up to the first after which anything is; a sentence each.</summary>
    public async Task<IReadOnlyList<string>> OffencesAsync(int kills)
    {
        var chance = new Random(Switches.Seed);
        var first = _events.Index().First(happened => happened.Item is DiskEvent.Told { Word: Word.Opened }).Index;
        var moments = _events.Index().Where(happened => happened.Index > first && happened.Item is DiskEvent.Synced).Select(happened => happened.Index + 1)
            .OrderBy(_ => chance.Next()).Take(kills).Order().ToList();
        var (image, done) = (new DiskImage(), 0);
        foreach (var moment in moments)
        {
            for (; done < moment; done++) image.Apply(_events[done]);
            using var folder = new DataFolder();
            image.Write(folder.Path, Loss.Nothing());
            if (await CheckAsync(folder.Path, Known(moment)) is { Count: > 0 } offences)
                return [.. offences.Select(offence => $"Killed before event {moment} of {_events.Count} (seed {Switches.Seed}): {offence}")];
        }

        return [];
    }

    private static async Task OpenAsync(Machine machine, Disk disk)
    {
        var publication = new Publication("harbour", [new("harbour.bpmn", Harbour.Bpmn)], Actor.System, null, Publication.FromApi);
        var result = await machine.Service<IDefinitions>().PublishAsync(publication, TestContext.Current.CancellationToken);
        Assert.True(result.Changed, string.Join('\n', result.Findings.Items.Select(finding => finding.Message)));
        var listeners = Harbour.Opening.ToList();
        foreach (var letter in listeners) await TellAsync(machine, disk, letter);
        await Eventually.Holds("the listeners", async () => await machine.Cases.ReadAsync(
            TopicCore.KindName, TopicCore.CaseIdOf(Topic.OfSignal("storm")), TestContext.Current.CancellationToken) is TopicState topic && topic.Listeners.Count == listeners.Count);
        disk.Tell(new Word.Opened());
    }

    private static async Task WriteAsync(Machine machine, Disk disk, Random chance, int number)
    {
        var text = FormattableString.Invariant($"letter-{number}");
        Mail[] mails = chance.Next(6) switch
        {
            0 => [Mail.Order, Mail.Paid],
            1 => [Mail.Carrier],
            2 or 3 => [Mail.Parcel],
            _ => [Mail.Storm],
        };
        foreach (var mail in mails) await TellAsync(machine, disk, new(mail, text, "here"));
        machine.Time.Advance(TimeSpan.FromSeconds(1));
    }

    private static async Task TellAsync(Machine machine, Disk disk, Letter letter)
    {
        disk.Tell(new Word.Asked(letter.Mail, letter.Text));
        if (await SendAsync(machine, letter) is CommandResult.Done) disk.Tell(new Word.Acknowledged(letter.Mail, letter.Text));
    }

    private static Task<CommandResult> SendAsync(Machine machine, Letter letter)
    {
        var payload = FeelContext.Of(("text", letter.Text));
        CaseCall call = letter switch
        {
            { Mail: Mail.Storm } => new(TopicCore.KindName, TopicCore.CaseIdOf(Topic.OfSignal(letter.Name)), new TopicCommand.Publish(payload, null), Machine.Ann),
            { Key: "" } => new(TopicCore.KindName, TopicCore.CaseIdOf(Topic.OfMessage(letter.Name)), new TopicCommand.Publish(payload, null), Machine.Ann),
            _ => new(ConversationCore.KindName, ConversationCore.CaseIdOf(letter.Key), new ConversationCommand.Publish(letter.Name, payload, null), Machine.Ann),
        };
        return machine.Cases.SendAsync(call with { IdempotencyKey = letter.ToString() }, TestContext.Current.CancellationToken);
    }

    /// <summary>The letters as they were known at a moment.</summary>
    private List<Letter> Known(int moment)
    {
        var words = _events.Take(moment).OfType<DiskEvent.Told>().Select(told => told.Word).ToList();
        var acknowledged = words.OfType<Word.Acknowledged>().Select(word => (word.Mail, word.Text)).ToHashSet();
        return
        [
            .. words.OfType<Word.Asked>().Select(word => new Letter(word.Mail, word.Text, "here")
            {
                Outcome = acknowledged.Contains((word.Mail, word.Text)) ? Outcome.Acknowledged : Outcome.Unanswered,
            }),
        ];
    }

    private static async Task<IReadOnlyList<string>> CheckAsync(string folder, List<Letter> letters)
    {
        await using var machine = await Machine.StartAsync(folder, new Sink(), End);
        // Carriers for all: a parcel that nobody waits for is rightly kept.
        foreach (var carrier in Harbour.LastCarriers)
        {
            carrier.Outcome = await SendAsync(machine, carrier) is CommandResult.Done ? Outcome.Acknowledged : Outcome.Unanswered;
            letters.Add(carrier);
        }

        IReadOnlyList<string> offences = [];
        for (var look = 0; look < 100; look++)
        {
            // What waits for a moment comes to it; then time stands still, and everything has to come to rest.
            if (look < 10) machine.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10, TestContext.Current.CancellationToken);
            offences = new LettersCheck(letters, await Logbook.ReadAsync(folder)).Offences(machine.Time.GetUtcNow());
            if (offences.Count == 0) return machine.Verify().Problems.Items.Select(problem => problem.ToString()).ToList();
        }

        return offences;
    }

    /// <summary>What was known, between the events of the disk. Closed.</summary>
    private abstract record Word
    {
        private Word()
        {
        }

        public sealed record Opened : Word;

        public sealed record Asked(Mail Mail, string Text) : Word;

        public sealed record Acknowledged(Mail Mail, string Text) : Word;
    }
}
