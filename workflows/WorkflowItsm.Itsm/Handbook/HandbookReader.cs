using System.Text.Json;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Itsm.Reading;

namespace WorkflowItsm.Itsm.Handbook;

/// <summary>Reads <c>handbook.json</c> of a bundle, and warns of definitions that name a clause which no handbook has.</summary>
public sealed class HandbookReader : IDefinitionReader
{
    /// <inheritdoc/>
    public bool Reads(string path) => path == "handbook.json";

    /// <inheritdoc/>
    public (DefinitionPart? Part, ValueList<Finding> Findings) Read(string path, ReadOnlyMemory<byte> content)
    {
        var json = JsonDefinition.Parse(content);
        if (json.Root is not { } root) return (null, json.Findings);
        var title = json.Words(root, "title", "The handbook");
        var part = new HandbookPart(path, title, json.Each(root, "clauses", "clause", clause => ReadClause(json, clause, null)));
        json.Unique(part.All.Select(entry => entry.Clause.Id), "clause");
        return json.Finish(part);
    }

    /// <inheritdoc/>
    public ValueList<Finding> Check(Bundle bundle, Release release)
    {
        var known = release.Parts<HandbookPart>().SelectMany(part => part.All).Select(entry => entry.Clause.Id).ToHashSet(StringComparer.Ordinal);
        if (known.Count == 0) return [];
        return
        [
            .. from mention in ClauseMentions.Of(bundle)
               where !known.Contains(mention.Clause)
               select new Finding("no-such-clause", Severity.Warning, mention.ElementId, null,
                   $"{Sentence.Both(mention.Words.En, mention.Words.Zh)} names the clause '{mention.Clause}', but the handbook has none with that number.",
                   "Correct the number, or add the clause to the handbook.", ChineseFindings.Book) { File = mention.File },
        ];
    }

    private static HandbookClause ReadClause(JsonDefinition json, JsonElement clause, string? above)
    {
        var id = json.Text(clause, "id", "Clause");
        if (above is not null && !id.StartsWith(above + ".", StringComparison.Ordinal))
            json.Error("clause-id", id, $"Clause '{id}' stands below '{above}'; expected a number that goes on from there.", $"Write for instance {above}.1.");
        var below = clause.TryGetProperty("clauses", out _) ? json.Each(clause, "clauses", "clause", child => ReadClause(json, child, id)) : [];
        return new(id, new Words(json.Text(clause, "en", $"Clause '{id}'"), json.Text(clause, "zh", $"Clause '{id}'")), below);
    }
}
