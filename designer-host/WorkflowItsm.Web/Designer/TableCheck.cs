using WorkflowItsm.Dmn;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Web.Designer;

/// <summary>Something that holds of a decision table without any case, as it is shown on the table.</summary>
/// <param name="Decision">The decision's id.</param>
/// <param name="Code">The finding that it is told by.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Elements">Ids of what it is about: rows, or the table.</param>
/// <param name="Says">What is the case.</param>
/// <param name="Cure">What to do.</param>
/// <param name="Witness">Inputs that show it; null where there are none, or where they cannot be typed.</param>
/// <param name="CanAdd">Whether a row for these inputs would mend it.</param>
public sealed record TableCheck(
    string Decision, string Code, Severity Severity, ValueList<string> Elements, Itsm.Fields.Words Says, Itsm.Fields.Words Cure, TableRegion? Witness, bool CanAdd)
{
    /// <summary>The inputs that it is about; null where it is about rows.</summary>
    public TableRegion? Region { get; init; }

    /// <summary>The id at which its finding stands: that of the last of its rows.</summary>
    public string Owner => Elements[^1];

    /// <summary>What tells it from others of the same file.</summary>
    public string Key => $"{Decision} {Code} {string.Join(' ', Elements.Items)} {Region}";
}
