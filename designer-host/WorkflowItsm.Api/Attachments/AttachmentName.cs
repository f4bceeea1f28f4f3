using System.Globalization;
using System.Text;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Api.Attachments;

/// <summary>Names of files as they are kept: no folders, nothing that hides what the name is, and an extension that tells the truth.</summary>
internal static class AttachmentName
{
    private const int Longest = 120;

    /// <summary>The name to keep, or why it cannot be: its extension says another kind than the content is.</summary>
    public static (string Name, Words? Problem) Of(string given, AttachmentKind kind)
    {
        var name = Clean(given);
        var extension = Path.GetExtension(name);
        if (extension.Length < 2) return (Short(name.TrimEnd('.'), kind.Extensions[0]), null);
        if (kind.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase)) return (Short(name[..^extension.Length], extension), null);
        return (name, new(
            $"The file is called '{name}', but its content is {kind.Words.En}; give it a name that ends in {string.Join(" or ", kind.Extensions)}, or choose the file that you meant.",
            $"文件名是“{name}”，但内容是{kind.Words.Zh}；请改用以 {string.Join("、", kind.Extensions)} 结尾的文件名，或选择正确的文件。"));
    }

    /// <summary>The last part of a path without control, format and reserved characters.</summary>
    public static string Clean(string given)
    {
        var text = new StringBuilder();
        // Overrides of the writing direction (category Format) make "gpj.exe" look like "exe.jpg".
        foreach (var rune in given[(given.LastIndexOfAny(['/', '\\']) + 1)..].EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate) continue;
            text.Append(rune.Value is '<' or '>' or ':' or '"' or '|' or '?' or '*' ? "_" : rune.ToString());
        }

        var name = text.ToString().Normalize().Trim().TrimStart('.');
        return name.Length > 0 ? name : "attachment";
    }

    private static string Short(string stem, string extension)
    {
        var most = Longest - extension.Length;
        if (stem.Length > most) stem = stem[..(char.IsHighSurrogate(stem[most - 1]) ? most - 1 : most)];
        return (stem.Length > 0 ? stem : "attachment") + extension;
    }
}
