namespace WorkflowItsm.Api.Attachments;

/// <summary>What a host may set about files of tickets; section <c>Attachments</c>.</summary>
public sealed class AttachmentOptions
{
    /// <summary>How many bytes a file may have. Default: 10 MB.</summary>
    public int MaxBytes { get; set; } = 10 * 1024 * 1024;
}
