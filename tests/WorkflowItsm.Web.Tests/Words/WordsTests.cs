using WorkflowItsm.Testing;

namespace WorkflowItsm.Web.Tests.Words;

/// <summary>Every string of the screens is there in both languages, and each is used.</summary>
public sealed class WordsTests
{
    private static readonly string s_web = RepositoryRoot.PathOf("designer-host/WorkflowItsm.Web");

    public static TheoryData<string> Areas => [.. WordBook.Areas(s_web)];

    [Fact]
    public void There_are_areas() => Assert.Contains("ShellWords", WordBook.Areas(s_web));

    [Theory]
    [MemberData(nameof(Areas))]
    public void Both_languages_have_the_same_strings_and_none_is_empty(string area) => Assert.Empty(WordBook.Read(s_web, area).Unlike());

    [Theory]
    [MemberData(nameof(Areas))]
    public void Every_string_is_used_and_every_use_has_its_string(string area) =>
        Assert.Empty(WordBook.Read(s_web, area).Unused(WordBook.Uses(s_web, area)));

    [Fact]
    public void What_is_missing_empty_unused_or_formatted_otherwise_is_caught()
    {
        var book = new WordBook("Planted", new() { ["A"] = "a", ["B"] = "b {0}", ["C"] = "c" }, new() { ["A"] = "", ["B"] = "二", ["D"] = "四" });
        Assert.Equal(
            [
                "Planted: 'A' is empty in Chinese.",
                "Planted: 'B' takes other arguments in Chinese than in English.",
                "Planted: 'C' is missing in Chinese.",
                "Planted: 'D' is missing in English.",
            ],
            book.Unlike());
        Assert.Equal(["Planted: 'C' is used nowhere.", "Planted: 'E' is used and not there."], book.Unused(["A", "B", "E"]));
    }

    [Fact]
    public void Uses_are_found_in_markup_and_in_code() =>
        Assert.Equal(
            ["InMarkup", "WithArguments", "InCode"],
            WordBook.UsesIn("""<p>@T["InMarkup"]</p> @T["WithArguments", name] @code { string A => T["InCode"]; }"""));
}
