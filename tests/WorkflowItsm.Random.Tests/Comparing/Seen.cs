using System.Globalization;
using System.Text;
using WorkflowItsm.Engine;
using WorkflowItsm.Feel;
using WorkflowItsm.Random.Tests.Reference;

namespace WorkflowItsm.Random.Tests.Comparing;

/// <summary>
/// What can be seen of an instance after a step, as lines of text: what is waited for and with which variables, what stopped, the variables
/// of the process, whether it ended; and of the step, which elements were entered and left how often, and what was sent.
/// </summary>
internal static class Seen
{
    public static string Label(Waiting wait) =>
        $"{wait.Kind} {wait.Place.Program.Prefix}{wait.Node.Id} {wait.Part}{Detail(wait.Name, wait.Key)}{(wait.Kind == WaitKind.Timer ? $" at {Time(wait.Due)}" : "")}";

    public static string Label(Wait wait) => wait switch
    {
        Wait.Task => $"Task {wait.ElementId} {wait.Part}",
        Wait.Job job => $"Job {wait.ElementId} {wait.Part}{Detail(job.Handler, "")}",
        Wait.Timer timer => $"Timer {wait.ElementId} {wait.Part} at {Time(timer.DueAt)}",
        Wait.Message message => $"Message {wait.ElementId} {wait.Part}{Detail(message.Name, message.Key)}",
        Wait.Signal signal => $"Signal {wait.ElementId} {wait.Part}{Detail(signal.Name, "")}",
        Wait.Condition => $"Condition {wait.ElementId} {wait.Part}",
        Wait.Action => $"Action {wait.ElementId} {wait.Part}",
    };

    public static string Label(Stop stop) => $"{stop.Code} {stop.ElementId}";

    public static string Label(Token token) => token.Place.Program.Prefix + token.Node.Id;

    public static string Label(Incident incident) => $"{incident.Code} {incident.ElementId}";

    public static string Refused(string code) => $"refused  {code}\n";

    public static string Of(Interpreter reference)
    {
        if (reference.Refused is { } code) return Refused(code);
        var waits = reference.Waits.Select(wait => $"{Label(wait)}{(wait.Holds ? " holds" : "")}{Variables(Interpreter.Visible(wait.Place, withRoot: false, withLoop: true))}");
        return Text(waits, reference.Stops.Select(Label), reference.Root.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal), reference.Ended,
            reference.Trace.Entered, reference.Trace.Left, reference.Trace.Sent);
    }

    public static string Of(Verdict.Accepted accepted)
    {
        var state = accepted.State;
        var scopes = state.Scopes.ToDictionary(scope => scope.Id);
        var waits = state.Waits.Select(wait => $"{Label(wait)}{(wait is Wait.Condition { Holds: true } ? " holds" : "")}{Variables(Visible(scopes, wait.ScopeId))}");
        var trace = new Trace();
        foreach (var happened in accepted.Events)
        {
            if (happened is EngineEvent.ElementEntered entered) trace.Enter(entered.ElementId);
            if (happened is EngineEvent.ElementLeft left) trace.Leave(left.ElementId);
        }

        foreach (var effect in accepted.Effects)
            if (effect.Kind is EffectKinds.Publish or EffectKinds.Signal or EffectKinds.Call or EffectKinds.Job or EffectKinds.Script)
                trace.Send(effect.Kind, effect.Target);
        return Text(waits, state.Incidents.Select(Label), state.Variables.OrderBy(pair => pair.Key, StringComparer.Ordinal), state.Ended, trace.Entered, trace.Left, trace.Sent);
    }

    private static string Detail(string name, string key) => (name.Length > 0 ? " " + name : "") + (key.Length > 0 ? "/" + key : "");

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("d'T'HH:mm:ss", CultureInfo.InvariantCulture);

    private static SortedDictionary<string, FeelValue> Visible(Dictionary<int, ScopeState> scopes, int scopeId)
    {
        var seen = new SortedDictionary<string, FeelValue>(StringComparer.Ordinal);
        for (var scope = scopes[scopeId]; scope.ParentId is { } around; scope = scopes[around])
        {
            foreach (var (name, value) in scope.Variables) seen.TryAdd(name, value);
            if (scope.Round is { } round) seen.TryAdd("loopCounter", round);
            if (scope.ElementId.Count(letter => letter == '/') % 2 == 1) break;
        }

        return seen;
    }

    private static string Variables(IEnumerable<KeyValuePair<string, FeelValue>> values) => string.Concat(values.Select(pair => $" {pair.Key}={pair.Value}"));

    private static string Text(
        IEnumerable<string> waits,
        IEnumerable<string> stops,
        IEnumerable<KeyValuePair<string, FeelValue>> variables,
        bool ended,
        SortedDictionary<string, int> entered,
        SortedDictionary<string, int> left,
        SortedDictionary<string, int> sent)
    {
        var text = new StringBuilder();
        foreach (var wait in waits.Order(StringComparer.Ordinal)) text.Append("waits    ").Append(wait).Append('\n');
        foreach (var stop in stops.Order(StringComparer.Ordinal)) text.Append("stopped  ").Append(stop).Append('\n');
        text.Append("holds   ").Append(Variables(variables)).Append('\n');
        if (ended) text.Append("ended\n");
        Counts(text, "entered ", entered);
        Counts(text, "left    ", left);
        Counts(text, "sent    ", sent);
        return text.ToString();
    }

    private static void Counts(StringBuilder text, string what, SortedDictionary<string, int> counts)
    {
        foreach (var (name, count) in counts) text.Append(what).Append(' ').Append(name).Append(count == 1 ? "" : $" x{count}").Append('\n');
    }
}
