using System.Diagnostics;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Cases;

/// <summary>What the one writer is asked to write. Closed.</summary>
internal abstract class WriteRequest
{
    private WriteRequest()
    {
    }

    /// <summary>Nothing of it holds; come again.</summary>
    public abstract void Fail(CommandResult.Busy busy);

    /// <summary>A command to be decided.</summary>
    public sealed class Send(CaseCall call) : WriteRequest
    {
        // Callers go on elsewhere: the writer has other work than theirs.
        private readonly TaskCompletionSource<CommandResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CaseCall Call => call;

        public ActivityContext Trace { get; } = Activity.Current?.Context ?? default;

        public Task<CommandResult> Answer => _answer.Task;

        public void Complete(CommandResult result) => _answer.TrySetResult(result);

        public override void Fail(CommandResult.Busy busy) => _answer.TrySetResult(busy);
    }

    /// <summary>What has expired is to be deleted.</summary>
    public sealed class Expire(ExpiredShare share) : WriteRequest
    {
        private readonly TaskCompletionSource<bool> _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ExpiredShare What => share;

        /// <summary>True once it is; false when nobody knows and it has to be sent again.</summary>
        public Task<bool> Written => _written.Task;

        public void Complete() => _written.TrySetResult(true);

        public override void Fail(CommandResult.Busy busy) => _written.TrySetResult(false);
    }

    /// <summary>The store's files are to be written anew, between two transactions.</summary>
    public sealed class Compact : WriteRequest
    {
        private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>True once they are; false when it has to be asked again.</summary>
        public Task<bool> Done => _done.Task;

        public void Complete() => _done.TrySetResult(true);

        public override void Fail(CommandResult.Busy busy) => _done.TrySetResult(false);
    }

    /// <summary>The store's log is to be emptied, between two transactions.</summary>
    public sealed class EmptyLog : WriteRequest
    {
        private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>True once it is empty; false when it has to be asked again.</summary>
        public Task<bool> Done => _done.Task;

        public void Complete(bool isEmpty) => _done.TrySetResult(isEmpty);

        public override void Fail(CommandResult.Busy busy) => _done.TrySetResult(false);
    }

    /// <summary>What became of an effect.</summary>
    public sealed class Mark(EffectMark mark) : WriteRequest
    {
        private readonly TaskCompletionSource<bool> _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public EffectMark What => mark;

        /// <summary>True once the mark is durable; false when nobody knows and it has to be sent again.</summary>
        public Task<bool> Written => _written.Task;

        public void Complete() => _written.TrySetResult(true);

        public override void Fail(CommandResult.Busy busy) => _written.TrySetResult(false);
    }
}
