using System.IO.Compression;
using System.Net.Http.Headers;
using WorkflowItsm.Testing;

namespace WorkflowItsm.EndToEnd.Tests;

/// <summary>The files of a bundle in memory, to be changed and published.</summary>
internal sealed class Bundle
{
    private readonly Dictionary<string, string> _files;

    private Bundle(Dictionary<string, string> files) => _files = files;

    public static Bundle Of(params (string Path, string Text)[] files) => new(files.ToDictionary(file => file.Path, file => file.Text));

    /// <summary>A bundle of the repository.</summary>
    public static Bundle Shipped(params string[] folder)
    {
        var root = RepositoryRoot.PathOf(folder);
        return new(Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(root, path), File.ReadAllText));
    }

    /// <summary>The same with a part of a file replaced; fails where the part is not there exactly once.</summary>
    public Bundle With(string file, string part, string replacement)
    {
        var pieces = _files[file].Split(part);
        Assert.True(pieces.Length == 2, $"{file} has {pieces.Length - 1} times: {part}");
        return new(new(_files) { [file] = string.Join(replacement, pieces) });
    }

    public ByteArrayContent Zip()
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, text) in _files)
            {
                using var writer = new StreamWriter(zip.CreateEntry(path).Open());
                writer.Write(text);
            }
        }

        return new ByteArrayContent(buffer.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/zip") } };
    }

    public void WriteTo(string folder)
    {
        foreach (var (path, text) in _files)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }
}
