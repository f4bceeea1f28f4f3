using System.Text;

namespace WorkflowItsm.Conformance.DmnTck;

/// <summary>The result file as the kit collects it: folder, test file, case, SUCCESS or ERROR, remark; all quoted.</summary>
internal static class Csv
{
    public static string Write(Score score)
    {
        var text = new StringBuilder();
        foreach (var result in score.Cases)
            text.Append(Row(result.Folder, result.File, result.Id, result.Passed ? "SUCCESS" : "ERROR", result.Remark)).Append('\n');
        return text.ToString();
    }

    private static string Row(params string[] cells) =>
        string.Join(',', cells.Select(cell => $"\"{cell.ReplaceLineEndings(" ").Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
}
