namespace WorkflowItsm.Feel.Tests;

/// <summary>Names in a row, as each language writes one.</summary>
public sealed class SentenceRowTests
{
    [Fact]
    public void Names_stand_in_the_quotes_and_between_the_signs_of_the_language()
    {
        Sentence sentence = $"{Sentence.Quoted(["plain", "post"])}; {Sentence.Listed(["1", "2"])}";

        Assert.Equal("'plain', 'post'; 1, 2", sentence.ToString());
        Assert.Equal("“plain”、“post”; 1、2", sentence.In("zh"));
    }

    [Fact]
    public void What_is_too_much_ends_in_an_ellipsis_and_nothing_is_nothing()
    {
        Assert.Equal(("'a', 'b', …", "“a”、“b”、…"), Told(Sentence.Quoted(["a", "b", "c"], 2)));
        Assert.Equal(("a, b", "a、b"), Told(Sentence.Listed(["a", "b"], 2)));
        Assert.Equal(("", ""), Told(Sentence.Quoted([])));
    }

    [Fact]
    public void A_book_of_the_sentence_around_changes_nothing_of_it()
    {
        var book = new SentenceBook([new("it has: {0}", "已有：{0}"), new(", ", "；")]);

        Assert.Equal("已有：“a”、“b”", ((Sentence)$"it has: {Sentence.Quoted(["a", "b"])}").By(book).In("zh"));
    }

    private static (string English, string Chinese) Told(Sentence sentence) => (sentence.ToString(), sentence.In("zh"));
}
