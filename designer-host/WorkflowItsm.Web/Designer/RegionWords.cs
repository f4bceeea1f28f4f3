using WorkflowItsm.Dmn;
using WorkflowItsm.Web.Rules;

namespace WorkflowItsm.Web.Designer;

/// <summary>Parts of all inputs of a table, as people read them.</summary>
internal static class RegionWords
{
    /// <summary>What each column that matters has: <c>Impact 2, Urgency &gt; 3</c>.</summary>
    public static string Of(TableRegion region, string language)
    {
        var cells = region.Cells.Items.Where(cell => cell.Tests != "-").Select(cell => $"{LabelText.In(cell.Label, language)} {cell.Tests}").ToList();
        return cells.Count == 0 ? language == "zh" ? "任何输入" : "any input" : string.Join(language == "zh" ? "，" : ", ", cells);
    }
}
