namespace WorkflowItsm.Runtime.Effects;

/// <summary>
/// Why an effect failed, in one text: the English sentence and, where it is ours, the Chinese one behind a separator that no
/// sentence holds. Stores keep it as it comes.
/// </summary>
public static class EffectReason
{
    private const char Separator = '\u001E';

    /// <summary>Both sentences as one text; without a Chinese one (null) the English alone.</summary>
    public static string Join(string en, string? zh) => zh is null ? en.Replace(Separator, ' ') : $"{en.Replace(Separator, ' ')}{Separator}{zh.Replace(Separator, ' ')}";

    /// <summary>The sentences of a text; null where there is none.</summary>
    public static (string? En, string? Zh) Read(string? text) =>
        text?.Split(Separator, 2) switch { null => (null, null), [var en, var zh] => (en, zh), _ => (text, null) };

    internal static string Of(Exception failure) => Join(failure.Message, failure switch
    {
        EffectFailedForGoodException { MessageZh: { } zh } => zh,
        EffectRetryLaterException { MessageZh: { } zh } => zh,
        _ => null,
    });
}
