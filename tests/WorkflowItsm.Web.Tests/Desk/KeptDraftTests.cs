using Bunit;
using Microsoft.JSInterop;
using WorkflowItsm.Web.Desk.Parts;

namespace WorkflowItsm.Web.Tests.Desk;

/// <summary>Drafts that the browser keeps, by themselves; the browser's part of it is <c>drafts.ts</c>.</summary>
public sealed class KeptDraftTests : Pages
{
    private const string Key = "INC0000001/comment";
    private readonly BunitJSModuleInterop _drafts;
    private readonly BunitJSModuleInterop _watch;
    private readonly List<IReadOnlyDictionary<string, string>> _restored = [];

    public KeptDraftTests()
    {
        JSInterop.Mode = JSRuntimeMode.Strict;
        _drafts = JSInterop.SetupModule("./_content/WorkflowItsm.Web/client/drafts.js");
        _watch = _drafts.SetupModule(invocation => invocation.Identifier == "watch");
        _watch.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void A_draft_that_the_browser_kept_comes_back_by_the_names_of_its_fields()
    {
        Kept("""{"at":"2026-11-25T07:00:00.000Z","value":{"text":"Half a sen","close_notes":"– \"quoted\""}}""");
        Render();
        var texts = Assert.Single(_restored);
        Assert.Equal(("Half a sen", "– \"quoted\""), (texts["text"], texts["close_notes"]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1, 2]")]
    [InlineData("no JSON at all")]
    [InlineData("""{"value":{}}""")]
    [InlineData("""{"value":{"text":{"nested":true}}}""")]
    public void What_is_no_draft_changes_nothing_and_typing_is_kept_all_the_same(string? json)
    {
        Kept(json);
        Render();
        Assert.Empty(_restored);
        Assert.Single(_drafts.Invocations["watch"]);
    }

    [Fact]
    public void It_watches_only_for_its_owner_and_only_what_was_touched_where_asked()
    {
        Kept(null);
        Render(onlyTouched: true);
        Assert.Equal(["dana", Key, true], Assert.Single(_drafts.Invocations["watch"]).Arguments.Skip(1));
    }

    [Fact]
    public async Task What_the_server_has_is_forgotten_and_nothing_is_watched_once_the_panel_has_gone()
    {
        Kept(null);
        var draft = Render();
        await draft.InvokeAsync(draft.Instance.ForgetAsync);
        Assert.Single(_watch.Invocations["forget"]);
        await DisposeComponentsAsync();
        Assert.Single(_watch.Invocations["dispose"]);
    }

    [Fact]
    public async Task A_browser_that_has_gone_is_no_failure()
    {
        _drafts.Setup<string?>("load", "dana", Key).SetException(new JSDisconnectedException("The browser has gone."));
        var draft = Render();
        await draft.InvokeAsync(draft.Instance.ForgetAsync);
        Assert.Empty(_restored);
    }

    private void Kept(string? json) => _drafts.Setup<string?>("load", "dana", Key).SetResult(json);

    private IRenderedComponent<KeptDraft> Render(bool onlyTouched = false) => Render<KeptDraft>(with => with
        .Add(one => one.Owner, "dana").Add(one => one.Key, Key).Add(one => one.OnlyTouched, onlyTouched)
        .Add(one => one.Restored, (IReadOnlyDictionary<string, string> texts) => _restored.Add(texts)).AddChildContent("<textarea data-draft=\"text\"></textarea>"));
}
