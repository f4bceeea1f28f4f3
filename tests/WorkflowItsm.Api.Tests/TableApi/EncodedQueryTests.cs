using CsCheck;
using WorkflowItsm.Api.TableApi;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Runtime.Queries;

namespace WorkflowItsm.Api.Tests.TableApi;

public sealed class EncodedQueryTests
{
    private static readonly QueryNames s_names = new(TicketFields.Incident);
    private static readonly Actor s_me = new("li.na", Role.Agent);

    [Theory]
    [InlineData("state=1", "state in [1]")]
    [InlineData("state!=7", "state not in [7]")]
    [InlineData("stateIN1,2,3", "state in [1, 2, 3]")]
    [InlineData("stateNOT IN6,7", "state not in [6, 7]")]
    [InlineData("state=In Progress", "state in [2]")]
    [InlineData("active=True", "active in [true]")]
    [InlineData("short_descriptionLIKEdisk", "short_description Contains 'disk'")]
    [InlineData("short_descriptionSTARTSWITHdisk", "short_description StartsWith 'disk'")]
    [InlineData("short_descriptionENDSWITHfull", "short_description EndsWith 'full'")]
    [InlineData("assigned_toISEMPTY", "assigned_to in []")]
    [InlineData("assigned_toISNOTEMPTY", "assigned_to not in []")]
    [InlineData("opened_at>2026-11-23 00:00:00", "opened_at > 2026-11-23 00:00:00")]
    [InlineData("priority<=2", "priority <= 2")]
    [InlineData("priority<2", "priority < 2")]
    [InlineData("opened_at>=2026-11-23", "opened_at >= 2026-11-23")]
    [InlineData("assignment_group.name=operations", "assignment_group in [operations]")]
    [InlineData("caller_id=javascript:gs.getUserID()", "caller_id in [li.na]")]
    [InlineData("short_description=a^^b", "short_description in [a^b]")]
    [InlineData("short_description=", "short_description in []")]
    [InlineData("state=1^EQ", "state in [1]")]
    public void A_condition_is_read(string query, string expected)
    {
        var read = EncodedQuery.Parse(query, s_names, s_me);
        Assert.Equal(expected, Text(read.Filter));
        Assert.Empty(read.Ignored);
    }

    [Theory]
    [InlineData("state=1^priority=2", "(state in [1] and priority in [2])")]
    [InlineData("state=1^priority=2^ORpriority=3", "(state in [1] and (priority in [2] or priority in [3]))")]
    [InlineData("state=1^ORstate=2^priority=3", "((state in [1] or state in [2]) and priority in [3])")]
    [InlineData("state=1^priority=1^NQstate=2", "((state in [1] and priority in [1]) or state in [2])")]
    [InlineData("state=1^NQstate=2^ORstate=3", "(state in [1] or (state in [2] or state in [3]))")]
    public void Or_binds_to_the_condition_before_it_and_a_new_query_to_whole_groups(string query, string expected) =>
        Assert.Equal(expected, Text(EncodedQuery.Parse(query, s_names, s_me).Filter));

    [Theory]
    [InlineData("ORDERBYsys_id", "sys_id")]
    [InlineData("state=1^ORDERBYDESCopened_at^ORDERBYnumber", "opened_at desc, number")]
    public void An_order_is_read_with_and_without_a_circumflex(string query, string expected) =>
        Assert.Equal(expected, string.Join(", ", EncodedQuery.Parse(query, s_names, s_me).Order.Items.Select(by => by.Descending ? $"{by.Field} desc" : by.Field)));

    [Theory]
    [InlineData("nonsense=1^state=2", "nonsense=1", "state in [2]")]
    [InlineData("state=1^ORnonsense=2", "ORnonsense=2", "state in [1]")]
    [InlineData("state=1^nonsense=2^ORpriority=3", "nonsense=2", "(state in [1] and priority in [3])")]
    [InlineData("stateBETWEEN1@2", "stateBETWEEN1@2", "all")]
    [InlineData("State=1", "State=1", "all")]
    [InlineData("opened_at>", "opened_at>", "all")]
    [InlineData("opened_at>=javascript:gs.daysAgoStart(7)", "opened_at>=javascript:gs.daysAgoStart(7)", "all")]
    [InlineData("123TEXTQUERY321=disk", "123TEXTQUERY321=disk", "all")]
    [InlineData("ORDERBYnonsense", "ORDERBYnonsense", "all")]
    [InlineData("number'; drop table ticket;--=1", "number'; drop table ticket;--=1", "all")]
    public void What_cannot_be_read_is_left_out_and_named(string query, string ignored, string rest)
    {
        var read = EncodedQuery.Parse(query, s_names, s_me);
        Assert.Equal([ignored], read.Ignored);
        Assert.Equal(rest, Text(read.Filter));
    }

    [Fact]
    public void No_text_at_all_makes_the_reader_fail() =>
        Gen.OneOf(Gen.String, Gen.String["stae=!<>INORDBYLKQ^1234567890,'"]).Sample(text => EncodedQuery.Parse(text, s_names, s_me) is not null);

    private static string Text(TicketFilter? filter) => filter switch
    {
        null => "all",
        TicketFilter.And and => $"({string.Join(" and ", and.Parts.Items.Select(Text))})",
        TicketFilter.Or or => $"({string.Join(" or ", or.Parts.Items.Select(Text))})",
        TicketFilter.In one => $"{one.Field} {(one.Negated ? "not in" : "in")} [{string.Join(", ", one.Values)}]",
        TicketFilter.Compare compare => $"{compare.Field} {compare.Op} {compare.Value}",
        TicketFilter.Like like => $"{like.Field} {like.Kind} '{like.Text}'",
    };
}
