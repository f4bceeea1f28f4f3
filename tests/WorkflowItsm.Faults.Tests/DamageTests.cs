using Microsoft.Data.Sqlite;
using WorkflowItsm.Faults.Tests.Disks;
using WorkflowItsm.Faults.Tests.Runtimes;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Runtime.Tests.Bench;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests;

/// <summary>The file is damaged, cut short, locked or not to be written: each is answered with a sentence, and nothing wrong is served as right.</summary>
public sealed class DamageTests(ITestOutputHelper output)
{
    private const int Commands = 40;

    private static readonly int _flips = Switches.Number("WORKFLOWITSM_FLIPS", 60);

    /// <summary>Bits of the closed file are flipped, as many as WORKFLOWITSM_FLIPS says, one at a time.</summary>
    [Fact]
    public async Task A_flipped_bit_is_refused_or_named_or_changes_nothing()
    {
        using var good = new DataFolder();
        var (errands, states) = await WriteAsync(good.Path);
        var bytes = await File.ReadAllBytesAsync(Journal(good.Path), TestContext.Current.CancellationToken);
        var chance = new Random(Switches.Seed);
        List<string> offences = [];
        var found = new Dictionary<string, int>();
        for (var flip = 0; flip < _flips; flip++)
        {
            var (at, bit) = (chance.Next(bytes.Length), chance.Next(8));
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= (byte)(1 << bit);
            var (where, wrong) = await ServeAsync(damaged, errands, states);
            found[where] = found.GetValueOrDefault(where) + 1;
            if (wrong is not null) offences.Add($"Bit {bit} of byte {at} (seed {Switches.Seed}): {wrong}");
        }

        output.WriteLine($"Seed {Switches.Seed}: {_flips} flips in {bytes.Length >> 10} KiB; {string.Join(", ", found.Select(entry => $"{entry.Value} {entry.Key}"))}.");
        Assert.Empty(offences);
    }

    [Fact]
    public async Task A_file_that_was_cut_short_is_refused_or_named()
    {
        using var good = new DataFolder();
        var (errands, states) = await WriteAsync(good.Path);
        var bytes = await File.ReadAllBytesAsync(Journal(good.Path), TestContext.Current.CancellationToken);
        var chance = new Random(Switches.Seed);
        foreach (var length in Enumerable.Range(0, 8).Select(_ => chance.Next(1, bytes.Length)).Append(bytes.Length - 4096).Append(4096))
        {
            var (where, wrong) = await ServeAsync(bytes[..length], errands, states);
            Assert.Null(wrong);
            Assert.True(where != "without any difference", $"Cut to {length} of {bytes.Length} bytes (seed {Switches.Seed}): {where}");
        }
    }

    /// <summary>SQLite has no checksum over a page in the file: what it holds for whole, the checksum of the row does not.</summary>
    [Fact]
    public async Task The_checksum_of_a_row_catches_what_the_check_of_SQLite_does_not()
    {
        using var folder = new DataFolder();
        await WriteAsync(folder.Path);
        byte[] record;
        string caseId;
        using (var connection = Open(folder.Path))
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT personal_digest, case_id FROM journal WHERE position = 3";
            using var reader = command.ExecuteReader();
            Assert.True(reader.Read());
            (record, caseId) = (reader.GetFieldValue<byte[]>(0), reader.GetString(1));
        }

        var bytes = await File.ReadAllBytesAsync(Journal(folder.Path), TestContext.Current.CancellationToken);
        // Wherever it is: pages that were split keep what has moved out of them.
        for (var at = 0; bytes.AsSpan(at).IndexOf(record) is >= 0 and var next; at += next + 1) bytes[at + next] ^= 1;
        await File.WriteAllBytesAsync(Journal(folder.Path), bytes, TestContext.Current.CancellationToken);

        using (var connection = Open(folder.Path))
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "PRAGMA integrity_check";
            Assert.Equal("ok", command.ExecuteScalar());
        }

        await using var machine = await Machine.StartAsync(folder.Path, new Sink());
        Assert.Contains("Row 3 does not match its checksum; it is damaged.", machine.Verify().Problems);
        var refused = await Assert.ThrowsAsync<InvalidDataException>(async () => await machine.ReadAsync(caseId));
        Assert.Equal("Row 3 of the journal does not match its checksum; it is damaged. Restore the journal from a backup.", refused.Message);
    }

    /// <summary>Whatever the log lost, what is left is the journal as it was at some moment, and clients' repeats make it whole.</summary>
    [Fact]
    public async Task A_flipped_bit_in_the_write_ahead_log_leaves_the_journal_of_an_earlier_moment()
    {
        var recorded = await Recording.MakeAsync(Commands, output);
        var image = new DiskImage();
        var cut = recorded.BeforeSyncsOfCommands().Last();
        foreach (var happened in recorded.Events.Take(cut)) image.Apply(happened);
        var chance = new Random(Switches.Seed);
        for (var flip = 0; flip < Math.Max(6, _flips / 6); flip++)
        {
            using var folder = new DataFolder();
            image.Write(folder.Path, Loss.Nothing());
            var bytes = await File.ReadAllBytesAsync(Journal(folder.Path) + "-wal", TestContext.Current.CancellationToken);
            bytes[chance.Next(bytes.Length)] ^= (byte)(1 << chance.Next(8));
            await File.WriteAllBytesAsync(Journal(folder.Path) + "-wal", bytes, TestContext.Current.CancellationToken);
            var (book, _) = Diary.Read(recorded.Events.Take(cut));
            await using var machine = await Machine.StartAsync(folder.Path, new Sink(), Script.End(Commands));

            // What the lost part had sent is not sent to this sink again.
            Assert.Empty(await (book with { Acknowledged = new HashSet<Errand>() }).OffencesAsync(machine, null));
        }
    }

    [Fact]
    public async Task A_file_that_may_not_be_written_is_refused_with_a_sentence()
    {
        using var folder = new DataFolder();
        await WriteAsync(folder.Path);
        using var disk = Disk.Watch(folder.Path);
        disk.IsReadOnly = true;

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Machine.StartAsync(folder.Path, new Sink()));
        Assert.Equal(
            $"The journal {Journal(folder.Path)} cannot be opened: SQLite Error 8: 'attempt to write a readonly database'. "
                + "Give this account the right to write it and its folder, then start again.", refused.Message);
    }

    [Fact]
    public async Task A_file_that_another_program_has_locked_is_refused_and_a_lock_that_goes_is_waited_for()
    {
        using var folder = new DataFolder();
        var (errands, _) = await WriteAsync(folder.Path);
        using (var other = Open(folder.Path))
        {
            Lock(other);
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Machine.StartAsync(folder.Path, new Sink()));
            Assert.Equal(
                $"The journal {Journal(folder.Path)} cannot be opened: SQLite Error 5: 'database is locked'. "
                    + "Another program has it open; close that, then start again.", refused.Message);
        }

        await using var machine = await Machine.StartAsync(folder.Path, new Sink(), Script.End(Commands));
        using (var other = Open(folder.Path))
        {
            Lock(other);
            Assert.IsType<WorkflowItsm.Runtime.Cases.CommandResult.Busy>(await machine.SendAsync(new Errand.Note(errands[0].CaseId, Commands + 1)));
            Assert.NotNull(await machine.ReadAsync(errands[0].CaseId));
        }

        Assert.IsType<WorkflowItsm.Runtime.Cases.CommandResult.Done>(await machine.SendAsync(new Errand.Note(errands[0].CaseId, Commands + 1)));
        Assert.Empty(machine.Verify().Problems);
    }

    [Fact]
    public async Task A_second_runtime_on_the_folder_is_refused_every_time()
    {
        using var folder = new DataFolder();
        await using var first = await Machine.StartAsync(folder.Path, new Sink());
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Machine.StartAsync(folder.Path, new Sink()));
            Assert.Equal($"The data folder {folder.Path} is in use by process {Environment.ProcessId}; stop it or choose another folder with --data.", refused.Message);
        }

        Assert.IsType<WorkflowItsm.Runtime.Cases.CommandResult.Done>(await first.SendAsync(new Errand.Open(1, 1)));
    }

    private static string Journal(string folder) => Path.Combine(folder, "journal.db");

    private static SqliteConnection Open(string folder)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Journal(folder), Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Lock(SqliteConnection connection)
    {
        using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        begin.ExecuteNonQuery();
    }

    /// <summary>A store with everything settled, closed in good order, and what its cases then are.</summary>
    private static async Task<(IReadOnlyList<Errand> Errands, IReadOnlyDictionary<string, Counter> States)> WriteAsync(string folder)
    {
        var errands = Script.Draw(Switches.Seed, Commands);
        var sink = new Sink();
        await using var machine = await Machine.StartAsync(folder, sink);
        Assert.Empty(await new Book(errands, new HashSet<Errand>()).OffencesAsync(machine, sink));
        Dictionary<string, Counter> states = [];
        foreach (var caseId in errands.Select(errand => errand.CaseId).Distinct()) states[caseId] = (await machine.ReadAsync(caseId))!;
        return (errands, states);
    }

    /// <summary>Has the product open damaged bytes: where it noticed, and what wrong it served as right without noticing.</summary>
    private static async Task<(string Where, string? Wrong)> ServeAsync(byte[] damaged, IReadOnlyList<Errand> errands, IReadOnlyDictionary<string, Counter> states)
    {
        using var folder = new DataFolder();
        await File.WriteAllBytesAsync(Journal(folder.Path), damaged, TestContext.Current.CancellationToken);
        Machine machine;
        try
        {
            machine = await Machine.StartAsync(folder.Path, new Sink(), Script.End(Commands));
        }
        catch (Exception refused) when (refused is InvalidOperationException or StoreException)
        {
            return ("refused at start", null);
        }

        await using (machine)
        {
            List<string> wrong = [];
            foreach (var (caseId, state) in states)
                if (await ReadAsync(machine, caseId) is { } other && other(state)) wrong.Add($"{caseId} is not what it was");
            if (!machine.Verify().IsWhole) return (wrong.Count > 0 ? "served, and named by the check" : "named by the check", null);
            foreach (var errand in errands)
                if (await machine.InsistAsync(errand) is not WorkflowItsm.Runtime.Cases.CommandResult.Done { Changed: false } and var answer) wrong.Add($"{errand}, asked again, is answered with {answer}");
            return wrong.Count > 0 ? ("served", $"{string.Join("; ", wrong)}, and the check finds nothing.") : ("without any difference", null);
        }
    }

    // Null when it is refused with a sentence; otherwise says whether the state differs.
    private static async Task<Func<Counter, bool>?> ReadAsync(Machine machine, string caseId)
    {
        try
        {
            var read = await machine.ReadAsync(caseId);
            return state => read != state;
        }
        catch (Exception refused) when (refused is InvalidDataException or StoreException)
        {
            return null;
        }
    }
}
