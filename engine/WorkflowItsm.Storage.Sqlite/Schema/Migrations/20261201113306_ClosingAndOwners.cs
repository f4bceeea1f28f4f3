using Microsoft.EntityFrameworkCore.Migrations;
using WorkflowItsm.Storage.Relational.Schema;

#nullable disable

namespace WorkflowItsm.Storage.Sqlite.Schema.Migrations;

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

        migrationBuilder.Sql(UrgencyIndex.CreateByAssignee(", number, case_id, state, assignment_group"));

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
