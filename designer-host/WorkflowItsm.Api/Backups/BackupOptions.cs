namespace WorkflowItsm.Api.Backups;

/// <summary>What a host may set about backups; section <c>Backups</c>.</summary>
public sealed class BackupOptions
{
    /// <summary>The folder in which backups that are asked for over HTTP are made. Default: none; then there are none over HTTP.</summary>
    public string? Folder { get; set; }
}
