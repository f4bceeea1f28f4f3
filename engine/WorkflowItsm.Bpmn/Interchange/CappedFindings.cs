using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Interchange;

/// <summary>
/// Findings of a file that nobody promised to be right: of each kind the first ones are told in full and the others counted, so that a
/// file with a hundred thousand slips is neither a flood to its reader nor to memory.
/// </summary>
internal sealed class CappedFindings(string fileName)
{
    private const int MostOfAKind = 200;

    private readonly Dictionary<string, (int Count, XElement At)> _kinds = new(StringComparer.Ordinal);

    /// <summary>The list behind it, for findings that cannot be many.</summary>
    public FindingList All { get; } = new(fileName);

    /// <summary>Whether one more of this kind is told; counts it in any case.</summary>
    public bool Takes(string code, XElement at)
    {
        var (count, _) = _kinds.GetValueOrDefault(code);
        _kinds[code] = (count + 1, at);
        return count < MostOfAKind;
    }

    /// <summary>All findings in the order of the file, with one for each kind that has more than are told.</summary>
    public ValueList<Finding> ToValueList()
    {
        foreach (var (code, (count, at)) in _kinds.Where(kind => kind.Value.Count > MostOfAKind))
            All.Add("more-findings", Severity.Information, at,
                $"found {count - MostOfAKind} more of the kind {code}, which are not listed.",
                "Mend those that are listed and look again.");
        _kinds.Clear();
        return All.ToValueList();
    }
}
