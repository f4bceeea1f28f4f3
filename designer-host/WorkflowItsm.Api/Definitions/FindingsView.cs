using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Api.Requests;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Api.Definitions;

/// <summary>Writes findings as JSON, alone or as problem details.</summary>
internal static class FindingsView
{
    public static JsonAnswer Refused(HttpRequest request, string bundle, ValueList<Finding> findings)
    {
        var language = Languages.Of(request);
        var errors = findings.Items.Count(finding => finding.Severity == Severity.Error);
        return new(StatusCodes.Status422UnprocessableEntity, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("type", "about:blank");
            writer.WriteString("title", ReasonPhrases.GetReasonPhrase(StatusCodes.Status422UnprocessableEntity));
            writer.WriteNumber("status", StatusCodes.Status422UnprocessableEntity);
            writer.WriteString("detail", new Words(
                $"The bundle '{bundle}' has {errors} {(errors == 1 ? "error" : "errors")}; what was published before still holds.",
                $"流程包“{bundle}”有 {errors} 个错误；之前发布的版本仍然有效。").In(language));
            writer.WriteString("code", "bundle-has-errors");
            Write(writer, findings, language);
            writer.WriteEndObject();
        })
        { ContentType = "application/problem+json" };
    }

    /// <summary>The member <c>findings</c>, its sentences in the language of who asks.</summary>
    public static void Write(Utf8JsonWriter writer, ValueList<Finding> findings, string language)
    {
        writer.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            writer.WriteStartObject();
            writer.WriteString("code", finding.Code);
            writer.WriteString("severity", finding.Severity.ToString().ToLowerInvariant());
            writer.WriteString("file", finding.File);
            writer.WriteString("element", finding.ElementId);
            if (finding.Position is { } position)
            {
                writer.WriteStartObject("position");
                writer.WriteNumber("line", position.Line);
                writer.WriteNumber("column", position.Column);
                writer.WriteEndObject();
            }
            else
            {
                writer.WriteNull("position");
            }

            writer.WriteString("message", finding.Says.In(language));
            writer.WriteString("cure", finding.Advises.In(language));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
