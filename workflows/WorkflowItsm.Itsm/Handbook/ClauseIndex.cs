using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Itsm.Handbook;

/// <summary>How far a clause is kept by definitions.</summary>
public enum Enforcement
{
    /// <summary>Nothing names it, nor anything below it.</summary>
    Nothing,

    /// <summary>Something names it or a clause below it, but not all the clauses below it are kept.</summary>
    Partly,

    /// <summary>Something names it and it has none below it, or all the clauses below it are kept.</summary>
    Full,
}

/// <summary>A clause and what names it.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="Depth">0 for the first level.</param>
/// <param name="Mentions">What names the clause itself, bundle by bundle.</param>
/// <param name="Enforcement">How far it is kept. A scenario shows a clause and does not enforce it.</param>
public sealed record ClauseEntry(HandbookClause Clause, int Depth, ValueList<ClauseMention> Mentions, Enforcement Enforcement);

/// <summary>
/// Which clause of the handbook is kept by which definitions of a release, and which by none. Immutable; made anew for
/// each release.
/// </summary>
public sealed class ClauseIndex
{
    private ClauseIndex(ValueList<ClauseEntry> entries, ValueList<ClauseMention> unknown) => (Entries, Unknown) = (entries, unknown);

    /// <summary>The clauses of all handbooks, each before those below it; empty when no handbook is published.</summary>
    public ValueList<ClauseEntry> Entries { get; }

    /// <summary>What names a clause that no handbook has.</summary>
    public ValueList<ClauseMention> Unknown { get; }

    /// <summary>The index of a release.</summary>
    public static ClauseIndex Of(Release release)
    {
        var mentions = release.Bundles.Items.SelectMany(ClauseMentions.Of).ToLookup(mention => mention.Clause, StringComparer.Ordinal);
        var clauses = release.Parts<HandbookPart>().SelectMany(part => part.All).ToList();
        var known = clauses.Select(entry => entry.Clause.Id).ToHashSet(StringComparer.Ordinal);
        return new(
            clauses.Select(entry => new ClauseEntry(entry.Clause, entry.Depth, mentions[entry.Clause.Id].ToValueList(), Kept(entry.Clause, mentions))).ToValueList(),
            mentions.Where(group => !known.Contains(group.Key)).SelectMany(group => group).ToValueList());
    }

    private static Enforcement Kept(HandbookClause clause, ILookup<string, ClauseMention> mentions)
    {
        var named = mentions[clause.Id].Any(mention => mention.Kind != MentionKind.Scenario);
        var below = clause.Clauses.Items.Select(child => Kept(child, mentions)).ToList();
        // Whoever names a heading, such as a team its duties, has not thereby kept each clause below it.
        if (below.Count > 0 && below.TrueForAll(kept => kept == Enforcement.Full)) return Enforcement.Full;
        if (below.Exists(kept => kept != Enforcement.Nothing)) return Enforcement.Partly;
        return !named ? Enforcement.Nothing : below.Count > 0 ? Enforcement.Partly : Enforcement.Full;
    }
}
