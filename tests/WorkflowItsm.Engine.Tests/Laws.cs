using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Recording;

namespace WorkflowItsm.Engine.Tests;

/// <summary>What holds after every command, whatever it was.</summary>
internal static class Laws
{
    private static readonly FactCodec _codec = new(EngineEventKinds.All(happened => new Fact(happened)));

    public static void Hold(ProcessContext context, InstanceState before, Command command, Verdict verdict)
    {
        Assert.Equal(verdict, ProcessEngine.Decide(context, before, command));
        if (verdict is not Verdict.Accepted accepted) return;

        Assert.Equal(accepted.State, accepted.Events.Items.Aggregate(before, ProcessEngine.Evolve));
        Survives(accepted.Events.Items);
        Survives(accepted.State);
        IsWhole(accepted.State);
        if (accepted.State.Ended)
            Assert.Equal("ended", Assert.IsType<Verdict.Refused>(ProcessEngine.Decide(context, accepted.State, new Command.Cancel("again"))).Refusal.Code);
    }

    /// <summary>Events that were written read back equal.</summary>
    public static void Survives(IEnumerable<EngineEvent> events)
    {
        var writer = new FactWriter();
        foreach (var happened in events)
        {
            writer.Clear();
            _codec.Write(writer, new Fact(happened));
            var reader = new FactReader(writer.Record.ToArray(), writer.Personal.ToArray());
            Assert.Equal(happened, ((Fact)_codec.Read(reader)).Event);
            Assert.True(reader.AtEnd, $"{happened} wrote more than it read.");
        }
    }

    /// <summary>A state that was written reads back equal.</summary>
    public static void Survives(InstanceState state)
    {
        var writer = new FactWriter();
        InstanceRecord.Write(writer, state);
        var reader = new FactReader(writer.Record.ToArray(), writer.Personal.ToArray());
        Assert.Equal(state, InstanceRecord.Read(reader));
        Assert.True(reader.AtEnd, $"{state} wrote more than it read.");
    }

    /// <summary>Nothing hangs in the air: what waits has an owner, and the counts are right.</summary>
    public static void IsWhole(InstanceState state)
    {
        var scopes = state.Scopes.ToDictionary(scope => scope.Id);
        var tokens = state.Tokens.ToDictionary(token => token.Id);
        foreach (var scope in scopes.Values)
        {
            Assert.Equal(tokens.Values.Count(token => token.ScopeId == scope.Id), scope.Tokens);
            Assert.Equal(scopes.Values.Count(child => child.ParentId == scope.Id), scope.Children);
            Assert.All(scope.Waits.Items, id => Assert.Equal((null, scope.Id), (state.FindWait(id)!.TokenId, state.FindWait(id)!.ScopeId)));
            if (scope.HostTokenId is { } host) Assert.Equal(scope.Id, tokens[host].InnerScopeId);
            if (scope.ParentId is not null) Assert.True(scope.Tokens + scope.Children > 0 || scope.Waits.Items.Any(id => state.FindWait(id) is Wait.Action), $"Scope {scope.Id} is empty and still open.");
        }

        foreach (var token in tokens.Values)
        {
            Assert.True(scopes.ContainsKey(token.ScopeId), $"{token} is in no scope.");
            Assert.All(token.Waits.Items, id => Assert.Equal(token.Id, state.FindWait(id)!.TokenId));
        }

        foreach (var fired in tokens.Values.Where(token => !token.Fired.IsEmpty).GroupBy(token => (token.ScopeId, token.ElementId)))
            Assert.True(fired.Count() == 1, $"The gateway {fired.Key.ElementId} went on twice before it began anew.");
        Assert.Equal(
            tokens.Values.SelectMany(token => token.Waits.Items).Concat(scopes.Values.SelectMany(scope => scope.Waits.Items)).Order(),
            state.Waits.Select(wait => wait.Id));
        Assert.All(state.Incidents, incident => Assert.True(incident.TokenId is null || tokens.ContainsKey(incident.TokenId.Value)));
        Assert.All(state.Overlays.Items, overlay => Assert.True(tokens.ContainsKey(overlay.OwnerId) || scopes.ContainsKey(overlay.OwnerId)));
        if (!state.Ended) return;
        Assert.Empty(state.Tokens);
        Assert.Empty(state.Waits);
        Assert.Empty(state.Incidents);
        Assert.Empty(state.Overlays);
        Assert.Single(state.Scopes);
    }

    private sealed record Fact(EngineEvent Event) : CaseFact, IWrapsFact
    {
        public object Wrapped => Event;
    }
}
