using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace WorkflowItsm.Web.Desk.Parts;

/// <summary>A component around a module of <c>client/</c>: loads it once it is on the page, and lets go of it quietly when the circuit is gone.</summary>
public abstract class IslandComponent : ComponentBase, IAsyncDisposable
{
    private IJSObjectReference? _module;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>What mounting the module gave; null before, and when the circuit has gone.</summary>
    protected IJSObjectReference? Handle { get; private set; }

    /// <summary>The module's name in <c>client/src</c>.</summary>
    protected abstract string Module { get; }

    /// <summary>Mounts it.</summary>
    protected abstract ValueTask<IJSObjectReference?> MountAsync(IJSObjectReference module);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        await QuietlyAsync(async () =>
        {
            _module = await Js.InvokeAsync<IJSObjectReference>("import", $"./_content/WorkflowItsm.Web/client/{Module}.js");
            Handle = await MountAsync(_module);
        });
    }

    /// <summary>Runs something in the browser; nothing happens when the browser has gone.</summary>
    protected static async Task QuietlyAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception gone) when (gone is JSDisconnectedException or ObjectDisposedException or TaskCanceledException)
        {
            // Nobody is left to see it.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await QuietlyAsync(async () =>
        {
            if (Handle is { } handle)
            {
                Handle = null;
                await handle.InvokeVoidAsync("dispose");
                await handle.DisposeAsync();
            }

            if (_module is not null) await _module.DisposeAsync();
        });
        Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what else the component holds.</summary>
    protected virtual void Dispose()
    {
    }
}
