using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Scenarios.Tests;

/// <summary>
/// A core that holds another one to its laws at every command: deciding twice agrees, folding the facts gives
/// the state, also from a state that was written and read at any version, and facts survive being written and read.
/// </summary>
internal sealed class LawfulCore(ICaseCore core) : ICaseCore
{
    public string Kind => core.Kind;

    public FactCodec Codec => core.Codec;

    public StateCodec? StateCodec => core.StateCodec;

    public CaseState Initial(string caseId) => core.Initial(caseId);

    public CaseVerdict Decide(Release release, CaseState state, CaseCommand command, CommandHeader header)
    {
        var verdict = core.Decide(release, state, command, header);
        var again = core.Decide(release, state, command, header);
        if (verdict is CaseVerdict.Refused refused) Assert.Equal(refused, again);
        if (verdict is CaseVerdict.Accepted accepted)
        {
            var twice = Assert.IsType<CaseVerdict.Accepted>(again);
            Assert.Equal(accepted.Facts, twice.Facts);
            Assert.Equal(accepted.Effects, twice.Effects);
            var factHeader = new FactHeader(header.Time, header.Actor.Name);
            var written = WriteAndRead(accepted.Facts);
            Assert.Equal(accepted.Facts, written);
            Assert.Equal(accepted.State, written.Items.Aggregate(state, (folded, fact) => core.Evolve(folded, fact, factHeader)));
            var resumed = WriteAndRead(state);
            Assert.Equal(state, resumed);
            Assert.Equal(accepted.State, written.Items.Aggregate(resumed, (folded, fact) => core.Evolve(folded, fact, factHeader)));
            Assert.Equal(accepted.State, WriteAndRead(accepted.State));
        }

        return verdict;
    }

    public CaseState Evolve(CaseState state, CaseFact fact, FactHeader header) => core.Evolve(state, fact, header);

    public int? ReleaseOf(CaseState state) => core.ReleaseOf(state);

    public CaseRows Rows(CaseState state) => core.Rows(state);

    public string? NumberPrefix(Release release, CaseState state, CaseCommand command) => core.NumberPrefix(release, state, command);

    public CaseCommand Due(string key) => core.Due(key);

    public CaseCommand? Receive(Effect effect) => core.Receive(effect);

    public bool Awaits(CaseState state, int waitId) => core.Awaits(state, waitId);

    public CaseCommand Answer(int waitId, JobAnswer answer) => core.Answer(waitId, answer);

    private CaseState WriteAndRead(CaseState state)
    {
        if (core.StateCodec is not { } codec) return state;
        var writer = new FactWriter();
        codec.Write(writer, state);
        var reader = new FactReader(writer.Record.ToArray(), writer.Personal.ToArray());
        var read = codec.Read(reader);
        Assert.True(reader.AtEnd, $"{state} wrote more than it read.");
        return read;
    }

    private ValueList<CaseFact> WriteAndRead(ValueList<CaseFact> facts)
    {
        var writer = new FactWriter();
        foreach (var fact in facts) core.Codec.Write(writer, fact);
        var reader = new FactReader(writer.Record.ToArray(), writer.Personal.ToArray());
        var read = new List<CaseFact>();
        while (!reader.AtEnd) read.Add(core.Codec.Read(reader));
        return read.ToValueList();
    }
}
