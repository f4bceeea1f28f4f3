using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Logic;

/// <summary>
/// What logic may call by name: a knowledge model or a decision service (DMN 1.5 clauses 6.3.9 and 10.4). What stands inside is set once
/// all elements are known, since calls refer to what may stand later in the file.
/// </summary>
internal abstract class Invocable(string id, string name, ValueList<InputData> parameters, DataType result)
{
    public string Id => id;

    public string Name => name;

    public ValueList<InputData> Parameters => parameters;

    /// <summary>The declared type of what it gives.</summary>
    public DataType Result => result;

    /// <summary>"Knowledge model 'x'".</summary>
    public abstract string Says { get; }

    internal sealed class Knowledge(string id, string name, ValueList<InputData> parameters, DataType result) : Invocable(id, name, parameters, result)
    {
        public override string Says => $"Knowledge model '{Name}'";

        public int FrameSize { get; private set; } = parameters.Count;

        /// <summary>The models and services that fill slots of its frame behind the parameters.</summary>
        public ValueList<Requirement.Function> Requirements { get; private set; }

        public Boxed Body { get; private set; } = new Boxed.Missing();

        public int Levels { get; private set; } = 1;

        public void Complete(Boxed body, int frameSize, ValueList<Requirement.Function> requirements) =>
            (Body, FrameSize, Requirements, Levels) = (body, frameSize, requirements, body.Levels);
    }

    internal sealed class Service(string id, string name, ValueList<InputData> parameters, DataType result) : Invocable(id, name, parameters, result)
    {
        public override string Says => $"Decision service '{Name}'";

        /// <summary>What it decides, in the order of the file.</summary>
        public ValueList<Decision> Outputs { get; private set; }

        /// <summary>The decisions whose values the caller gives, by the names of their parameters.</summary>
        public ValueList<Decision> InputDecisions { get; private set; }

        public DecisionPlan Plan => field ??= DecisionPlan.For(Outputs, InputDecisions);

        public void Complete(ValueList<Decision> outputs, ValueList<Decision> inputDecisions) => (Outputs, InputDecisions) = (outputs, inputDecisions);
    }
}
