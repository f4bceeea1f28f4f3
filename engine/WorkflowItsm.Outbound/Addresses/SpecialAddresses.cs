using System.Net;
using System.Net.Sockets;

namespace WorkflowItsm.Outbound.Addresses;

/// <summary>
/// The addresses that are not of the public Internet (IANA's special-purpose registries for IPv4 and IPv6): loopback, private,
/// link-local, shared, documentation, multicast, reserved; and IPv6 addresses that carry such an IPv4 address inside.
/// </summary>
internal static class SpecialAddresses
{
    private static readonly IPNetwork[] _internal4 = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    // Within what is given to the public at all: protocols (Teredo among them), documentation.
    private static readonly IPNetwork[] _internal6 = Networks("2001::/23", "2001:db8::/32", "3fff::/20");
    private static readonly IPNetwork _public6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork _nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork _sixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>Whether an address is one that the public Internet does not know.</summary>
    public static bool Contains(IPAddress address)
    {
        if (Inside(address) is { } carried) return Contains(carried);
        if (address.AddressFamily == AddressFamily.InterNetwork) return Array.Exists(_internal4, network => network.Contains(address));
        return !_public6.Contains(address) || Array.Exists(_internal6, network => network.Contains(address));
    }

    /// <summary>The address as networks are compared with it: an IPv4 address that comes as IPv6 is the IPv4 address.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>The IPv4 address that an IPv6 address stands for (mapped, NAT64, 6to4); null when it stands for itself.</summary>
    private static IPAddress? Inside(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return null;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        if (_nat64.Contains(address)) return new(bytes.AsSpan(12, 4));
        return _sixToFour.Contains(address) ? new(bytes.AsSpan(2, 4)) : null;
    }

    private static IPNetwork[] Networks(params string[] texts) => [.. texts.Select(text => IPNetwork.Parse(text))];
}
