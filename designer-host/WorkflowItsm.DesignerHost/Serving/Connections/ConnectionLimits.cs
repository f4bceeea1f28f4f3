namespace WorkflowItsm.DesignerHost.Serving.Connections;

/// <summary>Puts the limits of <see cref="ConnectionOptions"/> on Kestrel. A body that comes too slowly ends by Kestrel's own rule (240 bytes a second).</summary>
internal static class ConnectionLimits
{
    /// <summary>Limits what the server accepts.</summary>
    /// <exception cref="InvalidOperationException">The settings make no sense; the message says which.</exception>
    public static void AddConnectionLimits(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Connections").Get<ConnectionOptions>() ?? new();
        if (options.Problem() is { } problem) throw new InvalidOperationException(problem);
        var book = new ConnectionBook(options.Max);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(options.HeaderSeconds);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(options.IdleSeconds);
            kestrel.ConfigureEndpointDefaults(listen => listen.Use(next => async connection =>
            {
                if (book.Enter(connection) is not { } held)
                {
                    connection.Abort();
                    return;
                }

                connection.Features.Set(held);
                try
                {
                    await next(connection);
                }
                finally
                {
                    book.Leave(held);
                }
            }));
        });
    }

    /// <summary>Tells a connection that asks for something from one that only holds its place; to be the first in the pipeline.</summary>
    public static void UseConnectionLimits(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.Features.Get<HeldConnection>() is not { } held)
        {
            await next(context);
            return;
        }

        held.Book.Begin(held);
        try
        {
            await next(context);
        }
        finally
        {
            held.Book.End(held);
        }
    });
}
