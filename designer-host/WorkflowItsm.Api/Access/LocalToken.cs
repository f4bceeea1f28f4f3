using System.Security.Cryptography;
using System.Text;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Access;

/// <summary>
/// A token of this process alone: the server leaves it in a file that only its own user can read, so that the
/// verbs of the same user can talk to it. It dies with the process.
/// </summary>
public sealed class LocalToken
{
    private readonly byte[] _digest;

    /// <summary>Draws it.</summary>
    public LocalToken()
    {
        Secret = ApiToken.NewSecret();
        _digest = SHA256.HashData(Encoding.UTF8.GetBytes(Secret));
    }

    /// <summary>The token.</summary>
    public string Secret { get; }

    /// <summary>Whom it stands for.</summary>
    public Actor Actor { get; } = new("local", Role.Administrator);

    internal bool Is(string secret) => CryptographicOperations.FixedTimeEquals(_digest, SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
