using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using WorkflowItsm.Mail.Erasure;
using WorkflowItsm.Mail.In;
using WorkflowItsm.Mail.Out;
using WorkflowItsm.Mail.Replies;
using WorkflowItsm.Mail.Settings;
using WorkflowItsm.Mail.Threads;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Erasure;
using WorkflowItsm.Runtime.Hosting;

namespace WorkflowItsm.Mail;

/// <summary>The way in for a host: <c>builder.AddMail(configuration)</c> sends the mails that tickets record, <c>AddMailReplies</c> reads the answers.</summary>
public static class WorkflowItsmMail
{
    /// <summary>
    /// Sends mails, those of tickets and those of tasks with the handler <c>mail</c>: by SMTP when <c>Mail:Smtp:Host</c> is set, else as files into the folder <c>pickup</c> of the data
    /// folder. Settings are checked at start, all errors in one message.
    /// </summary>
    /// <param name="builder">The runtime.</param>
    /// <param name="configuration">Its section <c>Mail</c> is read.</param>
    public static WorkflowItsmBuilder AddMail(this WorkflowItsmBuilder builder, IConfiguration configuration)
    {
        var services = builder.Services;
        services.AddOptions<MailOptions>().Bind(configuration.GetSection("Mail")).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MailOptions>, MailOptionsCheck>());
        services.TryAddSingleton(provider => new ReplyTokens(KeyFile.Read(provider.GetRequiredService<WorkflowItsmOptions>().DataDirectory)));
        services.TryAddSingleton<MailWriter>();
        services.TryAddSingleton<PickupFolder>();
        services.TryAddSingleton<SmtpOutbox>();
        services.TryAddSingleton<IOutbox>(provider => provider.GetRequiredService<IOptions<MailOptions>>().Value.Smtp.IsSet
            ? provider.GetRequiredService<SmtpOutbox>()
            : provider.GetRequiredService<PickupFolder>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEffectTargets, MailTargets>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IErasureParticipant, MailErasure>());
        return builder.AddEffectHandler<MailHandler>().AddServiceTaskHandler<MailConnector>(MailConnector.Name).AddConnector<MailShape>();
    }

    /// <summary>
    /// Reads replies and makes comments of them: from the IMAP server when <c>Mail:Imap:Host</c> is set, else from the folder
    /// <c>inbox</c> of the data folder. Call it after <see cref="AddMail"/>.
    /// </summary>
    /// <typeparam name="TAccounts">Knows whose addresses are whose.</typeparam>
    /// <typeparam name="TFiles">Takes the files that replies bring along.</typeparam>
    /// <param name="builder">The runtime.</param>
    public static WorkflowItsmBuilder AddMailReplies<TAccounts, TFiles>(this WorkflowItsmBuilder builder)
        where TAccounts : class, IMailAccounts
        where TFiles : class, IMailFiles
    {
        var services = builder.Services;
        services.TryAddSingleton<IMailAccounts, TAccounts>();
        services.TryAddSingleton<IMailFiles, TFiles>();
        services.TryAddSingleton<ReplyCommands>();
        services.TryAddSingleton<ReplyDesk>();
        services.TryAddSingleton<FolderInbox>();
        services.TryAddSingleton<ImapInbox>();
        services.TryAddSingleton<IInbox>(provider => provider.GetRequiredService<IOptions<MailOptions>>().Value.Imap.IsSet
            ? provider.GetRequiredService<ImapInbox>()
            : provider.GetRequiredService<FolderInbox>());
        services.AddHostedService<ReplyService>();
        return builder;
    }
}
