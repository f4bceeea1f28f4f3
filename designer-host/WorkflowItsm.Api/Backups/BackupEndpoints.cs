using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Api.Requests;

namespace WorkflowItsm.Api.Backups;

/// <summary>Backups over HTTP. Where they go, the host says and never the request; restoring is for the command line alone.</summary>
internal static class BackupEndpoints
{
    public static void Map(IEndpointRouteBuilder app) => app
        .MapPost("/api/v1/backups", (BackupMaker maker, IOptions<BackupOptions> options, TimeProvider time) => MakeAsync(maker, options.Value, time))
        .RequireAuthorization(Policies.MakeBackups).WithTags("Backups").WithSummary("Makes a backup in the folder that the host configured, while it works.");

    // Once begun it is finished, whether or not its caller waits.
    private static async Task<IResult> MakeAsync(BackupMaker maker, BackupOptions options, TimeProvider time)
    {
        if (string.IsNullOrWhiteSpace(options.Folder))
        {
            return new ApiError(StatusCodes.Status409Conflict, "no-backup-folder", new(
                "This host names no folder for backups; set 'Backups:Folder', or use the verb 'backup'.",
                "此服务器没有配置备份目录；请设置“Backups:Folder”，或使用命令“backup”。"));
        }

        var name = time.GetUtcNow().UtcDateTime.ToString("'backup-'yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);
        return await maker.MakeAsync(Path.Combine(Path.GetFullPath(options.Folder), name)) switch
        {
            BackupResult.Done { Manifest: var manifest } => new JsonAnswer(StatusCodes.Status201Created, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("name", name);
                writer.WriteString("made_at", manifest.MadeAt.UtcDateTime);
                writer.WriteNumber("journal_rows", manifest.JournalRows);
                writer.WriteNumber("files", manifest.Files.Count);
                writer.WriteNumber("bytes", manifest.Bytes);
                writer.WriteEndObject();
            }),
            BackupResult.Refused refused => new ApiError(
                refused.Code == "backup-failed" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status409Conflict, refused.Code, refused.Sentence),
        };
    }
}
