using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Api.Access;

/// <summary>
/// Signs in by <c>Authorization: Bearer TOKEN</c>, <c>x-sn-apikey: TOKEN</c> or <c>Authorization: Basic</c>, which
/// the ServiceNow clients of Zabbix and others send.
/// </summary>
internal sealed class CredentialsHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TokenDirectory tokens, PasswordCheck passwords)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "WorkflowItsm";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (Value(header, "Bearer ") is { } token) return Result(await tokens.FindAsync(token, Context.RequestAborted));
        if (Value(header, "Basic ") is { } pair)
        {
            return Split(pair) is { } given
                ? Result(await passwords.FindAsync(given.Name, given.Password, Context.RequestAborted))
                : AuthenticateResult.Fail("The Basic credentials are not Base64 of name:password.");
        }

        var key = Request.Headers["x-sn-apikey"].ToString();
        return key.Length > 0 ? Result(await tokens.FindAsync(key, Context.RequestAborted)) : AuthenticateResult.NoResult();
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.Append(HeaderNames.WWWAuthenticate, "Bearer");
        Response.Headers.Append(HeaderNames.WWWAuthenticate, "Basic realm=\"WorkflowItsm\", charset=\"UTF-8\"");
        await ErrorWriter.WriteAsync(Context, StatusCodes.Status401Unauthorized, "not-signed-in", new(
            "No valid credentials came with the request; send a token as 'Authorization: Bearer' or a name and password as 'Authorization: Basic'.",
            "请求没有带有效的凭据；请用“Authorization: Bearer”发送令牌，或用“Authorization: Basic”发送用户名和密码。"));
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var needed = Context.GetEndpoint() is { } endpoint && EndpointPolicyCheck.PolicyOf(endpoint) is { } policy
            ? Sentence.Listed(Policies.All[policy].Select(Roles.NameOf))
            : Sentence.Both("another role", "其他角色");
        var actor = Context.Actor();
        await ErrorWriter.WriteAsync(Context, StatusCodes.Status403Forbidden, "role-not-permitted", new Words(
            $"'{actor.Name}' has the role {Roles.NameOf(actor.Role)}; this needs one of {needed}.",
            $"“{actor.Name}”的角色是 {Roles.NameOf(actor.Role)}；此操作需要以下角色之一：{needed.In("zh")}。"));
    }

    private static AuthenticateResult Result(Actor? actor) => actor is null
        ? AuthenticateResult.Fail("The credentials are not known.")
        : AuthenticateResult.Success(new(Actors.Principal(actor, SchemeName), SchemeName));

    private static string? Value(string header, string scheme) =>
        header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? header[scheme.Length..].Trim() : null;

    private static (string Name, string Password)? Split(string pair)
    {
        var bytes = new byte[pair.Length];
        if (!Convert.TryFromBase64String(pair, bytes, out var length)) return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        return text.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 ? (text[..colon], text[(colon + 1)..]) : null;
    }
}
