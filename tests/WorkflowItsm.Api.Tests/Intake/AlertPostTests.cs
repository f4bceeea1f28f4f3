using System.Text.Json;
using WorkflowItsm.Api.Intake;

namespace WorkflowItsm.Api.Tests.Intake;

public sealed class AlertPostTests
{
    [Fact]
    public void A_real_post_is_read()
    {
        var (post, error) = Read(Some.Alert());
        Assert.Null(error);
        Assert.Equal("{}:{alertname=\"TargetDown\", service=\"cmdb\"}", post!.GroupKey);
        Assert.True(post.IsFiring);
        Assert.Equal("cmdb", post.Labels["service"].ToText());
        Assert.Equal("critical", post.Labels["severity"].ToText());
        Assert.Equal("The target is down", post.Summary);
        Assert.Equal("517ce98f5dbd70a0", post.Alerts[0]["fingerprint"].ToText());
    }

    [Fact]
    public void A_group_in_which_one_alert_still_fires_counts_as_firing()
    {
        var (post, _) = Read("""{"status":"resolved","groupKey":"k","alerts":[{"status":"resolved","labels":{}},{"status":"firing","labels":{"alertname":"B"}}]}""");
        Assert.True(post!.IsFiring);
        Assert.Equal("B", post.Summary);
    }

    [Theory]
    [InlineData("""{"status":"firing","alerts":[{"status":"firing"}]}""", "'groupKey' must be a text that is not empty.")]
    [InlineData("""{"status":"on","groupKey":"k","alerts":[{"status":"firing"}]}""", "'status' is 'on'; expected firing or resolved.")]
    [InlineData("""{"status":"firing","groupKey":"k"}""", "'alerts' must be a list of 1 to 1000 alerts.")]
    [InlineData("""{"status":"firing","groupKey":"k","alerts":[]}""", "'alerts' must be a list of 1 to 1000 alerts.")]
    [InlineData("""{"status":"firing","groupKey":"k","alerts":[7]}""", "'alerts[0]' must be an object.")]
    [InlineData("""{"status":"firing","groupKey":"k","alerts":[{"status":"firing","labels":{"a":1}}]}""", "'alerts[0].labels' must be an object whose values are texts.")]
    [InlineData("""{"status":"firing","groupKey":"k","alerts":[{}],"commonLabels":[]}""", "'alerts[0].status' is 'missing'; expected firing or resolved. 'commonLabels' must be an object whose values are texts.")]
    public void A_bad_post_is_refused_naming_every_member(string body, string sentence) => Assert.Equal(sentence, Read(body).Error?.Message.En);

    [Fact]
    public void A_key_too_long_to_read_becomes_a_digest()
    {
        Assert.Equal("alert:short", AlertIntake.KeyOf("short"));
        Assert.Equal("alert:".Length + 64, AlertIntake.KeyOf(new string('k', 401)).Length);
    }

    private static (AlertPost? Post, Api.Errors.ApiError? Error) Read(string body)
    {
        using var document = JsonDocument.Parse(body);
        return AlertPost.Read(document.RootElement);
    }
}
