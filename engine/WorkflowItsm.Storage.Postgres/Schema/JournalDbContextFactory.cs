using Microsoft.EntityFrameworkCore.Design;
using WorkflowItsm.Storage.Relational.Schema;

namespace WorkflowItsm.Storage.Postgres.Schema;

/// <summary>Makes the context for <c>dotnet ef migrations add</c>; the database it names is never opened.</summary>
internal sealed class JournalDbContextFactory : IDesignTimeDbContextFactory<JournalDbContext>
{
    public JournalDbContext CreateDbContext(string[] args) => new PostgresJournal("Host=localhost;Database=design").Read();
}
