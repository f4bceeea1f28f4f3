using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Logic;

/// <summary>One evaluation of a decision: what it was given, and what is noted on the way. Lives no longer than the call.</summary>
internal sealed class Evaluation(FeelContext inputs, FeelSession session)
{
    private const int MaxDepth = 100;
    private const int MaxSteps = 100_000;

    private readonly List<MatchedRule> _matched = [];
    private readonly List<string> _problems = [];
    private string? _exhausted;
    private int _steps;
    private int _depth;

    public FeelSession Session => session;

    /// <summary>The decision or knowledge model whose logic is being evaluated: rules and problems are told in its name.</summary>
    public string Owner { get; private set; } = "";

    /// <summary>A sentence once a budget has run out; everything then unwinds to null.</summary>
    public string? Exhausted => _exhausted ?? session.Exhausted;

    public DecisionOutcome Run(Decision target)
    {
        var plan = target.Plan;
        var given = GivenInputs(plan);
        Dictionary<Decision, FeelValue> decided = new(plan.Order.Count);
        foreach (var decision in plan.Order)
            decided[decision] = Decide(decision, given, decided);

        if (Exhausted is { } sentence) Problem(sentence);
        return new(Exhausted is null ? decided[target] : FeelValue.Null, _matched.ToValueList(), given, _problems.ToValueList());
    }

    public void Problem(string sentence) => _problems.Add(sentence);

    public void Matched(MatchedRule rule) => _matched.Add(rule);

    /// <summary>
    /// Counts a node of boxed logic. FEEL counts its own steps, but boxed invocations that hold no FEEL
    /// could otherwise double at each of many levels for free.
    /// </summary>
    public bool Step()
    {
        if (++_steps > MaxSteps) _exhausted ??= $"The decision needed more than {MaxSteps} steps of boxed logic; its value is not used.";
        return Exhausted is null;
    }

    /// <summary>Evaluates the body of a knowledge model in a frame of its own.</summary>
    public FeelValue Call(Knowledge called, FeelValue[] frame)
    {
        if (_depth == MaxDepth)
        {
            _exhausted ??= $"Business knowledge models call each other deeper than {MaxDepth} levels; the value is not used.";
            return FeelValue.Null;
        }
        var owner = Owner;
        (Owner, _depth) = (called.Id, _depth + 1);
        var value = BoxedEvaluator.Evaluate(called.Body, frame, this);
        (Owner, _depth) = (owner, _depth - 1);
        return value;
    }

    private FeelContext GivenInputs(DecisionPlan plan)
    {
        var used = new (string, FeelValue)[plan.Inputs.Count];
        for (var i = 0; i < used.Length; i++)
        {
            var (name, type) = plan.Inputs[i];
            if (!inputs.TryGet(name, out var value)) Problem($"Input '{name}' was not given; it counts as null.");
            if (!type.TryCoerce(value, session, out var coerced))
                Problem($"Input '{name}' is {Say.Value(value)}, expected {type}; it counts as null.");
            used[i] = (name, coerced);
        }
        return FeelContext.Of(used);
    }

    private FeelValue Decide(Decision decision, FeelContext given, Dictionary<Decision, FeelValue> decided)
    {
        var parts = decision.Parts;
        Owner = parts.Id;
        var frame = new FeelValue[parts.FrameSize];
        foreach (var requirement in parts.Requirements)
            frame[requirement.Slot] = requirement switch
            {
                Requirement.Input input => given[input.Data.Name],
                Requirement.Value value => decided[value.Decision],
            };

        var result = BoxedEvaluator.Evaluate(parts.Logic, frame, this);
        if (!parts.Type.TryCoerce(result, session, out var coerced))
            Problem($"Decision '{parts.Name}' gave {Say.Value(result)}, expected {parts.Type}; it counts as null.");
        return coerced;
    }
}
