namespace WorkflowItsm.Benchmarks.Rules;

/// <summary>The typed input that both engines get.</summary>
public sealed record Ticket(string Category, int Impact, int Urgency)
{
    /// <summary>Inputs that together match every row of the table, in an order that no predictor learns.</summary>
    public static Ticket[] Many { get; } = Make();

    private static Ticket[] Make()
    {
        var random = new Random(17);
        string[] categories = ["network", "hardware", "software", "database", "other"];
        return [.. Enumerable.Range(0, 1_024).Select(_ => new Ticket(categories[random.Next(5)], random.Next(1, 6), random.Next(1, 6)))];
    }
}
