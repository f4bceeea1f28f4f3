namespace WorkflowItsm.Web.Designer;

/// <summary>What a file of a bundle is, in the order of a list.</summary>
internal enum FileKind
{
    /// <summary>A drawn process.</summary>
    Process,

    /// <summary>Decision tables.</summary>
    Table,

    /// <summary>A form of a task.</summary>
    Form,

    /// <summary>Clocks of tickets.</summary>
    Clocks,

    /// <summary>Support teams.</summary>
    Teams,

    /// <summary>Texts of notifications.</summary>
    Templates,

    /// <summary>What must happen, told as a story.</summary>
    Scenario,

    /// <summary>Everything else.</summary>
    Other,
}

/// <summary>Tells kinds of files by their paths, as the readers of bundles do.</summary>
internal static class FileKinds
{
    public static FileKind Of(string path) => path switch
    {
        _ when Ends(path, ".bpmn") => FileKind.Process,
        _ when Ends(path, ".dmn") => FileKind.Table,
        _ when Ends(path, ".form") => FileKind.Form,
        "clocks.json" => FileKind.Clocks,
        "teams.json" => FileKind.Teams,
        "templates.json" => FileKind.Templates,
        _ when path.StartsWith("scenarios/", StringComparison.Ordinal) && Ends(path, ".json") => FileKind.Scenario,
        _ => FileKind.Other,
    };

    /// <summary>The name of a file without its folder.</summary>
    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static bool Ends(string path, string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
