using WorkflowItsm.Engine;
using WorkflowItsm.Feel;
using WorkflowItsm.Mail.Out;
using WorkflowItsm.Mail.Settings;
using WorkflowItsm.Mail.Threads;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Mail.Tests;

/// <summary>What tests begin with.</summary>
internal static class Some
{
    public static DateTimeOffset Time { get; } = new(2026, 11, 25, 9, 30, 0, TimeSpan.Zero);

    public static ReplyTokens Tokens { get; } = new(new byte[32]);

    public static EffectCall Call(string target, int attempt = 1, string body = "请处理。") => new(
        "case1.7.0", "case1",
        new Effect(EffectKinds.Mail, target, FeelContext.Of(("subject", "[INC0000001] 磁盘已满 / Disk full"), ("body", body), ("ticket", "INC0000001"))),
        attempt, Time);

    public static MailOptions Options(Action<MailOptions>? configure = null)
    {
        var options = new MailOptions { From = "Service desk <desk@example.org>" };
        configure?.Invoke(options);
        return options;
    }

    public static MailWriter Writer(MailOptions? options = null) => new(Microsoft.Extensions.Options.Options.Create(options ?? Options()), Tokens);
}
