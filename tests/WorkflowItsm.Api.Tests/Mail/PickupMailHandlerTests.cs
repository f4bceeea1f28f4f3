using MimeKit;
using WorkflowItsm.Api.Mail;
using WorkflowItsm.Engine;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Api.Tests.Mail;

public sealed class PickupMailHandlerTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_mail_is_a_file_with_a_stable_id()
    {
        await Handle(Call("li.na@example.org", 1));
        var file = Assert.Single(Directory.GetFiles(_data.Pickup));
        Assert.Equal("case1.7.0.eml", Path.GetFileName(file));
        using var mail = await MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal("case1.7.0@workflowitsm", mail.MessageId);
        Assert.Equal("li.na@example.org", mail.To.Mailboxes.Single().Address);
        Assert.Equal("INC0000001: 磁盘已满", mail.Subject);
        Assert.Equal("请处理。", mail.TextBody?.TrimEnd());
        Assert.Equal("INC0000001", mail.Headers["X-Ticket"]);
    }

    [Fact]
    public async Task Doing_it_again_writes_the_same_file_over()
    {
        await Handle(Call("li.na@example.org", 1));
        var first = await File.ReadAllBytesAsync(Path.Combine(_data.Pickup, "case1.7.0.eml"), TestContext.Current.CancellationToken);
        await Handle(Call("li.na@example.org", 2));
        Assert.Equal(first, await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(_data.Pickup)), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_id_cannot_lead_out_of_the_folder()
    {
        await Handle(Call("a@example.org", 1) with { Id = "../../evil/1" });
        Assert.Equal("_.._evil_1.eml", Path.GetFileName(Assert.Single(Directory.GetFiles(_data.Pickup))));
    }

    [Fact]
    public async Task A_name_that_is_no_address_still_leaves_a_mail()
    {
        await Handle(Call("operations team", 1));
        Assert.Contains("operations_team@workflowitsm.invalid", await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(_data.Pickup)), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private Task Handle(EffectCall call) =>
        new PickupMailHandler(new WorkflowItsmOptions { DataDirectory = _data.Path }, Microsoft.Extensions.Options.Options.Create(new MailOptions())).HandleAsync(call, TestContext.Current.CancellationToken);

    private static EffectCall Call(string target, int attempt) =>
        new("case1.7.0", "case1", new Effect(EffectKinds.Mail, target, FeelContext.Of(("subject", "INC0000001: 磁盘\r\n已满".Replace("\r\n", "", StringComparison.Ordinal)), ("body", "请处理。"), ("ticket", "INC0000001"))), attempt, Some.Time);
}
