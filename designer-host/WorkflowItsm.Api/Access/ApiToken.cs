using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Access;

/// <summary>A machine's token. Only its digest is kept: who reads the database cannot use it.</summary>
public sealed class ApiToken
{
    /// <summary>What every token begins with, so that scanners find leaked ones.</summary>
    public const string Prefix = "wit_";

    /// <summary>SHA-256 of the token, in lower-case hexadecimal digits.</summary>
    public required string Digest { get; init; }

    /// <summary>The name that its actions are recorded under; unique.</summary>
    public required string Name { get; init; }

    /// <summary>What it may do.</summary>
    public required Role Role { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>A fresh token: the prefix and 32 random bytes. Nothing guesses it, so one round of SHA-256 is enough to hide it.</summary>
    public static string NewSecret() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept of a token.</summary>
    public static string DigestOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
