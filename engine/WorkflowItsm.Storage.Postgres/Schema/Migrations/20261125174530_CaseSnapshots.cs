using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WorkflowItsm.Storage.Postgres.Schema.Migrations;

/// <inheritdoc />
internal sealed partial class CaseSnapshots : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "case_snapshot",
            columns: table => new
            {
                case_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                version = table.Column<long>(type: "bigint", nullable: false),
                codec_version = table.Column<long>(type: "bigint", nullable: false),
                row_sequence = table.Column<long>(type: "bigint", nullable: false),
                row_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                state = table.Column<byte[]>(type: "bytea", nullable: false),
                checksum = table.Column<long>(type: "bigint", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_case_snapshot", x => x.case_id);
            });
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(
            name: "case_snapshot");
    }
}
