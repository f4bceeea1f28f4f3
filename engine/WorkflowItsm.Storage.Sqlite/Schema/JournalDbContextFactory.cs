using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace WorkflowItsm.Storage.Sqlite.Schema;

/// <summary>Makes the context for <c>dotnet ef migrations add</c>; the file it names is never opened.</summary>
internal sealed class JournalDbContextFactory : IDesignTimeDbContextFactory<JournalDbContext>
{
    public JournalDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<JournalDbContext>().UseSqlite("Data Source=design.db").Options);
}
