using System.Text;
using WorkflowItsm.Api.Requests;

namespace WorkflowItsm.Api.Tests.Requests;

public sealed class JsonBodyTests
{
    [Theory]
    [InlineData("", "The body is empty; expected a JSON object.")]
    [InlineData("{\"a\": }", "The body is not valid JSON at line 1, position 7, or nests deeper than 32 levels there.")]
    [InlineData("{\n\"a\": NaN}", "The body is not valid JSON at line 2, position 6, or nests deeper than 32 levels there.")]
    [InlineData("[1]", "The body is a JSON array; expected an object.")]
    [InlineData("\"a\"", "The body is a JSON string; expected an object.")]
    [InlineData("{\"a\":1,\"a\":2}", "'a' is given twice; give it once.")]
    [InlineData("{\"a\":[{\"b\":1,\"b\":2}]}", "'a[0].b' is given twice; give it once.")]
    [InlineData("{\"a\":\"\\ud800\"}", "'a' is not well-formed text: it holds half a surrogate pair or a NUL character.")]
    [InlineData("{\"a\":\"\\u0000\"}", "'a' is not well-formed text: it holds half a surrogate pair or a NUL character.")]
    public void A_bad_body_is_refused_with_a_sentence(string body, string sentence) =>
        Assert.Equal(sentence, JsonBody.Parse(Encoding.UTF8.GetBytes(body)).Error?.Message.En);

    [Fact]
    public void A_body_that_nests_too_deep_is_refused() =>
        Assert.NotNull(JsonBody.Parse(Encoding.UTF8.GetBytes($"{{\"a\":{new string('[', 40)}{new string(']', 40)}}}")).Error);

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_refused() => Assert.NotNull(JsonBody.Parse(new byte[] { (byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}' }).Error);

    [Fact]
    public void An_object_is_read()
    {
        var (root, error) = JsonBody.Parse("{\"a\":\"磁盘\"}"u8.ToArray());
        Assert.Null(error);
        Assert.Equal("磁盘", root.GetProperty("a").GetString());
    }
}
