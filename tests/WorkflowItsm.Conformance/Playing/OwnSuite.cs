namespace WorkflowItsm.Conformance.Playing;

/// <summary>A folder with a small suite of our own, to see that a runner notices what it should; gone with the test.</summary>
internal sealed class OwnSuite : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suite");

    /// <summary>Makes the folder.</summary>
    /// <param name="cases">Its cases.</param>
    public OwnSuite(string cases) => Write("cases.json", cases);

    public string Folder => _folder.FullName;

    /// <summary>What a verb writes.</summary>
    public StringWriter Output { get; } = new();

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text);

    public void Dispose()
    {
        Output.Dispose();
        _folder.Delete(recursive: true);
    }
}
