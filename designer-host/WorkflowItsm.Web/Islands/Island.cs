using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace WorkflowItsm.Web.Islands;

/// <summary>
/// A component that a TypeScript module of <c>client/</c> draws: mounts it after the first rendering, hands changed
/// options on, and takes it down quietly when the browser has gone.
/// </summary>
public abstract class Island : ComponentBase, IAsyncDisposable
{
    /// <summary>The longest text that an island may send, in bytes.</summary>
    protected const long LongestText = 10 * 1024 * 1024;

    private readonly CancellationTokenSource _gone = new();
    private IJSObjectReference? _module;
    private IJSObjectReference? _handle;
    private IDisposable? _self;
    private string? _shown;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>Where the module draws.</summary>
    protected ElementReference Place { get; set; }

    /// <summary>Whether the island is there and can be asked.</summary>
    public bool IsThere => _handle is not null;

    /// <summary>The module's name below <c>client/</c>.</summary>
    protected abstract string Module { get; }

    /// <summary>What the module is mounted with, and updated with when it has changed.</summary>
    protected abstract object Options { get; }

    /// <summary>What the module calls; it has the methods marked <see cref="JSInvokableAttribute"/>.</summary>
    protected abstract IDisposable Self();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        try
        {
            if (firstRender) await MountAsync();
            else if (_handle is not null) await RefreshAsync();
        }
        catch (Exception ended) when (IsGone(ended))
        {
            // The page was left while the island was on its way.
        }
    }

    /// <summary>Called once, when the island is there.</summary>
    protected virtual Task MountedAsync() => Task.CompletedTask;

    /// <summary>Called after each later rendering; hands on what has changed.</summary>
    protected virtual async Task RefreshAsync()
    {
        var options = Options;
        var text = JsonSerializer.Serialize(options);
        if (text == _shown) return;
        _shown = text;
        await TellAsync("update", options);
    }

    /// <summary>Called instead of <see cref="MountedAsync"/> when this browser cannot bring the island up.</summary>
    protected virtual Task MissingAsync(JSException why) => throw why;

    /// <summary>Raises what the browser called for. What goes wrong is the page's, which knows of a session that has ended.</summary>
    protected Task RaiseAsync(Func<Task> raise) => InvokeAsync(async () =>
    {
        try
        {
            await raise();
        }
        catch (Exception failure) when (!IsGone(failure))
        {
            await DispatchExceptionAsync(failure);
        }
    });

    private async Task MountAsync()
    {
        var options = Options;
        _shown = JsonSerializer.Serialize(options);
        _self = Self();
        try
        {
            _module = await Js.InvokeAsync<IJSObjectReference>("import", _gone.Token, $"./_content/WorkflowItsm.Web/client/{Module}.js");
            _handle = await _module.InvokeAsync<IJSObjectReference>("mount", _gone.Token, Place, options, _self);
        }
        catch (JSException why)
        {
            await MissingAsync(why);
            return;
        }

        await MountedAsync();
    }

    /// <summary>Asks the island; the default of <typeparamref name="T"/> when it is not there or has gone.</summary>
    protected async Task<T?> AskAsync<T>(string function, params object?[] arguments)
    {
        if (_handle is null) return default;
        try
        {
            return await _handle.InvokeAsync<T>(function, _gone.Token, arguments);
        }
        catch (Exception ended) when (IsGone(ended))
        {
            return default;
        }
    }

    /// <summary>Asks the island for a text that may be longer than one message of the line; null when it has gone.</summary>
    protected async Task<string?> AskTextAsync(string function, params object?[] arguments)
    {
        if (await AskAsync<IJSStreamReference>(function, arguments) is not { } reference) return null;
        try
        {
            await using (reference)
            {
                await using var stream = await reference.OpenReadStreamAsync(LongestText, _gone.Token);
                using var reader = new StreamReader(stream);
                return await reader.ReadToEndAsync(_gone.Token);
            }
        }
        catch (Exception ended) when (IsGone(ended))
        {
            return null;
        }
    }

    /// <summary>Tells the island something; nothing happens when it is not there.</summary>
    protected async Task TellAsync(string function, params object?[] arguments)
    {
        if (_handle is null) return;
        try
        {
            await _handle.InvokeVoidAsync(function, _gone.Token, arguments);
        }
        catch (Exception ended) when (IsGone(ended))
        {
            // Nobody is left to hear it.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        try
        {
            if (_handle is not null)
            {
                await _handle.InvokeVoidAsync("dispose");
                await _handle.DisposeAsync();
            }

            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the island with it.
        }

        _self?.Dispose();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    private static bool IsGone(Exception exception) => exception is JSDisconnectedException or OperationCanceledException or ObjectDisposedException;
}
