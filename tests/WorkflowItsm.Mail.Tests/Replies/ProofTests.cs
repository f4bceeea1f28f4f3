using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Itsm.Organisation;
using WorkflowItsm.Mail.Replies;
using WorkflowItsm.Mail.Threads;

namespace WorkflowItsm.Mail.Tests.Replies;

public sealed class ProofTests
{
    private const string Number = "INC0000001";
    private static readonly Team _team = new("service-desk", new("Service desk", "服务台"), "service-desk@example.org", "lead@example.org", []);
    private static readonly Actor _alice = new("alice", Role.Requester);
    private static readonly Actor _li = new("li", Role.Agent);

    [Fact]
    public void The_token_of_a_mail_proves_whom_it_was_sent_to_and_nobody_else()
    {
        var mark = new TicketMark(Number, Some.Tokens.Of(Number, "alice@example.org"));
        Assert.True(Holds(mark, "alice@example.org", _alice));
        Assert.True(Holds(mark, "Alice@Example.org", _alice));
        Assert.False(Holds(mark, "li@example.org", _li));
        Assert.False(Holds(mark with { Number = "INC0000002" }, "alice@example.org", _alice));
        Assert.False(Holds(mark with { Token = "" }, "alice@example.org", _alice));
    }

    [Fact]
    public void The_token_of_a_mail_to_a_team_is_for_those_who_work_on_tickets()
    {
        foreach (var address in new[] { _team.Mail, _team.LeadMail })
        {
            var mark = new TicketMark(Number, Some.Tokens.Of(Number, address));
            Assert.True(Holds(mark, "li@example.org", _li));
            Assert.False(Holds(mark, "alice@example.org", _alice));
        }
    }

    [Theory]
    [InlineData("mx.example.org; dmarc=pass header.from=example.org", true)]
    [InlineData("MX.example.org; spf=pass smtp.mailfrom=x.org; dmarc=pass (p=reject) header.from=Example.org", true)]
    [InlineData("mx.example.org; dmarc=fail header.from=example.org", false)]
    [InlineData("mx.example.org; dmarc=pass header.from=evil.example", false)]
    [InlineData("mx.evil.example; dmarc=pass header.from=example.org", false)]
    [InlineData("mx.evil.example; dmarc=none\nAuthentication-Results: mx.example.org; dmarc=pass header.from=example.org", false)]
    [InlineData("mx.example.org; spf=pass smtp.mailfrom=example.org", false)]
    [InlineData("garbage;;=", false)]
    public void A_bare_number_is_enough_where_our_own_server_vouches_for_the_sender(string results, bool isEnough)
    {
        var mark = new TicketMark(Number, "");
        Assert.Equal(isEnough, Holds(mark, "alice@example.org", _alice, "mx.example.org", results));
        Assert.False(Holds(mark, "alice@example.org", _alice, "", results));
    }

    [Fact]
    public void What_a_mail_names_is_found_in_its_address_its_thread_and_its_subject()
    {
        var (address, thread) = (Some.Tokens.Of(Number, "a@example.org"), Some.Tokens.Of(Number, "b@example.org"));
        using var mail = Mails.Parse($"""
            From: a@example.org
            To: Service desk <reply+inc0000001-{address}@example.org>
            In-Reply-To: <{Number}.case.{thread}@example.org>
            References: <other@example.org> <{Number}.{thread}@example.org>
            Subject: =?utf-8?B?5Zue5aSNOiBbSU5DMDAwMDAwMl0=?=

            Text
            """);
        Assert.Equal([new(Number, address), new(Number, thread), new("INC0000002", "")], new TicketFinder(new("reply+{ticket}@example.org")).Find(mail));
    }

    private static bool Holds(TicketMark mark, string sender, Actor actor, string server = "", string? results = null)
    {
        using var mail = Mails.Parse($"From: {sender}\n{(results is null ? "" : $"Authentication-Results: {results}\n")}Subject: x\n\nText\n");
        return new Proof(Some.Tokens, server).Holds(mark, mail, sender, actor, [_team]);
    }
}
