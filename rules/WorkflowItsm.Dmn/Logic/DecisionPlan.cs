using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Logic;

/// <summary>
/// Decisions in an order of evaluation and what they need from the caller. Everything is resolved to positions, so that evaluating looks
/// nothing up. A decision that is reached through two imports stands there twice, because its inputs are two.
/// </summary>
/// <param name="Steps">Required decisions before those that require them.</param>
/// <param name="Inputs">What the caller gives, each once, by its name as the outermost model sees it.</param>
/// <param name="Targets">The sources of the values that were asked for.</param>
internal sealed record DecisionPlan(ValueList<PlanStep> Steps, ValueList<InputData> Inputs, ValueList<int> Targets)
{
    public ValueList<string> InputNames { get; } = Inputs.Select(data => data.Name).ToValueList();

    /// <param name="targets">The decisions that are asked for.</param>
    /// <param name="given">Decisions whose values the caller gives: they are inputs, and what they require is not needed.</param>
    public static DecisionPlan For(ValueList<Decision> targets, ValueList<Decision> given) => new DecisionWalk(given).To(targets);
}

/// <summary>One decision of a plan.</summary>
/// <param name="Decision">What is decided.</param>
/// <param name="Sources">
/// For each requirement of the decision where its value comes from: a step when it is zero or more, else the input -1 - source.
/// Unused for functions.
/// </param>
internal sealed record PlanStep(Decision Decision, ValueList<int> Sources);

/// <summary>Makes a plan, with a stack of its own, because a chain of decisions may be longer than a thread's stack is deep.</summary>
internal sealed class DecisionWalk(ValueList<Decision> given)
{
    private readonly List<PlanStep> _steps = [];
    private readonly List<InputData> _inputs = [];
    private readonly Dictionary<(string Import, Decision Decision), int> _decided = [];
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

    public DecisionPlan To(ValueList<Decision> targets)
    {
        foreach (var target in targets) Walk(target);
        var sources = targets.Select(target => _decided[("", target)]).ToValueList();
        return new(_steps.ToValueList(), _inputs.ToValueList(), sources);
    }

    private void Walk(Decision target)
    {
        Stack<(string Import, Decision Decision, bool Left)> open = new([("", target, false)]);
        while (open.TryPop(out var top))
        {
            var place = (top.Import, top.Decision);
            if (_decided.ContainsKey(place)) continue;
            if (given.Items.Contains(top.Decision))
            {
                _decided[place] = Input(Qualified(top.Import, top.Decision.Name), new(top.Decision.Name, top.Decision.Parts.Type));
            }
            else if (top.Left)
            {
                _decided[place] = _steps.Count;
                _steps.Add(new(top.Decision, top.Decision.Parts.Requirements.Select(requirement => Source(requirement, top.Import)).ToValueList()));
            }
            else
            {
                open.Push((top.Import, top.Decision, true));
                foreach (var required in top.Decision.Parts.Requirements.OfType<Requirement.Value>().Reverse())
                    open.Push((Qualified(top.Import, required.Import), required.Decision, false));
            }
        }
    }

    private int Source(Requirement requirement, string import) => requirement switch
    {
        Requirement.Input input => Input(Qualified(Qualified(import, input.Import), input.Data.Name), input.Data),
        Requirement.Value value => _decided[(Qualified(import, value.Import), value.Decision)],
        Requirement.Function => 0,
    };

    private int Input(string name, InputData data)
    {
        if (!_known.TryGetValue(name, out var index))
        {
            _known[name] = index = _inputs.Count;
            _inputs.Add(name == data.Name ? data : data with { Name = name });
        }
        return -1 - index;
    }

    private static string Qualified(string import, string name) => import.Length == 0 ? name : name.Length == 0 ? import : $"{import}.{name}";
}
