using System.Globalization;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Cases;

/// <summary>
/// The pure core of plain processes: a case is one process instance and nothing more. For applications that embed the
/// engine and have no tickets. Safe to share between threads.
/// </summary>
public sealed class ProcessCore : ICaseCore
{
    /// <summary>The kind of these streams.</summary>
    public const string KindName = "process";

    private const string TimerPrefix = "timer:";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public FactCodec Codec { get; } = new(ProcessFactKinds.All());

    /// <inheritdoc/>
    public StateCodec? StateCodec { get; } = Recording.StateCodec.Of<ProcessState>(
        2,
        (writer, state) =>
        {
            writer.Int(state.Release);
            InstanceRecord.Write(writer, state.Instance);
        },
        reader => new() { Release = reader.Int(), Instance = InstanceRecord.Read(reader) });

    /// <inheritdoc/>
    public CaseState Initial(string caseId) => ProcessState.Initial;

    /// <inheritdoc/>
    public CaseVerdict Decide(Release release, CaseState state, CaseCommand command, CommandHeader header)
    {
        var process = (ProcessState)state;
        return (ProcessCommand)command switch
        {
            ProcessCommand.Start when process.Instance.Started => Refuse(
                "already-started", $"The process {process.Instance.ProcessId} runs under this id already; start under another id.",
                $"此标识下已有流程 {process.Instance.ProcessId}；请用另一个标识启动。"),
            ProcessCommand.Start start when release.FindProcess(start.ProcessId) is { } model => Begin(new(model, release, header), start),
            ProcessCommand.Start start => Refuse(
                "no-such-process", $"No process '{start.ProcessId}' is published; published: {Known(release, ", ")}.",
                $"没有已发布的流程“{start.ProcessId}”；已发布：{Known(release, "、")}。"),
            _ when !process.Instance.Started => Refuse(
                "not-started", "No process has been started under this id; start it first.", "此标识下尚未启动流程，请先启动。"),
            ProcessCommand.Complete task => Complete(Case(process, release, header), process, task),
            ProcessCommand.Ask ask => Ask(Case(process, release, header), process, ask.Command),
        };
    }

    /// <inheritdoc/>
    public CaseState Evolve(CaseState state, CaseFact fact, FactHeader header)
    {
        var process = (ProcessState)state;
        return (ProcessFact)fact switch
        {
            ProcessFact.Begun begun => process with { Release = begun.Release },
            ProcessFact.Happened happened => process with { Instance = ProcessEngine.Evolve(process.Instance, happened.Event) },
        };
    }

    /// <inheritdoc/>
    public int? ReleaseOf(CaseState state) => state is ProcessState { Instance.Started: true } process ? process.Release : null;

    /// <inheritdoc/>
    public CaseRows Rows(CaseState state)
    {
        var waits = ((ProcessState)state).Instance.Waits.ToList();
        var tasks = waits.OfType<Wait.Task>().Select(task => new TaskRow(task.Id, task.ElementId, task.CandidateTeam, task.Assignee));
        var timers = waits.OfType<Wait.Timer>()
            .Select(timer => new DueRow(string.Create(CultureInfo.InvariantCulture, $"{TimerPrefix}{timer.Id}"), timer.DueAt));
        return new(null, tasks.ToValueList(), timers.ToValueList());
    }

    /// <summary>Always null: a plain process is no ticket.</summary>
    public string? NumberPrefix(Release release, CaseState state, CaseCommand command) => null;

    /// <inheritdoc/>
    public CaseCommand Due(string key) => key.StartsWith(TimerPrefix, StringComparison.Ordinal)
        ? new ProcessCommand.Ask(new Command.FireTimer(int.Parse(key.AsSpan(TimerPrefix.Length), CultureInfo.InvariantCulture)))
        : throw new ArgumentException($"'{key}' is no due row of a process; expected {TimerPrefix}ID.", nameof(key));

    /// <inheritdoc/>
    public CaseCommand? Receive(Effect effect)
    {
        string Text(string name) => effect.Payload[name].ToText();
        var payload = effect.Carried();
        return effect.Kind switch
        {
            EffectKinds.Deliver => new ProcessCommand.Ask(new Command.DeliverMessage(Text("name"), Text("key"), payload)),
            EffectKinds.DeliverSignal => new ProcessCommand.Ask(new Command.DeliverSignal(Text("name"), payload)),
            EffectKinds.StartCase => new ProcessCommand.Start(Text("process"), payload)
            {
                StartElementId = Text("start"),
                ConversationKey = Text("key") is { Length: > 0 } key ? key : null,
                StartPart = effect.Payload["part"].TryGetInt(out var part) ? part : null,
                IsTriggered = true,
            },
            _ => null,
        };
    }

    /// <inheritdoc/>
    public bool Awaits(CaseState state, int waitId) => ((ProcessState)state).Instance is { Ended: false } instance && instance.FindWait(waitId) is Wait.Job;

    /// <inheritdoc/>
    public CaseCommand Answer(int waitId, JobAnswer answer) => new ProcessCommand.Ask(answer.ToCommand(waitId));

    /// <summary>
    /// What a message or signal carries comes under the name that the start event gives it, else by its entries' own names; and
    /// <c>conversation</c> is the key by which later messages find the case.
    /// </summary>
    private static CaseVerdict Begin(Asked asked, ProcessCommand.Start start)
    {
        var variables = start.Variables;
        if ((start.IsTriggered || start.ConversationKey is not null) && start.StartElementId is { } id && asked.Model.Find(id)?.Settings.ResultVariable is { } name)
            variables = FeelContext.Of((name, FeelValue.Context(variables)));
        if (start.ConversationKey is { } key) variables = variables.With("conversation", key);
        var command = new Command.Start(start.StartElementId, variables) { ConversationKey = start.ConversationKey, StartPart = start.StartPart };
        var verdict = Ask(asked, ProcessState.Initial, command);
        return verdict is CaseVerdict.Accepted accepted
            ? accepted with { Facts = [new ProcessFact.Begun(asked.Release.Number), .. accepted.Facts] }
            : verdict;
    }

    private static CaseVerdict Complete(Asked asked, ProcessState state, ProcessCommand.Complete task)
    {
        var open = state.Instance.Waits.OfType<Wait.Task>().ToList();
        if (open.Find(wait => wait.ElementId == task.ElementId) is { } found)
            return Ask(asked, state, new Command.CompleteTask(found.Id, task.Outcome, task.Variables));
        if (state.Instance.Ended) return Refuse("ended", "The process has ended.", "流程已经结束。");
        var elements = open.Select(wait => wait.ElementId).Distinct().ToList();
        return Refuse(
            "no-such-task",
            $"No task '{task.ElementId}' waits here; waiting: {(elements.Count == 0 ? "none" : string.Join(", ", elements))}.",
            $"这里没有等待处理的任务“{task.ElementId}”；现有：{(elements.Count == 0 ? "无" : string.Join("、", elements))}。");
    }

    private static CaseVerdict Ask(Asked asked, ProcessState state, Command command)
    {
        var context = new ProcessContext(asked.Model, asked.Release.FindDecision, asked.Header.Time)
        {
            Ambient = FeelContext.Of(("actor", asked.Header.Actor.Name)),
            Callable = asked.Release.Callable,
        };
        return ProcessEngine.Decide(context, state.Instance, command) switch
        {
            Verdict.Refused refused => new CaseVerdict.Refused(refused.Refusal),
            Verdict.Accepted accepted => new CaseVerdict.Accepted(
                accepted.Events.Items.Select(CaseFact (happened) => new ProcessFact.Happened(happened)).ToValueList(),
                accepted.Effects.Items.Select(effect => Signed(effect, asked.Header.CaseId)).ToValueList(),
                new ProcessState { Release = asked.Release.Number, Instance = accepted.State }),
        };
    }

    /// <summary>The engine does not know its case's id; whoever listens has to be named.</summary>
    private static Effect Signed(Effect effect, string caseId) =>
        effect.Kind is EffectKinds.Listen or EffectKinds.Hear or EffectKinds.PassOn or EffectKinds.Signal ? effect with { Payload = effect.Payload.With("case", caseId) } : effect;

    private static Asked Case(ProcessState state, Release release, CommandHeader header)
    {
        var id = state.Instance.ProcessId!;
        var model = release.FindProcess(id)
            ?? throw new InvalidOperationException($"Release {release.Number} holds no process '{id}', under which case {header.CaseId} began.");
        return new(model, release, header);
    }

    private static string Known(Release release, string separator)
    {
        var ids = string.Join(separator, release.Processes.Select(process => process.Id).Order(StringComparer.Ordinal));
        return ids.Length == 0 ? separator == ", " ? "none" : "无" : ids;
    }

    private static CaseVerdict.Refused Refuse(string code, string sentence, string sentenceZh) =>
        new(new(code, sentence) { SentenceZh = sentenceZh });

    private sealed record Asked(ProcessModel Model, Release Release, CommandHeader Header);
}
