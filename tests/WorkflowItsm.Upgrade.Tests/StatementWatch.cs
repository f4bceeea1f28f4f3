using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WorkflowItsm.Upgrade.Tests;

/// <summary>Hears of every statement that is about to run on the files of a folder, as the migrator has them run.</summary>
internal sealed class StatementWatch : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly string _folder;
    private readonly Action<string> _hear;
    private readonly List<IDisposable> _subscriptions = [];

    public StatementWatch(string folder, Action<string> hear)
    {
        (_folder, _hear) = (folder, hear);
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name != "Microsoft.EntityFrameworkCore") return;
        lock (_subscriptions) _subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuting", Value: CommandEventData statement }
            && statement.Command.Connection!.DataSource.StartsWith(_folder, StringComparison.Ordinal)) _hear(statement.Command.CommandText);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        lock (_subscriptions) _subscriptions.ForEach(subscription => subscription.Dispose());
    }
}
