namespace WorkflowItsm.Benchmarks.Full;

/// <summary>How a cost goes as something grows.</summary>
/// <param name="Name">Its name, e.g. <c>cost-by-cases</c>; never changes.</param>
/// <param name="Title">What is shown.</param>
/// <param name="Grows">What grows: the words of the x axis, whose steps are powers of ten.</param>
/// <param name="Unit">The unit of the costs.</param>
/// <param name="Lines">The costs.</param>
internal sealed record Series(string Name, BothWords Title, BothWords Grows, string Unit, IReadOnlyList<SeriesLine> Lines)
{
    /// <summary>A line for each point, as the figures have.</summary>
    public IEnumerable<string> ToLines() =>
        from line in Lines
        from point in line.Points
        select string.Create(System.Globalization.CultureInfo.InvariantCulture, $"series {Name} line=\"{line.Name.En}\" at={point.Size} value={point.Cost:G4} unit={Unit}");
}

/// <summary>One cost of a series.</summary>
internal sealed record SeriesLine(BothWords Name, IReadOnlyList<SeriesPoint> Points);

/// <summary>A cost at a size.</summary>
internal readonly record struct SeriesPoint(long Size, double Cost);

/// <summary>The same words in English and Simplified Chinese.</summary>
internal sealed record BothWords(string En, string Zh)
{
    public string In(bool chinese) => chinese ? Zh : En;
}
