using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Random.Tests.Reference;

/// <summary>Variables: where they are looked for, and where they are written.</summary>
internal sealed partial class Interpreter
{
    private FeelValue Value(FeelExpression expression, Place place, params (string Name, FeelValue Value)[] moment)
    {
        var names = FeelContext.Empty;
        foreach (var name in expression.Names)
            if (Find(name, place, moment) is { } value)
                names = names.With(name, value);
        return expression.Evaluate(names, new FeelSession(Now));
    }

    private static FeelValue? Find(string name, Place from, (string Name, FeelValue Value)[] moment)
    {
        foreach (var (known, value) in moment)
            if (known == name)
                return value;
        for (var place = from; place is not null; place = place.Kind == PlaceKind.Called ? null : place.Around)
        {
            if (place.Values.TryGetValue(name, out var value)) return value;
            if (OfLoop(place, name) is { } number) return number;
        }

        return null;
    }

    /// <summary>What a loop says of itself (BPMN 2.0, tables 10.26 and 10.30).</summary>
    private static int? OfLoop(Place place, string name) => (place, name) switch
    {
        ({ Kind: PlaceKind.Round }, "loopCounter") => place.Round,
        ({ Rounds: { Total: null } rounds }, "loopCounter") => rounds.Begun,
        ({ Rounds: { } rounds }, "numberOfInstances") => rounds.Total ?? rounds.Begun,
        ({ Rounds: { } rounds }, "numberOfActiveInstances") => rounds.Begun - rounds.Completed - rounds.Terminated,
        ({ Rounds: { } rounds }, "numberOfCompletedInstances") => rounds.Completed,
        ({ Rounds: { } rounds }, "numberOfTerminatedInstances") => rounds.Terminated,
        _ => null,
    };

    /// <summary>
    /// Each value into the innermost place that has the variable, else into the process. In a round whose results are collected, what no
    /// place has belongs to the round.
    /// </summary>
    private static void Write(Place from, FeelContext values)
    {
        foreach (var (name, value) in values) Owner(from, name).Values[name] = value;
    }

    private static Place Owner(Place from, string name)
    {
        Place? collecting = null;
        for (var place = from; ; place = place.Around)
        {
            if (place.Values.ContainsKey(name)) return place;
            if (place is { Kind: PlaceKind.Round, Node.Loop: Loop.MultiInstance { ResultVariable: not null } }) collecting ??= place;
            if (place.Kind == PlaceKind.Called || place.Around is null) return collecting ?? place;
        }
    }

    /// <summary>All variables that a place sees.</summary>
    public static SortedDictionary<string, FeelValue> Visible(Place from, bool withRoot, bool withLoop)
    {
        var seen = new SortedDictionary<string, FeelValue>(StringComparer.Ordinal);
        for (var place = from; place is not null; place = place.Kind == PlaceKind.Called ? null : place.Around)
        {
            if (place.Around is null && !withRoot) break;
            foreach (var (name, value) in place.Values) seen.TryAdd(name, value);
            if (withLoop && place.Kind == PlaceKind.Round) seen.TryAdd("loopCounter", place.Round);
        }

        return seen;
    }

    /// <summary>Keeps the result of an element: in its result variable, as its outputs read it, or by its entries' names.</summary>
    private void Keep(Token token, FeelValue? result)
    {
        var settings = token.Node.Settings;
        if (result is { } value)
        {
            if (settings.ResultVariable is { } name) Write(token.Place, FeelContext.Of((name, value)));
            else if (settings.Outputs.IsEmpty && value.TryGetContext(out var entries)) Write(token.Place, entries);
        }

        Write(token.Place, Outputs(token.Node, token.Place, result));
    }

    private FeelContext Outputs(FlowNode node, Place place, FeelValue? result)
    {
        (string, FeelValue)[] moment = [];
        if (result is { } value) moment = [("result", value), .. value.TryGetContext(out var entries) ? entries.Select(entry => (entry.Key, entry.Value)) : []];
        var values = FeelContext.Empty;
        foreach (var output in node.Settings.Outputs)
            values = values.With(output.Variable, Value(output.Expression, place, moment));
        return values;
    }

    private FeelContext Inputs(FlowNode node, Place place)
    {
        var values = FeelContext.Empty;
        foreach (var input in node.Settings.Inputs) values = values.With(input.Variable, Value(input.Expression, place));
        return values;
    }
}
