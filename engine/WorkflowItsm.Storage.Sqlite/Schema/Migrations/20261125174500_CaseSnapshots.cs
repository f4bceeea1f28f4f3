using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WorkflowItsm.Storage.Sqlite.Schema.Migrations;

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
                case_id = table.Column<string>(type: "TEXT", nullable: false),
                version = table.Column<long>(type: "INTEGER", nullable: false),
                codec_version = table.Column<long>(type: "INTEGER", nullable: false),
                row_sequence = table.Column<long>(type: "INTEGER", nullable: false),
                row_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                state = table.Column<byte[]>(type: "BLOB", nullable: false),
                checksum = table.Column<long>(type: "INTEGER", nullable: false)
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
