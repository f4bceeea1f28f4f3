using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Connectors;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Runtime.Tests;

/// <summary>What tasks tell their handlers is checked before it is published, against what this host has.</summary>
public sealed class ConnectorTests
{
    [Theory]
    [InlineData("""<itsm:handler name="post"/><itsm:input name="to" value="who"/>""")]
    [InlineData("""<itsm:handler name="post"/><itsm:input name="to" value="&quot;ann&quot;"/><itsm:input name="note" value="null"/>""")]
    [InlineData("""<itsm:handler name="plain"/><itsm:input name="anything" value="1"/>""")]
    [InlineData("""<itsm:topic name="elsewhere"/>""")]
    public async Task What_can_be_done_is_found_right(string settings) => Assert.Empty(await FindingsAsync(settings));

    [Fact]
    public async Task What_is_missing_is_an_error_and_names_the_field() => Assert.Equal(
        [
            "Error connector-input-missing of Task (input:to)",
            "'Task' is done by 'post', but has no input 'to' (Recipient), without which nothing can be done. Fill in: Recipient.",
            "“Task”由“post”执行，但缺少必需的输入“to”（收件人）。请填写：收件人。",
        ], await FindingsAsync("""<itsm:handler name="post"/>"""));

    [Fact]
    public async Task A_value_that_can_never_be_is_an_error() => Assert.Equal(
        [
            "Error connector-input-wrong of Task (input:to)",
            "'Task', Recipient: nobody is called \"x\". Correct the value.",
            "“Task”，收件人：没有人叫 \"x\"。请更正该值。",
        ], await FindingsAsync("""<itsm:handler name="post"/><itsm:input name="to" value="&quot;x&quot;"/>"""));

    [Fact]
    public async Task Null_is_no_value() => Assert.Equal(
        [
            "Error connector-input-wrong of Task (input:to)",
            "'Task', Recipient: found null, expected a value. Correct the value.",
            "“Task”，收件人：值为 null，但必须有值。请更正该值。",
        ], await FindingsAsync("""<itsm:handler name="post"/><itsm:input name="to" value="null"/>"""));

    [Fact]
    public async Task An_input_that_nobody_reads_is_a_warning() => Assert.Equal(
        [
            "Warning connector-input-unknown of Task (input:too)",
            "'Task' has the input 'too', which 'post' does not know; it knows: 'to', 'note'. Correct the name, or remove the input.",
            "“Task”有输入“too”，但“post”不认识它；可用的输入：“to”、“note”。请更正名称，或删除该输入。",
        ], await FindingsAsync("""<itsm:handler name="post"/><itsm:input name="to" value="who"/><itsm:input name="too" value="1"/>"""));

    [Fact]
    public async Task A_handler_that_this_host_does_not_have_is_a_warning() => Assert.Equal(
        [
            "Warning handler-unknown of Task (handler)",
            "'Task' is done by the handler 'mail', which this host does not have; it has: 'plain', 'post'. Choose one of those, or register it in the host before a case comes here.",
            "“Task”由处理程序“mail”执行，但本主机没有该处理程序；已有：“plain”、“post”。请改用已有的处理程序，或在案例到达此处之前在主机中登记它。",
        ], await FindingsAsync("""<itsm:handler name="mail"/>"""));

    [Fact]
    public async Task What_is_wrong_with_a_task_is_told_together_with_what_is_wrong_with_its_drawing()
    {
        var found = await FindingsAsync("""<itsm:handler name="post"/>""", """<bpmn:intermediateCatchEvent id="Alone"/>""");

        Assert.Contains(found, told => told.StartsWith("Error", StringComparison.Ordinal) && told.Contains(" of Alone ", StringComparison.Ordinal));
        Assert.Contains("Error connector-input-missing of Task (input:to)", found);
    }

    [Fact]
    public async Task An_input_that_cannot_be_read_is_told_as_that_and_not_as_missing()
    {
        var found = await FindingsAsync("""<itsm:handler name="post"/><itsm:input name="to" value="1 +"/>""");

        Assert.Equal("Error feel-syntax of Task (input:to)", found[0]);
        Assert.DoesNotContain(found, told => told.Contains("connector-input", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_handler_is_told_which_try_it_is_and_when_the_case_came()
    {
        var calls = new List<ServiceTaskCall>();
        await using var runtime = await TestRuntime.StartAsync(parts: builder => Add(builder, calls));
        var input = FeelValue.Context(FeelContext.Empty);
        await runtime.SendAsync("a", new Ask.Emit(new("call", "plain", FeelContext.Of(("wait", 7), ("element", "Task"), ("input", input)))));
        await runtime.CommitAsync(batch => batch.Marks.Count == 1);
        runtime.Time.Advance(TimeSpan.FromMinutes(5));
        await runtime.CounterAsync("a", counter => counter.Log.Count == 1);

        Assert.Equal([(1, TestRuntime.Noon), (2, TestRuntime.Noon)], calls.Select(call => (call.Attempt, call.RecordedAt)));
        Assert.Single(calls.Select(call => call.Id).Distinct());
    }

    private static async Task<IReadOnlyList<string>> FindingsAsync(string settings, string more = "")
    {
        await using var runtime = await TestRuntime.StartAsync(parts: builder => Add(builder));
        var file = Bundles.Process("A", decision: "rule").Replace("businessRuleTask", "serviceTask", StringComparison.Ordinal)
            .Replace("\"Rule\"", "\"Task\"", StringComparison.Ordinal).Replace("<itsm:decision ref=\"rule\" />", settings, StringComparison.Ordinal)
            .Replace("</bpmn:process>", $"{more}</bpmn:process>", StringComparison.Ordinal);
        var publication = new Publication("a", Bundles.Files(("a.bpmn", file)), TestRuntime.Ann, null, Publication.FromApi);
        var result = await runtime.Services.GetRequiredService<IDefinitions>().PublishAsync(publication, TestContext.Current.CancellationToken);
        Assert.Equal(result.Findings.Items.All(finding => finding.Severity != Severity.Error), result.Changed);
        return [.. result.Findings.Items.SelectMany(Told)];
    }

    private static IEnumerable<string> Told(Finding finding) =>
    [
        $"{finding.Severity} {finding.Code} of {finding.ElementId} ({finding.Part})", $"{finding.Message} {finding.Cure}", $"{finding.Says.In("zh")}{finding.Advises.In("zh")}",
    ];

    private static Hosting.WorkflowItsmBuilder Add(Hosting.WorkflowItsmBuilder builder, List<ServiceTaskCall>? calls = null)
    {
        builder.Services.AddSingleton(calls ?? []);
        return builder.AddServiceTaskHandler<Second>("plain").AddServiceTaskHandler<Second>("post").AddConnector<Post>();
    }

    /// <summary>Fails the first time.</summary>
    private sealed class Second(List<ServiceTaskCall> calls) : IServiceTaskHandler
    {
        public Task<FeelContext> HandleAsync(ServiceTaskCall call, CancellationToken cancellationToken)
        {
            calls.Add(call);
            return call.Attempt == 1 ? throw new InvalidOperationException("Not yet.") : Task.FromResult(FeelContext.Empty);
        }
    }

    private sealed class Post : IConnector
    {
        public string Name => "post";

        public Sentence Label => Sentence.Both("Post", "邮政");

        public Sentence Answer => Sentence.Both("nothing", "无");

        public ValueList<ConnectorField> Fields { get; } =
            [new("to", Sentence.Both("Recipient", "收件人")) { IsRequired = true }, new("note", Sentence.Both("Note", "备注"))];

        public ConnectorRemark? Judge(string field, FeelValue value) =>
            value.ToText() == "x" ? ConnectorRemark.Wrong("nobody is called \"x\".", "没有人叫 \"x\"。") : null;
    }
}
