using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WorkflowItsm.Storage.Postgres.Schema.Migrations;

/// <inheritdoc />
internal sealed partial class FirstJournal : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(NumberFunction.Create);

        migrationBuilder.CreateTable(
            name: "blob",
            columns: table => new
            {
                digest = table.Column<string>(type: "text", nullable: false, collation: "C"),
                content = table.Column<byte[]>(type: "bytea", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_blob", x => x.digest);
            });

        migrationBuilder.CreateTable(
            name: "counter",
            columns: table => new
            {
                prefix = table.Column<string>(type: "text", nullable: false, collation: "C"),
                last = table.Column<long>(type: "bigint", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_counter", x => x.prefix);
            });

        migrationBuilder.CreateTable(
            name: "due",
            columns: table => new
            {
                case_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                at = table.Column<long>(type: "bigint", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_due", x => new { x.case_id, x.key });
            });

        migrationBuilder.CreateTable(
            name: "effect",
            columns: table => new
            {
                position = table.Column<long>(type: "bigint", nullable: false),
                idx = table.Column<long>(type: "bigint", nullable: false),
                case_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                target = table.Column<string>(type: "text", nullable: false, collation: "C"),
                payload = table.Column<byte[]>(type: "bytea", nullable: true),
                recorded_at = table.Column<long>(type: "bigint", nullable: false),
                attempts = table.Column<long>(type: "bigint", nullable: false),
                next_at = table.Column<long>(type: "bigint", nullable: false),
                state = table.Column<int>(type: "integer", nullable: false),
                last_error = table.Column<string>(type: "text", nullable: true, collation: "C")
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_effect", x => new { x.position, x.idx });
            });

        migrationBuilder.CreateTable(
            name: "fact_kind",
            columns: table => new
            {
                tag = table.Column<long>(type: "bigint", nullable: false),
                name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                version = table.Column<long>(type: "bigint", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_fact_kind", x => x.tag);
            });

        migrationBuilder.CreateTable(
            name: "journal",
            columns: table => new
            {
                position = table.Column<long>(type: "bigint", nullable: false),
                case_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                first_sequence = table.Column<long>(type: "bigint", nullable: false),
                count = table.Column<long>(type: "bigint", nullable: false),
                time = table.Column<long>(type: "bigint", nullable: false),
                release = table.Column<long>(type: "bigint", nullable: false),
                record = table.Column<byte[]>(type: "bytea", nullable: false),
                personal_digest = table.Column<byte[]>(type: "bytea", nullable: false),
                hash = table.Column<byte[]>(type: "bytea", nullable: false),
                checksum = table.Column<long>(type: "bigint", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_journal", x => x.position);
            });

        migrationBuilder.CreateTable(
            name: "task",
            columns: table => new
            {
                case_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                wait_id = table.Column<long>(type: "bigint", nullable: false),
                element_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                candidate_team = table.Column<string>(type: "text", nullable: true, collation: "C"),
                assignee = table.Column<string>(type: "text", nullable: true, collation: "C")
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_task", x => new { x.case_id, x.wait_id });
            });

        migrationBuilder.CreateTable(
            name: "ticket",
            columns: table => new
            {
                case_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                tbl = table.Column<string>(type: "text", nullable: false, collation: "C"),
                number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                active = table.Column<string>(type: "text", nullable: false, collation: "C"),
                version = table.Column<long>(type: "bigint", nullable: false),
                state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                priority = table.Column<string>(type: "text", nullable: false, collation: "C"),
                @class = table.Column<string>(name: "class", type: "text", nullable: false, collation: "C"),
                impact = table.Column<string>(type: "text", nullable: false, collation: "C"),
                urgency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                assignment_group = table.Column<string>(type: "text", nullable: false, collation: "C"),
                assigned_to = table.Column<string>(type: "text", nullable: false, collation: "C"),
                caller_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                opened_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                short_description = table.Column<string>(type: "text", nullable: false, collation: "C"),
                correlation_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                category = table.Column<string>(type: "text", nullable: false, collation: "C"),
                business_service = table.Column<string>(type: "text", nullable: false, collation: "C"),
                opened_at = table.Column<string>(type: "text", nullable: false, collation: "C"),
                updated_at = table.Column<string>(type: "text", nullable: false, collation: "C"),
                resolved_at = table.Column<string>(type: "text", nullable: false, collation: "C"),
                closed_at = table.Column<string>(type: "text", nullable: false, collation: "C"),
                fields = table.Column<string>(type: "jsonb", nullable: false),
                exact = table.Column<byte[]>(type: "bytea", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_ticket", x => x.case_id);
            });

        migrationBuilder.CreateTable(
            name: "used_key",
            columns: table => new
            {
                key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                digest = table.Column<string>(type: "text", nullable: true, collation: "C"),
                kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                case_id = table.Column<string>(type: "text", nullable: false, collation: "C")
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_used_key", x => x.key);
            });

        migrationBuilder.CreateTable(
            name: "writer",
            columns: table => new
            {
                id = table.Column<int>(type: "integer", nullable: false),
                epoch = table.Column<long>(type: "bigint", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_writer", x => x.id);
            });

        migrationBuilder.CreateTable(
            name: "bundle_file",
            columns: table => new
            {
                bundle_digest = table.Column<string>(type: "text", nullable: false, collation: "C"),
                path = table.Column<string>(type: "text", nullable: false, collation: "C"),
                blob_digest = table.Column<string>(type: "text", nullable: false, collation: "C")
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
                position = table.Column<long>(type: "bigint", nullable: false),
                salt = table.Column<byte[]>(type: "bytea", nullable: false),
                data = table.Column<byte[]>(type: "bytea", nullable: false)
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
        migrationBuilder.Sql(NumberFunction.Drop);

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
            name: "writer");

        migrationBuilder.DropTable(
            name: "blob");

        migrationBuilder.DropTable(
            name: "journal");
    }
}
