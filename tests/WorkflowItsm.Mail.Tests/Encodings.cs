using System.Runtime.CompilerServices;
using WorkflowItsm.Mail.Reading;

namespace WorkflowItsm.Mail.Tests;

/// <summary>Tests write mails with MimeKit before they touch the assembly that they test, whatever order they run in.</summary>
internal static class Encodings
{
    [ModuleInitializer]
    public static void Register() => MailEncodings.Register();
}
