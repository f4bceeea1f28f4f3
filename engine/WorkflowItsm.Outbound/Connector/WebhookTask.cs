using System.Buffers;
using System.Globalization;
using System.Text.Json;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Outbound.Connector;

/// <summary>What the inputs of a service task with the handler <c>webhook</c> ask for.</summary>
/// <param name="Url">Where it is posted.</param>
/// <param name="Type">What happened, e.g. <c>incident.resolved</c>.</param>
/// <param name="Data">What is told of it.</param>
/// <param name="Secret">What signs it.</param>
/// <param name="Headers">Further headers.</param>
/// <param name="Errors">Answers that are BPMN errors.</param>
internal sealed record WebhookTask(Uri Url, string Type, FeelValue Data, WebhookSecret Secret, IReadOnlyList<KeyValuePair<string, string>> Headers, ErrorCodes Errors)
{
    private const int MaxBytes = 256 * 1024;

    /// <exception cref="EffectFailedForGoodException">An input is missing or cannot be; the sentence names it.</exception>
    public static WebhookTask Read(FeelContext input, OutboundOptions options)
    {
        var call = HttpTask.Read(FeelContext.Of(("url", input["url"]), ("headers", input["headers"])));
        var type = TypeOf(input["type"]);
        if (!input["secret"].TryGetString(out var name)) throw new EffectFailedForGoodException(
            "The input 'secret' names no secret of Outbound:Webhooks.",
            "输入“secret”没有给出 Outbound:Webhooks 中的密钥名称。");
        if (!options.Webhooks.TryGetValue(name, out var secret))
            throw new EffectFailedForGoodException($"The input 'secret' is '{name}', which Outbound:Webhooks does not hold.", $"输入“secret”的值“{name}”不在 Outbound:Webhooks 中。");
        if (!secret.Hosts.Contains(call.Request.Url.IdnHost, StringComparer.OrdinalIgnoreCase))
            throw new EffectFailedForGoodException(
                $"The secret '{name}' signs nothing for {call.Request.Url.IdnHost}; Outbound:Webhooks:{name}:Hosts names the hosts that it is for.",
                $"密钥“{name}”不用于 {call.Request.Url.IdnHost}；可用主机见 Outbound:Webhooks:{name}:Hosts。");
        return new(call.Request.Url, type, DataOf(input["data"]), secret, call.Request.Headers, ErrorCodes.Read(input));
    }

    /// <summary>The type, which is a name in parts; the caller's sentence when it is none.</summary>
    public static string TypeOf(FeelValue value) =>
        value.TryGetString(out var type) && type.Length is > 0 and <= 200 && type.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.')
            ? type
            : throw new EffectFailedForGoodException(
                "The input 'type' is no name such as incident.resolved: letters, digits and _ with full stops between them.",
                "输入“type”不是 incident.resolved 这样的名称：由字母、数字和下划线组成，以句点分隔。");

    /// <summary>The data, which is a context; nothing is an empty one.</summary>
    public static FeelValue DataOf(FeelValue value) =>
        value.IsNull ? FeelValue.Context(FeelContext.Empty)
        : value.TryGetContext(out _) ? value
        : throw new EffectFailedForGoodException("The input 'data' is no context of names and values, e.g. {number: number}.", "输入“data”不是由名称和值组成的上下文，例如 {number: number}。");

    /// <summary>The body, which is the same at every try: what, when it happened, and the data.</summary>
    public ReadOnlyMemory<byte> Body(DateTimeOffset happened)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString("type", Type);
            writer.WriteString("timestamp", happened.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            writer.WritePropertyName("data");
            FeelJson.Write(writer, Data);
            writer.WriteEndObject();
        }

        return bytes.WrittenCount <= MaxBytes ? bytes.WrittenMemory
            : throw new EffectFailedForGoodException(
                $"The webhook has {bytes.WrittenCount / 1024} KB, more than {MaxBytes / 1024} KB; choose fewer fields, or send where they can be asked for.",
                $"webhook 有 {bytes.WrittenCount / 1024} KB，超过 {MaxBytes / 1024} KB；请减少字段，或只发送可供查询的地址。");
    }
}
