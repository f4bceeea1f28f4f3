using System.Text;
using WorkflowItsm.Bpmn.Import;
using WorkflowItsm.Bpmn.Interchange;

namespace WorkflowItsm.Web.Designer;

/// <summary>What becomes of a process file that a person opens in the designer.</summary>
internal static class ImportedProcess
{
    /// <summary>The largest file that is taken.</summary>
    public const long MaxBytes = 10 * 1024 * 1024;

    /// <summary>Where it is put: its own name in lower-case letters, digits and hyphens; null when nothing of it is left.</summary>
    public static string? PathOf(string fileName)
    {
        var name = Path.GetFileNameWithoutExtension(fileName.Replace('\\', '/'));
        if (name.EndsWith(".bpmn20", StringComparison.OrdinalIgnoreCase)) name = name[..^".bpmn20".Length];
        var words = new string([.. name.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')]).Trim('-');
        while (words.Contains("--", StringComparison.Ordinal)) words = words.Replace("--", "-", StringComparison.Ordinal);
        if (words.Length == 0) return null;
        return $"{words[..Math.Min(words.Length, 64)].TrimEnd('-')}.bpmn";
    }

    /// <summary>The files that are kept in the draft: forms that it brings first, so that the process finds them.</summary>
    public static IReadOnlyList<(string Path, string Text)> Files(string path, byte[] bytes, bool apply)
    {
        if (apply)
        {
            var applied = BpmnImport.Apply(path, bytes);
            return [.. applied.Files.Items.Select(file => (file.Path, file.Content)), (path, Encoding.UTF8.GetString(applied.Xml.Span))];
        }

        // In whatever encoding it came, it is kept in UTF-8.
        return [(path, InterchangeDocument.Read(path, bytes).Document is { } document ? Encoding.UTF8.GetString(document.ToXml()) : Encoding.UTF8.GetString(bytes))];
    }

    /// <summary>An engine as its maker writes it.</summary>
    public static string NameOf(ForeignEngine engine) => engine switch
    {
        ForeignEngine.Camunda7 => "Camunda 7",
        ForeignEngine.Camunda8 => "Camunda 8",
        ForeignEngine.Flowable => "Flowable",
        _ => "Activiti",
    };
}
