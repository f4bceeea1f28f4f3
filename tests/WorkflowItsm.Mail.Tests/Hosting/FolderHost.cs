using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Mail.Tests.Hosting;

/// <summary>A host that reads and writes mails in folders, for all tests that need no mail server.</summary>
public sealed class FolderHost : IAsyncLifetime
{
    private readonly DataFolder _data = new();
    private People? _people;
    private HostProcess? _host;

    /// <summary>The data folder.</summary>
    public DataFolder Data => _data;

    /// <summary>The people.</summary>
    internal People People => _people ?? throw new InvalidOperationException("The host has not been started.");

    /// <summary>The mails that it wrote and reads.</summary>
    internal Postbox Mails => new(_data);

    public async ValueTask InitializeAsync()
    {
        (_host, _people) = await People.StartAsync(_data);
    }

    public async ValueTask DisposeAsync()
    {
        _people?.Dispose();
        if (_host is not null) await _host.DisposeAsync();
        _data.Dispose();
    }
}
