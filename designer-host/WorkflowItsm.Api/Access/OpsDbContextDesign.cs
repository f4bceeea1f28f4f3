using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace WorkflowItsm.Api.Access;

/// <summary>For <c>dotnet ef migrations add</c> alone: it needs a model, not a file.</summary>
internal sealed class OpsDbContextDesign : IDesignTimeDbContextFactory<OpsDbContext>
{
    public OpsDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<OpsDbContext>().UseSqlite("Data Source=design.db").Options);
}
