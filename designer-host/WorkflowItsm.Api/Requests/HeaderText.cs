using System.Text;

namespace WorkflowItsm.Api.Requests;

/// <summary>Makes what a client sent fit for a response header: printable ASCII, the rest percent-encoded, at most 1,000 characters.</summary>
internal static class HeaderText
{
    private const int MaxLength = 1000;

    public static string Of(IEnumerable<string> parts)
    {
        var text = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(string.Join(", ", parts)))
        {
            if (text.Length >= MaxLength) return text.Append("...").ToString();
            if (octet is > 0x1F and < 0x7F and not (byte)'%') text.Append((char)octet);
            else text.Append('%').Append(octet.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
