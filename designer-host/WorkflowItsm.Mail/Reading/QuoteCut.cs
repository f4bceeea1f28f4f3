using System.Text.RegularExpressions;
using WorkflowItsm.Mail.Out;

namespace WorkflowItsm.Mail.Reading;

/// <summary>
/// Leaves of a reply what its writer wrote: cuts off the quoted mail as mail programs in English and Chinese write it,
/// lines that begin with <c>&gt;</c>, and the signature.
/// </summary>
internal static partial class QuoteCut
{
    // Longer lines are no attribution; no pattern may take long over one.
    private const int MaxLine = 400;
    private const int WrappedOver = 3;
    private const int HeaderLines = 6;
    private static readonly string[] _begins = ["On ", "At "];
    private static readonly string[] _wroteZh = ["写道", "写到", "写信说"];

    /// <summary>What is left of a reply; empty when there is nothing of its own in it.</summary>
    public static string Cut(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Replace('\u00a0', ' ').Split('\n');
        List<string> kept = [];
        for (var i = 0; i < lines.Length; i++)
        {
            if (EndsHere(lines, i)) break;
            if (Attribution(lines, i) is { } length)
            {
                if (!IsQuote(NextText(lines, i + length))) break;
                // Somebody who answers between or below the quoted lines: only they are left out.
                i += length - 1;
                continue;
            }

            if (!IsQuote(lines[i])) kept.Add(lines[i].TrimEnd());
        }

        return string.Join('\n', WithoutSignature(kept)).Trim();
    }

    private static bool EndsHere(string[] lines, int at)
    {
        var line = lines[at].Trim();
        if (line.Length is 0 or > MaxLine) return false;
        return line.Contains(MailWriter.ReplyLine, StringComparison.Ordinal)
            || Divider().IsMatch(line)
            || (From().IsMatch(line) && lines.Skip(at + 1).Take(HeaderLines).Any(next => OtherHeader().IsMatch(Short(next))))
            || (Rule().IsMatch(line) && From().IsMatch(Short(NextText(lines, at + 1))));
    }

    /// <summary>How many lines an attribution that begins here takes, such as "On … wrote:"; null when none begins here.</summary>
    private static int? Attribution(string[] lines, int at)
    {
        var joined = lines[at].Trim();
        if (joined.Length == 0 || IsQuote(joined)) return null;
        for (var length = 1; joined.Length <= MaxLine; length++)
        {
            if (SaysWhoWrote(joined)) return length;
            if (length == WrappedOver || at + length >= lines.Length || lines[at + length].Trim() is not { Length: > 0 } next || !MayGoOn(joined)) return null;
            joined += " " + next;
        }

        return null;
    }

    // Not one pattern: these lines are long, and several ".*" over one take a time that grows with the square of it.
    private static bool SaysWhoWrote(string line)
    {
        var said = line.TrimEnd(':', '：', ' ');
        if (said.Length == line.Length) return false;
        return (said.EndsWith("wrote", StringComparison.OrdinalIgnoreCase) && _begins.Any(begin => said.StartsWith(begin, StringComparison.OrdinalIgnoreCase)))
            || (_wroteZh.Any(end => said.EndsWith(end, StringComparison.Ordinal)) && (said.Contains('@', StringComparison.Ordinal) || Year().IsMatch(said)));
    }

    private static bool MayGoOn(string line) =>
        _begins.Any(begin => line.StartsWith(begin, StringComparison.OrdinalIgnoreCase)) || line.StartsWith('在') || line.AsSpan().ContainsAny('<', '＜');

    private static List<string> WithoutSignature(List<string> lines)
    {
        var end = lines.FindIndex(line => line is "--" or "-- ");
        var kept = end > 0 && lines.Take(end).Any(line => line.Length > 0) ? lines.Take(end).ToList() : lines;
        while (kept.Count > 1 && (kept[^1].Length == 0 || Phone().IsMatch(Short(kept[^1])) || Rule().IsMatch(Short(kept[^1])))) kept = kept[..^1];
        return kept;
    }

    private static string NextText(string[] lines, int from) => lines.Skip(from).FirstOrDefault(line => line.Trim().Length > 0) ?? "";

    private static bool IsQuote(string line) => line.AsSpan().TrimStart() is ['>', ..] or ['＞', ..];

    private static string Short(string line) => line.Length <= MaxLine ? line.Trim() : "";

    [GeneratedRegex(@"^[-_=*\s]{2,}(original message|original appointment|original|forwarded message|原始邮件|原邮件|邮件原件|原始消息|回复的原邮件|回复的邮件|转发的邮件|转发邮件)[-_=*\s]{2,}$", RegexOptions.IgnoreCase)]
    private static partial Regex Divider();

    [GeneratedRegex(@"^\*?(from|发件人|寄件者)\*?\s*[:：]", RegexOptions.IgnoreCase)]
    private static partial Regex From();

    [GeneratedRegex(@"^\*?(sent|date|to|subject|发送时间|发送日期|日期|时间|收件人|主题)\*?\s*[:：]", RegexOptions.IgnoreCase)]
    private static partial Regex OtherHeader();

    [GeneratedRegex(@"^[_\-—=]{5,}$")]
    private static partial Regex Rule();

    [GeneratedRegex("[0-9]{4}")]
    private static partial Regex Year();

    [GeneratedRegex(@"^(sent from (my|mail for|outlook|yahoo|proton).{0,60}|get outlook for .{1,20}|发自我的.{1,30}|来自我的.{1,30}|从.{1,20}发送|发送自.{1,40}|获取\s?outlook.{0,30}|.{0,10}网易邮箱大师.{0,10})$", RegexOptions.IgnoreCase)]
    private static partial Regex Phone();
}
