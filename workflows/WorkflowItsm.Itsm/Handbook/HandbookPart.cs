using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Itsm.Handbook;

/// <summary>A clause of the handbook and those below it.</summary>
/// <param name="Id">The number by which definitions name it, e.g. <c>H4.1.2</c>.</param>
/// <param name="Words">What it asks for.</param>
/// <param name="Clauses">The clauses below it; their ids go on from its own.</param>
public sealed record HandbookClause(string Id, Words Words, ValueList<HandbookClause> Clauses);

/// <summary>The handbook that the organisation works by, in our own words.</summary>
/// <param name="Path">The file.</param>
/// <param name="Title">Its title.</param>
/// <param name="Clauses">The clauses of the first level, in order.</param>
public sealed record HandbookPart(string Path, Words Title, ValueList<HandbookClause> Clauses) : DefinitionPart(Path)
{
    /// <summary>All clauses with their depth (0 for the first level), each before those below it.</summary>
    public IEnumerable<(HandbookClause Clause, int Depth)> All => Walk(Clauses, 0);

    private static IEnumerable<(HandbookClause Clause, int Depth)> Walk(ValueList<HandbookClause> clauses, int depth) =>
        clauses.Items.SelectMany(clause => Walk(clause.Clauses, depth + 1).Prepend((clause, depth)));
}
