using Microsoft.Extensions.Options;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Connectors;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Outbound.Connector;

/// <summary>What the handler <c>http</c> can be told.</summary>
internal sealed class HttpShape(IOptions<OutboundOptions> options) : IConnector
{
    public string Name => HttpConnector.Name;

    public Sentence Label => Sentence.Both("HTTP call", "HTTP 调用");

    public Sentence Answer => Sentence.Both("status, headers and body of the answer; a JSON body is read", "响应的 status、headers 和 body；JSON 正文会被解析");

    public ValueList<ConnectorField> Fields { get; } =
    [
        new("url", Sentence.Both("Address", "地址")) { IsRequired = true, Hint = Sentence.Both("e.g. \"https://crm.example.org/api/orders\"", "例如 \"https://crm.example.org/api/orders\"") },
        new("method", Sentence.Both("Method", "方法"))
        {
            Choices = [.. HttpTask.Methods], Hint = Sentence.Both("Where nothing is chosen: GET, or POST with a body", "未选择时：没有正文为 GET，有正文为 POST"),
        },
        new("query", Sentence.Both("Query parameters", "查询参数")) { Hint = Sentence.Both("Added to the address and encoded, e.g. {page: 2, tag: [\"a\", \"b\"]}", "编码后加到地址上，例如 {page: 2, tag: [\"a\", \"b\"]}") },
        new("headers", Sentence.Both("Headers", "请求头")) { Hint = Sentence.Both("e.g. {Accept: \"application/json\"}", "例如 {Accept: \"application/json\"}") },
        new("secrets", Sentence.Both("Headers with a secret", "含密钥的请求头"))
        {
            Hint = options.Value.Secrets.Count == 0
                ? Sentence.Both("e.g. {Authorization: \"CRM\"}; the host's settings know none yet (Outbound:Secrets)", "例如 {Authorization: \"CRM\"}；主机设置中尚无密钥（Outbound:Secrets）")
                : Sentence.Both($"Header and name of the secret; there are: {Known(options.Value)}", $"请求头与密钥名称；已有：{Known(options.Value).In("zh")}"),
        },
        new("body", Sentence.Both("Body", "正文")) { IsLong = true, Hint = Sentence.Both("A text goes as it is, anything else as JSON, e.g. {number: number}", "文本按原样发送，其他值以 JSON 发送，例如 {number: number}") },
        new("accept", Sentence.Both("Other statuses that are answers", "其他视为答复的状态")) { Hint = Sentence.Both("Besides 2xx, e.g. [404]", "除 2xx 外，例如 [404]") },
        new("errors", Sentence.Both("Statuses that are errors", "视为错误的状态"))
        {
            Hint = Sentence.Both("Status and code of the BPMN error, e.g. {\"404\": \"unknown\", \"4xx\": \"refused\"}", "状态与 BPMN 错误代码，例如 {\"404\": \"unknown\", \"4xx\": \"refused\"}"),
        },
        new("redirects", Sentence.Both("Redirects to follow", "跟随重定向的次数")) { Hint = Sentence.Both("None unless said, five at most", "未填写时不跟随，最多 5 次") },
    ];

    public ConnectorRemark? Judge(string field, FeelValue value)
    {
        try
        {
            var task = HttpTask.Read(FeelContext.Of(("url", "https://example.org/")).With(field, value));
            var unknown = task.Request.Secrets.Select(secret => secret.Value).FirstOrDefault(secret => !options.Value.Secrets.ContainsKey(secret));
            return unknown is null ? null : ConnectorRemark.NotHere(
                $"names the secret '{unknown}', which Outbound:Secrets of this host does not hold.", $"引用的密钥“{unknown}”不在本主机的 Outbound:Secrets 中。");
        }
        catch (EffectFailedForGoodException wrong)
        {
            return ConnectorRemark.Wrong(wrong.Message, wrong.MessageZh!);
        }
    }

    private static Sentence Known(OutboundOptions options) => Sentence.Listed(options.Secrets.Keys.Order(StringComparer.Ordinal));
}
