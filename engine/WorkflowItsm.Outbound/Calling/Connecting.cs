using System.Net;
using System.Net.Sockets;
using WorkflowItsm.Outbound.Addresses;

namespace WorkflowItsm.Outbound.Calling;

/// <summary>
/// Opens connections. What a name resolves to is judged here, at the moment of connecting, and the connection goes to just
/// that address: a name that resolves differently a moment later gains nothing. Redirects come through here too.
/// </summary>
internal sealed class Connecting(AddressRules rules, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await AddressesAsync(host, cancellationToken);
        var permitted = rules.Permitted(host, addresses);
        if (permitted.Count == 0) throw Internal(host, addresses);
        SocketException? last = null;
        foreach (var address in permitted)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException refused)
            {
                socket.Dispose();
                last = refused;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last!;
    }

    private async Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellationToken)
    {
        // A point at the end names the same host.
        var plain = host.TrimEnd('.');
        if (IPAddress.TryParse(plain, out var address)) return [address];
        try
        {
            return await resolve(plain, cancellationToken);
        }
        catch (SocketException unknown)
        {
            throw new OutboundException(OutboundFault.Unreachable, new($"The name '{host}' has no address: {unknown.Message}.", $"无法解析主机名“{host}”：{unknown.Message}。"), unknown);
        }
    }

    private static OutboundException Internal(string host, IPAddress[] addresses) => new(OutboundFault.Forbidden, new(
        $"'{host}' is {string.Join(", ", addresses.Select(address => address.ToString()))}, which is no public address; name it in Outbound:Allow if processes may call it.",
        $"“{host}”的地址是 {string.Join("、", addresses.Select(address => address.ToString()))}，不是公网地址；如需允许流程调用，请加入 Outbound:Allow。"));
}
