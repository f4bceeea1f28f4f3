using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Definitions;
using WorkflowItsm.Api.Tests.Hosting;
using WorkflowItsm.Api.Tickets;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Definitions;

namespace WorkflowItsm.Api.Tests;

/// <summary>
/// People change one thing at a time: each reads, adds a mark of their own to what they read, and sends it for the version
/// they saw. A mark that is missing at the end is a lost update.
/// </summary>
public sealed class ConcurrentEditTests(RunningHost host)
{
    private const int Marks = 60;

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(50)]
    public async Task Nobodys_change_of_a_ticket_is_lost(int people)
    {
        var desk = host.Services.GetRequiredService<TicketDesk>();
        var lookup = host.Services.GetRequiredService<TicketLookup>();
        var number = Assert.IsType<DeskAnswer.Done>(await desk.OpenAsync(
            new("incident", FeelContext.Of(("short_description", "Everybody"), ("description", "start"))), Agent(0), Cancel)).Number;
        var (first, acknowledged, stale) = ((await FindAsync()).Record.Version, new ConcurrentBag<string>(), 0);

        await Task.WhenAll(Enumerable.Range(1, people).Select(person => Task.Run(async () =>
        {
            for (var turn = 0; turn < Marks / people; turn++)
            {
                var mark = $"{person}.{turn};";
                while (!await AddAsync(person, mark)) Interlocked.Increment(ref stale);
                acknowledged.Add(mark);
            }
        }, Cancel)));

        var last = await FindAsync();
        var text = last.State["description"].ToText();
        Assert.Equal(acknowledged.Order(StringComparer.Ordinal), text["start".Length..].Split(';', StringSplitOptions.RemoveEmptyEntries).Select(mark => mark + ";").Order(StringComparer.Ordinal));
        Assert.Equal(Marks / people * people, acknowledged.Count);
        Assert.True(stale > 0, "Nobody was ever in anybody's way.");
        Assert.True(last.Record.Version >= first + acknowledged.Count);

        async Task<bool> AddAsync(int person, string mark)
        {
            var seen = await FindAsync();
            var changed = FeelContext.Of(("description", seen.State["description"].ToText() + mark));
            return await desk.UpdateAsync(number, new(changed), Agent(person) with { ExpectedVersion = seen.Record.Version }, Cancel) switch
            {
                DeskAnswer.Done => true,
                DeskAnswer.Stale => false,
                var other => throw new InvalidOperationException(other.ToString()),
            };
        }

        async Task<FoundTicket> FindAsync() => (await lookup.FindAsync(number, Agent(0).Actor, Cancel))!;
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public async Task Nobodys_publication_of_a_bundle_is_lost(int people)
    {
        var bundle = $"test-crowd-{people}";
        var desk = host.Services.GetRequiredService<DefinitionDesk>();
        var definitions = host.Services.GetRequiredService<IDefinitions>();
        var begun = await definitions.PublishAsync(
            new Publication(bundle, [new("a.dmn", Encoding.UTF8.GetBytes(Some.Table(bundle, "0")))], new("owner", Role.ProcessOwner), "begin", Publication.FromApi), Cancel);
        Assert.Equal(1, begun.Version);
        var outrun = 0;

        await Task.WhenAll(Enumerable.Range(1, people).Select(person => Task.Run(async () =>
        {
            var owner = await OwnerAsync(bundle, person);
            for (var turn = 1; turn <= 2; turn++)
            {
                while (!await AddAsync(owner, string.Create(CultureInfo.InvariantCulture, $" + {person}{turn}00"))) Interlocked.Increment(ref outrun);
            }
        }, Cancel)));

        var newest = definitions.Bundles.Single(version => version.Bundle == bundle);
        var expression = Encoding.UTF8.GetString(definitions.Files(bundle, newest.Version)[0].Content.Span);
        for (var person = 1; person <= people; person++)
        {
            for (var turn = 1; turn <= 2; turn++) Assert.Contains($" + {person}{turn}00", expression, StringComparison.Ordinal);
        }

        Assert.Equal(1 + (people * 2), newest.Version);

        async Task<bool> AddAsync(Actor owner, string term)
        {
            var open = (await desk.OpenAsync(bundle, owner, Cancel))!;
            var text = Encoding.UTF8.GetString(open.Files.Items.Single(file => file.Path == "a.dmn").Content.Span);
            Assert.Null(await desk.SaveAsync(bundle, "a.dmn", Encoding.UTF8.GetBytes(text.Replace("</text>", $"{term}</text>", StringComparison.Ordinal)), open.BaseVersion, owner, Cancel));
            var (result, problem) = await desk.PublishAsync(bundle, "one more", owner, Cancel);
            if (result?.Version is not null) return true;
            Assert.Null(problem);
            // Somebody was faster: their file first, and the own term on top of it.
            await desk.DiscardAsync(bundle, owner, Cancel);
            return false;
        }
    }

    private async Task<Actor> OwnerAsync(string bundle, int person)
    {
        var name = $"{bundle}-{person}";
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AccountBook>().AddAsync(name, Role.ProcessOwner);
        return new(name, Role.ProcessOwner);
    }

    private static DeskCall Agent(int person) => new(new($"crowd-{person}", Role.Agent));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
