using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace WorkflowItsm.Storage.Sqlite.Queries;

/// <summary>SQL functions that filters use; only ever translated, never run here.</summary>
internal static class TicketFunctions
{
    public static MethodInfo JsonText { get; } = Method(nameof(JsonExtract));

    public static MethodInfo ToNumber { get; } = Method(nameof(Number));

    public static void Map(ModelBuilder model)
    {
        model.HasDbFunction(JsonText).HasName("json_extract").IsBuiltIn();
        model.HasDbFunction(ToNumber).HasTranslation(arguments =>
            new SqlUnaryExpression(
                ExpressionType.Convert, arguments[0], typeof(double), new DoubleTypeMapping("REAL", System.Data.DbType.Double)));
    }

    /// <summary>The text of a field in the JSON object of fields; null when there is none.</summary>
    public static string? JsonExtract(string json, string path) => throw Untranslated();

    /// <summary>The number a text begins with; 0 when it begins with none.</summary>
    public static double Number(string text) => throw Untranslated();

    private static InvalidOperationException Untranslated() => new("This function exists only inside queries.");

    private static MethodInfo Method(string name) => typeof(TicketFunctions).GetMethod(name) ?? throw new MissingMethodException(name);
}
