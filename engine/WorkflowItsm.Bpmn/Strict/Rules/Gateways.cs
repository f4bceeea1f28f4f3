using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Gateways and their direction (8.4.9, 10.6.1).</summary>
internal static class Gateways
{
    public static readonly StrictRule[] Rules =
    [
        new("converging-gateway-splits", "8.4.9", "one outgoing flow at most where the direction is Converging", "Correct the direction, or draw a second gateway.",
            model => from gateway in Directed(model, "Converging")
                     where model.OutOf(gateway).Count > 1
                     select new Offence(gateway, $"{model.OutOf(gateway).Count} outgoing flows")),
        new("diverging-gateway-joins", "8.4.9", "one incoming flow at most where the direction is Diverging", "Correct the direction, or draw a second gateway.",
            model => from gateway in Directed(model, "Diverging")
                     where model.Into(gateway).Count > 1
                     select new Offence(gateway, $"{model.Into(gateway).Count} incoming flows")),
        new("mixed-gateway", "8.4.9", "several incoming and several outgoing flows where the direction is Mixed", "Correct the direction.",
            model => from gateway in Directed(model, "Mixed")
                     where model.Into(gateway).Count < 2 || model.OutOf(gateway).Count < 2
                     select new Offence(gateway, $"{model.Into(gateway).Count} incoming and {model.OutOf(gateway).Count} outgoing flows")),
        new("gateway-without-branches", "10.6.1", "several incoming or several outgoing flows at a gateway", "Draw the other branch, or delete the gateway.",
            model => from gateway in model.Of(Kinds.Gateways)
                     where model.Into(gateway).Count < 2 && model.OutOf(gateway).Count < 2
                     select new Offence(gateway, $"{model.Into(gateway).Count} incoming and {model.OutOf(gateway).Count} outgoing flows")),
    ];

    private static IEnumerable<XElement> Directed(StrictModel model, string direction) =>
        model.Of(Kinds.Gateways).Where(gateway => gateway.Text("gatewayDirection") == direction);
}
