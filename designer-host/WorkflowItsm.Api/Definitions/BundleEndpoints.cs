using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Api.Requests;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Definitions;

namespace WorkflowItsm.Api.Definitions;

/// <summary>Reads, verifies and publishes bundles.</summary>
internal sealed class BundleEndpoints(IDefinitions definitions)
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var bundles = app.MapGroup("/api/v1/bundles").WithTags("Definitions");
        bundles.MapGet("", (BundleEndpoints endpoint) => endpoint.List())
            .RequireAuthorization(Policies.ReadDefinitions).WithSummary("Lists the bundles that hold.");
        bundles.MapGet("/{name}", (string name, BundleEndpoints endpoint) => endpoint.Download(name))
            .RequireAuthorization(Policies.ReadDefinitions).Produces<byte[]>(StatusCodes.Status200OK, "application/zip")
            .WithSummary("Downloads the newest version as a zip.");
        bundles.MapGet("/{name}/versions", (string name, BundleEndpoints endpoint, HttpContext http) => endpoint.VersionsAsync(name, http))
            .RequireAuthorization(Policies.ReadDefinitions).WithSummary("Lists the versions, newest first.");
        bundles.MapPut("/{name}", (string name, BundleEndpoints endpoint, HttpContext http) => endpoint.PublishAsync(name, http))
            .RequireAuthorization(Policies.PublishDefinitions).Takes(BodyKinds.Zip, "The files of the bundle; at most 10 MB.")
            .WithSummary("Publishes a bundle; it holds from the next case on.");
        bundles.MapPost("/{name}/verify", (string name, BundleEndpoints endpoint, HttpContext http) => endpoint.VerifyAsync(name, http))
            .RequireAuthorization(Policies.PublishDefinitions).Takes(BodyKinds.Zip, "The files of the bundle; at most 10 MB.")
            .WithSummary("Finds what is wrong with a bundle, without publishing it.");
    }

    private JsonAnswer List()
    {
        var release = definitions.Current;
        return JsonAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("release", release.Number);
            writer.WriteStartArray("bundles");
            foreach (var bundle in release.Bundles)
            {
                writer.WriteStartObject();
                writer.WriteString("name", bundle.Name);
                writer.WriteNumber("version", bundle.Version);
                writer.WriteStartArray("files");
                foreach (var file in bundle.Files) writer.WriteStringValue(file.Path);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private IResult Download(string name) => definitions.Current.FindBundle(name) is { } bundle
        ? Results.File(BundleArchive.Write(bundle.Files), "application/zip", $"{name}-{bundle.Version}.zip")
        : NoBundle(name);

    private async Task<IResult> VersionsAsync(string name, HttpContext http)
    {
        var versions = await definitions.VersionsAsync(name, http.RequestAborted);
        return versions.Count == 0 ? NoBundle(name) : JsonAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("versions");
            foreach (var version in versions)
            {
                writer.WriteStartObject();
                writer.WriteNumber("version", version.Version);
                writer.WriteNumber("release", version.Release);
                writer.WriteString("published_at", version.PublishedAt.UtcDateTime);
                writer.WriteString("published_by", version.PublishedBy);
                writer.WriteString("reason", version.Reason);
                writer.WriteString("source", version.Source);
                writer.WriteString("digest", version.Digest);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private async Task<IResult> PublishAsync(string name, HttpContext http)
    {
        var (files, error) = await ReadAsync(name, http);
        if (error is not null) return error;
        var reason = http.Request.Query["reason"].ToString() is { Length: > 0 } asked ? asked : http.Request.Headers["X-Reason"].ToString();
        var publication = new Publication(name, files, http.Actor(), reason.Length > 0 ? reason : null, Publication.FromApi);
        var result = await definitions.PublishAsync(publication, http.RequestAborted);
        return result.Version is not { } version ? FindingsView.Refused(http.Request, name, result.Findings) : JsonAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("bundle", name);
            writer.WriteNumber("version", version);
            writer.WriteNumber("release", result.Release);
            writer.WriteBoolean("changed", result.Changed);
            FindingsView.Write(writer, result.Findings, Languages.Of(http.Request));
            writer.WriteEndObject();
        });
    }

    private async Task<IResult> VerifyAsync(string name, HttpContext http)
    {
        var (files, error) = await ReadAsync(name, http);
        if (error is not null) return error;
        var findings = definitions.Verify(name, files);
        if (findings.Items.Any(finding => finding.Severity == Severity.Error)) return FindingsView.Refused(http.Request, name, findings);
        return JsonAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("bundle", name);
            FindingsView.Write(writer, findings, Languages.Of(http.Request));
            writer.WriteEndObject();
        });
    }

    private static async Task<(ValueList<BundleFile> Files, ApiError? Error)> ReadAsync(string name, HttpContext http)
    {
        if (BundleNames.Problem(name) is { } wrong) return ([], new(StatusCodes.Status400BadRequest, "bundle-name", wrong));
        var (body, tooLarge) = await BoundedBody.ReadAsync(http.Request, BoundedBody.DefinitionLimit);
        return tooLarge is null ? BundleArchive.Read(body) : ([], tooLarge);
    }

    private static ApiError NoBundle(string name) =>
        ApiError.NotFound(
            $"There is no bundle '{name}'; GET /api/v1/bundles lists those there are.",
            $"没有流程包“{name}”；GET /api/v1/bundles 列出所有流程包。");
}
