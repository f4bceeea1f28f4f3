using System.Text.Encodings.Web;
using System.Text.Json;
using WorkflowItsm.Benchmarks.Quick;

namespace WorkflowItsm.Benchmarks.Full;

/// <summary>What the page shows, kept beside it, so that a run of some areas replaces theirs and leaves the others.</summary>
/// <param name="Figures">The figures, each name once.</param>
/// <param name="Series">The series, each name once.</param>
/// <param name="Store">What the large store holds; null when none was measured.</param>
internal sealed record Measured(IReadOnlyList<Figure> Figures, IReadOnlyList<Series> Series, BothWords? Store)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What a folder of pages keeps; nothing when there is none yet.</summary>
    public static Measured Read(string docs) =>
        File.Exists(FileIn(docs)) ? JsonSerializer.Deserialize<Measured>(File.ReadAllText(FileIn(docs)), _json)! : new([], [], null);

    /// <summary>The same with what a later run measured.</summary>
    public Measured With(Measured later) => new(
        Merged(Figures, later.Figures, figure => figure.Name), Merged(Series, later.Series, one => one.Name), later.Store ?? Store);

    public void Write(string docs) => File.WriteAllText(FileIn(docs), JsonSerializer.Serialize(this, _json) + "\n");

    private static string FileIn(string docs) => Path.Combine(Directory.CreateDirectory(Path.Combine(docs, "performance")).FullName, "measured.json");

    private static IReadOnlyList<T> Merged<T>(IReadOnlyList<T> earlier, IReadOnlyList<T> later, Func<T, string> name)
    {
        var replaced = later.ToDictionary(name);
        return [.. earlier.Select(one => replaced.GetValueOrDefault(name(one)) ?? one), .. later.ExceptBy(earlier.Select(name), name)];
    }
}
