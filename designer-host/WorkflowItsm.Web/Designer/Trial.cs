using WorkflowItsm.Api.Definitions;
using WorkflowItsm.Dmn;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Web.Designer;

/// <summary>A decision being tried: fields for its inputs, what it answers and why. Pure; holds no more than what is on the screen.</summary>
internal sealed class Trial
{
    private readonly DmnModel _model;
    private readonly Decision _decision;

    public Trial(DmnModel model, Decision decision)
    {
        (_model, _decision) = (model, decision);
        Fields = [.. decision.TypedInputs.Items.Select(input => new TrialField(input))];
    }

    public Decision Decision => _decision;

    public IReadOnlyList<TrialField> Fields { get; }

    /// <summary>Values of required decisions that are taken as given instead of being decided.</summary>
    public IReadOnlyList<(Decision Decision, FeelValue Value)> Given { get; private set; } = [];

    /// <summary>What came out last and how; null before the first time, or when a field holds no value.</summary>
    public DecisionTrace? Trace { get; private set; }

    /// <summary>What came out last; null as <see cref="Trace"/>.</summary>
    public DecisionOutcome? Outcome => Trace?.Outcome;

    /// <summary>Takes over what was typed into an older reading of the same decision.</summary>
    public Trial After(Trial? older)
    {
        foreach (var field in Fields)
        {
            if (older?.Fields.FirstOrDefault(one => one.Input.Name == field.Input.Name) is { } before) field.Typed = before.Typed;
        }

        if (older?.Decision.Id == _decision.Id)
            Given = [.. older.Given.Select(given => (Decision: _model.Find(given.Decision.Id), given.Value)).Where(given => given.Decision is not null).Select(given => (given.Decision!, given.Value))];
        return this;
    }

    /// <summary>Evaluates the decision with what was typed.</summary>
    public void Run(DateTimeOffset now)
    {
        var read = Fields.Select(field => field.Read()).ToList();
        if (!read.TrueForAll(good => good))
        {
            Trace = null;
            return;
        }

        var inputs = FeelContext.Of([.. Fields.Select(field => (field.Input.Name, field.Value)), .. Given.Select(given => (given.Decision.Name, given.Value))]);
        Trace = Given.Count == 0
            ? _decision.Explain(inputs, new FeelSession(now))
            : _decision.Explain(inputs, Given.Select(given => given.Decision).ToValueList(), new FeelSession(now));
    }

    /// <summary>Puts the inputs of a past ticket into the fields, and evaluates with them.</summary>
    public void Take(PastDecision past, DateTimeOffset now)
    {
        Given = [];
        foreach (var field in Fields) field.Take(past.Inputs[field.Input.Name]);
        Run(now);
    }

    /// <summary>Whether an example of a table's inputs can be put into fields: each column looks at an input, or at a required decision.</summary>
    public static bool CanTake(DmnModel model, Decision decision, TableRegion region) => region.Cells.Items.All(cell =>
        cell.Tests == "-" || decision.Inputs.Items.Contains(cell.Expression) || model.Decisions.Items.Any(other => other.Name == cell.Expression));

    /// <summary>Puts an example of a region of the table's inputs into the fields, and evaluates with it.</summary>
    public void Take(TableRegion region, DateTimeOffset now)
    {
        List<(Decision, FeelValue)> given = [];
        foreach (var cell in region.Cells)
        {
            if (Fields.FirstOrDefault(field => field.Input.Name == cell.Expression) is { } field) field.Take(cell.Example);
            else if (_model.Decisions.Items.FirstOrDefault(other => other.Name == cell.Expression) is { } required) given.Add((required, cell.Example));
        }

        Given = given;
        Run(now);
    }

    /// <summary>Decides again what was taken as given.</summary>
    public void DecideAll(DateTimeOffset now)
    {
        Given = [];
        Run(now);
    }

    /// <summary>What the decision answers today to what it was asked then, at the time of then.</summary>
    public DecisionOutcome Again(PastDecision past) => _decision.Evaluate(past.Inputs, new FeelSession(past.At));
}
