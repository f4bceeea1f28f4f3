using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using WorkflowItsm.Testing;
using WorkflowItsm.Web.Layout;

namespace WorkflowItsm.Web.Tests.Layout;

/// <summary>What MudBlazor says by itself is said in the language of the screen.</summary>
public sealed class ComponentTextsTests
{
    /// <summary>What components build upon, without being written as a tag.</summary>
    private static readonly string[] s_everywhere = ["Converter", "MudFormComponent", "MudInput", "MudSnackbar"];

    [Fact]
    public void Every_text_of_a_component_that_a_page_uses_is_Chinese_on_a_Chinese_page()
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-Hans");
        try
        {
            using var services = new ServiceCollection().AddLogging().AddLocalization().AddTransient<ComponentTexts>().BuildServiceProvider();
            var texts = services.GetRequiredService<ComponentTexts>();
            var keys = Keys().Where(key => Used().Contains(key.Split('_')[0])).ToList();
            Assert.Contains("MudDialog_Close", keys);
            Assert.DoesNotContain(keys, key => texts[key].ResourceNotFound || !Chinese(texts[key].Value));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static bool Chinese(string text) => text.Any(letter => letter is >= '\u4e00' and <= '\u9fff');

    private static IEnumerable<string> Keys()
    {
        var name = typeof(MudLocalizer).Assembly.GetManifestResourceNames().Single(name => name.EndsWith("LanguageResource.resources", StringComparison.Ordinal));
        using var reader = new ResourceReader(typeof(MudLocalizer).Assembly.GetManifestResourceStream(name)!);
        foreach (DictionaryEntry entry in reader) yield return (string)entry.Key;
    }

    private static HashSet<string> Used() =>
    [
        .. s_everywhere,
        .. Directory.EnumerateFiles(RepositoryRoot.PathOf("designer-host/WorkflowItsm.Web"), "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), "<(Mud[A-Za-z]+)").Select(match => match.Groups[1].Value)),
    ];
}
