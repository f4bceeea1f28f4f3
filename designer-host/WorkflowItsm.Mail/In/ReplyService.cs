using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Mail.Replies;
using WorkflowItsm.Mail.Settings;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Mail.In;

/// <summary>Reads replies as long as the host runs. Whatever fails is tried again; a mail that nobody can read is put aside.</summary>
internal sealed partial class ReplyService(
    IInbox inbox, ReplyDesk desk, IOptions<MailOptions> options, TimeProvider time, ILogger<ReplyService> log) : BackgroundService
{
    private TimeSpan Pause => TimeSpan.FromSeconds(options.Value.Imap.PollSeconds);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        LogReads(log, inbox.Place);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await inbox.ReadAsync(TakeAsync, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                LogTrouble(log, inbox.Place, failure.Message, Pause);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // One mail that trips over a fault of ours must not keep all others waiting behind it.
    private async Task<ReplyOutcome> TakeAsync(ReadOnlyMemory<byte> raw, CancellationToken cancellationToken)
    {
        try
        {
            return await desk.TakeAsync(raw, cancellationToken);
        }
        catch (StoreException trouble)
        {
            return new ReplyOutcome.Later(Pause, trouble.Message);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            LogFault(log, failure);
            return new ReplyOutcome.Failed(new Words($"The mail could not be read: {failure.Message}", $"邮件无法读取：{failure.Message}"));
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Replies are read from {Place}.")]
    private static partial void LogReads(ILogger log, string place);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Replies cannot be read from {Place} now: {Reason} Next look in {Pause}.")]
    private static partial void LogTrouble(ILogger log, string place, string reason, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Error, Message = "A mail could not be read and was put aside.")]
    private static partial void LogFault(ILogger log, Exception failure);
}
