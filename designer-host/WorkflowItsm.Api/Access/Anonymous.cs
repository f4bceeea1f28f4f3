using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace WorkflowItsm.Api.Access;

/// <summary>Says that an endpoint needs no account, and why; without a reason the start fails.</summary>
/// <param name="Reason">Why nobody is harmed by it.</param>
public sealed record AnonymousReason(string Reason);

/// <summary>Says that a page needs no account, and why.</summary>
/// <param name="reason">Why nobody is harmed by it.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AnonymousBecauseAttribute(string reason) : AllowAnonymousAttribute
{
    /// <summary>Why nobody is harmed by it.</summary>
    public string Reason { get; } = reason;
}

/// <summary>Opens endpoints to everybody.</summary>
public static class AnonymousExtensions
{
    /// <summary>Lets everybody in, because of <paramref name="reason"/>.</summary>
    public static T AnonymousBecause<T>(this T endpoint, string reason)
        where T : IEndpointConventionBuilder
    {
        endpoint.Add(builder =>
        {
            builder.Metadata.Add(new AllowAnonymousAttribute());
            builder.Metadata.Add(new AnonymousReason(reason));
        });
        return endpoint;
    }
}
