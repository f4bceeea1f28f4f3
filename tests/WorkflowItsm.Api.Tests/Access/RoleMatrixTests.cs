using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Tests.Hosting;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Tests.Access;

/// <summary>Every endpoint against every role. The table is written by hand: an endpoint that is not in it fails.</summary>
public sealed class RoleMatrixTests(RunningHost host)
{
    private const string Anyone = "nobody requester agent process-owner auditor administrator worker";
    private const string SignedIn = "requester agent process-owner auditor administrator";
    private const string Changers = "requester agent process-owner administrator";
    private const string Workers = "agent process-owner administrator";
    private const string Readers = "agent process-owner auditor administrator";
    private const string Overseers = "process-owner auditor administrator";
    private const string Publishers = "process-owner administrator";

    private static readonly Dictionary<string, string> s_allowed = new(StringComparer.Ordinal)
    {
        ["GET /health/live"] = Anyone,
        ["GET /health/ready"] = Anyone,
        ["GET|HEAD /api/now/table/{table}"] = SignedIn,
        ["GET|HEAD /api/now/table/{table}/{sysId}"] = SignedIn,
        ["POST /api/now/table/{table}"] = Changers,
        ["PATCH|PUT /api/now/table/{table}/{sysId}"] = Changers,
        ["DELETE /api/now/table/{table}/{sysId}"] = SignedIn,
        ["POST /api/v1/intake/alertmanager"] = Workers,
        ["POST /api/v1/messages"] = Workers,
        ["POST /api/v1/signals"] = Workers,
        ["GET /api/v1/tickets/{ticket}"] = SignedIn,
        ["GET /api/v1/tickets/{ticket}/timeline"] = SignedIn,
        ["GET /api/v1/tickets/{ticket}/timeline/{sequence:long}/why"] = SignedIn,
        ["POST /api/v1/tickets/{ticket}/tasks/{task:int}/claim"] = Workers,
        ["POST /api/v1/tickets/{ticket}/tasks/{task:int}/release"] = Workers,
        ["POST /api/v1/tickets/{ticket}/tasks/{task:int}/complete"] = Changers,
        ["POST /api/v1/tickets/{ticket}/actions/{task:int}"] = Changers,
        ["POST /api/v1/tickets/{ticket}/incidents/{incident:int}/retry"] = Workers,
        ["POST /api/v1/tickets/{ticket}/operations/skip"] = Publishers,
        ["POST /api/v1/tickets/{ticket}/operations/move"] = Publishers,
        ["POST /api/v1/tickets/{ticket}/operations/cancel"] = Publishers,
        ["POST /api/v1/tickets/{ticket}/operations/variables"] = Publishers,
        ["GET /api/v1/processes/{case}"] = Overseers,
        ["POST /api/v1/processes/{case}/operations/retry"] = Publishers,
        ["POST /api/v1/processes/{case}/operations/skip"] = Publishers,
        ["POST /api/v1/processes/{case}/operations/move"] = Publishers,
        ["POST /api/v1/processes/{case}/operations/cancel"] = Publishers,
        ["POST /api/v1/processes/{case}/operations/variables"] = Publishers,
        ["POST /api/v1/tickets/{ticket}/attachments"] = Changers,
        ["GET /api/v1/tickets/{ticket}/attachments/{id}"] = SignedIn,
        ["GET /api/v1/bundles"] = Readers,
        ["GET /api/v1/bundles/{name}"] = Readers,
        ["GET /api/v1/bundles/{name}/versions"] = Readers,
        ["PUT /api/v1/bundles/{name}"] = Publishers,
        ["POST /api/v1/bundles/{name}/verify"] = Publishers,
        ["GET /api/v1/schedules"] = Readers,
        ["PUT /api/v1/schedules/{id}"] = Publishers,
        ["POST /api/v1/schedules/{id}/reset"] = Publishers,
        ["POST /api/v1/schedules/{id}/run"] = Publishers,
        ["GET /api/v1/effects"] = Overseers,
        ["GET /api/v1/effects/{id}"] = Overseers,
        ["POST /api/v1/effects/{id}/retry"] = Publishers,
        ["POST /api/v1/effects/{id}/skip"] = Publishers,
        ["POST /api/v1/jobs/lease"] = "administrator worker",
        ["POST /api/v1/jobs/{id}/complete"] = "administrator worker",
        ["POST /api/v1/jobs/{id}/fail"] = "administrator worker",
        ["POST /api/v1/jobs/{id}/error"] = "administrator worker",
        ["POST /api/v1/jobs/{id}/extend"] = "administrator worker",
        ["POST /api/v1/people/{name}/erase"] = "administrator",
        ["GET /api/v1/erasures/{id}"] = "administrator",
        ["GET /api/v1/status"] = Overseers,
        ["GET /api/v1/retention"] = Overseers,
        ["POST /api/v1/backups"] = "administrator",
        ["GET /openapi/{documentName}.json"] = SignedIn,
        ["GET /scalar/{documentName?}"] = SignedIn,
        ["GET /scalar/scalar.js"] = SignedIn,
        ["GET /scalar/scalar.aspnetcore.js"] = SignedIn,
        ["GET /scalar/favicon.svg"] = SignedIn,
        ["POST /preferences"] = Anyone,
        ["POST /sign-out"] = Anyone,
        // Pages. What a role may do on one, the commands decide that it sends.
        ["GET|POST /"] = SignedIn,
        ["GET|POST /sign-in"] = Anyone,
        ["GET|POST /set-up"] = Anyone,
        ["GET|POST /not-found"] = Anyone,
        ["GET|POST /not-permitted"] = SignedIn,
        ["GET|POST /account"] = SignedIn,
        ["GET|POST /demo"] = Publishers,
        ["GET|POST /people"] = "auditor administrator",
        ["GET|POST /inbox"] = SignedIn,
        ["GET|POST /report"] = Changers,
        ["GET|POST /tickets/{Number}"] = SignedIn,
        ["GET|POST /designer"] = Readers,
        ["GET|POST /designer/{Name}"] = Readers,
        ["GET|POST /designer/{Name}/{*Path}"] = Readers,
        ["GET|POST /handbook"] = Readers,
        ["GET|POST /schedules"] = Readers,
        ["GET|POST /effects"] = Overseers,
    };

    [Fact]
    public void Every_endpoint_is_in_the_table_and_nothing_else() =>
        Assert.Equal(s_allowed.Keys.Order(StringComparer.Ordinal), Endpoints().Select(Name).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public async Task Every_endpoint_lets_in_the_roles_of_the_table_and_no_other()
    {
        var wrong = new List<string>();
        foreach (var endpoint in Endpoints())
        {
            var allowed = s_allowed[Name(endpoint)].Split(' ');
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods)
            {
                foreach (var role in (Role?[])[null, .. Some.Roles])
                {
                    var name = role is { } one ? Roles.NameOf(one) : "nobody";
                    var status = (await host.SendAsync(role, method, PathOf(endpoint))).Status;
                    var letIn = status is not (401 or 403);
                    if (letIn != allowed.Contains(name)) wrong.Add($"{method} {PathOf(endpoint)} answers {name} with {status}");
                    else if (!letIn && status != (role is null ? 401 : 403)) wrong.Add($"{method} {PathOf(endpoint)} refuses {name} with {status}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void An_auditor_is_in_no_policy_that_changes_anything() =>
        Assert.Equal([Policies.ReadAccounts, Policies.ReadDefinitions, Policies.ReadOperations, Policies.ReadTickets, Policies.SignedIn], Policies.All.Where(policy => policy.Value.Contains(Role.Auditor)).Select(policy => policy.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void The_line_between_a_screen_and_the_server_is_for_those_who_have_signed_in() =>
        Assert.All(All().Where(IsFrameworks), endpoint => Assert.True(
            EndpointPolicyCheck.PolicyOf(endpoint) == Policies.SignedIn || endpoint.RoutePattern.RawText!.Contains("_framework", StringComparison.Ordinal)));

    private IEnumerable<RouteEndpoint> Endpoints() =>
        All().Where(endpoint => !IsFrameworks(endpoint) && endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null);

    private IEnumerable<RouteEndpoint> All() => host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static bool IsFrameworks(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText is { } route
        && (route.Contains("_blazor", StringComparison.Ordinal) || route.Contains("_framework", StringComparison.Ordinal));

    // The three versions of the Table API are one line of the table.
    private static string Name(RouteEndpoint endpoint) =>
        EndpointPolicyCheck.NameOf(endpoint).Replace("/now/v1/", "/now/", StringComparison.Ordinal).Replace("/now/v2/", "/now/", StringComparison.Ordinal).TrimEnd('/') is var name && name.EndsWith(' ') ? name + "/" : name;

    private static string PathOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/')
        // No name, so that nobody is erased.
        .Replace("/people/{name}", "/people/a:b", StringComparison.Ordinal)
        .Replace("{table}", "incident", StringComparison.Ordinal)
        .Replace("{sysId}", new string('0', 32), StringComparison.Ordinal)
        .Replace("{ticket}", "INC9999999", StringComparison.Ordinal)
        .Replace("{case}", new string('0', 32), StringComparison.Ordinal)
        .Replace("{Name}", "incident", StringComparison.Ordinal)
        .Replace("{*Path}", "clocks.json", StringComparison.Ordinal)
        .Replace("{Number}", "INC9999999", StringComparison.Ordinal)
        .Replace("{task:int}", "1", StringComparison.Ordinal)
        .Replace("{sequence:long}", "1", StringComparison.Ordinal)
        .Replace("{id}", "1", StringComparison.Ordinal)
        .Replace("{incident:int}", "1", StringComparison.Ordinal)
        .Replace("{name}", "nonsense", StringComparison.Ordinal)
        .Replace("{documentName}", "v1", StringComparison.Ordinal)
        .Replace("{documentName?}", "v1", StringComparison.Ordinal);
}
