using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Web.Sessions;

namespace WorkflowItsm.Web.Effects;

/// <summary>What a screen reads of effects and decides about them; every decision is a command, as over HTTP. One a circuit.</summary>
internal sealed class EffectDesk(IOperations operations, ICaseRuntime cases, CurrentActor who)
{
    public const int PageSize = 25;

    /// <summary>A page of effects in a state, newest first, after the one with the id <paramref name="before"/>; null begins.</summary>
    public async Task<EffectPage> PageAsync(EffectState state, string? before)
    {
        var found = await operations.EffectsBeforeAsync(state, before, PageSize + 1, await who.GetAsync());
        var lines = new List<EffectLine>();
        foreach (var effect in found.Take(PageSize)) lines.Add(new(effect, await NumberAsync(effect.CaseId), await ReasonAsync(effect)));
        return new(lines, found.Count > PageSize);
    }

    /// <summary>Decides about one; null when it is done, else the sentence that says why not.</summary>
    public async Task<string?> DecideAsync(string id, EffectCommand command)
    {
        var result = await cases.SendAsync(new(EffectStreams.Kind, EffectStreams.CaseIdOf(id), command, await who.GetAsync()));
        return result switch
        {
            CommandResult.Done => null,
            CommandResult.Refused { Refusal: var refusal } => Here(refusal.Sentence, refusal.SentenceZh),
            CommandResult.Busy busy => Here(busy.Sentence, "服务器繁忙，未执行任何操作；请稍后重试。"),
            CommandResult.KeyReused or CommandResult.Stale => throw new InvalidOperationException($"A decision about '{id}' has neither a key nor a version."),
        };
    }

    private async Task<string?> NumberAsync(string caseId) =>
        await cases.ReadAsync(TicketCore.StreamKind, caseId) is TicketState { Number: { Length: > 0 } number } ? number : null;

    private async Task<string?> ReasonAsync(EffectRecord effect) =>
        effect.State == EffectState.Skipped
        && (await cases.HistoryAsync(EffectStreams.Kind, EffectStreams.CaseIdOf(effect.Id))) is [.., { Fact: EffectFact.Skipped skipped } last]
            ? $"{last.Header.Actor}: {skipped.Reason}"
            : null;

    private static string Here(string en, string? zh) => ScreenLanguage.Current == "zh" ? zh ?? en : en;
}

/// <summary>A page of effects.</summary>
/// <param name="Lines">The effects, newest first.</param>
/// <param name="HasMore">Whether older ones follow.</param>
internal sealed record EffectPage(IReadOnlyList<EffectLine> Lines, bool HasMore);

/// <summary>An effect as the screen shows it.</summary>
/// <param name="Effect">The effect.</param>
/// <param name="Number">The number of its ticket; null when it belongs to none.</param>
/// <param name="SkippedBy">Who skipped it and why; null when nobody has.</param>
public sealed record EffectLine(EffectRecord Effect, string? Number, string? SkippedBy);
