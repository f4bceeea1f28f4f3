using Microsoft.Extensions.Localization;
using MudBlazor;
using WorkflowItsm.Api.Definitions;
using WorkflowItsm.Web.Words;

namespace WorkflowItsm.Web.Designer;

/// <summary>Words and signs for kinds of files and of changes.</summary>
internal static class KindWords
{
    public static string Group(FileKind kind, IStringLocalizer<DesignerWords> T) => kind switch
    {
        FileKind.Process => T["KindProcess"],
        FileKind.Table => T["KindTable"],
        FileKind.Form => T["KindForm"],
        FileKind.Clocks => T["KindClocks"],
        FileKind.Teams => T["KindTeams"],
        FileKind.Templates => T["KindTemplates"],
        FileKind.Scenario => T["KindScenario"],
        FileKind.Other => T["KindOther"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of file."),
    };

    public static string Icon(FileKind kind) => kind switch
    {
        FileKind.Process => Icons.Material.Outlined.AccountTree,
        FileKind.Table => Icons.Material.Outlined.TableChart,
        FileKind.Form => Icons.Material.Outlined.DynamicForm,
        FileKind.Clocks => Icons.Material.Outlined.Timer,
        FileKind.Teams => Icons.Material.Outlined.Groups,
        FileKind.Templates => Icons.Material.Outlined.Mail,
        FileKind.Scenario => Icons.Material.Outlined.FactCheck,
        _ => Icons.Material.Outlined.Description,
    };

    public static string Change(ChangeKind kind, IStringLocalizer<DesignerWords> T) => kind switch
    {
        ChangeKind.Added => T["ChangeAdded"],
        ChangeKind.Edited => T["ChangeEdited"],
        ChangeKind.Removed => T["ChangeRemoved"],
        _ => T["ChangeNone"],
    };
}
