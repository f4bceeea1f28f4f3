using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Api.Backups;

/// <summary>What became of a backup or of a restore. Closed.</summary>
public abstract record BackupResult
{
    private BackupResult()
    {
    }

    /// <summary>It is whole and on disk.</summary>
    /// <param name="Folder">Where.</param>
    /// <param name="Manifest">What it holds.</param>
    public sealed record Done(string Folder, BackupManifest Manifest) : BackupResult;

    /// <summary>It was not done.</summary>
    /// <param name="Code">A stable kebab-case name.</param>
    /// <param name="Sentence">Why, and what to do.</param>
    public sealed record Refused(string Code, Words Sentence) : BackupResult;

    internal static Refused Refuse(string code, string en, string zh) => new(code, new(en, zh));
}
