using System.Globalization;
using Microsoft.AspNetCore.Http;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Api.Errors;

/// <summary>A "no" to a request, in both languages; written in the form of the API that was asked.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">A stable kebab-case name.</param>
/// <param name="Message">What was found, what was expected, what to do.</param>
internal sealed record ApiError(int Status, string Code, Words Message) : IResult
{
    /// <summary>The sentences for single fields; empty when the error is about none.</summary>
    public IReadOnlyList<FieldError> Fields { get; init; } = [];

    /// <summary>When to come again; null when that would not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static ApiError BadRequest(string code, string en, string zh) => new(StatusCodes.Status400BadRequest, code, new(en, zh));

    public static ApiError NotFound(string en, string zh) => new(StatusCodes.Status404NotFound, "not-found", new(en, zh));

    /// <summary>One error of all the fields that are wrong.</summary>
    public static ApiError OfFields(IReadOnlyList<FieldError> fields) =>
        new(StatusCodes.Status400BadRequest, "field-invalid",
            new(string.Join(" ", fields.Select(field => field.Message.En)), string.Concat(fields.Select(field => field.Message.Zh))))
        { Fields = fields };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (RetryAfter is { } wait)
            httpContext.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return ErrorWriter.WriteAsync(httpContext, this);
    }
}

/// <summary>What is wrong with one field.</summary>
internal sealed record FieldError(string Field, Words Message);
