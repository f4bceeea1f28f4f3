using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Clocks;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Itsm.Tickets;

namespace WorkflowItsm.Itsm.Timeline;

/// <summary>
/// Tells what was recorded of a ticket in words: who, when, at which process element or by which table row, and
/// with what inputs a rule was decided. Facts that are only the engine's book-keeping give no line.
/// </summary>
public static class TimelineWriter
{
    /// <summary>The lines, oldest first.</summary>
    /// <param name="history">All recorded facts from the first on, oldest first.</param>
    /// <param name="release">The release the ticket runs under; names of elements come from it.</param>
    /// <param name="people">How the owner of an account is called; null calls them by their accounts' names.</param>
    public static ValueList<TimelineLine> Lines(IEnumerable<(FactHeader Header, CaseFact Fact)> history, Release release, Func<string, string>? people = null)
    {
        var lines = new List<TimelineLine>();
        var teller = new Teller(release, people ?? (name => name));
        var sequence = 0;
        foreach (var (header, fact) in history)
        {
            sequence++;
            if (fact is TicketFact told && teller.Tell(told) is { } line) lines.Add(line with { Sequence = sequence, At = header.Time, Actor = header.Actor });
        }

        return lines.ToValueList();
    }

    private sealed class Teller(Release release, Func<string, string> people)
    {
        private readonly Dictionary<int, EngineEvent.OverlaySet> _covers = [];
        private ProcessModel? _process;
        private string _table = "";
        private DecisionWords _decisions = new(release, "");

        public TimelineLine? Tell(TicketFact fact) => fact switch
        {
            TicketFact.Process process => Tell(process.Event),
            TicketFact.Opened opened => Open(opened),
            TicketFact.Commented comment => Line(comment.IsInternal ? "work-note" : "comment", comment.Text, comment.Text) with { IsInternal = comment.IsInternal },
            TicketFact.Attached attached => Attached(attached.File),
            TicketFact.Stamped => null,
            TicketFact.ClockStarted clock => ClockLine("clock-started", clock.ClockId, $"started: {Minutes(clock.Goal).En} allowed", $"开始计时，限时{Minutes(clock.Goal).Zh}"),
            TicketFact.ClockPaused clock => ClockLine("clock-paused", clock.ClockId, "stands still", "暂停"),
            TicketFact.ClockResumed clock => ClockLine("clock-resumed", clock.ClockId, "goes on", "继续计时"),
            TicketFact.ClockStopped clock => clock.IsBreached
                ? ClockLine("clock-stopped", clock.ClockId, "stopped, over its goal", "停止，已超时")
                : ClockLine("clock-stopped", clock.ClockId, "stopped in time", "按时停止"),
            TicketFact.ClockReached clock => Reached(clock),
            TicketFact.EscalationDecided decided => Decided(null, decided.DecisionId, decided.Inputs, decided.Rules, decided.Result, decided.Problems),
            TicketFact.Told told => Told(told, _decisions.Audience(told.Audience), _decisions.Template(told.Template)),
        };

        private TimelineLine? Tell(EngineEvent happened) => happened switch
        {
            EngineEvent.InstanceStarted or EngineEvent.ScopeOpened or EngineEvent.ScopeClosed or EngineEvent.ElementLeft
                or EngineEvent.WaitOpened or EngineEvent.WaitClosed or EngineEvent.LoopBegun or EngineEvent.RoundBegun or EngineEvent.RoundEnded
                or EngineEvent.LoopEnded or EngineEvent.ActivityCompleted or EngineEvent.CompletionsTaken or EngineEvent.AdHocStarted
                or EngineEvent.ConditionChanged or EngineEvent.GatewayFired => null,
            EngineEvent.ElementEntered entered => IsWorthTelling(entered.ElementId) ? Element("element-entered", entered.ElementId, "Reached", "到达") : null,
            EngineEvent.TaskAssigned task => Assigned(task),
            EngineEvent.TaskCompleted task => AtElement("task-completed", task.ElementId, name => new($"Completed {name.En}: {OutcomeWords(task.ElementId, task.Outcome).En}", $"完成{name.Zh}：{OutcomeWords(task.ElementId, task.Outcome).Zh}")),
            EngineEvent.ActionTaken action => AtElement("action-taken", action.ElementId, _ => new($"Chose {ActionWords(action).En}", $"选择了{ActionWords(action).Zh}")),
            EngineEvent.VariablesSet set => Set(set),
            EngineEvent.DecisionMade made => Decided(made.ElementId, made.DecisionId, made.Inputs, made.Rules, made.Result, made.Problems),
            EngineEvent.MessageReceived message => AtElement("message-received", message.ElementId, name => new($"Message '{message.Name}' taken at {name.En}", $"{name.Zh}收到消息“{message.Name}”")),
            EngineEvent.MessageIgnored message => Line("message-ignored", $"Message '{message.Name}' came; nothing waited for it", $"收到消息“{message.Name}”，没有步骤在等待它"),
            EngineEvent.TimerFired timer => Element("timer-fired", timer.ElementId, "Timer fired:", "定时器触发："),
            EngineEvent.TimerMissed missed => AtElement("timer-missed", missed.ElementId, name => missed.Rounds == 1
                ? new($"Timer missed and passed over: {name.En}", $"定时器错过，已略过：{name.Zh}")
                : new($"Timer missed {missed.Rounds} times and passed over: {name.En}", $"定时器错过 {missed.Rounds} 次，已略过：{name.Zh}")),
            EngineEvent.ErrorThrown error => AtElement("error-thrown", error.ElementId, name => new($"Error '{error.Code}' at {name.En}", $"{name.Zh}发生错误“{error.Code}”")),
            EngineEvent.EscalationThrown thrown => AtElement("escalation-thrown", thrown.ElementId, name => thrown.Code is { } code
                ? new($"Escalation '{code}' at {name.En}", $"{name.Zh}升级“{code}”")
                : new($"Escalation at {name.En}", $"{name.Zh}升级")),
            EngineEvent.SignalThrown signal => AtElement("signal-thrown", signal.ElementId, name => new($"Signal '{signal.Name}' sent at {name.En}", $"{name.Zh}发出信号“{signal.Name}”")),
            EngineEvent.SignalReceived signal => AtElement("signal-received", signal.ElementId, name => new($"Signal '{signal.Name}' heard at {name.En}", $"{name.Zh}收到信号“{signal.Name}”")),
            EngineEvent.CompensationBegun begun => AtElement("compensation-begun", begun.ElementId, name => new($"Undoing {name.En}", $"补偿{name.Zh}")),
            EngineEvent.Intervened by => Intervened(by),
            EngineEvent.StateSet set => AtElement("state-set", set.ElementId, name => new($"State became {State(set.State).En} at {name.En}", $"{name.Zh}：状态变为“{State(set.State).Zh}”")),
            EngineEvent.OverlaySet set => Cover(set),
            EngineEvent.OverlayLifted lifted => Uncover(lifted),
            EngineEvent.IncidentRaised raised => Line("incident-raised", $"The process stands still: {raised.Incident.Sentence}", $"流程停滞：{raised.Incident.InChinese() ?? raised.Incident.Sentence}") with { ElementId = raised.Incident.ElementId },
            EngineEvent.IncidentResolved => Line("incident-resolved", "The process goes on", "流程继续"),
            EngineEvent.InstanceEnded ended => Line("archived", ended.Reason is { } reason ? $"Ended and archived: {reason}" : "Ended and archived", ended.Reason is { } why ? $"已结束并归档：{why}" : "已结束并归档") with { ElementId = ended.ElementId },
        };

        /// <summary>Where a token only passes (a gateway, the plain start of a sub-process) nothing has happened for a reader.</summary>
        private bool IsWorthTelling(string elementId) => Find(elementId) is not (FlowNode.ExclusiveGateway or FlowNode.ParallelGateway or FlowNode.InclusiveGateway
            or FlowNode.ComplexGateway or FlowNode.EventBasedGateway or FlowNode.StartEvent { Trigger: EventTrigger.None });

        private FlowNode? Find(string elementId) => _process is null ? null : release.Locate(_process.Id, elementId)?.Node;

        private static Outcome? Activity(FlowNode node) => node is FlowNode.StartEvent ? null : new(node.Id, node.Name, node.Settings.NameZh, null, [], [], null);

        private TimelineLine Intervened(EngineEvent.Intervened by) => AtElement("intervened", by.ElementId, name => by.Kind switch
        {
            "skip" => new($"Skipped by hand: {name.En}", $"手动跳过：{name.Zh}"),
            "move" when by.ToElementId is { } to => new($"Moved by hand from {name.En} to {Named(to).En}", $"手动从{name.Zh}移到{Named(to).Zh}"),
            _ => new($"Cancelled by hand: {name.En}", $"手动取消：{name.Zh}"),
        });

        private TimelineLine Open(TicketFact.Opened opened)
        {
            (_process, _table, _decisions) = (release.FindProcess(opened.ProcessId), opened.Table, new(release, opened.Table));
            var version = _process is { } process ? release.BundleOf(process) : null;
            return Line("opened", $"{opened.Number} opened under bundle '{version?.Name}' version {version?.Version}", $"{opened.Number} 已创建，使用流程包“{version?.Name}”第 {version?.Version} 版");
        }

        private static TimelineLine Attached(Attachment file)
        {
            var name = file.Name.Length > 0 ? new Words($"'{file.Name}'", $"“{file.Name}”") : new Words("a file whose name was erased", "文件（名称已删除）");
            return Line("attachment", $"Attached {name.En} ({file.SizeText})", $"添加了附件{name.Zh}（{file.SizeText}）") with { Attachment = file };
        }

        private TimelineLine Cover(EngineEvent.OverlaySet set)
        {
            _covers[set.TokenId] = set;
            return AtElement("state-set", set.ElementId, name => new($"State became {State(set.State).En} at {name.En}", $"{name.Zh}：状态变为“{State(set.State).Zh}”"));
        }

        private TimelineLine? Uncover(EngineEvent.OverlayLifted lifted) => _covers.Remove(lifted.TokenId, out var set)
            ? Line("state-lifted", $"No longer {State(set.State).En}", $"不再是“{State(set.State).Zh}”状态") with { ElementId = set.ElementId }
            : null;

        private TimelineLine Reached(TicketFact.ClockReached clock)
        {
            var over = clock.PassedOver.IsEmpty ? new Words("", "") : new($"; passed {string.Join(", ", clock.PassedOver)} % unseen", $"；期间错过 {string.Join("、", clock.PassedOver)}%");
            return ClockLine("clock-reached", clock.ClockId, $"reached {clock.Percent} %{over.En}", $"达到 {clock.Percent}%{over.Zh}");
        }

        private static TimelineLine Told(TicketFact.Told told, Words audience, Words template) => told.Address is { } address
            ? Line("told", $"Told the {audience.En} ({address}): {template.En}", $"已通知{audience.Zh}（{address}）：{template.Zh}")
            : Line("told-nobody", $"Nobody to tell as {audience.En}: {template.En}", $"没有可通知的{audience.Zh}：{template.Zh}");

        private TimelineLine? Set(EngineEvent.VariablesSet set)
        {
            var fields = TicketFields.Of(_table);
            var shown = set.Variables.Items.Where(variable => fields?.Find(variable.Name) is not null).ToArray();
            if (shown.Length == 0) return null;
            var values = FeelContext.Of([.. shown.Select(variable => (variable.Name, variable.Value))]);
            return Line("fields-set", string.Join("; ", shown.Select(Say(words => words.En, " = ", "nothing"))), string.Join("；", shown.Select(Say(words => words.Zh, "：", "无")))) with { ElementId = set.ElementId, Result = FeelValue.Context(values) };

            Func<Variable, string> Say(Func<Words, string> language, string equal, string none) => variable =>
            {
                var field = fields!.Find(variable.Name)!;
                var value = variable.Value.IsNull ? none
                    : field.Type is FieldType.User ? people(variable.Value.ToText())
                    : language(FieldWords.Of(release, _table, variable.Name, variable.Value));
                return $"{language(field.Label)}{equal}{value}";
            };
        }

        private TimelineLine Decided(string? elementId, string decisionId, FeelContext inputs, ValueList<RuleHit> rules, FeelValue result, ValueList<string> problems)
        {
            // The tables that the decision requires decided before it; its own rows come last.
            var own = rules.IsEmpty ? "" : rules[^1].TableId;
            var rows = rules.Items.Where(rule => rule.TableId == own).Select(rule => rule.RuleNumber).ToValueList();
            var (afterEn, afterZh) = ("", "");
            foreach (var rule in rules.Items.Where(rule => rule.TableId != own))
            {
                var before = _decisions.Table(decisionId, rule);
                (afterEn, afterZh) = ($"{afterEn}, after row {rule.RuleNumber} of \"{before.En}\"", $"{afterZh}（先由“{before.Zh}”第 {rule.RuleNumber} 行）");
            }

            var (name, because, gave) = (_decisions.Table(decisionId), _decisions.Inputs(decisionId, inputs), _decisions.Result(decisionId, result));
            var troubles = problems.IsEmpty ? "" : $" ({string.Join(" ", problems)})";
            var (en, zh) = rows.IsEmpty
                ? ($"Table \"{name.En}\" matched no row", $"决策表“{name.Zh}”没有匹配的行")
                : ($"Table \"{name.En}\", row {string.Join(", ", rows)}{afterEn}: {gave.En}", $"决策表“{name.Zh}”第 {string.Join("、", rows)} 行{afterZh}：{gave.Zh}");
            return Line("decision-made", $"{en}, for {because.En}{troubles}", $"{zh}，依据 {because.Zh}{troubles}") with
            {
                ElementId = elementId,
                DecisionId = decisionId,
                DecisionName = name,
                Rows = rows,
                Inputs = inputs,
                Result = result,
            };
        }

        private TimelineLine Assigned(EngineEvent.TaskAssigned task) => AtElement("assigned", task.ElementId, name => task.Assignee is { } assignee
            ? new($"{name.En} assigned to {people(assignee)}", $"{name.Zh}分配给 {people(assignee)}")
            : new($"{name.En} given back", $"{name.Zh}已退回"));

        private TimelineLine ClockLine(string kind, string clockId, string en, string zh)
        {
            var name = release.Parts<ClocksPart>().SelectMany(part => part.Clocks.Items).FirstOrDefault(clock => clock.Id == clockId)?.Name ?? new(clockId, clockId);
            return Line(kind, $"{name.En} clock {en}", $"{name.Zh}时钟{zh}");
        }

        private TimelineLine Element(string kind, string elementId, string en, string zh) => AtElement(kind, elementId, name => new($"{en} {name.En}", $"{zh}{name.Zh}"));

        private TimelineLine AtElement(string kind, string elementId, Func<Words, Words> words)
        {
            var said = words(Named(elementId));
            return Line(kind, said.En, said.Zh) with { ElementId = elementId };
        }

        private Words Named(string elementId)
        {
            var node = Find(elementId);
            var name = node is { Name.Length: > 0 } ? node.Name : elementId;
            return new($"\"{name}\"", $"“{node?.Settings.NameZh ?? name}”");
        }

        private Words OutcomeWords(string elementId, string outcome) =>
            Find(elementId)?.Settings.Outcomes.Items.FirstOrDefault(known => known.Id == outcome) is { } found ? new(found.Name, found.NameZh ?? found.Name) : new(outcome, outcome);

        private Words ActionWords(EngineEvent.ActionTaken action) =>
            Find(action.ElementId) is { } chosen && (chosen.Settings.Action ?? Activity(chosen)) is { } found ? new(found.Name, found.NameZh ?? found.Name) : new(action.Action, action.Action);

        private Words State(int state) => Transitions.StateWords(_table, state);

        private static TimelineLine Line(string kind, string en, string zh) => new(default, "", kind, en, zh);

        private static Words Minutes(TimeSpan time) => time.TotalMinutes < 120
            ? new($"{time.TotalMinutes:0.##} minutes", $"{time.TotalMinutes:0.##}分钟")
            : new($"{time.TotalHours:0.##} hours", $"{time.TotalHours:0.##}小时");
    }
}
