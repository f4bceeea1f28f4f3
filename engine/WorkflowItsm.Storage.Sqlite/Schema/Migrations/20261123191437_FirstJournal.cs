using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WorkflowItsm.Storage.Sqlite.Schema.Migrations;

/// <inheritdoc />
internal sealed partial class FirstJournal : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "blob",
            columns: table => new
            {
                digest = table.Column<string>(type: "TEXT", nullable: false),
                content = table.Column<byte[]>(type: "BLOB", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_blob", x => x.digest);
            });

        migrationBuilder.CreateTable(
            name: "counter",
            columns: table => new
            {
                prefix = table.Column<string>(type: "TEXT", nullable: false),
                last = table.Column<long>(type: "INTEGER", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_counter", x => x.prefix);
            });

        migrationBuilder.CreateTable(
            name: "due",
            columns: table => new
            {
                case_id = table.Column<string>(type: "TEXT", nullable: false),
                key = table.Column<string>(type: "TEXT", nullable: false),
                kind = table.Column<string>(type: "TEXT", nullable: false),
                at = table.Column<long>(type: "INTEGER", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_due", x => new { x.case_id, x.key });
            });

        migrationBuilder.CreateTable(
            name: "effect",
            columns: table => new
            {
                position = table.Column<long>(type: "INTEGER", nullable: false),
                idx = table.Column<long>(type: "INTEGER", nullable: false),
                case_id = table.Column<string>(type: "TEXT", nullable: false),
                kind = table.Column<string>(type: "TEXT", nullable: false),
                target = table.Column<string>(type: "TEXT", nullable: false),
                payload = table.Column<byte[]>(type: "BLOB", nullable: true),
                recorded_at = table.Column<long>(type: "INTEGER", nullable: false),
                attempts = table.Column<long>(type: "INTEGER", nullable: false),
                next_at = table.Column<long>(type: "INTEGER", nullable: false),
                state = table.Column<int>(type: "INTEGER", nullable: false),
                last_error = table.Column<string>(type: "TEXT", nullable: true)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_effect", x => new { x.position, x.idx });
            });

        migrationBuilder.CreateTable(
            name: "fact_kind",
            columns: table => new
            {
                tag = table.Column<long>(type: "INTEGER", nullable: false),
                name = table.Column<string>(type: "TEXT", nullable: false),
                version = table.Column<long>(type: "INTEGER", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_fact_kind", x => x.tag);
            });

        migrationBuilder.CreateTable(
            name: "journal",
            columns: table => new
            {
                position = table.Column<long>(type: "INTEGER", nullable: false),
                case_id = table.Column<string>(type: "TEXT", nullable: false),
                kind = table.Column<string>(type: "TEXT", nullable: false),
                first_sequence = table.Column<long>(type: "INTEGER", nullable: false),
                count = table.Column<long>(type: "INTEGER", nullable: false),
                time = table.Column<long>(type: "INTEGER", nullable: false),
                release = table.Column<long>(type: "INTEGER", nullable: false),
                record = table.Column<byte[]>(type: "BLOB", nullable: false),
                personal_digest = table.Column<byte[]>(type: "BLOB", nullable: false),
                hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                checksum = table.Column<long>(type: "INTEGER", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_journal", x => x.position);
            });

        migrationBuilder.CreateTable(
            name: "task",
            columns: table => new
            {
                case_id = table.Column<string>(type: "TEXT", nullable: false),
                wait_id = table.Column<long>(type: "INTEGER", nullable: false),
                element_id = table.Column<string>(type: "TEXT", nullable: false),
                candidate_team = table.Column<string>(type: "TEXT", nullable: true),
                assignee = table.Column<string>(type: "TEXT", nullable: true)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_task", x => new { x.case_id, x.wait_id });
            });

        migrationBuilder.CreateTable(
            name: "ticket",
            columns: table => new
            {
                case_id = table.Column<string>(type: "TEXT", nullable: false),
                tbl = table.Column<string>(type: "TEXT", nullable: false),
                number = table.Column<string>(type: "TEXT", nullable: false),
                active = table.Column<string>(type: "TEXT", nullable: false),
                version = table.Column<long>(type: "INTEGER", nullable: false),
                state = table.Column<string>(type: "TEXT", nullable: false),
                priority = table.Column<string>(type: "TEXT", nullable: false),
                @class = table.Column<string>(name: "class", type: "TEXT", nullable: false),
                impact = table.Column<string>(type: "TEXT", nullable: false),
                urgency = table.Column<string>(type: "TEXT", nullable: false),
                assignment_group = table.Column<string>(type: "TEXT", nullable: false),
                assigned_to = table.Column<string>(type: "TEXT", nullable: false),
                caller_id = table.Column<string>(type: "TEXT", nullable: false),
                opened_by = table.Column<string>(type: "TEXT", nullable: false),
                short_description = table.Column<string>(type: "TEXT", nullable: false),
                correlation_id = table.Column<string>(type: "TEXT", nullable: false),
                category = table.Column<string>(type: "TEXT", nullable: false),
                business_service = table.Column<string>(type: "TEXT", nullable: false),
                opened_at = table.Column<string>(type: "TEXT", nullable: false),
                updated_at = table.Column<string>(type: "TEXT", nullable: false),
                resolved_at = table.Column<string>(type: "TEXT", nullable: false),
                closed_at = table.Column<string>(type: "TEXT", nullable: false),
                fields = table.Column<string>(type: "TEXT", nullable: false),
                exact = table.Column<byte[]>(type: "BLOB", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_ticket", x => x.case_id);
            });

        migrationBuilder.CreateTable(
            name: "used_key",
            columns: table => new
            {
                key = table.Column<string>(type: "TEXT", nullable: false),
                digest = table.Column<string>(type: "TEXT", nullable: true),
                kind = table.Column<string>(type: "TEXT", nullable: false),
                case_id = table.Column<string>(type: "TEXT", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_used_key", x => x.key);
            });

        migrationBuilder.CreateTable(
            name: "bundle_file",
            columns: table => new
            {
                bundle_digest = table.Column<string>(type: "TEXT", nullable: false),
                path = table.Column<string>(type: "TEXT", nullable: false),
                blob_digest = table.Column<string>(type: "TEXT", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_bundle_file", x => new { x.bundle_digest, x.path });
                table.ForeignKey(
                    name: "FK_bundle_file_blob_blob_digest",
                    column: x => x.blob_digest,
                    principalTable: "blob",
                    principalColumn: "digest",
                    onDelete: ReferentialAction.Restrict);
            });

        migrationBuilder.CreateTable(
            name: "personal",
            columns: table => new
            {
                position = table.Column<long>(type: "INTEGER", nullable: false),
                salt = table.Column<byte[]>(type: "BLOB", nullable: false),
                data = table.Column<byte[]>(type: "BLOB", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_personal", x => x.position);
                table.ForeignKey(
                    name: "FK_personal_journal_position",
                    column: x => x.position,
                    principalTable: "journal",
                    principalColumn: "position",
                    onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateIndex(
            name: "IX_bundle_file_blob_digest",
            table: "bundle_file",
            column: "blob_digest");

        migrationBuilder.CreateIndex(
            name: "due_by_time",
            table: "due",
            columns: new[] { "at", "case_id", "key" });

        migrationBuilder.CreateIndex(
            name: "effect_open",
            table: "effect",
            columns: new[] { "state", "position", "idx" },
            filter: "state <> 1");

        migrationBuilder.CreateIndex(
            name: "journal_by_case",
            table: "journal",
            columns: new[] { "case_id", "first_sequence" },
            unique: true);

        migrationBuilder.CreateIndex(
            name: "task_by_assignee",
            table: "task",
            column: "assignee");

        migrationBuilder.CreateIndex(
            name: "task_by_team",
            table: "task",
            column: "candidate_team");

        migrationBuilder.CreateIndex(
            name: "ticket_by_assignee",
            table: "ticket",
            column: "assigned_to");

        migrationBuilder.CreateIndex(
            name: "ticket_by_caller",
            table: "ticket",
            column: "caller_id");

        migrationBuilder.CreateIndex(
            name: "ticket_by_correlation",
            table: "ticket",
            column: "correlation_id");

        migrationBuilder.CreateIndex(
            name: "ticket_by_group",
            table: "ticket",
            column: "assignment_group");

        migrationBuilder.CreateIndex(
            name: "ticket_by_number",
            table: "ticket",
            column: "number",
            unique: true);

        migrationBuilder.CreateIndex(
            name: "ticket_by_opener",
            table: "ticket",
            column: "opened_by");

        migrationBuilder.CreateIndex(
            name: "ticket_by_opening",
            table: "ticket",
            columns: new[] { "tbl", "opened_at" });

        migrationBuilder.CreateIndex(
            name: "ticket_by_state",
            table: "ticket",
            columns: new[] { "tbl", "active", "state" });

        migrationBuilder.CreateIndex(
            name: "ticket_by_table",
            table: "ticket",
            columns: new[] { "tbl", "number" });
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(
            name: "bundle_file");

        migrationBuilder.DropTable(
            name: "counter");

        migrationBuilder.DropTable(
            name: "due");

        migrationBuilder.DropTable(
            name: "effect");

        migrationBuilder.DropTable(
            name: "fact_kind");

        migrationBuilder.DropTable(
            name: "personal");

        migrationBuilder.DropTable(
            name: "task");

        migrationBuilder.DropTable(
            name: "ticket");

        migrationBuilder.DropTable(
            name: "used_key");

        migrationBuilder.DropTable(
            name: "blob");

        migrationBuilder.DropTable(
            name: "journal");
    }
}
