using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace WorkflowItsm.Mail.Reading;

/// <summary>The encodings that mails come in.</summary>
internal static class MailEncodings
{
    /// <summary>
    /// Makes GB18030 and its predecessors known, which Chinese mail programs still write and .NET knows only when asked to.
    /// MimeKit keeps what it has once found out about an encoding, even when it only wrote a mail; so this comes before anything of this assembly runs.
    /// </summary>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries", Justification = "No later moment is certainly before MimeKit's first look-up.")]
    public static void Register() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
}
