using Xunit.Sdk;

namespace WorkflowItsm.Testing.Tests;

public sealed class GoldenTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("golden").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_text_nobody_has_approved_fails_and_is_left_to_be_read()
    {
        var failure = Assert.Throws<FailException>(() => Golden.Check("one\r\ntwo", "greeting", _folder));

        Assert.Equal(
            $"Nothing is approved as {Approved} yet. Read greeting.received.txt beside it and, when it is right, rename it.", failure.Message);
        Assert.Equal("one\ntwo\n", File.ReadAllText(Received));
    }

    [Fact]
    public void The_approved_text_passes_and_clears_away_what_was_received_before()
    {
        File.WriteAllText(Approved, "one\ntwo\n");
        File.WriteAllText(Received, "other");

        Golden.Check("one\r\ntwo", "greeting", _folder);

        Assert.False(File.Exists(Received));
    }

    [Theory]
    [InlineData("one\n2", 2, "two", "2")]
    [InlineData("one", 2, "two", "(the text has ended)")]
    [InlineData("one\ntwo\n\nfour", 3, "(the text has ended)", "")]
    public void A_text_that_differs_fails_with_the_first_line_that_does(string text, int line, string approved, string received)
    {
        File.WriteAllText(Approved, "one\ntwo\n");

        var failure = Assert.Throws<FailException>(() => Golden.Check(text, "greeting", _folder));

        Assert.Equal(
            $"Line {line} of {Approved} differs.\nApproved: {approved}\nReceived: {received}\n"
                + "When the received text is right, rename greeting.received.txt beside it.",
            failure.Message);
        Assert.True(File.Exists(Received));
    }

    private string Approved => Path.Combine(_folder, "greeting.approved.txt");

    private string Received => Path.Combine(_folder, "greeting.received.txt");
}
