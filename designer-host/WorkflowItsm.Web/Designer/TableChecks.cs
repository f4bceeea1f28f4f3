using WorkflowItsm.Dmn;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Web.Rules;
using Sentence = WorkflowItsm.Itsm.Fields.Words;

namespace WorkflowItsm.Web.Designer;

/// <summary>What the verification of a file's tables says, with inputs to try; in place of the findings that say it in one language.</summary>
internal sealed class TableChecks
{
    private const int MostGaps = 10;

    private readonly DmnModel _model;
    private readonly Decision _decision;
    private readonly ILookup<string, Finding> _findings;
    private readonly List<TableCheck> _checks = [];
    private readonly (string En, string Zh) _title;

    private TableChecks(DmnModel model, Decision decision, ILookup<string, Finding> findings)
    {
        (_model, _decision, _findings) = (model, decision, findings);
        _title = (DecisionNames.Of(decision, "en"), DecisionNames.Of(decision, "zh"));
    }

    /// <summary>Whether a finding is told by a check.</summary>
    public static bool Tells(Finding finding) => finding.Code is "table-gap" or "table-overlap" or "table-rule-masked" or "table-rule-never" or "table-rule-duplicate";

    /// <summary>The checks of a bundle by file, those that weigh most first.</summary>
    /// <param name="files">The bundle.</param>
    /// <param name="findings">What verifying it found: how much each check weighs.</param>
    public static ILookup<string, TableCheck> Of(ValueList<BundleFile> files, ValueList<Finding> findings)
    {
        var tables = files.Items.Where(file => FileKinds.Of(file.Path) == FileKind.Table).ToList();
        var read = DmnModel.ReadAll([.. tables.Select(file => (file.Path, file.Content))]);
        return tables.Zip(read.Items)
            .SelectMany(pair => pair.Second.Partial is { } model
                ? Of(model, findings.Items.Where(finding => finding.File == pair.First.Path)).Select(check => (pair.First.Path, Check: check))
                : [])
            .ToLookup(pair => pair.Path, pair => pair.Check);
    }

    /// <summary>The checks that say in words what a finding says; empty where only the finding does.</summary>
    public static IEnumerable<TableCheck> Telling(Finding finding, IEnumerable<Finding> all, ILookup<string, TableCheck> checks)
    {
        var fitting = checks[finding.File ?? ""].Where(check => check.Code == finding.Code && check.Owner == finding.ElementId);
        // One finding tells of all gaps, each other one of one thing.
        return finding.Code == "table-gap"
            ? fitting
            : fitting.Skip(all.TakeWhile(other => !ReferenceEquals(other, finding)).Count(other => (other.File, other.Code, other.ElementId) == (finding.File, finding.Code, finding.ElementId))).Take(1);
    }

    private static IEnumerable<TableCheck> Of(DmnModel model, IEnumerable<Finding> findings)
    {
        var byCode = findings.Where(Tells).ToLookup(finding => finding.Code);
        return model.Decisions.Items
            .Where(decision => decision.Verification is not null)
            .SelectMany(decision => new TableChecks(model, decision, byCode).Of(decision.Verification!))
            .OrderByDescending(check => check.Severity);
    }

    private List<TableCheck> Of(TableVerification said)
    {
        foreach (var overlap in said.Overlaps) Overlap(overlap);
        foreach (var masked in said.Masked) Masked(masked);
        foreach (var duplicate in said.Duplicates) Duplicate(duplicate);
        Gaps(said.Gaps);
        return _checks;
    }

    private void Gaps(ValueList<TableRegion> gaps)
    {
        if (Weight("table-gap", []) is not { } severity) return;
        // A table that collects may well have nothing to say.
        Sentence cure = severity == Severity.Information
            ? new("Nothing needs to be done where an empty answer is meant.", "若本来就应为空，则无需处理。")
            : new("Add a row for it, or a default output.", "请为其添加一行，或设置默认输出。");
        foreach (var gap in gaps.Items.Take(MostGaps))
            Add("table-gap", severity, [], gap,
                new($"no row answers for {RegionWords.Of(gap, "en")}.", $"{RegionWords.Of(gap, "zh")}：没有匹配的行。"),
                cure, canAdd: true);
        if (gaps.Count - MostGaps is > 0 and var more)
            Add("table-gap", severity, [], null, new($"no row answers in {more} more regions.", $"另有 {more} 个区域没有匹配的行。"),
                new("Close the gaps above first.", "请先补上以上空缺。"));
    }

    private void Overlap(RuleOverlap overlap)
    {
        if (Weight("table-overlap", [overlap.Rules[^1]]) is not { } severity) return;
        var (en, zh) = (RegionWords.Of(overlap.Region, "en"), RegionWords.Of(overlap.Region, "zh"));
        var isUnique = _decision.HitPolicy == "UNIQUE";
        Add("table-overlap", severity, overlap.Rules, overlap.Region,
            isUnique
                ? new($"for {en} rows {Rows(overlap.Rules, "en")} match together; under UNIQUE only one may.", $"{zh}：第 {Rows(overlap.Rules, "zh")} 行同时匹配；命中策略“唯一”(UNIQUE) 只允许一行匹配。")
                : new($"for {en} rows {Rows(overlap.Rules, "en")} match together; under ANY their outputs must agree.", $"{zh}：第 {Rows(overlap.Rules, "zh")} 行同时匹配；命中策略“任一”(ANY) 要求输出一致。"),
            isUnique && overlap.Agrees
                ? new("Narrow one of them, or choose the hit policy ANY: their outputs agree.", "请收窄其中一行，或改用命中策略“任一”(ANY)：它们的输出一致。")
                : new("Narrow one of them, or choose the hit policy FIRST, under which the upper one counts.", "请收窄其中一行，或改用命中策略“首个”(FIRST)，以靠上的行为准。"));
    }

    private void Masked(MaskedRule masked)
    {
        var code = masked.By.IsEmpty ? "table-rule-never" : "table-rule-masked";
        if (Weight(code, [masked.Rule]) is not { } severity) return;
        if (masked.By.IsEmpty)
            Add(code, severity, [masked.Rule], null,
                new($"nothing can match row {masked.Rule}: its cells contradict the allowed values or each other.", $"第 {masked.Rule} 行永远无法匹配：其单元格与允许的值或彼此矛盾。"),
                new("Correct its cells, or delete it.", "请修正其单元格，或删除该行。"));
        else
            Add(code, severity, [masked.Rule], null,
                new($"row {masked.Rule} never counts: wherever it matches, row {Rows(masked.By, "en")} comes before it.", $"第 {masked.Rule} 行从不生效：凡其匹配之处，第 {Rows(masked.By, "zh")} 行都先于它。"),
                new("Let it come first, narrow the others, or delete it.", "请让它排在前面、收窄其他行，或删除该行。"));
    }

    private void Duplicate(DuplicateRule duplicate)
    {
        if (Weight("table-rule-duplicate", [duplicate.Rule]) is not { } severity) return;
        Add("table-rule-duplicate", severity, [duplicate.Earlier, duplicate.Rule], null,
            new($"row {duplicate.Rule} says the same as row {duplicate.Earlier}.", $"第 {duplicate.Rule} 行与第 {duplicate.Earlier} 行内容相同。"),
            new("Delete one of them.", "请删除其中一行。"));
    }

    private void Add(string code, Severity severity, ValueList<int> rows, TableRegion? region, Sentence says, Sentence cure, bool canAdd = false) => _checks.Add(new(
        _decision.Id, code, severity, rows.IsEmpty ? [_decision.TableId!] : rows.Items.Select(IdOf).ToValueList(),
        new($"Table '{_title.En}': {says.En}", $"表“{_title.Zh}”：{says.Zh}"), cure,
        region is not null && Trial.CanTake(_model, _decision, region) ? region : null, canAdd && region is not null)
    { Region = region });

    /// <summary>How much the finding weighs that tells of a row, or of the table; null where none does.</summary>
    private Severity? Weight(string code, ValueList<int> rows)
    {
        List<string> ids = [_decision.TableId!, _decision.Id, .. rows.Items.Select(IdOf)];
        if (rows.Count > 0 && _findings[code].FirstOrDefault(finding => finding.ElementId == ids[^1]) is { } exact) return exact.Severity;
        return _findings[code].FirstOrDefault(finding => finding.ElementId is { } id && ids.Contains(id))?.Severity;
    }

    private string IdOf(int row) => _decision.Rows[row - 1].Id;

    private static string Rows(ValueList<int> rows, string language) => language == "zh" || rows.Count == 1
        ? string.Join("、", rows.Items)
        : $"{string.Join(", ", rows.Items.Take(rows.Count - 1))} and {rows[^1]}";
}
