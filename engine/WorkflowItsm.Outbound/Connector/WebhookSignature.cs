using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WorkflowItsm.Outbound.Connector;

/// <summary>Signatures of webhooks (Standard Webhooks 1.0.0, "Signature scheme"): HMAC-SHA256 of <c>id.timestamp.body</c>.</summary>
internal static class WebhookSignature
{
    private const string Mark = "whsec_";
    private const int LeastBytes = 24;
    private const int MostBytes = 64;

    /// <summary>The value of <c>webhook-signature</c>: one signature by the secret and, while it is being changed, one by the previous one.</summary>
    public static string Of(WebhookSecret secret, string id, long timestamp, ReadOnlyMemory<byte> body)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")), .. body.Span];
        var keys = new[] { secret.Secret, secret.PreviousSecret }.Where(text => text.Length > 0).Select(Key).OfType<byte[]>();
        return string.Join(' ', keys.Select(key => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}"));
    }

    /// <summary>The bytes of a secret such as <c>whsec_…</c>; null when it is none: 24 to 64 bytes in base64 behind its mark.</summary>
    public static byte[]? Key(string text)
    {
        if (!text.StartsWith(Mark, StringComparison.Ordinal)) return null;
        var bytes = new byte[MostBytes + 3];
        return Convert.TryFromBase64String(text[Mark.Length..], bytes, out var length) && length is >= LeastBytes and <= MostBytes ? bytes[..length] : null;
    }
}
