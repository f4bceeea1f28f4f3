using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using WorkflowItsm.Api.Requests;

namespace WorkflowItsm.Api.Errors;

/// <summary>Gives what no endpoint answered a body: exceptions, unknown paths, wrong methods. Never a stack trace.</summary>
internal static class UnexpectedErrors
{
    public static void Use(IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = ForException,
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
        });
        app.UseWhen(http => !PeopleRequests.Is(http.Request), machines => machines.UseStatusCodePages(context => ForStatus(context.HttpContext)));
    }

    private static Task ForException(HttpContext http) =>
        http.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException bad
            ? ForStatus(http, bad.StatusCode)
            : ErrorWriter.WriteAsync(http, StatusCodes.Status500InternalServerError, "internal-error", new(
                $"The server failed while answering; nothing was acknowledged. The log has the cause under {http.TraceIdentifier}.",
                $"服务器在处理请求时出错，未确认任何更改。日志中编号 {http.TraceIdentifier} 处有原因。"));

    private static Task ForStatus(HttpContext http) => ForStatus(http, http.Response.StatusCode);

    private static Task ForStatus(HttpContext http, int status) => status switch
    {
        StatusCodes.Status404NotFound => ErrorWriter.WriteAsync(http, status, "no-such-path", new(
            $"There is nothing at '{http.Request.Path}'; GET /openapi/v1.json lists what there is.",
            $"“{http.Request.Path}”处没有内容；GET /openapi/v1.json 列出所有接口。")),
        StatusCodes.Status405MethodNotAllowed => ErrorWriter.WriteAsync(http, status, "method-not-allowed", new(
            $"'{http.Request.Method}' is not possible at '{http.Request.Path}'; possible: {http.Response.Headers.Allow}.",
            $"“{http.Request.Path}”不支持“{http.Request.Method}”；支持：{http.Response.Headers.Allow}。")),
        StatusCodes.Status413PayloadTooLarge => ErrorWriter.WriteAsync(http, status, "body-too-large", new(
            "The body is larger than this address takes.", "请求正文超过此地址允许的大小。")),
        _ => ErrorWriter.WriteAsync(http, status, "bad-request", new(
            $"The request could not be read (HTTP {status}).", $"无法读取请求（HTTP {status}）。")),
    };
}
