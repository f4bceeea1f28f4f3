using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Cases;

/// <summary>What a handler or worker says of a service task. Closed.</summary>
public abstract record JobAnswer
{
    private JobAnswer()
    {
    }

    /// <summary>The command of an instance that carries it.</summary>
    /// <param name="waitId">The job.</param>
    public Command ToCommand(int waitId) => this switch
    {
        Completed done => new Command.CompleteJob(waitId, done.Result) { Value = done.Value },
        Failed failed => new Command.FailJob(waitId, failed.Sentence),
        Error error => new Command.ThrowError(waitId, error.Code, error.Sentence, error.Variables),
    };

    /// <summary>It is done.</summary>
    public sealed record Completed(FeelContext Result) : JobAnswer
    {
        /// <summary>What is kept instead of <see cref="Result"/>, because it is no context, as a script may return; null, the default, is the result itself.</summary>
        public FeelValue? Value { get; init; }
    }

    /// <summary>It failed for good; the case shows an incident.</summary>
    public sealed record Failed(string Sentence) : JobAnswer;

    /// <summary>It ended with a BPMN error, for which the process has a way.</summary>
    public sealed record Error(string Code, string Sentence, FeelContext Variables) : JobAnswer;
}
