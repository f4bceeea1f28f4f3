using WorkflowItsm.Dmn;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Web.Designer;

/// <summary>Which inputs get another answer from a changed table.</summary>
/// <param name="Path">The file.</param>
/// <param name="Decision">The decision as it is now.</param>
/// <param name="Difference">What changes.</param>
public sealed record TableChanges(string Path, Decision Decision, TableDifference Difference)
{
    /// <summary>What differs in the answers of tables that are in both of two versions of a bundle; those that answer alike are left out.</summary>
    public static IReadOnlyList<TableChanges> Between(ValueList<BundleFile> before, ValueList<BundleFile> after)
    {
        if (before == after) return [];
        var (old, now) = (Models(before), Models(after));
        return [.. now.SelectMany(pair => old.TryGetValue(pair.Key, out var earlier) ? Between(pair.Key, earlier, pair.Value) : [])];
    }

    private static IEnumerable<TableChanges> Between(string path, DmnModel before, DmnModel after) =>
        from decision in after.Decisions.Items
        let earlier = before.Decisions.Items.FirstOrDefault(other => other.Id == decision.Id)
        where earlier is not null
        let difference = decision.DifferenceFrom(earlier)
        where difference is { Changes.IsEmpty: false } or { Limit: not null }
        select new TableChanges(path, decision, difference);

    private static SortedDictionary<string, DmnModel> Models(ValueList<BundleFile> files)
    {
        var tables = files.Items.Where(file => FileKinds.Of(file.Path) == FileKind.Table).ToList();
        var read = DmnModel.ReadAll([.. tables.Select(file => (file.Path, file.Content))]);
        return new(tables.Zip(read.Items).Where(pair => pair.Second.Partial is not null).ToDictionary(pair => pair.First.Path, pair => pair.Second.Partial!), StringComparer.Ordinal);
    }
}
