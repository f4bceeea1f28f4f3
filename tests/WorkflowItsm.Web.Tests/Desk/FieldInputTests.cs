using Bunit;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Itsm.Organisation;
using WorkflowItsm.Web.Desk.Parts;

namespace WorkflowItsm.Web.Tests.Desk;

/// <summary>One field of a ticket, by itself.</summary>
public sealed class FieldInputTests : Pages
{
    private static readonly Release s_release = new(1,
    [
        new Bundle("organisation", 1, [],
        [
            new TeamsPart("teams.json", "example.org", [new Team("operations", new("Operations", "运维团队"), "ops@example.org", "lead@example.org", [])]),
            new ServicesPart("services.json", [new Service("email", new("E-mail", "邮件"))]),
        ]),
    ]);

    [Theory]
    [InlineData("en", "impact", "Impact", "1 High,2 Medium,3 Low")]
    [InlineData("zh-Hans", "impact", "影响", "1 高,2 中,3 低")]
    [InlineData("en", "assignment_group", "Assignment group", "operations Operations")]
    [InlineData("zh-Hans", "business_service", "服务", "email 邮件")]
    public void What_is_a_choice_is_a_list_in_the_persons_language(string language, string name, string label, string choices)
    {
        Speak(language);
        var field = Render(name, "2");
        Assert.Equal(label, field.Find("label > span").TextContent);
        var options = field.FindAll("option").Skip(1).Select(option => $"{option.GetAttribute("value")} {option.TextContent}");
        Assert.Equal(choices.Split(','), options);
        Assert.Equal("", field.FindAll("option")[0].GetAttribute("value"));
    }

    [Fact]
    public void The_value_it_has_is_chosen() =>
        Assert.Equal("2", Assert.Single(Render("impact", "2").FindAll("option"), option => option.HasAttribute("selected")).GetAttribute("value"));

    [Theory]
    [InlineData("category", "input")]
    [InlineData("close_notes", "textarea")]
    [InlineData("description", "textarea")]
    [InlineData("close_code", "select")]
    [InlineData("u_colour", "input")]
    public void A_field_has_the_room_that_it_needs(string name, string element) => Assert.NotNull(Render(name, "").Find($"{element}[data-testid=field-{name}]"));

    [Fact]
    public void What_somebody_types_is_told_once_they_are_done()
    {
        string? told = null;
        var field = Render("category", "disk", value => told = value);
        field.Find("input").Change("network");
        Assert.Equal("network", told);
    }

    [Fact]
    public void What_is_wrong_stands_at_the_field_and_belongs_to_it()
    {
        var field = Render("category", "disk", problem: "Say which <b>disk</b>.");
        var sentence = field.Find("[data-testid=problem-category]");
        Assert.Equal(("Say which <b>disk</b>.", "alert"), (sentence.TextContent, sentence.GetAttribute("role")));
        Assert.Equal(("true", sentence.Id), (field.Find("input").GetAttribute("aria-invalid"), field.Find("input").GetAttribute("aria-describedby")));
        var right = Render("category", "disk").Find("input");
        Assert.False(right.HasAttribute("aria-invalid") || right.HasAttribute("aria-describedby"));
    }

    private IRenderedComponent<FieldInput> Render(string name, string value, Action<string>? changed = null, string? problem = null) =>
        Render<FieldInput>(with => with.Add(one => one.Table, TicketFields.Incident.Table).Add(one => one.Name, name).Add(one => one.Release, s_release)
            .Add(one => one.Value, value).Add(one => one.ValueChanged, changed ?? (_ => { })).Add(one => one.Problem, problem));
}
