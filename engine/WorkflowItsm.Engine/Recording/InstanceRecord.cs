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
        writer.Bool(state.Extras is not null);
        if (state.Extras is not { } extras) return;
        writer.List(extras.Topics, (w, topic) => w.Text(topic));
        Write(writer, extras.Completions.All, WriteCompletion);
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
        Extras = reader.Bool() ? new(reader.List(r => r.Text()), new CompletionTable(Read(reader, ReadCompletion))) : null,
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
        writer.Bool(scope.Role is not null);
        if (scope.Role is not { } role) return;
        writer.IntOrNull(role.Round);
        writer.Bool(role.Undoes);
        writer.Int(role.Started);
        writer.Bool(role.Loop is not null);
        if (role.Loop is { } loop) WriteLoop(writer, loop);
    }

    private static ScopeState ReadScope(FactReader reader) =>
        new(reader.Int(), reader.IntOrNull(), reader.Text(), reader.IntOrNull(), ReadContext(reader))
        {
            Tokens = reader.Int(),
            Children = reader.Int(),
            Waits = reader.List(r => r.Int()),
            Role = reader.Bool() ? ReadRole(reader) : null,
        };

    private static ScopeRole ReadRole(FactReader reader) => new()
    {
        Round = reader.IntOrNull(),
        Undoes = reader.Bool(),
        Started = reader.Int(),
        Loop = reader.Bool() ? ReadLoop(reader) : null,
    };

    private static void WriteLoop(FactWriter writer, LoopState loop)
    {
        writer.IntOrNull(loop.Total);
        writer.List(loop.Items, (w, item) => w.Value(item));
        writer.Int(loop.Begun);
        writer.Int(loop.Completed);
        writer.Int(loop.Terminated);
        writer.Int(loop.Results.Count);
        foreach (var (number, value) in loop.Results.Entries)
        {
            writer.Int(number);
            writer.Value(value);
        }
    }

    private static LoopState ReadLoop(FactReader reader)
    {
        var loop = new LoopState(reader.IntOrNull(), reader.List(r => r.Value()))
        {
            Begun = reader.Int(),
            Completed = reader.Int(),
            Terminated = reader.Int(),
        };
        var results = ValueMap.Empty;
        for (var left = reader.Int(); left > 0; left--) results = results.With(reader.Int(), reader.Value());
        return loop with { Results = results };
    }

    private static void WriteCompletion(FactWriter writer, Completion completion)
    {
        writer.Int(completion.Id);
        writer.Int(completion.ScopeId);
        writer.Text(completion.ElementId);
        writer.IntOrNull(completion.InnerScopeId);
        writer.Value(FeelValue.Context(completion.Variables));
    }

    private static Completion ReadCompletion(FactReader reader) =>
        new(reader.Int(), reader.Int(), reader.Text(), reader.IntOrNull(), ReadContext(reader));

    private static void WriteToken(FactWriter writer, TokenState token)
    {
        writer.Int(token.Id);
        writer.Int(token.ScopeId);
        writer.Text(token.ElementId);
        writer.TextOrNull(token.FlowId);
        writer.List(token.Waits, (w, id) => w.Int(id));
        writer.IntOrNull(token.InnerScopeId);
        writer.List(token.Fired, (w, flow) => w.Text(flow));
    }

    private static TokenState ReadToken(FactReader reader) => new(reader.Int(), reader.Int(), reader.Text(), reader.TextOrNull())
    {
        Waits = reader.List(r => r.Int()),
        Role = ReadTokenRole(reader.IntOrNull(), reader.List(r => r.Text())),
    };

    private static TokenRole? ReadTokenRole(int? innerScopeId, ValueList<string> fired) => innerScopeId is null && fired.IsEmpty ? null : new(innerScopeId, fired);


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
