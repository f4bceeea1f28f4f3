using Microsoft.Extensions.Options;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Connectors;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Outbound.Connector;

/// <summary>What the handler <c>webhook</c> can be told.</summary>
internal sealed class WebhookShape(IOptions<OutboundOptions> options) : IConnector
{
    public string Name => WebhookConnector.Name;

    public Sentence Label => Sentence.Both("Webhook", "Webhook");

    public Sentence Answer => Sentence.Both("id and status: under which id it was delivered, and what was answered", "id 和 status：投递的标识，以及对方返回的状态");

    public ValueList<ConnectorField> Fields { get; } =
    [
        new("url", Sentence.Both("Address", "地址")) { IsRequired = true, Hint = Sentence.Both("e.g. \"https://hooks.example.org/itsm\"", "例如 \"https://hooks.example.org/itsm\"") },
        new("type", Sentence.Both("What happened", "事件类型")) { IsRequired = true, Hint = Sentence.Both("e.g. \"incident.resolved\"", "例如 \"incident.resolved\"") },
        new("data", Sentence.Both("Fields to send", "发送的字段")) { IsLong = true, Hint = Sentence.Both("e.g. {number: number, priority: priority}", "例如 {number: number, priority: priority}") },
        new("secret", Sentence.Both("Secret that signs", "签名密钥"))
        {
            IsRequired = true,
            Choices = [.. options.Value.Webhooks.Keys.Order(StringComparer.Ordinal)],
            Hint = options.Value.Webhooks.Count == 0
                ? Sentence.Both("Its name in the host's settings (Outbound:Webhooks), which know none yet", "主机设置（Outbound:Webhooks）中的名称；目前没有")
                : Sentence.Both("Its name in the host's settings (Outbound:Webhooks)", "主机设置（Outbound:Webhooks）中的名称"),
        },
        new("headers", Sentence.Both("Headers", "请求头")) { Hint = Sentence.Both("e.g. {\"X-Source\": \"itsm\"}", "例如 {\"X-Source\": \"itsm\"}") },
        new("errors", Sentence.Both("Statuses that are errors", "视为错误的状态"))
        {
            Hint = Sentence.Both("Status and code of the BPMN error, e.g. {\"410\": \"gone\", \"4xx\": \"refused\"}", "状态与 BPMN 错误代码，例如 {\"410\": \"gone\", \"4xx\": \"refused\"}"),
        },
    ];

    public ConnectorRemark? Judge(string field, FeelValue value)
    {
        try
        {
            switch (field)
            {
                case "type":
                    WebhookTask.TypeOf(value);
                    break;
                case "data":
                    WebhookTask.DataOf(value);
                    break;
                case "secret":
                    return value.TryGetString(out var name) && options.Value.Webhooks.ContainsKey(name) ? null : ConnectorRemark.NotHere(
                        $"found {value}, which is no name of a secret in Outbound:Webhooks of this host.", $"{value} 不是本主机 Outbound:Webhooks 中的密钥名称。");
                default:
                    HttpTask.Read(FeelContext.Of(("url", "https://example.org/")).With(field, value));
                    break;
            }
        }
        catch (EffectFailedForGoodException wrong)
        {
            return ConnectorRemark.Wrong(wrong.Message, wrong.MessageZh!);
        }

        return null;
    }
}
