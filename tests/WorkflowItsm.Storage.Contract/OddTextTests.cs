using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Storage.Contract;

/// <summary>What people and programs send is kept whatever it is: one text that a database refuses would hold up every batch it is in.</summary>
public sealed class OddTextTests
{
    public static TheoryData<string> Texts =>
    [
        "nothing\0between",
        "打印机\u0001 \ufffe \uffff 🖨️",
        "' \" \\ $1 {0} %_ \r\n\t",
        "长".PadRight(5000, '长'),
        string.Concat(Enumerable.Range(0, 1500).Select(number => $"{number * 7919:x}")),
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Any_text_in_any_field_is_kept_found_and_verified(string text)
    {
        await using var runtime = await TestRuntime.StartAsync();
        var fields = FeelContext.Of([.. _fields.Select(field => (field, (FeelValue)text))]);

        Assert.IsType<CommandResult.Done>(await runtime.SendAsync("a", new Ask.Open(fields)));
        await runtime.SendAsync("b", new Ask.Open(FeelContext.Empty));
        await runtime.RestartAsync();

        var queries = runtime.Services.GetRequiredService<ITicketQueries>();
        foreach (var field in _fields)
        {
            var found = await queries.ListAsync(
                new("counter", new TicketFilter.In(field, [text], false), [], 10, 0), TestRuntime.Ann, TestContext.Current.CancellationToken);
            Assert.Equal(("a", (FeelValue)text), (Assert.Single(found.Rows).CaseId, found.Rows[0].Fields[field]));
        }

        var own = await queries.ListAsync(new("counter", null, [], 10, 0), new(text, Role.Requester), TestContext.Current.CancellationToken);
        Assert.Equal("a", Assert.Single(own.Rows).CaseId);
        Assert.Empty(runtime.Verify().Problems);
    }

    [Theory]
    [InlineData("a\0b", null)]
    [InlineData("a", "k\0")]
    public async Task An_id_with_a_character_that_databases_do_not_know_is_refused(string caseId, string? key)
    {
        await using var runtime = await TestRuntime.StartAsync();

        var refused = Assert.IsType<CommandResult.Refused>(await runtime.SendAsync(caseId, new Ask.Add(1), key));
        Assert.Equal("The id of the case, or the idempotency key, holds the character U+0000; leave it out.", refused.Refusal.Sentence);
    }

    private static readonly string[] _fields = ["short_description", "caller_id", "correlation_id", "assignment_group", "opened_by", "u_note"];
}
