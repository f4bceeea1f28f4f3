namespace WorkflowItsm.Architecture.Tests.Laws;

/// <summary>The front of the house has few doors: a new folder at the root is a decision, not an accident.</summary>
internal static class FolderLaw
{
    private static readonly string[] _rooms = ["rules", "engine", "workflows", "designer-host", "tests", "docs", ".ci"];

    // What tools and runs leave there; git ignores all of it.
    private static readonly string[] _ignored = [".git", ".vs", ".vscode", ".idea", "bin", "obj", "data", "artifacts", "TestResults"];

    public static IEnumerable<string> Offences(IEnumerable<string> folders) =>
        from folder in folders.Except(_rooms).Except(_ignored)
        select $"{folder}/ at the root is none of {string.Join(", ", _rooms)}; find it a place there, or decide for it in docs/decisions and add it here.";
}
