using System.Globalization;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Faults.Tests.Runtimes;

/// <summary>A command whose traces can be told from those of all others. Its mark is also its idempotency key.</summary>
internal abstract record Errand(string CaseId, int Number)
{
    /// <summary>What marks it, and nothing else.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{GetType().Name[..1].ToLowerInvariant()}{Number}");

    public abstract Ask Command { get; }

    /// <summary>How often it is in the state of its case.</summary>
    public abstract int TimesIn(Counter counter);

    /// <summary>Opens a ticket of its own.</summary>
    public sealed record Open(int Number, int Size) : Errand($"case-{Number}", Number)
    {
        // Long enough that a script fills the write-ahead log more than once.
        public override Ask Command => new Ask.Open(FeelContext.Of(("short_description", Key), ("description", new string((char)('a' + (Number % 26)), Size))));

        public override int TimesIn(Counter counter) => counter.Number is not null && counter.Fields["short_description"].ToText() == Key ? 1 : 0;
    }

    /// <summary>Adds one and writes a note.</summary>
    public sealed record Note(string CaseId, int Number) : Errand(CaseId, Number)
    {
        public override Ask Command => new Ask.Add(1, Key);

        public override int TimesIn(Counter counter) => counter.Log.Items.Count(line => line == $"{Machine.Ann.Name}: {Key}");
    }

    /// <summary>Makes something due, which tells the outside once it fires.</summary>
    public sealed record Remind(string CaseId, int Number, DateTimeOffset At) : Errand(CaseId, Number)
    {
        public override Ask Command => new Ask.Remind(Key, At);

        public override int TimesIn(Counter counter) =>
            counter.Due.Items.Count(row => row.Key == Key) + counter.Log.Items.Count(line => line == $"fired {Key}");
    }

    /// <summary>Writes to the outside, and adds one.</summary>
    public sealed record Send(string CaseId, int Number) : Errand(CaseId, Number)
    {
        public override Ask Command => new Ask.Emit(new("note", Key, FeelContext.Empty));

        /// <summary>It leaves no mark of its own: the total tells of all of them together.</summary>
        public override int TimesIn(Counter counter) => 0;
    }
}
