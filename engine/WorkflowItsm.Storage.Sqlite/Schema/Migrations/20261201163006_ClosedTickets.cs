using Microsoft.EntityFrameworkCore.Migrations;
using WorkflowItsm.Storage.Relational.Journal;

#nullable disable

namespace WorkflowItsm.Storage.Sqlite.Schema.Migrations;

/// <inheritdoc />
internal sealed partial class ClosedTickets : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex(
            name: "ticket_by_closing",
            table: "ticket");

        migrationBuilder.AddColumn<string>(
            name: "has_personal",
            table: "ticket",
            type: "TEXT",
            nullable: false,
            defaultValue: "true");

        // Nearly all have; only those that have none are written.
        migrationBuilder.Sql($"UPDATE ticket SET has_personal = 'false' WHERE NOT {BatchSql.HasPersonal("ticket.case_id")}");

        migrationBuilder.CreateIndex(
            name: "ticket_by_closing",
            table: "ticket",
            columns: new[] { "tbl", "closed_at", "case_id" },
            filter: "active = 'false' AND has_personal = 'true'");

        migrationBuilder.CreateIndex(
            name: "ticket_closed_by_update",
            table: "ticket",
            columns: new[] { "tbl", "sys_updated_on", "case_id" },
            descending: new[] { false, true, false },
            filter: "active = 'false'");
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex(
            name: "ticket_closed_by_update",
            table: "ticket");

        migrationBuilder.DropIndex(
            name: "ticket_by_closing",
            table: "ticket");

        migrationBuilder.DropColumn(
            name: "has_personal",
            table: "ticket");

        migrationBuilder.CreateIndex(
            name: "ticket_by_closing",
            table: "ticket",
            columns: new[] { "tbl", "closed_at", "case_id" },
            filter: "active = 'false'");
    }
}
