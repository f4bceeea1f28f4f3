using Microsoft.EntityFrameworkCore.Design;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Storage.Relational.Schema;

namespace WorkflowItsm.Storage.Sqlite.Schema;

/// <summary>Makes the context for <c>dotnet ef migrations add</c>; the file it names is never opened.</summary>
internal sealed class JournalDbContextFactory : IDesignTimeDbContextFactory<JournalDbContext>
{
    public JournalDbContext CreateDbContext(string[] args) => new JournalFile(new WorkflowItsmOptions()).Read();
}
