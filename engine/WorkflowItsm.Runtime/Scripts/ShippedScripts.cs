using System.Collections.Frozen;
using WorkflowItsm.Bpmn;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Definitions;

namespace WorkflowItsm.Runtime.Scripts;

/// <summary>
/// Which scripts may be published, and which may run. Neither asks the store, nor who published: only what this program itself ships, and
/// for running what programs on this data folder have shipped before. Safe to share between threads.
/// </summary>
internal sealed class ShippedScripts : IScriptRules
{
    private readonly FrozenDictionary<string, IScriptLanguage> _languages;
    private readonly Lazy<FrozenSet<ScriptText>> _shipped;
    private readonly Lazy<FrozenSet<string>> _digests;
    private readonly ScriptLedger _ledger;

    public ShippedScripts(IEnumerable<IScriptLanguage> languages, ShippedBundles bundles, ScriptLedger ledger)
    {
        _languages = languages.SelectMany(language => language.Formats.Items.Select(format => (format, language)))
            .GroupBy(pair => pair.format, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.Last().language, StringComparer.Ordinal);
        _shipped = new(() => _languages.Count == 0 ? [] : bundles.All.SelectMany(Scripts).ToFrozenSet());
        _digests = new(() => _languages.Count == 0 ? [] : [.. _shipped.Value.Concat(bundles.Former.SelectMany(Scripts)).Select(Digest).OfType<string>(), .. ledger.Read()]);
        _ledger = ledger;
    }

    public ValueList<string> Formats => _languages.Keys.Order(StringComparer.Ordinal).ToValueList();

    public bool IsShipped(ScriptText script) => _shipped.Value.Contains(script);

    public ValueList<ScriptProblem> Problems(ScriptText script) => LanguageOf(script.Format)?.Problems(script.Code) ?? [];

    /// <summary>The language of a format; null when the host runs none of it.</summary>
    public IScriptLanguage? LanguageOf(string format) => _languages.GetValueOrDefault(format);

    /// <summary>Whether a script may run: this program ships its text, or one before it on this data folder did.</summary>
    public bool MayRun(string format, string code) =>
        LanguageOf(format) is { } language && _digests.Value.Contains(ScriptDigest.Of(language.Formats[0], code));

    /// <summary>Keeps what is shipped now for the programs that come after this one.</summary>
    /// <exception cref="IOException">The ledger cannot be read or written.</exception>
    public void Remember()
    {
        if (_languages.Count > 0 && _digests.Value.Count > _ledger.Read().Distinct().Count()) _ledger.Write(_digests.Value);
    }

    private string? Digest(ScriptText script) =>
        LanguageOf(script.Format) is { } language ? ScriptDigest.Of(language.Formats[0], script.Code) : null;

    // What cannot be read is said when it is published.
    private static IEnumerable<ScriptText> Scripts(ShippedBundle bundle) =>
        from file in bundle.Files.Items
        where file.Path.EndsWith(".bpmn", StringComparison.OrdinalIgnoreCase)
        from process in BpmnFile.Read(file.Path, file.Content, new() { AcceptsEveryScript = true }).File?.Processes ?? []
        from task in process.Nodes.Items.OfType<FlowNode.CodeTask>()
        select new ScriptText(bundle.Name, process.Id, task.Id, task.Language, task.Code);
}
