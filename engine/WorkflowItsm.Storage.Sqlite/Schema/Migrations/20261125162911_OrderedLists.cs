using Microsoft.EntityFrameworkCore.Migrations;
using WorkflowItsm.Storage.Relational.Schema;

#nullable disable

namespace WorkflowItsm.Storage.Sqlite.Schema.Migrations;

/// <inheritdoc />
internal sealed partial class OrderedLists : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex(
            name: "ticket_by_assignee",
            table: "ticket");

        migrationBuilder.DropIndex(
            name: "ticket_by_group",
            table: "ticket");

        migrationBuilder.DropIndex(
            name: "ticket_by_state",
            table: "ticket");

        migrationBuilder.DropIndex(
            name: "ticket_by_table",
            table: "ticket");

        migrationBuilder.RenameColumn(
            name: "updated_at",
            table: "ticket",
            newName: "sys_updated_on");

        migrationBuilder.AddColumn<string>(
            name: "engine_incident",
            table: "ticket",
            type: "TEXT",
            nullable: false,
            defaultValue: "");

        migrationBuilder.AddColumn<string>(
            name: "sla_due",
            table: "ticket",
            type: "TEXT",
            nullable: false,
            defaultValue: "");

        // What was only in the fields until now.
        migrationBuilder.Sql("""
            UPDATE ticket SET sys_updated_on = coalesce(json_extract(fields, '$.sys_updated_on'), ''),
                sla_due = coalesce(json_extract(fields, '$.sla_due'), ''),
                engine_incident = coalesce(json_extract(fields, '$.engine_incident'), '')
            """);

        migrationBuilder.Sql(UrgencyIndex.Create(", state, assignment_group, assigned_to"));

        migrationBuilder.CreateIndex(
            name: "ticket_by_assignee",
            table: "ticket",
            columns: new[] { "tbl", "assigned_to", "active" });

        migrationBuilder.CreateIndex(
            name: "ticket_by_group",
            table: "ticket",
            columns: new[] { "tbl", "assignment_group", "active" });

        migrationBuilder.CreateIndex(
            name: "ticket_by_state",
            table: "ticket",
            columns: new[] { "tbl", "state", "number" });

        migrationBuilder.CreateIndex(
            name: "ticket_by_table",
            table: "ticket",
            columns: new[] { "tbl", "number", "active", "state" });

        migrationBuilder.CreateIndex(
            name: "ticket_by_update",
            table: "ticket",
            columns: new[] { "tbl", "sys_updated_on", "case_id", "active" },
            descending: new[] { false, true, false, false });

        migrationBuilder.CreateIndex(
            name: "ticket_stopped",
            table: "ticket",
            column: "tbl",
            filter: "engine_incident <> ''");
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(UrgencyIndex.Drop);

        migrationBuilder.DropIndex(
            name: "ticket_by_assignee",
            table: "ticket");

        migrationBuilder.DropIndex(
            name: "ticket_by_group",
            table: "ticket");

        migrationBuilder.DropIndex(
            name: "ticket_by_state",
            table: "ticket");

        migrationBuilder.DropIndex(
            name: "ticket_by_table",
            table: "ticket");

        migrationBuilder.DropIndex(
            name: "ticket_by_update",
            table: "ticket");

        migrationBuilder.DropIndex(
            name: "ticket_stopped",
            table: "ticket");

        migrationBuilder.DropColumn(
            name: "engine_incident",
            table: "ticket");

        migrationBuilder.DropColumn(
            name: "sla_due",
            table: "ticket");

        migrationBuilder.RenameColumn(
            name: "sys_updated_on",
            table: "ticket",
            newName: "updated_at");

        migrationBuilder.CreateIndex(
            name: "ticket_by_assignee",
            table: "ticket",
            column: "assigned_to");

        migrationBuilder.CreateIndex(
            name: "ticket_by_group",
            table: "ticket",
            column: "assignment_group");

        migrationBuilder.CreateIndex(
            name: "ticket_by_state",
            table: "ticket",
            columns: new[] { "tbl", "active", "state" });

        migrationBuilder.CreateIndex(
            name: "ticket_by_table",
            table: "ticket",
            columns: new[] { "tbl", "number" });
    }
}
