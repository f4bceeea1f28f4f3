using MimeKit;
using WorkflowItsm.Mail.Out;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Mail.Tests.Out;

public sealed class PickupFolderTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_mail_is_a_file_named_after_its_effect()
    {
        await Handle(Some.Call("li.na@example.org"));
        var file = Assert.Single(Directory.GetFiles(_data.Pickup));
        Assert.Equal("case1.7.0.eml", Path.GetFileName(file));
        using var mail = await MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal("li.na@example.org", mail.To.Mailboxes.Single().Address);
    }

    [Fact]
    public async Task Doing_it_again_writes_the_same_file_over()
    {
        await Handle(Some.Call("li.na@example.org"));
        var first = await File.ReadAllBytesAsync(Path.Combine(_data.Pickup, "case1.7.0.eml"), TestContext.Current.CancellationToken);
        await Handle(Some.Call("li.na@example.org", attempt: 2));
        Assert.Equal(first, await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(_data.Pickup)), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Mails_that_come_together_all_arrive_whole()
    {
        var outbox = new PickupFolder(new WorkflowItsmOptions { DataDirectory = _data.Path });
        await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Task.Run(() =>
            new MailHandler(Some.Writer(), outbox).HandleAsync(Some.Call("li.na@example.org") with { Id = $"case.{n}" }, TestContext.Current.CancellationToken))));
        var files = Directory.GetFiles(_data.Pickup);
        Assert.Equal(Enumerable.Range(0, 200).Select(n => $"case.{n}.eml").Order(StringComparer.Ordinal), files.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var file in files)
        {
            using var mail = await MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken);
            Assert.Equal("li.na@example.org", mail.To.Mailboxes.Single().Address);
        }
    }

    [Fact]
    public async Task Mails_after_one_that_could_not_be_kept_arrive()
    {
        var outbox = new PickupFolder(new WorkflowItsmOptions { DataDirectory = _data.Path });
        Directory.CreateDirectory(Path.Combine(_data.Pickup, "case.1.eml"));
        var handler = new MailHandler(Some.Writer(), outbox);
        await Assert.ThrowsAnyAsync<SystemException>(() => handler.HandleAsync(Some.Call("a@example.org") with { Id = "case.1" }, TestContext.Current.CancellationToken));
        await handler.HandleAsync(Some.Call("a@example.org") with { Id = "case.2" }, TestContext.Current.CancellationToken);
        Assert.True(File.Exists(Path.Combine(_data.Pickup, "case.2.eml")));
    }

    [Fact]
    public async Task An_id_cannot_lead_out_of_the_folder()
    {
        await Handle(Some.Call("a@example.org") with { Id = "../../evil/1" });
        Assert.Equal("_.._evil_1.eml", Path.GetFileName(Assert.Single(Directory.GetFiles(_data.Pickup))));
    }

    [Fact]
    public async Task A_name_that_is_no_address_still_leaves_a_mail()
    {
        await Handle(Some.Call("operations team"));
        Assert.Contains("operations_team@workflowitsm.invalid", await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(_data.Pickup)), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private Task Handle(EffectCall call) =>
        new MailHandler(Some.Writer(), new PickupFolder(new WorkflowItsmOptions { DataDirectory = _data.Path })).HandleAsync(call, TestContext.Current.CancellationToken);
}
