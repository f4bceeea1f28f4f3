using System.Text.Json;
using Microsoft.JSInterop;

namespace WorkflowItsm.Web.Islands;

/// <summary>A draft that the browser kept.</summary>
/// <param name="At">When it was kept, by the browser's clock.</param>
/// <param name="Value">What was typed.</param>
public sealed record Draft<T>(DateTimeOffset At, T Value);

/// <summary>
/// What a person typed and has not sent, kept in the browser under the person and a key for 30 days, so that a
/// session that ends loses nothing. Quiet when the browser is gone or keeps nothing. For one circuit.
/// </summary>
public sealed class Drafts(IJSRuntime js) : IAsyncDisposable
{
    private const long LongestDraft = 10 * 1024 * 1024;
    private IJSObjectReference? _module;

    /// <summary>Keeps a value; false when the browser refuses or has gone.</summary>
    public Task<bool> SaveAsync<T>(string owner, string key, T value) => AskAsync<bool>("save", owner, key, JsonSerializer.Serialize(value));

    /// <summary>The draft, or null.</summary>
    public async Task<Draft<T>?> LoadAsync<T>(string owner, string key)
    {
        // As a stream: a draft may be longer than one message of the line.
        if (await AskAsync<IJSStreamReference?>("loadBytes", owner, key) is not { } reference) return null;
        await using var kept = reference;
        try
        {
            await using var stream = await kept.OpenReadStreamAsync(LongestDraft);
            return await JsonSerializer.DeserializeAsync<Draft<T>>(stream, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            // Kept by an older screen in another shape.
            return null;
        }
    }

    /// <summary>Forgets a draft; call it when the server has what it holds.</summary>
    public Task RemoveAsync(string owner, string key) => AskAsync<object?>("remove", owner, key);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone.
        }
    }

    private async Task<T?> AskAsync<T>(string function, params object?[] arguments)
    {
        try
        {
            _module ??= await js.InvokeAsync<IJSObjectReference>("import", "./_content/WorkflowItsm.Web/client/drafts.js");
            return await _module.InvokeAsync<T>(function, arguments);
        }
        catch (Exception ended) when (ended is JSDisconnectedException or OperationCanceledException)
        {
            return default;
        }
    }
}
