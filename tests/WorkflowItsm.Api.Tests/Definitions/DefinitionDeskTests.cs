using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Definitions;
using WorkflowItsm.Api.Tests.Hosting;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Definitions;

namespace WorkflowItsm.Api.Tests.Definitions;

public sealed class DefinitionDeskTests(RunningHost host)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private DefinitionDesk Desk => host.Services.GetRequiredService<DefinitionDesk>();

    private IDefinitions Definitions => host.Services.GetRequiredService<IDefinitions>();

    [Fact]
    public async Task A_draft_is_kept_for_its_maker_alone_until_it_is_published_with_a_reason()
    {
        await PublishAsync("test-desk", ("a.dmn", Some.Table("test-desk", "1")), ("b.dmn", Some.Table("test-desk-b", "1")));
        var (ann, ben) = (await OwnerAsync("desk-ann"), await OwnerAsync("desk-ben"));

        Assert.Null(await Desk.SaveAsync("test-desk", "a.dmn", Bytes(Some.Table("test-desk", "2")), null, ann, Stop));

        var mine = (await Desk.OpenAsync("test-desk", ann, Stop))!;
        Assert.Equal([new FileChange("a.dmn", ChangeKind.Edited, ChangeKind.None)], mine.Changes.Items);
        Assert.Equal(Some.Table("test-desk", "2"), Text(mine, "a.dmn"));
        Assert.Equal(["test-desk"], await Desk.DraftsAsync(ann, Stop));
        Assert.Empty((await Desk.OpenAsync("test-desk", ben, Stop))!.Changes);
        Assert.Equal("A publication needs a reason of 1 to 1000 characters; say why, for those who read the versions later.",
            (await Desk.PublishAsync("test-desk", "  ", ann, Stop)).Problem!.En);

        var (result, problem) = await Desk.PublishAsync("test-desk", "Two is better", ann, Stop);

        Assert.Null(problem);
        Assert.Equal((2, true), (result!.Version, result.Changed));
        Assert.Empty((await Desk.OpenAsync("test-desk", ann, Stop))!.Changes);
        var newest = Definitions.Bundles.Single(version => version.Bundle == "test-desk");
        Assert.Equal(("desk-ann", "Two is better", "screen"), (newest.PublishedBy, newest.Reason, newest.Source));
    }

    [Fact]
    public async Task A_file_that_is_again_as_published_is_no_change()
    {
        await PublishAsync("test-back", ("a.dmn", Some.Table("test-back", "1")));
        var ann = await OwnerAsync("back-ann");
        await Desk.SaveAsync("test-back", "a.dmn", Bytes(Some.Table("test-back", "2")), null, ann, Stop);
        await Desk.SaveAsync("test-back", "a.dmn", Bytes(Some.Table("test-back", "1")), null, ann, Stop);

        Assert.Empty(await Desk.DraftsAsync(ann, Stop));
        Assert.Equal("Nothing differs from the published version; change something first.", (await Desk.PublishAsync("test-back", "why", ann, Stop)).Problem!.En);
    }

    [Fact]
    public async Task A_draft_with_an_error_is_not_published_and_stays()
    {
        await PublishAsync("test-wrong", ("a.dmn", Some.Table("test-wrong", "1")));
        var ann = await OwnerAsync("wrong-ann");
        await Desk.SaveAsync("test-wrong", "a.dmn", Bytes(Some.Table("test-wrong", "1 +")), null, ann, Stop);

        var (result, _) = await Desk.PublishAsync("test-wrong", "why", ann, Stop);

        Assert.Null(result!.Version);
        Assert.Contains(result.Findings, finding => finding is { File: "a.dmn", Severity: Severity.Error });
        Assert.Single((await Desk.OpenAsync("test-wrong", ann, Stop))!.Changes);
    }

    [Fact]
    public async Task Who_saw_an_older_version_does_not_overwrite_the_newer_one_unseen()
    {
        await PublishAsync("test-seen", ("a.dmn", Some.Table("test-seen", "1")));
        var (ann, ben) = (await OwnerAsync("seen-ann"), await OwnerAsync("seen-ben"));
        var seen = (await Desk.OpenAsync("test-seen", ann, Stop))!.BaseVersion;
        await Desk.SaveAsync("test-seen", "a.dmn", Bytes(Some.Table("test-seen", "2")), null, ben, Stop);
        await Desk.PublishAsync("test-seen", "Ben was first", ben, Stop);

        await Desk.SaveAsync("test-seen", "a.dmn", Bytes(Some.Table("test-seen", "3")), seen, ann, Stop);

        Assert.True((await Desk.OpenAsync("test-seen", ann, Stop))!.IsOvertaken);
        var refused = (await Desk.PublishAsync("test-seen", "Ann too", ann, Stop)).Result!;
        Assert.Equal((null, 2, "seen-ben"), (refused.Version, refused.Newer!.Version, refused.Newer.PublishedBy));
    }

    [Fact]
    public async Task Who_comes_second_sees_what_differs_and_decides_again_file_by_file()
    {
        await PublishAsync("test-two", ("a.dmn", Some.Table("test-two-a", "1")), ("b.dmn", Some.Table("test-two-b", "1")));
        var (ann, ben) = (await OwnerAsync("two-ann"), await OwnerAsync("two-ben"));
        await Desk.SaveAsync("test-two", "a.dmn", Bytes(Some.Table("test-two-a", "3")), null, ann, Stop);
        await Desk.SaveAsync("test-two", "a.dmn", Bytes(Some.Table("test-two-a", "4")), null, ben, Stop);
        await Desk.SaveAsync("test-two", "b.dmn", Bytes(Some.Table("test-two-b", "5")), null, ben, Stop);
        await Desk.PublishAsync("test-two", "Ben was first", ben, Stop);

        var refused = (await Desk.PublishAsync("test-two", "Ann too", ann, Stop)).Result!;
        var late = (await Desk.OpenAsync("test-two", ann, Stop))!;

        Assert.Equal((null, 2, "two-ben"), (refused.Version, refused.Newer!.Version, refused.Newer.PublishedBy));
        Assert.True(late.IsOvertaken);
        Assert.Equal(
            [new("a.dmn", ChangeKind.Edited, ChangeKind.Edited), new("b.dmn", ChangeKind.None, ChangeKind.Edited)], late.Changes.Items);

        await Desk.DecideAgainAsync("test-two", new HashSet<string> { "a.dmn" }, ann, Stop);
        var again = (await Desk.OpenAsync("test-two", ann, Stop))!;

        Assert.False(again.IsOvertaken);
        Assert.Equal((Some.Table("test-two-a", "3"), Some.Table("test-two-b", "5")), (Text(again, "a.dmn"), Text(again, "b.dmn")));
        Assert.Equal(3, (await Desk.PublishAsync("test-two", "Ann decided", ann, Stop)).Result!.Version);
    }

    [Fact]
    public async Task Taking_theirs_of_every_file_ends_the_draft()
    {
        await PublishAsync("test-theirs", ("a.dmn", Some.Table("test-theirs", "1")));
        var ann = await OwnerAsync("theirs-ann");
        await Desk.SaveAsync("test-theirs", "a.dmn", Bytes(Some.Table("test-theirs", "2")), null, ann, Stop);
        await PublishAsync("test-theirs", ("a.dmn", Some.Table("test-theirs", "3")));

        await Desk.DecideAgainAsync("test-theirs", new HashSet<string>(), ann, Stop);

        Assert.Equal((2, false, 0), ((await Desk.OpenAsync("test-theirs", ann, Stop)) is { } open ? (open.BaseVersion, open.IsOvertaken, open.Changes.Count) : default));
    }

    [Fact]
    public async Task A_file_is_added_and_left_out()
    {
        await PublishAsync("test-files", ("a.dmn", Some.Table("test-files", "1")), ("b.dmn", Some.Table("test-files-b", "1")));
        var ann = await OwnerAsync("files-ann");
        await Desk.SaveAsync("test-files", "c.dmn", Bytes(Some.Table("test-files-c", "1")), null, ann, Stop);
        await Desk.SaveAsync("test-files", "b.dmn", null, null, ann, Stop);

        var open = (await Desk.OpenAsync("test-files", ann, Stop))!;
        Assert.Equal(["a.dmn", "c.dmn"], open.Files.Items.Select(file => file.Path));
        Assert.Equal([ChangeKind.Removed, ChangeKind.Added], open.Changes.Items.Select(change => change.Mine));
    }

    [Theory]
    [InlineData(Role.Requester)]
    [InlineData(Role.Agent)]
    [InlineData(Role.Auditor)]
    public async Task Who_may_not_publish_has_no_draft(Role role)
    {
        var actor = new Actor(Roles.NameOf(role), role);
        Assert.Equal("Only process owners and administrators change definitions; ask one of them.",
            (await Desk.SaveAsync("incident", "incident.bpmn", Bytes("x"), null, actor, Stop))!.En);
        Assert.NotNull((await Desk.PublishAsync("incident", "why", actor, Stop)).Problem);
        Assert.Equal(role == Role.Requester, await Desk.OpenAsync("incident", actor, Stop) is null);
        Assert.Empty(await Desk.DraftsAsync(actor, Stop));
    }

    [Fact]
    public async Task A_bundle_does_not_grow_over_ten_megabytes_nor_leave_its_folder()
    {
        await PublishAsync("test-heavy", ("a.dmn", Some.Table("test-heavy", "1")));
        var ann = await OwnerAsync("heavy-ann");

        var large = await Desk.SaveAsync("test-heavy", "big.txt", new byte[(int)BundleFolder.MaxBytes], null, ann, Stop);
        var outside = await Desk.SaveAsync("test-heavy", "../evil.bpmn", Bytes("x"), null, ann, Stop);

        Assert.StartsWith("The bundle would weigh ", large!.En, StringComparison.Ordinal);
        Assert.Equal("'../evil.bpmn' is no path of a file; it must be relative, with forward slashes, and stay inside the bundle.", outside!.En);
        Assert.Empty(await Desk.DraftsAsync(ann, Stop));
    }

    [Fact]
    public async Task A_draft_goes_with_its_account()
    {
        await PublishAsync("test-gone", ("a.dmn", Some.Table("test-gone", "1")));
        var ann = await OwnerAsync("gone-ann");
        await Desk.SaveAsync("test-gone", "a.dmn", Bytes(Some.Table("test-gone", "2")), null, ann, Stop);
        await using (var scope = host.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<AccountBook>().RemoveAsync("gone-ann");
        }

        Assert.Empty(await Desk.DraftsAsync(await OwnerAsync("gone-ann"), Stop));
    }

    private async Task<Actor> OwnerAsync(string name)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var (_, problem) = await scope.ServiceProvider.GetRequiredService<AccountBook>().AddAsync(name, Role.ProcessOwner);
        Assert.Null(problem);
        return new(name, Role.ProcessOwner);
    }

    private async Task PublishAsync(string bundle, params (string Path, string Text)[] files)
    {
        var result = await Definitions.PublishAsync(new Publication(
            bundle, files.Select(file => new BundleFile(file.Path, Bytes(file.Text))).ToValueList(), Actor.System, "why", Publication.FromApi), Stop);
        Assert.NotNull(result.Version);
    }

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(BundleOnDesk bundle, string path) =>
        Encoding.UTF8.GetString(bundle.Files.Items.Single(file => file.Path == path).Content.Span);
}
