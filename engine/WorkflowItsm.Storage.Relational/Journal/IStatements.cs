namespace WorkflowItsm.Storage.Relational.Journal;

/// <summary>Takes the statements of one transaction, in order: runs each at once, or gathers them to be sent together.</summary>
internal interface IStatements
{
    /// <param name="sql">One of the constants of <see cref="BatchSql"/> and <see cref="TicketSql"/>.</param>
    /// <param name="values">Its parameters: texts, whole numbers, bytes or null.</param>
    void Run(string sql, params ReadOnlySpan<object?> values);
}
