using System.Net;

namespace WorkflowItsm.Outbound.Addresses;

/// <summary>What the options say about hosts and addresses. Immutable.</summary>
internal sealed class AddressRules
{
    private readonly HashSet<string> _allowedHosts;
    private readonly List<IPNetwork> _allowedNetworks;
    private readonly HashSet<string> _onlyHosts;

    public AddressRules(OutboundOptions options)
    {
        _allowedHosts = Hosts(options.Allow.Where(entry => Network(entry) is null));
        _allowedNetworks = [.. options.Allow.Select(Network).OfType<IPNetwork>()];
        _onlyHosts = Hosts(options.Only);
    }

    /// <summary>Why a host is not called at all; null when it may be looked up.</summary>
    public OutboundSentence? WhyNot(string host) => _onlyHosts.Count == 0 || _onlyHosts.Contains(Plain(host))
        ? null
        : new(
            $"The host '{host}' is not called: it is not in Outbound:Only, which names the hosts that may be called.",
            $"不调用主机“{host}”：它不在 Outbound:Only（允许调用的主机）中。");

    /// <summary>The addresses of a host that may be connected to.</summary>
    public IReadOnlyList<IPAddress> Permitted(string host, IEnumerable<IPAddress> addresses)
    {
        var plain = addresses.Select(SpecialAddresses.Plain);
        return _allowedHosts.Contains(Plain(host))
            ? [.. plain]
            : [.. plain.Where(address => !SpecialAddresses.Contains(address) || _allowedNetworks.Exists(network => network.Contains(address)))];
    }

    /// <summary>A network or a single address; null for a name.</summary>
    public static IPNetwork? Network(string entry) =>
        IPNetwork.TryParse(entry, out var network) ? network
        : IPAddress.TryParse(entry, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;

    // A point at the end names the same host.
    private static string Plain(string host) => host.TrimEnd('.');

    private static HashSet<string> Hosts(IEnumerable<string> hosts) => new(hosts.Select(Plain), StringComparer.OrdinalIgnoreCase);
}
