using System.Security.Cryptography;
using System.Text;

namespace WorkflowItsm.Runtime.Scripts;

/// <summary>The digest by which a script is known again: SHA-256 of its language and its text.</summary>
internal static class ScriptDigest
{
    /// <summary>64 lower-case hexadecimal digits.</summary>
    /// <param name="language">The language's name; the formats of one language are alike.</param>
    /// <param name="code">The text, without white space around it.</param>
    public static string Of(string language, string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{language}\n{code}")));
}
