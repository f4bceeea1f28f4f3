using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Outbound.Connector;

/// <summary>
/// Which answers are BPMN errors, by the input <c>errors</c>: a context of a status (<c>"404"</c>) or a class (<c>"4xx"</c>) and the
/// error's code. The status itself comes before its class.
/// </summary>
internal sealed class ErrorCodes
{
    private readonly Dictionary<string, string> _codes = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="EffectFailedForGoodException">It is no such context; the sentence says so.</exception>
    public static ErrorCodes Read(FeelContext input)
    {
        var errors = new ErrorCodes();
        if (input["errors"].IsNull) return errors;
        if (!input["errors"].TryGetContext(out var entries)) throw new EffectFailedForGoodException(
            "The input 'errors' is no context of statuses and error codes.",
            "输入“errors”不是由状态和错误代码组成的上下文。");
        foreach (var (status, value) in entries)
        {
            if (!IsStatus(status)) throw new EffectFailedForGoodException(
                $"The input 'errors' names the status '{status}'; expected one such as 404, or a class such as 4xx.",
                $"输入“errors”中的状态“{status}”无效；应为 404 这样的状态，或 4xx 这样的类别。");
            if (!value.TryGetString(out var code) || code.Length == 0) throw new EffectFailedForGoodException(
                $"The input 'errors' gives {status} no code; expected the text of a BPMN error's code.",
                $"输入“errors”没有给 {status} 指定代码；应为 BPMN 错误代码的文本。");
            errors._codes[status] = code;
        }

        return errors;
    }

    /// <summary>The code of the error that a status is; null when it is none.</summary>
    public string? For(int status) => _codes.GetValueOrDefault($"{status}") ?? _codes.GetValueOrDefault($"{status / 100}xx");

    private static bool IsStatus(string text) =>
        text.Length == 3 && text[0] is >= '1' and <= '5' && (text.EndsWith("xx", StringComparison.OrdinalIgnoreCase) || (char.IsAsciiDigit(text[1]) && char.IsAsciiDigit(text[2])));
}
