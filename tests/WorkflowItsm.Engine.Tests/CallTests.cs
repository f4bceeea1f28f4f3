using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;
using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Call activities: another process in the same case (BPMN 2.0, 10.3.6).</summary>
public sealed class CallTests
{
    private static readonly string _called = $"""<startEvent id="S"/><userTask id="T"/>{Script("X", "answer", "asked * 2")}<endEvent id="E"/>{Flows("S>T>X>E")}""";

    private static string Caller(string settings = "", string border = "") => $"""
        <startEvent id="S"/><callActivity id="C" calledElement="Q"><extensionElements>{settings}</extensionElements></callActivity><userTask id="U"/><endEvent id="E"/>{Flows("S>C>U>E")}{border}
        """;

    private static Play Started(string caller, string called, params (string, FeelValue)[] variables) =>
        new Play(Process(caller)) { Callable = new Processes(caller, called) }.Start(variables);

    [Fact]
    public void The_called_process_runs_in_the_case_under_ids_of_its_own()
    {
        var play = Started(Caller(), _called, ("asked", 21));

        Assert.Equal("C, C/Q/T", play.Where);
        Assert.Equal("U", play.Complete("C/Q/T").Where);
        Assert.Equal(42, play["answer"]);
    }

    [Fact]
    public void Inputs_and_outputs_say_what_goes_in_and_out()
    {
        var play = Started(Caller("""<itsm:input name="asked" value="n"/><itsm:output name="result" value="answer"/>"""), _called, ("n", 4), ("asked", 1));

        play.Complete("C/Q/T", "complete", ("inside", "only"));
        Assert.Equal<FeelContext>(Values(("n", 4), ("asked", 1), ("result", 8)), play.State.Variables);
    }

    [Fact]
    public void An_error_in_the_called_process_is_caught_on_the_border()
    {
        var called = $"""<startEvent id="S"/><userTask id="T"/><endEvent id="E"><errorEventDefinition errorRef="lost"/></endEvent>{Flows("S>T>E")}""";
        var border = $"""<boundaryEvent id="B" attachedToRef="C"><errorEventDefinition errorRef="lost"/></boundaryEvent><userTask id="R"/>{Flows("B>R>E")}""";

        Assert.Equal("R", Started(Caller(border: border), called).Complete("C/Q/T").Where);
    }

    [Fact]
    public void Calls_nest_and_end_with_their_caller()
    {
        var called = $"""<startEvent id="S"/><exclusiveGateway id="G" default="G_T"/><callActivity id="C" calledElement="Q"/><userTask id="T"/><endEvent id="E"/>{Flows("S>G", "G>C ? depth > 0", "G>T", "C>E", "T>E")}"""
            .Replace("<callActivity id=\"C\" calledElement=\"Q\"/>", "<callActivity id=\"C\" calledElement=\"Q\"><extensionElements><itsm:input name=\"depth\" value=\"depth - 1\"/></extensionElements></callActivity>", StringComparison.Ordinal);
        var play = Started(Caller(), called, ("depth", 2));

        Assert.Equal("C, C/Q/C, C/Q/C/Q/C, C/Q/C/Q/C/Q/T", play.Where);
        Assert.True(play.Do(new Command.Cancel("enough")).State.Ended);
    }

    [Fact]
    public void A_process_that_calls_itself_for_ever_stops_with_an_incident()
    {
        var play = Started(Caller(), $"""<startEvent id="S"/><callActivity id="C" calledElement="Q"/><endEvent id="E"/>{Flows("S>C>E")}""");

        Assert.Equal("depth-limit", play.Incident.Code);
    }

    [Fact]
    public void A_process_that_is_not_there_is_an_incident()
    {
        var play = new Play(Process(Caller())).Start();
        Assert.Equal("Call activity C calls 'Q', which is not published. Publish it, then retry.", play.Incident.Sentence);
    }

    [Fact]
    public void Which_release_was_called_stands_in_every_id()
    {
        var caller = Caller("""<itsm:call binding="latest"/>""");
        var play = new Play(Process(caller)) { Callable = new Processes(caller, _called) { Release = 7 } }.Start(("asked", 1));

        Assert.Equal("C, C@7/Q/T", play.Where);
        Assert.Equal("U", play.Complete("C@7/Q/T").Where);
    }

    [Fact]
    public void A_call_in_a_process_of_another_release_means_that_release_unless_it_asks_for_another()
    {
        var called = $"""
            <startEvent id="S"/><callActivity id="D" calledElement="R"/><callActivity id="L" calledElement="R"><extensionElements><itsm:call binding="latest"/></extensionElements></callActivity><endEvent id="E"/>{Flows("S>D>L>E")}
            """;
        var play = new Play(Process(Caller("""<itsm:call binding="version" version="1"/>"""))) { Callable = new Releases(called) }.Start();

        Assert.Equal("C, C@1/Q/D, C@1/Q/D@1/R/Old", play.Where);
        Assert.Equal("C, C@1/Q/L, C@1/Q/L/R/New", play.Complete("C@1/Q/D@1/R/Old").Where);
        Assert.Equal("U", play.Complete("C@1/Q/L/R/New").Where);
    }

    private const string Rounds = """
        <startEvent id="S"/><endEvent id="E"/><userTask id="T"><extensionElements><itsm:loop collection="people" item="person" results="answers" result="person + answer"/></extensionElements><multiInstanceLoopCharacteristics/></userTask>
        """;

    [Theory]
    [InlineData("""<itsm:personal variables="people"/>""", "")]
    [InlineData("", """<itsm:personal variables="people"/>""")]
    public void Items_and_results_of_a_loop_in_a_called_process_are_kept_apart_where_caller_or_called_says_so(string ofCaller, string ofCalled)
    {
        var play = new Play(Process(Caller(), ofCaller)) { Callable = new Processes(Caller(), Rounds + Flows("S>T>E"), ofCaller, ofCalled) }
            .Start(("people", FeelValue.List(["Ada Lovelace"])));
        Assert.True(Assert.Single(play.Events.Items.OfType<EngineEvent.LoopBegun>()).Personal);
        Assert.All(Written(play, "person", "people").Where(variable => ofCaller.Length > 0 || variable.Name != "people"), variable => Assert.True(variable.Personal, $"{variable} is told to everybody."));

        play.Complete("C/Q/T", "complete", ("answer", "!"));
        Assert.True(Assert.Single(play.Events.Items.OfType<EngineEvent.RoundEnded>()).Personal);
        Assert.Equal(2, Written(play, "answers").Count(variable => variable.Personal));
        Assert.Equal("U", play.Where);
        Assert.DoesNotContain("Lovelace", Told(play.Events.Items), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_loop_in_a_called_process_does_with_other_data_is_told_to_everybody()
    {
        var play = new Play(Process(Caller(), """<itsm:personal variables="caller"/>""")) { Callable = new Processes(Caller(), Rounds + Flows("S>T>E"), "", "") }
            .Start(("people", FeelValue.List(["Ada Lovelace"])));
        Assert.False(Assert.Single(play.Events.Items.OfType<EngineEvent.LoopBegun>()).Personal);
        Assert.All(Written(play, "person", "people"), variable => Assert.False(variable.Personal));
    }

    [Fact]
    public void Personal_data_that_a_call_hands_over_or_gives_back_under_another_name_are_kept_apart()
    {
        const string mapping = """<itsm:input name="who" value="upper case(caller)"/><itsm:input name="n" value="1"/><itsm:output name="found" value="phone"/><itsm:output name="count" value="n"/>""";
        var called = $"""<startEvent id="S"/>{Script("X", "phone", "\"555\"")}<endEvent id="E"/>{Flows("S>X>E")}""";
        var play = new Play(Process(Caller(mapping), """<itsm:personal variables="caller"/>"""))
        {
            Callable = new Processes(Caller(mapping), called, "", """<itsm:personal variables="phone"/>"""),
        }.Start(("caller", "Ada"));

        Assert.Equal(["who", "phone", "found"], Written(play, "who", "n", "phone", "found", "count").Where(variable => variable.Personal).Select(variable => variable.Name));
        Assert.Equal("555", play["found"]);
    }

    private static List<Variable> Written(Play play, params string[] names) =>
        [.. play.Events.Items.OfType<EngineEvent.VariablesSet>().SelectMany(set => set.Variables.Items).Where(variable => names.Contains(variable.Name))];

    /// <summary>What of events is written where it cannot be erased.</summary>
    private static string Told(IEnumerable<EngineEvent> events)
    {
        var writer = new Recording.FactWriter();
        var codec = new Recording.FactCodec(EngineEventKinds.All(happened => new EventFact(happened)));
        foreach (var happened in events) codec.Write(writer, new EventFact(happened));
        return System.Text.Encoding.UTF8.GetString(writer.Record);
    }

    private sealed record EventFact(EngineEvent Event) : Cases.CaseFact, Recording.IWrapsFact
    {
        public object Wrapped => Event;
    }

    /// <summary>A release 1 with the processes Q and R, and the case's own, which has another R and no Q.</summary>
    private sealed class Releases(string called) : ICallable
    {
        private readonly ProcessModel _called = Read(called, id: "Q").File!.Processes[0];
        private readonly ProcessModel _old = Read("""<userTask id="Old"/>""", id: "R").File!.Processes[0];
        private readonly ProcessModel _new = Read("""<userTask id="New"/>""", id: "R").File!.Processes[0];

        public (ProcessModel Model, int? Release)? Bind(string processId, CallBinding binding)
        {
            int? release = binding is CallBinding.Version version ? version.Number : null;
            return Find(processId, release) is { } found ? (found, release) : null;
        }

        public ProcessModel? Find(string processId, int? release) => (processId, release) switch
        {
            ("Q", 1) => _called,
            ("R", 1) => _old,
            ("R", null) => _new,
            _ => null,
        };

        public Dmn.Decision? FindDecision(string idOrName, int release) => null;
    }

    private sealed class Processes(string caller, string called, string ofCaller = "", string ofCalled = "") : ICallable
    {
        private readonly ProcessModel _caller = Process(caller, ofCaller);
        private readonly ProcessModel _called = Read(called, ofCalled, id: "Q").File!.Processes[0];

        public int? Release { get; init; }

        public (ProcessModel Model, int? Release)? Bind(string processId, CallBinding binding) => Find(processId, null) is { } found ? (found, Release) : null;

        public ProcessModel? Find(string processId, int? release) => processId == "Q" ? _called : processId == "P" ? _caller : null;

        public Dmn.Decision? FindDecision(string idOrName, int release) => null;
    }
}
