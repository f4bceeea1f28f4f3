using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Effects;

/// <summary>Decides what may become of an effect that was given up. How it stands comes in on the command.</summary>
internal sealed class EffectCore : ICaseCore
{
    public string Kind => EffectStreams.Kind;

    public FactCodec Codec => EffectFact.Codec;

    public CaseState Initial(string caseId) => new EffectOrders(EffectStreams.EffectIdOf(caseId));

    public CaseVerdict Decide(Release release, CaseState state, CaseCommand command, CommandHeader header)
    {
        var orders = (EffectOrders)state;
        if (header.Actor.Role is not (Role.ProcessOwner or Role.Administrator or Role.System))
            return Refuse(
                "not-permitted",
                "Only a process owner or an administrator decides about effects that were given up; ask one of them.",
                "只有流程负责人或管理员可以处理已放弃的操作；请联系他们。");
        return (EffectCommand)command switch
        {
            { Found: null } => Refuse(
                "no-such-effect",
                $"There is no effect '{orders.EffectId}'; GET /api/v1/effects?state=dead lists those that were given up.",
                $"没有操作“{orders.EffectId}”；GET /api/v1/effects?state=dead 可列出已放弃的操作。"),
            EffectCommand.Retry { Found: EffectState.Dead } retry => Accept(orders, new EffectFact.Retried(retry.Reason)),
            EffectCommand.Retry { Found: EffectState.Pending } => Accept(orders),
            EffectCommand.Skip { Found: EffectState.Dead } skip => Accept(orders, new EffectFact.Skipped(skip.Reason)),
            EffectCommand.Skip { Found: EffectState.Skipped } => Accept(orders),
            EffectCommand.Retry or EffectCommand.Skip => NotDead(orders.EffectId, ((EffectCommand)command).Found!.Value),
        };
    }

    public CaseState Evolve(CaseState state, CaseFact fact, FactHeader header) => state;

    public int? ReleaseOf(CaseState state) => null;

    public CaseRows Rows(CaseState state) => CaseRows.None;

    public string? NumberPrefix(Release release, CaseState state, CaseCommand command) => null;

    public CaseCommand Due(string key) => throw new ArgumentException($"Effects have nothing due, so there is no '{key}'.", nameof(key));

    public CaseCommand? Receive(Effect effect) => null;

    public CaseCommand Answer(int waitId, JobAnswer answer) =>
        throw new ArgumentException("Decisions about effects call no handlers.", nameof(waitId));

    private static CaseVerdict.Accepted Accept(EffectOrders orders, params ReadOnlySpan<CaseFact> facts) => new([.. facts], [], orders);

    private static CaseVerdict.Refused NotDead(string id, EffectState found)
    {
        var (en, zh) = found switch
        {
            EffectState.Pending => ("waits to be tried again", "正在等待重试"),
            EffectState.Done => ("has been done", "已完成"),
            EffectState.Skipped => ("was skipped, and what it would have done is no longer kept", "已被跳过，其内容不再保留"),
            EffectState.Dead => throw new ArgumentException("A dead effect is not refused.", nameof(found)),
            _ => throw new ArgumentOutOfRangeException(nameof(found), found, "No such state."),
        };
        return Refuse(
            "effect-not-dead",
            $"The effect '{id}' {en}; only one that was given up can be retried or skipped.",
            $"操作“{id}”{zh}；只有已放弃的操作才能重试或跳过。");
    }

    private static CaseVerdict.Refused Refuse(string code, string en, string zh) => new(new Refusal(code, en) { SentenceZh = zh });
}

/// <summary>The stream of an effect; what was decided is in its facts, and how it stands in the effect's own row.</summary>
internal sealed record EffectOrders(string EffectId) : CaseState;
