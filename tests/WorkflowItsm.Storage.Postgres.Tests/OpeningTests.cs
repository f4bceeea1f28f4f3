using WorkflowItsm.Runtime.Tests.Bench;
using WorkflowItsm.Storage.Postgres.Journal;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Storage.Postgres.Tests;

public sealed class OpeningTests
{
    [Fact]
    public async Task Commits_are_flushed_before_they_are_answered()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.StopAsync();
        using var journal = new PostgresJournal($"{runtime.Database.ConnectionString};Options=-c synchronous_commit=off");
        await using var writer = await WriterConnection.OpenAsync(journal, TestContext.Current.CancellationToken);

        var settings = await writer.ListAsync(
            "SELECT current_setting('synchronous_commit'), current_setting('fsync')",
            row => (row.GetString(0), row.GetString(1)),
            TestContext.Current.CancellationToken);
        Assert.Equal([("on", "on")], settings);
    }

    [Fact]
    public async Task Readers_cannot_write()
    {
        await using var runtime = await TestRuntime.StartAsync();
        using var journal = new PostgresJournal(runtime.Database.ConnectionString);
        await using var reader = await journal.OpenReaderAsync(TestContext.Current.CancellationToken);
        using var write = journal.Command(reader, "DELETE FROM journal", 0);

        var refused = Assert.Throws<Npgsql.PostgresException>(() => write.Run());
        Assert.Equal("cannot execute DELETE in a read-only transaction", refused.MessageText);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("Host=db;Password=secret")]
    [InlineData("Database=itsm;Password=secret")]
    [InlineData("Host=db;Database=itsm;Port=secret")]
    public void A_connection_string_that_says_too_little_is_refused_without_being_repeated(string text) =>
        Assert.Equal(
            "The connection string of PostgreSQL cannot be read, or names no Host or no Database; "
                + "write it as in 'Host=db;Database=itsm;Username=itsm;Password=…'.",
            Assert.Throws<InvalidOperationException>(() => new PostgresJournal(text)).Message);

    [Fact]
    public async Task A_server_that_does_not_answer_is_a_sentence_without_the_password()
    {
        var port = HostProcess.FreeAddress().Port;
        using var journal = new PostgresJournal($"Host=127.0.0.1;Port={port};Database=itsm;Username=itsm;Password=secret");

        var failed = await Assert.ThrowsAsync<Runtime.Storage.StoreException>(
            () => WriterConnection.OpenAsync(journal, TestContext.Current.CancellationToken));
        Assert.Equal($"The store 127.0.0.1:{port}/itsm cannot be used now: Connection refused.", failed.Message);
    }

    public static TheoryData<int, string, bool, bool, string?> Servers => new()
    {
        { 14, "UTF8", true, false, null },
        { 13, "UTF8", true, false, "The server of here is PostgreSQL 13; use 14 or newer." },
        { 15, "LATIN1", true, false, "The database of here has the encoding LATIN1, which cannot keep every text; make one with ENCODING 'UTF8'." },
        { 15, "UTF8", true, true, "The server of here is a standby and takes no writes; name the primary." },
        { 15, "UTF8", false, false, "The server of here runs with fsync = off: a power cut would lose what was acknowledged. Set fsync = on in its postgresql.conf." },
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public void A_server_that_cannot_be_trusted_is_refused(int version, string encoding, bool flushes, bool standby, string? reason) =>
        Assert.Equal(reason, JournalOpening.WhyNot("here", new(version, encoding, flushes, standby)));

    [Fact]
    public async Task A_schema_without_a_journal_is_a_sentence()
    {
        var server = await SharedServer.GetAsync();
        using var journal = new PostgresJournal($"{server.ConnectionString};Search Path=never_made");

        var missing = Assert.Throws<InvalidOperationException>(() => new PostgresJournalReader(journal).OpenSnapshot());
        Assert.Equal(
            $"There is no journal in 127.0.0.1:{server.Port}/postgres (schema never_made). Name the database and schema in which a server has run.",
            missing.Message);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 0)]
    [InlineData("12", 12)]
    [InlineData(" -3.5x", -3.5)]
    [InlineData("7e2 apples", 700)]
    [InlineData(".5", 0.5)]
    [InlineData("1e999", double.PositiveInfinity)]
    [InlineData("-1e999", double.NegativeInfinity)]
    [InlineData("1e-999", 0)]
    [InlineData("1e", 1)]
    public async Task A_text_counts_as_the_number_it_begins_with(string text, double number)
    {
        await using var runtime = await TestRuntime.StartAsync();
        using var hand = runtime.Database.Hand();

        Assert.Equal(number, hand.Value("SELECT ticket_number($1)", text));
        Assert.Equal(double.PositiveInfinity, hand.Value("SELECT ticket_number($1)", new string('9', 400)));
    }
}
