using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Api.Access;

namespace WorkflowItsm.Api.Tests.Access;

public sealed class EndpointPolicyCheckTests
{
    private const string Known = "signed-in, read-tickets, open-tickets, change-tickets, work-tickets, intake, read-definitions, publish-definitions, read-accounts, manage-accounts, read-operations, decide-operations, do-jobs, make-backups";

    [Fact]
    public async Task An_endpoint_without_a_policy_makes_the_start_fail()
    {
        var sentence = await Start(app => app.MapGet("/planted", () => "open to all"));
        Assert.Equal($"These endpoints name no policy: GET /planted. Add RequireAuthorization with one of {Known}, or AnonymousBecause with the reason.", sentence);
    }

    [Fact]
    public async Task All_endpoints_without_a_policy_are_named()
    {
        var sentence = await Start(app =>
        {
            app.MapPost("/unknown-policy", () => 1).RequireAuthorization("no-such-policy");
            app.MapGet("/no-reason", () => 1).AllowAnonymous();
            app.MapGet("/just-signed-in", () => 1).RequireAuthorization();
        });
        Assert.StartsWith("These endpoints name no policy: POST /unknown-policy, GET /no-reason, GET /just-signed-in.", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoints_with_a_policy_or_a_reason_let_it_start()
    {
        Assert.Null(await Start(app =>
        {
            app.MapGet("/policy", () => 1).RequireAuthorization(Policies.ReadTickets);
            app.MapGet("/reason", () => 1).AnonymousBecause("It says nothing.");
        }));
    }

    private static async Task<string?> Start(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAuthentication();
        builder.Services.AddAuthorization(Policies.Register);
        builder.Services.AddTransient<IStartupFilter, EndpointPolicyCheck>();
        await using var app = builder.Build();
        map(app);
        try
        {
            await app.StartAsync(TestContext.Current.CancellationToken);
            return null;
        }
        catch (InvalidOperationException refused)
        {
            return refused.Message;
        }
    }
}
