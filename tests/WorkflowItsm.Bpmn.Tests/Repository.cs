using WorkflowItsm.Testing;

namespace WorkflowItsm.Bpmn.Tests;

/// <summary>Files of the repository that tests read.</summary>
internal static class Repository
{
    public static string Engine { get; } = RepositoryRoot.PathOf("engine", "WorkflowItsm.Bpmn");

    public static byte[] Rich { get; } = File.ReadAllBytes(PathOf("rich.bpmn"));

    public static string PathOf(string file) => RepositoryRoot.PathOf("tests", "WorkflowItsm.Bpmn.Tests", "Files", file);
}
