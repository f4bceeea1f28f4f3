using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using WorkflowItsm.Api.Definitions;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Access;

/// <summary>
/// <c>ops.db</c>: accounts, tokens and drafts of definitions. It is not the journal: several processes (the server and its verbs) may
/// write it, and nothing in it is part of a case.
/// </summary>
/// <param name="options">How to reach the file.</param>
public sealed class OpsDbContext(DbContextOptions<OpsDbContext> options) : IdentityUserContext<Account>(options), IDataProtectionKeyContext
{
    /// <summary>The tokens.</summary>
    public DbSet<ApiToken> Tokens => Set<ApiToken>();

    /// <summary>The keys that sign cookies and forms.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    internal DbSet<SetupLink> SetupLinks => Set<SetupLink>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        var role = new ValueConverter<Role, string>(value => Roles.NameOf(value), name => Roles.ByName[name]);
        // SQLite has no type for moments: ticks in UTC compare and sort as they should.
        var moment = new ValueConverter<DateTimeOffset, long>(value => value.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

        builder.Entity<Account>(account =>
        {
            account.ToTable("account");
            account.Property(one => one.Role).HasConversion(role).HasMaxLength(32);
            account.Property(one => one.CreatedAt).HasConversion(moment);
            account.Property(one => one.DisplayName).HasMaxLength(100);
            account.PrimitiveCollection(one => one.Teams).HasDefaultValueSql("'[]'");
        });
        builder.Entity<DataProtectionKey>().ToTable("data_protection_key");
        builder.Entity<SetupLink>(link =>
        {
            link.ToTable("setup_link");
            link.Property(one => one.Id).ValueGeneratedNever();
            link.Property(one => one.Digest).HasMaxLength(64);
            link.Property(one => one.ClosedAt).HasConversion(moment);
        });
        builder.Entity<IdentityUserClaim<string>>().ToTable("account_claim");
        builder.Entity<IdentityUserLogin<string>>().ToTable("account_login");
        builder.Entity<IdentityUserToken<string>>().ToTable("account_token");
        builder.Entity<ApiToken>(token =>
        {
            token.ToTable("api_token");
            token.HasKey(one => one.Digest);
            token.Property(one => one.Digest).HasMaxLength(64);
            token.Property(one => one.Name).HasMaxLength(100);
            token.HasIndex(one => one.Name).IsUnique();
            token.Property(one => one.Role).HasConversion(role).HasMaxLength(32);
            token.Property(one => one.CreatedAt).HasConversion(moment);
        });
        builder.Entity<DraftRow>(draft =>
        {
            draft.ToTable("definition_draft");
            draft.HasKey(one => new { one.AccountId, one.Bundle });
            draft.HasOne<Account>().WithMany().HasForeignKey(one => one.AccountId);
            draft.Property(one => one.ChangedAt).HasConversion(moment);
            draft.HasMany(one => one.Files).WithOne().HasForeignKey(file => new { file.AccountId, file.Bundle });
        });
        builder.Entity<DraftFileRow>(file =>
        {
            file.ToTable("definition_draft_file");
            file.HasKey(one => new { one.AccountId, one.Bundle, one.Path });
        });
    }
}
