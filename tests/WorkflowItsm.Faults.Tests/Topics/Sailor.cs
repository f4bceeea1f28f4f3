using System.Net;
using System.Text.Json.Nodes;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests.Topics;

/// <summary>A client that sends signals and messages, one after the other, until the host dies under it.</summary>
internal sealed class Sailor(Letters letters, string name, int seed)
{
    private readonly Random _chance = new(seed);
    private readonly Queue<string> _unpaid = [];
    private int _count;

    /// <summary>Sends half of what got no answer once more, then goes on until something gets none.</summary>
    public async Task WorkAsync(ApiClient client)
    {
        foreach (var letter in letters.All.Where(letter => letter.Client == name && letter.Outcome == Outcome.Unanswered && _chance.Next(2) == 0).ToList())
            if (!await SendAsync(client, letter)) return;
        while (await GoOnAsync(client, letters.Write(Next())))
        {
        }
    }

    private async Task<bool> GoOnAsync(ApiClient client, Letter letter)
    {
        var isAnswered = await SendAsync(client, letter);
        if (letter is { Mail: Mail.Order, Outcome: Outcome.Acknowledged }) _unpaid.Enqueue(letter.Text);
        return isAnswered;
    }

    /// <summary>Sends one; false when nothing answers.</summary>
    public static async Task<bool> SendAsync(ApiClient client, Letter letter)
    {
        try
        {
            var body = new JsonObject { ["name"] = letter.Name, ["payload"] = new JsonObject { ["text"] = letter.Text } };
            if (letter.Key.Length > 0) body["key"] = letter.Key;
            var answer = await client.PostAsync(letter.Mail == Mail.Storm ? "/api/v1/signals" : "/api/v1/messages", body, letter.ToString());
            if (answer.Status == HttpStatusCode.ServiceUnavailable) return true;
            Assert.True(answer.Status == HttpStatusCode.OK, $"{letter} was answered with {(int)answer.Status}: {answer.Text}");
            letter.Outcome = Outcome.Acknowledged;
            return true;
        }
        catch (Exception broken) when (broken is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private Letter Next()
    {
        if (_unpaid.Count > 0 && _chance.Next(2) == 0) return new(Mail.Paid, _unpaid.Dequeue(), name);
        var text = $"{name}-{++_count}";
        var mail = _chance.Next(10) switch
        {
            < 2 => Mail.Storm,
            < 4 => Mail.Carrier,
            < 8 => Mail.Parcel,
            _ => Mail.Order,
        };
        return new(mail, text, name);
    }
}
