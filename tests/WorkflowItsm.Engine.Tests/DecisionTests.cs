using WorkflowItsm.Feel;
using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Scripts, decisions, derived variables, notifications.</summary>
public sealed class DecisionTests
{
    private const string Derived = """<itsm:derive variable="priority" decision="priority"/><itsm:derive variable="class" decision="class"/>""";

    private static readonly Dmn.Decision _class = Table("class", "UNIQUE", ["priority"], ["class"], "1 | \"urgent\"", "> 1 | \"normal\"");

    private static string Asking(string settings) =>
        $"""<startEvent id="S"/><businessRuleTask id="D" name="Ask"><extensionElements>{settings}</extensionElements></businessRuleTask><userTask id="T"/><endEvent id="E"/>"""
        + Flows("S>D>T>E");

    [Fact]
    public void A_script_sets_its_variable_or_merges_a_context()
    {
        var play = Play.Started($$"""
            <startEvent id="S"/>{{Script("A", "x", "1 + 1")}}<scriptTask id="B" scriptFormat="feel"><script>{a: x + 1, b: actor}</script></scriptTask>{{Script("C", "none", "missing.entry")}}
            <userTask id="T"/><endEvent id="E"/>
            """ + Flows("S>A>B>C>T>E"));

        Assert.Equal<FeelContext>(Values(("x", 2), ("a", 3), ("b", "ada"), ("none", FeelValue.Null)), play.State.Variables);
    }

    [Fact]
    public void A_decision_is_recorded_with_what_it_used()
    {
        var play = new Play(Process(Asking("""<itsm:decision ref="priority" result="prio"/>""")), Priority())
            .Start(("impact", 1), ("urgency", 2), ("other", "x"));

        Assert.Equal(2, play["prio"]);
        var made = Assert.Single(play.Events.Items.OfType<EngineEvent.DecisionMade>());
        Assert.Equal(("D", "priority"), (made.ElementId, made.DecisionId));
        Assert.Equal(Values(("impact", 1), ("urgency", 2)), made.Inputs);
        Assert.Equal([new RuleHit("T_priority", "rule2", 2)], made.Rules.Items);
        Assert.Equal(2, made.Result);
    }

    [Fact]
    public void Inputs_of_the_task_are_asked_instead_of_the_variables()
    {
        var play = new Play(
            Process(Asking("""<itsm:decision ref="priority" result="prio"/><itsm:input name="impact" value="x"/><itsm:input name="urgency" value="x"/>""")), Priority())
            .Start(("x", 1), ("impact", 3), ("urgency", 3));

        Assert.Equal(1, play["prio"]);
    }

    [Fact]
    public void A_decision_with_several_outputs_is_merged_and_one_that_decides_nothing_gives_null()
    {
        var team = Table("team", "FIRST", ["service"], ["group", "level"], "\"web\" | \"operations\" | 2", "\"db\" | \"operations\" | 1");
        var play = new Play(Process(Asking("""<itsm:decision ref="team"/>""")), team).Start(("service", "web"));
        Assert.Equal(("operations", 2), (play["group"], play["level"]));

        var none = new Play(Process(Asking("""<itsm:decision ref="team" result="team"/>""")), team).Start(("service", "mail"));
        Assert.True(none.State.Variables.TryGet("team", out var value) && value.IsNull);
        Assert.NotEmpty(Assert.Single(none.Events.Items.OfType<EngineEvent.DecisionMade>()).Problems.Items);
    }

    [Fact]
    public void A_decision_that_is_not_published_stops_the_token()
    {
        var play = new Play(Process(Asking("""<itsm:decision ref="team"/>"""))).Start();

        Assert.Equal(
            ("no-such-decision", "Business rule task \"Ask\" (D) asks the decision 'team', which is not published. Publish it, then retry."),
            (play.Incident.Code, play.Incident.Sentence));
    }

    [Fact]
    public void Derived_variables_are_there_before_anything_runs()
    {
        var play = new Play(Process("""<startEvent id="S"/><exclusiveGateway id="G" default="G_B"/><userTask id="A"/><userTask id="B"/><endEvent id="E"/>"""
            + Flows("S>G", "G>A ? class = \"urgent\"", "G>B", "A>E", "B>E"), Derived), Priority(), _class).Start(("impact", 1), ("urgency", 1));

        Assert.Equal("A", play.Where);
        Assert.Equal((1, "urgent"), (play["priority"], play["class"]));
        Assert.All(play.Events.Items.OfType<EngineEvent.DecisionMade>(), made => Assert.Null(made.ElementId));
    }

    [Fact]
    public void Derived_variables_follow_a_changed_input_before_the_next_element()
    {
        var play = new Play(Process($"""<startEvent id="S"/><userTask id="T"/>{Script("X", "impact", "2")}<exclusiveGateway id="G" default="G_B"/><userTask id="A"/><userTask id="B"/><endEvent id="E"/>"""
            + Flows("S>T>X>G", "G>A ? class = \"urgent\"", "G>B", "A>E", "B>E"), Derived), Priority(), _class).Start(("impact", 1), ("urgency", 1));

        Assert.Equal("B", play.Complete("T").Where);
        Assert.Equal((3, "normal"), (play["priority"], play["class"]));
    }

    [Fact]
    public void Only_derivations_that_read_a_changed_variable_are_made_again()
    {
        var play = new Play(Process("""<startEvent id="S"/><userTask id="T"/><endEvent id="E"/>""" + Flows("S>T>E"), Derived), Priority(), _class)
            .Start(("impact", 2), ("urgency", 1));

        Assert.Empty(play.Set(("note", "x")).Events.Items.OfType<EngineEvent.DecisionMade>());
        Assert.Single(play.Set(("urgency", 2)).Events.Items.OfType<EngineEvent.DecisionMade>());
        Assert.Equal(2, play.Set(("impact", 3)).Events.Items.OfType<EngineEvent.DecisionMade>().Count());
        Assert.Equal(4, play["priority"]);
        Assert.Empty(play.Set(("impact", 3)).Events.Items);
    }

    [Fact]
    public void A_derived_variable_that_somebody_writes_is_computed_again()
    {
        var play = new Play(Process("""<startEvent id="S"/><userTask id="T"/><endEvent id="E"/>""" + Flows("S>T>E"), Derived), Priority(), _class)
            .Start(("impact", 2), ("urgency", 1));

        Assert.Equal(3, play.Set(("priority", 1))["priority"]);
    }

    [Fact]
    public void A_derivation_whose_decision_is_not_published_leaves_one_incident_until_a_retry_finds_it()
    {
        var model = Process("""<startEvent id="S"/><userTask id="T"/><endEvent id="E"/>""" + Flows("S>T>E"), """<itsm:derive variable="priority" decision="priority"/>""");
        Dmn.Decision[] published = [Table("other", "FIRST", ["x"], ["y"], "- | 1")];
        var play = new Play(model, published).Start(("impact", 1), ("urgency", 1)).Set(("impact", 2));

        Assert.Equal("The variable 'priority' is derived by the decision 'priority', which is not published. Publish it, then retry.", play.Incident.Sentence);
        Assert.Equal("T", play.Where);

        published[0] = Priority();
        Assert.Equal(3, play.Retry()["priority"]);
        Assert.Empty(play.State.Incidents);
    }

    [Fact]
    public void A_send_task_tells_whom_its_decision_names()
    {
        var notify = Table("notify", "COLLECT", ["occasion", "class"], ["audience", "template"],
            "\"opened\" | - | \"team\" | \"opened-team\"", "\"opened\" | \"urgent\" | \"lead\" | \"opened-lead\"", "\"closed\" | - | \"caller\" | \"closed\"");
        Play Opened(string occasion) => new Play(Process($"""
            <startEvent id="S"/><sendTask id="N"><extensionElements><itsm:notify decision="notify" occasion="{occasion}"/></extensionElements></sendTask><userTask id="T"/><endEvent id="E"/>
            """ + Flows("S>N>T>E")), notify).Start(("class", "urgent"));

        var effect = Assert.Single(Opened("opened").Effects.Items);
        Assert.Equal((EffectKinds.Notify, "N", "opened", "notify"), (effect.Kind, effect.Payload["element"], effect.Payload["occasion"], effect.Payload["decision"]));
        Assert.True(effect.Payload["rows"].TryGetList(out var rows));
        Assert.Equal([("team", "opened-team"), ("lead", "opened-lead")], rows.Items.Select(row => (row["audience"].ToText(), row["template"].ToText())));

        var nobody = Opened("reopened");
        Assert.Empty(nobody.Effects.Items);
        Assert.Equal("T", nobody.Where);
        Assert.Single(nobody.Events.Items.OfType<EngineEvent.DecisionMade>());
    }

    [Fact]
    public void Personal_data_of_a_decision_are_marked()
    {
        var team = Table("team", "FIRST", ["caller", "text"], ["group"], "- | - | \"operations\"");
        var play = new Play(Process(
            Asking("""<itsm:decision ref="team" result="g"/><itsm:input name="caller" value="vip"/><itsm:input name="text" value="upper case(short_description)"/>"""),
            """<itsm:personal variables="short_description"/>"""), team).Start(("short_description", "my disk"), ("vip", true));

        Assert.Equal<ValueList<string>>(["text"], Assert.Single(play.Events.Items.OfType<EngineEvent.DecisionMade>()).Personal);
        Assert.Contains(play.Events.Items.OfType<EngineEvent.VariablesSet>().SelectMany(set => set.Variables.Items), variable => variable is { Name: "short_description", Personal: true });
        Assert.Contains(play.Events.Items.OfType<EngineEvent.VariablesSet>().SelectMany(set => set.Variables.Items), variable => variable is { Name: "vip", Personal: false });
    }
}
