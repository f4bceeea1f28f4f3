using System.Text.Json;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Api.Jobs;

/// <summary>A worker's JSON object, member by member; what is wrong is gathered, all at once.</summary>
internal sealed class JobBody
{
    private readonly JsonElement _root;
    private readonly List<FieldError> _wrong = [];

    /// <param name="root">The object.</param>
    /// <param name="known">The members that mean something.</param>
    public JobBody(JsonElement root, params string[] known)
    {
        _root = root;
        foreach (var stranger in root.EnumerateObject().Select(member => member.Name).Except(known, StringComparer.Ordinal))
            Wrong(stranger, $"'{stranger}' is not known; expected {string.Join(", ", known)}.", $"没有“{stranger}”；应为 {string.Join("、", known)}。");
    }

    /// <summary>One error of all the members that are wrong; null when none is.</summary>
    public ApiError? Error => _wrong.Count == 0 ? null : ApiError.OfFields(_wrong);

    /// <summary>All the members that are wrong.</summary>
    public ValueList<FieldProblem> Problems => _wrong.Select(wrong => new FieldProblem(wrong.Field, wrong.Message)).ToValueList();

    public bool Has(string name) => _root.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null;

    public string Text(string name, int limit)
    {
        if (Has(name) && _root.GetProperty(name) is { ValueKind: JsonValueKind.String } member && member.GetString()!.Trim() is { Length: > 0 } text && text.Length <= limit) return text;
        Wrong(name, $"'{name}' must be a text of 1 to {limit} characters.", $"“{name}”必须是 1 到 {limit} 个字符的文本。");
        return "";
    }

    public ValueList<string> Texts(string name, int limit)
    {
        if (Has(name) && _root.GetProperty(name) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() is var count && count >= 1 && count <= limit
            && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String && item.GetString()!.Length is >= 1 and <= 200))
            return list.EnumerateArray().Select(item => item.GetString()!).ToValueList();
        Wrong(name, $"'{name}' must be a list of 1 to {limit} texts.", $"“{name}”必须是含 1 到 {limit} 个文本的列表。");
        return [];
    }

    public int Number(string name, int unsaid, int least, int most)
    {
        if (!Has(name)) return unsaid;
        if (_root.GetProperty(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt32(out var number) && number >= least && number <= most) return number;
        Wrong(name, $"'{name}' must be a whole number from {least} to {most}.", $"“{name}”必须是 {least} 到 {most} 的整数。");
        return unsaid;
    }

    /// <summary>The id of a token, scope or incident; it has to be there.</summary>
    public int Id(string name)
    {
        if (Has(name)) return Number(name, 0, 1, int.MaxValue);
        Wrong(name, $"'{name}' is missing; expected a whole number, the id that reading the ticket gave.", $"缺少“{name}”；应为整数，即读取工单时得到的标识。");
        return 0;
    }

    public FeelContext Context(string name)
    {
        if (!Has(name)) return FeelContext.Empty;
        if (FeelJson.Read(_root.GetProperty(name)).TryGetContext(out var context)) return context;
        Wrong(name, $"'{name}' must be an object.", $"“{name}”必须是对象。");
        return FeelContext.Empty;
    }

    private void Wrong(string name, string en, string zh) => _wrong.Add(new(name, new(en, zh)));
}
