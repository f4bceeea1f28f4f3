using Microsoft.EntityFrameworkCore;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Relational.Queries;

namespace WorkflowItsm.Storage.Relational.Schema;

/// <summary>
/// The schema of a journal, and queries; each database has migrations of its own. Rows are written by the one writer
/// with prepared commands, never through this context.
/// </summary>
internal sealed class JournalDbContext(DbContextOptions<JournalDbContext> options, TicketDialect dialect) : DbContext(options)
{
    public DbSet<TicketEntity> Tickets => Set<TicketEntity>();

    public DbSet<EffectEntity> Effects => Set<EffectEntity>();

    public DbSet<BundleFileEntity> BundleFiles => Set<BundleFileEntity>();

    public DbSet<BlobEntity> Blobs => Set<BlobEntity>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Journal(modelBuilder);
        Definitions(modelBuilder);
        Rows(modelBuilder);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
                property.SetColumnName(property.GetColumnName() is var name && name == property.Name ? Snake(name) : name);
        }

        dialect.Map(modelBuilder);
    }

    private static void Journal(ModelBuilder model)
    {
        model.Entity<JournalEntity>(journal =>
        {
            journal.ToTable("journal").HasKey(row => row.Position);
            journal.Property(row => row.Position).ValueGeneratedNever();
            journal.HasIndex(row => new { row.CaseId, row.FirstSequence }, "journal_by_case").IsUnique();
        });
        model.Entity<PersonalEntity>(personal =>
        {
            personal.ToTable("personal").HasKey(row => row.Position);
            personal.Property(row => row.Position).ValueGeneratedNever();
            personal.HasOne<JournalEntity>().WithOne().HasForeignKey<PersonalEntity>(row => row.Position);
        });
        model.Entity<CaseSnapshotEntity>().ToTable("case_snapshot").HasKey(row => row.CaseId);
        model.Entity<FactKindEntity>(kind =>
        {
            kind.ToTable("fact_kind").HasKey(row => row.Tag);
            kind.Property(row => row.Tag).ValueGeneratedNever();
        });
        model.Entity<UsedKeyEntity>().ToTable("used_key").HasKey(row => row.Key);
        model.Entity<CounterEntity>().ToTable("counter").HasKey(row => row.Prefix);
    }

    private static void Definitions(ModelBuilder model)
    {
        model.Entity<BlobEntity>().ToTable("blob").HasKey(row => row.Digest);
        model.Entity<BundleFileEntity>(file =>
        {
            file.ToTable("bundle_file").HasKey(row => new { row.BundleDigest, row.Path });
            file.HasOne<BlobEntity>().WithMany().HasForeignKey(row => row.BlobDigest).OnDelete(DeleteBehavior.Restrict);
        });
    }

    private static void Rows(ModelBuilder model)
    {
        model.Entity<TicketEntity>(ticket =>
        {
            ticket.ToTable("ticket").HasKey(row => row.CaseId);
            ticket.Property(row => row.Table).HasColumnName("tbl");
            ticket.HasIndex(row => row.Number, "ticket_by_number").IsUnique();
            ticket.HasIndex(row => new { row.Table, row.Number, row.Active, row.State }, "ticket_by_table");
            ticket.HasIndex(row => new { row.Table, row.State, row.Number }, "ticket_by_state");
            ticket.HasIndex(row => new { row.Table, row.SysUpdatedOn, row.CaseId, row.Active }, "ticket_by_update")
                .IsDescending(false, true, false, false);
            // Those that are open were mostly changed later: on the other index, the closed ones lie behind all of them.
            ticket.HasIndex(row => new { row.Table, row.SysUpdatedOn, row.CaseId }, "ticket_closed_by_update")
                .IsDescending(false, true, false).HasFilter("active = 'false'");
            ticket.HasIndex(row => new { row.Table, row.AssignmentGroup, row.Active }, "ticket_by_group");
            ticket.HasIndex(row => new { row.Table, row.ClosedAt, row.CaseId }, "ticket_by_closing")
                .HasFilter("active = 'false' AND has_personal = 'true'");
            ticket.HasIndex(row => row.Table, "ticket_stopped").HasFilter("engine_incident <> ''");
            ticket.HasIndex(row => row.CorrelationId, "ticket_by_correlation");
            ticket.HasIndex(row => new { row.CallerId, row.Table, row.SysUpdatedOn, row.CaseId, row.OpenedAt, row.Active, row.State }, "ticket_by_caller")
                .IsDescending(false, false, true, false, false, false, false);
            ticket.HasIndex(row => row.OpenedBy, "ticket_by_opener");
            ticket.HasIndex(row => new { row.Table, row.OpenedAt }, "ticket_by_opening");
            // There are two more, which EF cannot say; see UrgencyIndex.
        });
        model.Entity<TaskEntity>(task =>
        {
            task.ToTable("task").HasKey(row => new { row.CaseId, row.WaitId });
            task.HasIndex(row => row.Assignee, "task_by_assignee");
            task.HasIndex(row => row.CandidateTeam, "task_by_team");
        });
        model.Entity<DueEntity>(due =>
        {
            due.ToTable("due").HasKey(row => new { row.CaseId, row.Key });
            due.HasIndex(row => new { row.At, row.CaseId, row.Key }, "due_by_time");
        });
        model.Entity<EffectEntity>(effect =>
        {
            effect.ToTable("effect").HasKey(row => new { row.Position, row.Index });
            effect.Property(row => row.Index).HasColumnName("idx");
            effect.Property(row => row.State).HasConversion<int>();
            effect.HasIndex(row => new { row.State, row.Position, row.Index }, "effect_open")
                .HasFilter($"state <> {(int)EffectState.Done}");
        });
    }

    private static string Snake(string name) =>
        string.Concat(name.Select((letter, index) => (index > 0 && char.IsUpper(letter) ? "_" : "") + char.ToLowerInvariant(letter)));
}
