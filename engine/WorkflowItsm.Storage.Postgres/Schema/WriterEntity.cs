namespace WorkflowItsm.Storage.Postgres.Schema;

/// <summary>The one row that counts the processes that have become the writer.</summary>
internal sealed class WriterEntity
{
    /// <summary>Always 1.</summary>
    public int Id { get; set; }

    /// <summary>One more with each process.</summary>
    public long Epoch { get; set; }
}
