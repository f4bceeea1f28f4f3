namespace Sample;

/// <summary>What the script of the process names: any public class of the application.</summary>
public static class Prices
{
    public static async Task<decimal> OfAsync(string item, CancellationToken cancellation)
    {
        await Task.Yield();
        cancellation.ThrowIfCancellationRequested();
        return item.Length * 2.25m;
    }
}
