using WorkflowItsm.Conformance.Playing;
using WorkflowItsm.Engine;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Conformance.Betsy;

/// <summary>The shim's own language: each script is one word, and the log is what a case is judged by.</summary>
internal sealed class BetsyScripts
{
    private const string Data = "data";
    private const string SetTo = "String";

    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(10);

    private readonly List<(DateTimeOffset Begin, DateTimeOffset End)> _intervals = [];

    public List<string> Log { get; } = [];

    /// <summary>Whether some instance has set the flag.</summary>
    public bool Marker { get; private set; }

    /// <summary>Whether a noted value of the data was the one that was set.</summary>
    public bool DataCorrect { get; private set; }

    /// <summary>Whether two of the tasks that take their time were active at once.</summary>
    public bool RanInParallel => _intervals.Where((one, index) => _intervals.Skip(index + 1).Any(other => one.Begin < other.End && other.Begin < one.End)).Any();

    /// <summary>Does a script and answers its job.</summary>
    public void Run(Stage stage, Instance instance, Effect effect)
    {
        if (!effect.Payload["wait"].TryGetInt(out var id) || instance.State.FindWait(id) is not Wait.Job job) return;
        if (!effect.Payload["code"].TryGetString(out var code)) throw new InvalidOperationException($"The script of {job.ElementId} has no text.");

        void Answer(FeelContext result) => stage.Do(instance, new Command.CompleteJob(id, result));
        switch (code.Trim())
        {
            case var task when task.StartsWith("SCRIPT_", StringComparison.Ordinal):
                Log.Add(task);
                Answer(FeelContext.Empty);
                break;
            case "CREATE_LOG_FILE":
                Answer(FeelContext.Empty);
                break;
            case "CREATE_MARKER_FILE":
                Marker = true;
                Answer(FeelContext.Empty);
                break;
            case "CREATE_TIMESTAMP_LOG_1" or "CREATE_TIMESTAMP_LOG_2":
                var begin = stage.Now;
                stage.After(_pause, () =>
                {
                    if (instance.State.FindWait(id) is null) return;
                    _intervals.Add((begin, stage.Now));
                    Answer(FeelContext.Empty);
                });
                break;
            case "WAIT_TEN_SECONDS":
                stage.After(_pause, () => Answer(FeelContext.Empty));
                break;
            case "SET_STRING_DATA":
                Answer(Given(stage, instance, job, FeelContext.Of((Data, SetTo))));
                break;
            case "LOG_DATA":
                DataCorrect |= Seen(stage, instance, job, effect) == SetTo;
                Answer(FeelContext.Empty);
                break;
            case "INCREMENT_INTEGER_VARIABLE":
                Answer(Incremented(instance, job));
                break;
            case "INCREMENT_INTEGER_VARIABLE_AND_LOG":
                Log.Add("INCREMENT_correct");
                Answer(Incremented(instance, job));
                break;
            case "THROW_ERROR":
                stage.Do(instance, new Command.ThrowError(id, "ERR_CODE", "The script throws it.", FeelContext.Empty));
                break;
            case var unknown:
                throw new InvalidOperationException($"The script of {job.ElementId} is \"{unknown}\", which is no word of the suite's language.");
        }
    }

    private static FeelContext Incremented(Instance instance, Wait.Job job) =>
        instance.Variable("integerVariable", job.ScopeId).TryGetInt(out var number)
            ? FeelContext.Of(("integerVariable", number + 1))
            : throw new InvalidOperationException($"{job.ElementId} finds no number in integerVariable.");

    /// <summary>A result under the names of the task's data outputs too, from which associations lead to the data.</summary>
    private static FeelContext Given(Stage stage, Instance instance, Wait.Job job, FeelContext result)
    {
        foreach (var output in stage.Element(instance, job.ElementId).Settings.Outputs.Items.Where(output => output.Variable == Data))
            result = result.With(output.Expression.Text, result[Data]);
        return result;
    }

    /// <summary>The data as the task sees it: through an association from it, else by its name.</summary>
    private static FeelValue Seen(Stage stage, Instance instance, Wait.Job job, Effect effect)
    {
        var input = stage.Element(instance, job.ElementId).Settings.Inputs.Items.FirstOrDefault(input => input.Expression.Text == Data);
        return input is not null && effect.Payload["input"].TryGetContext(out var inputs) ? inputs[input.Variable] : instance.Variable(Data, job.ScopeId);
    }
}
