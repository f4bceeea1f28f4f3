using System.Globalization;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine.Folding;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>The refusals and their sentences, in English and Simplified Chinese.</summary>
internal static class Refusals
{
    public static Verdict Ended { get; } = Refuse("ended", "The instance has ended.", "流程实例已经结束。");

    public static Verdict NotStarted { get; } = Refuse("not-started", "The instance has not started; start it first.", "流程实例尚未启动，请先启动。");

    public static Verdict Refuse(string code, string sentence, string sentenceZh, string? field = null) =>
        new Verdict.Refused(new(code, sentence) { SentenceZh = sentenceZh, Field = field });

    public static Verdict AlreadyStarted(ProcessContext context) =>
        Refuse("already-started", $"The instance of process {context.Model.Id} has started already.", $"流程 {context.Model.Id} 的实例已经启动。");

    public static Verdict NoSuchStart(ProcessModel model, string? id)
    {
        var known = Sentence.Listed(Starting.Places(model).Select(start => start.Id));
        return id is null
            ? Refuse("no-such-start", $"Process {model.Id} has no start event without a trigger; name one of: {known}.", $"流程 {model.Id} 没有无触发条件的开始事件；请指定：{known.In("zh")}。")
            : Refuse("no-such-start", $"Process {model.Id} has no start event '{id}'; it has: {known}.", $"流程 {model.Id} 没有开始事件“{id}”；现有：{known.In("zh")}。");
    }

    public static Verdict NoSuchTask(Draft state, int id) => NoSuch<Wait.Task>(state, "no-such-task", id, "task", "waits here", "waiting", "任务");

    public static Verdict NoSuchAction(Draft state, int id) => NoSuch<Wait.Action>(state, "no-such-action", id, "action", "is offered here", "offered", "操作");

    public static Verdict NoSuchTimer(Draft state, int id) => NoSuch<Wait.Timer>(state, "no-such-timer", id, "timer", "runs here", "running", "定时器");

    public static Verdict NoSuchJob(Draft state, int id) => NoSuch<Wait.Job>(state, "no-such-job", id, "job", "is awaited here", "awaited", "作业");

    public static Verdict NoSuchIncident(Draft state, int id) =>
        NoSuch("no-such-incident", id, "incident", "is open here", "open", "故障", state.Incidents().Select(incident => incident.Id));

    public static Verdict NoSuchScope(Draft state, int id) =>
        NoSuch("no-such-scope", id, "scope", "is open here", "open", "作用域", state.Scopes().Select(scope => scope.Id));

    public static Verdict NoSuchToken(Draft state, int id) =>
        NoSuch("no-such-token", id, "token", "is here", "here", "令牌", state.Tokens().Select(token => token.Id));

    public static Verdict NotDue(Wait.Timer timer, DateTimeOffset now) => Refuse(
        "not-due",
        $"Timer {timer.Id} is due at {Moment(timer.DueAt)}, and it is {Moment(now)}.",
        $"定时器 {timer.Id} 于 {Moment(timer.DueAt)} 到期，现在是 {Moment(now)}。");

    private static Verdict NoSuch<T>(Draft state, string code, int id, string kind, string verb, string known, string zh)
        where T : Wait => NoSuch(code, id, kind, verb, known, zh, state.Waits().OfType<T>().Select(wait => wait.Id));

    private static Verdict NoSuch(string code, int id, string kind, string verb, string known, string zh, IEnumerable<int> ids)
    {
        var numbers = ids.Select(one => one.ToString(CultureInfo.InvariantCulture)).ToList();
        var list = Sentence.Listed(numbers);
        return numbers.Count == 0
            ? Refuse(code, $"No {kind} {id} {verb}; there is none.", $"这里没有{zh} {id}；当前一个也没有。")
            : Refuse(code, $"No {kind} {id} {verb}; {known}: {list}.", $"这里没有{zh} {id}；现有：{list.In("zh")}。");
    }

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
