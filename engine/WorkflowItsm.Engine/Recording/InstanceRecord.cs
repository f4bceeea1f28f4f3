using WorkflowItsm.Engine.Folding;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Recording;

/// <summary>
/// How the state of a process instance is written, for the <see cref="StateCodec"/> of a core whose cases hold one.
/// A change of the form raises the version of all of those.
/// </summary>
public static class InstanceRecord
{
    /// <summary>Writes all of it; personal values are among the others.</summary>
    public static void Write(FactWriter writer, InstanceState state)
    {
        writer.TextOrNull(state.ProcessId);
        writer.Bool(state.Ended);
        writer.TextOrNull(state.EndElementId);
        writer.TextOrNull(state.EndReason);
        writer.TextOrNull(state.StartElementId);
        writer.IntOrNull(state.BaseState);
        writer.List(state.Overlays, (w, overlay) => { w.Int(overlay.OwnerId); w.Int(overlay.State); w.Text(overlay.ElementId); });
        writer.List(state.Keys, (w, key) => w.Text(key));
        writer.Int(state.RootScopeId);
        writer.Int(state.LastId);
        Write(writer, state.ScopeTable, WriteScope);
        Write(writer, state.TokenTable, WriteToken);
        Write(writer, state.WaitTable, EngineEventKinds.WriteWait);
        Write(writer, state.IncidentTable, EngineEventKinds.WriteIncident);
    }

    /// <summary>Reads what <see cref="Write(FactWriter, InstanceState)"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or was written in another form.</exception>
    public static InstanceState Read(FactReader reader) => new()
    {
        ProcessId = reader.TextOrNull(),
        Ended = reader.Bool(),
        EndElementId = reader.TextOrNull(),
        EndReason = reader.TextOrNull(),
        StartElementId = reader.TextOrNull(),
        BaseState = reader.IntOrNull(),
        Overlays = reader.List(r => new Overlay(r.Int(), r.Int(), r.Text())),
        Keys = reader.List(r => r.Text()),
        RootScopeId = reader.Int(),
        LastId = reader.Int(),
        ScopeTable = Read(reader, ReadScope),
        TokenTable = Read(reader, ReadToken),
        WaitTable = Read(reader, EngineEventKinds.ReadWait),
        IncidentTable = Read(reader, EngineEventKinds.ReadIncident),
    };

    private static void WriteScope(FactWriter writer, ScopeState scope)
    {
        writer.Int(scope.Id);
        writer.IntOrNull(scope.ParentId);
        writer.Text(scope.ElementId);
        writer.IntOrNull(scope.HostTokenId);
        writer.Value(FeelValue.Context(scope.Variables));
        writer.Int(scope.Tokens);
        writer.Int(scope.Children);
        writer.List(scope.Waits, (w, id) => w.Int(id));
    }

    private static ScopeState ReadScope(FactReader reader) =>
        new(reader.Int(), reader.IntOrNull(), reader.Text(), reader.IntOrNull(), ReadContext(reader))
        {
            Tokens = reader.Int(),
            Children = reader.Int(),
            Waits = reader.List(r => r.Int()),
        };

    private static void WriteToken(FactWriter writer, TokenState token)
    {
        writer.Int(token.Id);
        writer.Int(token.ScopeId);
        writer.Text(token.ElementId);
        writer.TextOrNull(token.FlowId);
        writer.List(token.Waits, (w, id) => w.Int(id));
        writer.IntOrNull(token.InnerScopeId);
    }

    private static TokenState ReadToken(FactReader reader) => new(reader.Int(), reader.Int(), reader.Text(), reader.TextOrNull())
    {
        Waits = reader.List(r => r.Int()),
        InnerScopeId = reader.IntOrNull(),
    };

    private static FeelContext ReadContext(FactReader reader) => reader.Value().TryGetContext(out var context) ? context : FeelContext.Empty;

    private static void Write<T>(FactWriter writer, IdTable<T> table, Action<FactWriter, T> write)
        where T : class, IHasId
    {
        writer.Int(table.Count);
        foreach (var item in table) write(writer, item);
    }

    private static IdTable<T> Read<T>(FactReader reader, Func<FactReader, T> read)
        where T : class, IHasId
    {
        var table = new IdTableBuilder<T>(default);
        for (var left = reader.Int(); left > 0; left--) table.Put(read(reader));
        return table.Freeze();
    }
}
