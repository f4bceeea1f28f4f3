using System.Data;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using WorkflowItsm.Storage.Postgres.Schema;
using WorkflowItsm.Storage.Relational.Queries;
using WorkflowItsm.Storage.Relational.Schema;

namespace WorkflowItsm.Storage.Postgres.Queries;

/// <summary>
/// How PostgreSQL says it. All texts have the collation <c>C</c>: they compare by their bytes, and <c>ILIKE</c> then
/// ignores the case of ASCII letters alone, as the other stores do.
/// </summary>
internal sealed class PostgresDialect : TicketDialect
{
    private const string Bytewise = "C";

    private static readonly MethodInfo _fieldText = new Func<string, string, string?>(JsonText).Method;
    private static readonly MethodInfo _number = new Func<string, double>(TicketNumber).Method;
    private static readonly MethodInfo _isMatch = new Func<string, string, bool>(Regex.IsMatch).Method;
    private static readonly MethodInfo _like = new Func<DbFunctions, string, string, string, bool>(NpgsqlDbFunctionsExtensions.ILike).Method;
    private static readonly StringTypeMapping _text = new("text", DbType.String);

    public override void Map(ModelBuilder model)
    {
        model.Entity<WriterEntity>().ToTable("writer").Property(row => row.Epoch).HasColumnName("epoch");
        model.Entity<WriterEntity>().Property(row => row.Id).HasColumnName("id").ValueGeneratedNever();
        foreach (var property in model.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            if (property.ClrType == typeof(string)) property.SetCollation(Bytewise);
        }

        var fields = model.Entity<TicketEntity>().Property(ticket => ticket.Fields).HasColumnType("jsonb");
        fields.Metadata.SetCollation(null);
        // It is null where the object has no such entry, whatever its arguments are: nothing is propagated.
        model.HasDbFunction(_fieldText).HasTranslation(arguments => new CollateExpression(
            new SqlFunctionExpression("jsonb_extract_path_text", arguments, nullable: true, [false, false], typeof(string), _text), Bytewise));
        model.HasDbFunction(_number).HasName(NumberFunction.Name);
    }

    public override Expression FieldText(Expression json, string field) =>
        Expression.Call(_fieldText, json, TicketFields.Parameter(field));

    public override Expression Number(Expression text) => Expression.Call(_number, text);

    public override Expression LooksLikeNumber(Expression text) => Expression.Call(_isMatch, text, Expression.Constant("^[-0-9]"));

    public override Expression Like(Expression text, Expression pattern) =>
        Expression.Call(_like, Expression.Constant(EF.Functions), text, pattern, Expression.Constant("\\"));

    public override string Text(string text) => PostgresText.Of(text);

    public override string Indexed(string text) => PostgresText.Indexed(text);

    public override string Short(string text) => PostgresText.Short(text);

    // Only ever translated, never run here.
    private static string? JsonText(string json, string field) => throw Untranslated();

    private static double TicketNumber(string text) => throw Untranslated();

    private static InvalidOperationException Untranslated() => new("This function exists only inside queries.");
}
