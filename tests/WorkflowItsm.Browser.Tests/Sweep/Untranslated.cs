using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace WorkflowItsm.Browser.Tests.Sweep;

/// <summary>
/// Finds English on a page that is to be Chinese: texts, labels and titles with Latin words and no Chinese character. Code,
/// the fields of a form that is edited, and names that expressions use (of decisions, of a file) are what they are.
/// </summary>
internal static partial class Untranslated
{
    /// <summary>The English that a page shows, each text once.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(IPage page)
    {
        var texts = await page.EvaluateAsync<string[]>(
            """
            () => {
              const texts = new Set();
              const skip = element => element.closest('script, style, code, pre, textarea, .fjs-children, .dmn-drd-container, .bio-properties-panel-header-label') || element.closest('[lang]') !== document.documentElement;
              const add = text => { if (/[A-Za-z]{2,}/.test(text) && !/\p{Script=Han}/u.test(text)) texts.add(text.trim().replace(/\s+/g, ' ')); };
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              for (let node = walker.nextNode(); node; node = walker.nextNode())
                if (node.parentElement && !skip(node.parentElement) && node.parentElement.checkVisibility()) add(node.data);
              for (const element of document.body.querySelectorAll('[aria-label], [title], [placeholder], img[alt]'))
                if (!skip(element) && element.checkVisibility())
                  for (const name of ['aria-label', 'title', 'placeholder', 'alt']) add(element.getAttribute(name) ?? '');
              return [...texts, document.title].filter((text, at, all) => at < all.length - 1 || !/\p{Script=Han}/u.test(text));
            }
            """);
        return [.. texts.Where(text => !Allowed().IsMatch(text))];
    }

    // What is the same in every language: the product, standards, accounts, tickets, files, times, values of fields, and the makers' mark.
    [GeneratedRegex(
        """
        ^(
            (
                WorkflowItsm
                | BPMN | DMN | FEEL | JSON | XML | API
                | admin | dana | rita | wang | zhao | omar | petra | olive | ada
                | (INC | REV) \d{7}
                | [\w/-]+ \. (bpmn | dmn | form | json | md)
                | [A-Z]\w+ / [A-Z]\w+
                | \d{4}-\d{2}-\d{2}[ ]\d{2}:\d{2}(:\d{2})?[ ]UTC
                | [a-z_]+[ ]=[ ]\S+([ ][a-z_]+[ ]=[ ]\S+)*
                | HTML
                | Powered[ ]by[ ]bpmn\.io
            )
            ([ ]–[ ]WorkflowItsm)?
        )$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Allowed();
}
