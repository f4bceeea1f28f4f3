using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using WorkflowItsm.Storage.Relational.Schema;

namespace WorkflowItsm.Storage.Relational.Queries;

/// <summary>
/// What databases say in different words, so that filters and orders mean the same on each: texts compare by their
/// bytes, a pattern ignores the case of ASCII letters alone, a number is what a text begins with. Safe to share
/// between threads.
/// </summary>
internal abstract class TicketDialect
{
    /// <summary>Types, collations and functions of the model.</summary>
    public abstract void Map(ModelBuilder model);

    /// <summary>The text of a field in the JSON object of fields; null when there is none.</summary>
    public abstract Expression FieldText(Expression json, string field);

    /// <summary>The number a text begins with; 0 when it begins with none.</summary>
    public abstract Expression Number(Expression text);

    /// <summary>Whether a text begins as numbers do: with a digit or a minus.</summary>
    public abstract Expression LooksLikeNumber(Expression text);

    /// <summary>Whether a text matches a pattern of <c>%</c>, <c>_</c> and the escape <c>\</c>, ignoring the case of ASCII letters.</summary>
    public abstract Expression Like(Expression text, Expression pattern);

    /// <summary>A text as the database can keep it.</summary>
    public virtual string Text(string text) => text;

    /// <summary>A text as a column with an index can keep it; what is too long is found by how it begins.</summary>
    public virtual string Indexed(string text) => Text(text);

    /// <summary>A text as a column in an index with others can keep it.</summary>
    public virtual string Short(string text) => Text(text);

    /// <summary>The text of a ticket's field as its column, or the JSON object, keeps it.</summary>
    public string Kept(string field, string text) =>
        TicketColumns.IsShort(field) ? Short(text) : TicketColumns.IsIndexed(field) ? Indexed(text) : Text(text);
}
