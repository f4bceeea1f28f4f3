using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using WorkflowItsm.Storage.Relational.Queries;

namespace WorkflowItsm.Storage.Sqlite.Queries;

/// <summary>How SQLite says it. Its texts compare by their bytes and its <c>LIKE</c> knows ASCII letters alone, by themselves.</summary>
internal sealed class SqliteDialect : TicketDialect
{
    private static readonly MethodInfo _jsonExtract = new Func<string, string, string?>(JsonExtract).Method;
    private static readonly MethodInfo _castToReal = new Func<string, double>(CastToReal).Method;
    private static readonly MethodInfo _like = new Func<DbFunctions, string, string, string, bool>(DbFunctionsExtensions.Like).Method;
    private static readonly MethodInfo _glob = new Func<DbFunctions, string, string, bool>(SqliteDbFunctionsExtensions.Glob).Method;

    public override void Map(ModelBuilder model)
    {
        model.HasDbFunction(_jsonExtract).HasName("json_extract").IsBuiltIn();
        model.HasDbFunction(_castToReal).HasTranslation(arguments =>
            new SqlUnaryExpression(
                ExpressionType.Convert, arguments[0], typeof(double), new DoubleTypeMapping("REAL", System.Data.DbType.Double)));
    }

    public override Expression FieldText(Expression json, string field) =>
        Expression.Call(_jsonExtract, json, TicketFields.Parameter("$." + field));

    public override Expression Number(Expression text) => Expression.Call(_castToReal, text);

    public override Expression LooksLikeNumber(Expression text) => Expression.Call(_glob, Functions, text, Expression.Constant("[-0-9]*"));

    public override Expression Like(Expression text, Expression pattern) =>
        Expression.Call(_like, Functions, text, pattern, Expression.Constant("\\"));

    private static Expression Functions => Expression.Constant(EF.Functions);

    // Only ever translated, never run here.
    private static string? JsonExtract(string json, string path) => throw Untranslated();

    private static double CastToReal(string text) => throw Untranslated();

    private static InvalidOperationException Untranslated() => new("This function exists only inside queries.");
}
