using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Jobs;

/// <summary>Why a worker's word does not count, in both languages.</summary>
internal static class JobRefusals
{
    public static JobResult NoSuchJob(string id) => Refuse("no-such-job", $"There is no job '{id}'.", $"没有作业“{id}”。");

    /// <summary>The lease does not hold the job.</summary>
    /// <param name="id">The job.</param>
    /// <param name="state">How the job stands; null when there is none.</param>
    public static JobResult NotHeld(string id, EffectState? state) => state switch
    {
        null => NoSuchJob(id),
        EffectState.Pending => Refuse(
            "job-not-held",
            $"The lease does not hold the job '{id}' any more: it ran out, the host was restarted, or another worker has the job now. Nothing was changed; lease again.",
            $"该租约已不再持有作业“{id}”：租约到期、宿主重启过，或作业已由其他工作程序领取。未做任何更改；请重新领取。"),
        _ => Refuse(
            "job-over",
            $"The job '{id}' is over: it was answered under another lease, or its case needs it no more. Nothing was changed.",
            $"作业“{id}”已结束：已在另一租约下答复，或流程不再需要它。未做任何更改。"),
    };

    private static JobResult.Refused Refuse(string code, string en, string zh) => new(new(code, en) { SentenceZh = zh });
}
