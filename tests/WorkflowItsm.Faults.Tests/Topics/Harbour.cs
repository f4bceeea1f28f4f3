using System.Globalization;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Testing;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests.Topics;

/// <summary>The processes of <c>harbour.bpmn</c>: who hears signals, who takes messages, what timers begin.</summary>
internal static class Harbour
{
    private const int Listeners = 4;

    private static readonly string _file = RepositoryRoot.PathOf("tests", "WorkflowItsm.Faults.Tests", "Topics", "harbour.bpmn");

    /// <summary>The letters that begin who listens; they have to be at it before the first signal.</summary>
    public static IEnumerable<Letter> Opening => Enumerable.Range(1, Listeners).Select(number => new Letter(Mail.Listener, string.Create(CultureInfo.InvariantCulture, $"ear-{number}"), "harbour"));

    /// <summary>Carriers for every parcel that may be kept in the end.</summary>
    public static IEnumerable<Letter> LastCarriers =>
        Enumerable.Range(1, TopicCore.MaxBuffered / 5).Select(number => new Letter(Mail.Carrier, string.Create(CultureInfo.InvariantCulture, $"last-{number}"), "harbour"));

    public static byte[] Bpmn => File.ReadAllBytes(_file);

    /// <summary>Puts them into a folder of bundles.</summary>
    public static void AddTo(string bundles)
    {
        var folder = Directory.CreateDirectory(Path.Combine(bundles, "harbour")).FullName;
        File.Copy(_file, Path.Combine(folder, "harbour.bpmn"));
    }

    /// <summary>Has a running host begin the listeners, and waits until nothing is on its way any more: then they are heard of.</summary>
    public static async Task OpenAsync(ApiClient client, ApiClient operations, Letters letters)
    {
        foreach (var letter in Opening) Assert.True(await Sailor.SendAsync(client, letters.Write(letter)));
        await Eventually.Holds("the listeners", async () => (await operations.GetAsync("/api/v1/status")).Body?["effects_waiting"]?.GetValue<int>() == 0);
    }

    /// <summary>Waits until the journal in a folder agrees with the letters, and fails with what is still wrong then.</summary>
    public static async Task SettleAsync(string folder, ApiClient client, Letters letters, string context)
    {
        foreach (var carrier in LastCarriers) Assert.True(await Sailor.SendAsync(client, letters.Write(carrier)));
        IReadOnlyList<string> offences = [];
        try
        {
            await Eventually.Holds("the letters", async () => (offences = new LettersCheck(letters.All, await Logbook.ReadAsync(folder)).Offences(DateTimeOffset.UtcNow)).Count == 0);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"Letters and journal disagree.{context}\n{string.Join('\n', offences.Take(50))}");
        }
    }
}
