namespace WorkflowItsm.Testing.Hosting;

/// <summary>A data folder of its own for one test, gone when the test is done.</summary>
public sealed class DataFolder : IDisposable
{
    /// <summary>The absolute path; the folder exists and is empty.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("workflowitsm-").FullName;

    /// <summary>The folder in which mails wait to be picked up; exists as soon as there is one.</summary>
    public string Pickup => System.IO.Path.Combine(Path, "pickup");

    /// <summary>A folder inside for whatever else the test needs; created on the first call.</summary>
    public string Sub(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
