using Microsoft.AspNetCore.Http;
using WorkflowItsm.Api.Errors;

namespace WorkflowItsm.Api.Tests.Errors;

public sealed class LanguagesTests
{
    [Theory]
    [InlineData("", "en")]
    [InlineData("zh", "zh")]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "zh")]
    [InlineData("en-GB,zh;q=0.5", "en")]
    [InlineData("de,fr;q=0.5", "en")]
    [InlineData("en;q=0.3,zh-Hans;q=0.7", "zh")]
    [InlineData("zh;q=0", "en")]
    [InlineData(";;;", "en")]
    public void Chinese_is_taken_when_it_ranks_above_English(string header, string language)
    {
        var request = new DefaultHttpContext().Request;
        if (header.Length > 0) request.Headers.AcceptLanguage = header;
        Assert.Equal(language, Languages.Of(request));
    }
}
