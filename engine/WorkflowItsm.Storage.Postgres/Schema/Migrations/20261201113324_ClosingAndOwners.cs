using Microsoft.EntityFrameworkCore.Migrations;
using WorkflowItsm.Storage.Relational.Schema;

#nullable disable

namespace WorkflowItsm.Storage.Postgres.Schema.Migrations;

/// <inheritdoc />
internal sealed partial class ClosingAndOwners : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex(
            name: "ticket_by_assignee",
            table: "ticket");

        migrationBuilder.DropIndex(
            name: "ticket_by_caller",
            table: "ticket");

        migrationBuilder.Sql("UPDATE ticket SET opened_at = left(opened_at, 40), closed_at = left(closed_at, 40) WHERE length(opened_at) > 40 OR length(closed_at) > 40");

        migrationBuilder.Sql(UrgencyIndex.CreateByAssignee(""));

        migrationBuilder.CreateIndex(
            name: "ticket_by_caller",
            table: "ticket",
            columns: new[] { "caller_id", "tbl", "sys_updated_on", "case_id", "opened_at", "active", "state" },
            descending: new[] { false, false, true, false, false, false, false });

        migrationBuilder.CreateIndex(
            name: "ticket_by_closing",
            table: "ticket",
            columns: new[] { "tbl", "closed_at", "case_id" },
            filter: "active = 'false'");
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex(
            name: "ticket_by_assignee",
            table: "ticket");

        migrationBuilder.DropIndex(
            name: "ticket_by_caller",
            table: "ticket");

        migrationBuilder.DropIndex(
            name: "ticket_by_closing",
            table: "ticket");

        migrationBuilder.CreateIndex(
            name: "ticket_by_assignee",
            table: "ticket",
            columns: new[] { "tbl", "assigned_to", "active" });

        migrationBuilder.CreateIndex(
            name: "ticket_by_caller",
            table: "ticket",
            column: "caller_id");
    }
}
