using System.Security.Cryptography;
using System.Text;

namespace WorkflowItsm.Web.Designer;

/// <summary>The text of a file that a browser kept because the server had not kept it yet.</summary>
/// <param name="Stamp">Stands for the server's text that was changed.</param>
/// <param name="Text">What it was changed to.</param>
internal sealed record UnsentText(string Stamp, string Text)
{
    /// <summary>Stands for a text; equal texts have equal stamps.</summary>
    public static string StampOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)), 0, 16);
}
