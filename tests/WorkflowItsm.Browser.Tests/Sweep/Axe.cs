using System.Text.Json;
using Microsoft.Playwright;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Browser.Tests.Sweep;

/// <summary>axe-core: finds what keeps people with assistive technology out. It comes with the client's packages.</summary>
internal static class Axe
{
    private static readonly string s_script = RepositoryRoot.PathOf("designer-host/WorkflowItsm.Web/client/node_modules/axe-core/axe.min.js");

    /// <summary>What it finds serious or critical on a page, each with the first place.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(IPage page)
    {
        // Evaluated by the driver, not by the page: the page's policy forbids scripts that it did not bring.
        await page.EvaluateAsync(await File.ReadAllTextAsync(s_script));
        var found = await page.EvaluateAsync<JsonElement>(
            """
            async () => {
              const result = await window.axe.run(document, { resultTypes: ['violations'] });
              return result.violations
                .filter(one => one.impact === 'serious' || one.impact === 'critical')
                .map(one => `${one.id} (${one.impact}): ${one.help} at ${one.nodes.map(node => node.target.join(' ')).slice(0, 3).join(' | ')} ${one.nodes[0].any.map(any => any.message).slice(0, 1).join('')}`);
            }
            """);
        return [.. found.EnumerateArray().Select(one => one.GetString()!)];
    }
}
