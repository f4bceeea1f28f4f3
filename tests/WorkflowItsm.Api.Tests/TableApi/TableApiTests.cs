using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using WorkflowItsm.Api.Tests.Hosting;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Tests.TableApi;

public sealed class TableApiTests(RunningHost host)
{
    private const string Incidents = "/api/now/table/incident";

    [Fact]
    public async Task Opening_gives_201_the_record_and_where_it_is()
    {
        var reply = await host.SendAsync(Role.Agent, "POST", Incidents, """{"short_description":"Disk full","impact":"1","urgency":"1"}""");
        Assert.Equal(201, reply.Status);
        var id = reply.Result["sys_id"]!.GetValue<string>();
        Assert.Matches("^[0-9a-f]{32}$", id);
        Assert.Equal(new Uri(host.Address, $"{Incidents}/{id}").ToString(), reply.Headers["Location"]);
        Assert.Matches("^INC[0-9]{7}$", reply.Result["number"]!.GetValue<string>());
        Assert.Equal("1", reply.Result["state"]!.GetValue<string>());
        Assert.Equal("true", reply.Result["active"]!.GetValue<string>());
        Assert.Equal("1", reply.Result["priority"]!.GetValue<string>());
        Assert.Equal("紧急", reply.Result["class"]!.GetValue<string>());
        Assert.Equal("incident", reply.Result["sys_class_name"]!.GetValue<string>());
        Assert.Equal("agent", reply.Result["caller_id"]!["value"]!.GetValue<string>());
        Assert.EndsWith("/api/now/table/sys_user/agent", reply.Result["caller_id"]!["link"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_value_is_a_text_when_links_are_left_out()
    {
        var record = (await host.OpenAsync()).AsObject();
        Assert.All(record, field => Assert.Equal(System.Text.Json.JsonValueKind.String, field.Value!.GetValueKind()));
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$", record["sys_created_on"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_record_is_read_by_its_id_in_every_version_of_the_api()
    {
        var id = Id(await host.OpenAsync());
        foreach (var version in (string[])["", "/v1", "/v2"])
        {
            var reply = await host.SendAsync(Role.Auditor, "GET", $"/api/now{version}/table/incident/{id}");
            Assert.Equal(200, reply.Status);
            Assert.Equal(id, Id(reply.Result));
        }
    }

    [Fact]
    public async Task Head_gives_the_headers_alone()
    {
        var reply = await host.SendAsync(Role.Agent, "HEAD", Incidents);
        Assert.Equal(200, reply.Status);
        Assert.Empty(reply.Text);
        Assert.True(reply.Headers.ContainsKey("X-Total-Count"));
    }

    [Fact]
    public async Task A_list_is_filtered_ordered_paged_and_counted()
    {
        var mark = Guid.NewGuid().ToString("N");
        for (var i = 1; i <= 5; i++) await host.OpenAsync($$"""{"short_description":"{{mark}} {{i}}","impact":"2","urgency":"2","correlation_id":"{{mark}}"}""");
        var reply = await host.SendAsync(Role.Agent, "GET", $"{Incidents}?sysparm_query=correlation_id={mark}^ORDERBYDESCshort_description&sysparm_limit=2&sysparm_offset=2&sysparm_fields=short_description,no_such_field");
        Assert.Equal("5", reply.Headers["X-Total-Count"]);
        Assert.Equal($$"""[{"short_description":"{{mark}} 3"},{"short_description":"{{mark}} 2"}]""", reply.Result.ToJsonString());
        var links = reply.Headers["Link"];
        foreach (var relation in (string[])["first", "prev", "next", "last"]) Assert.Contains($"rel=\"{relation}\"", links, StringComparison.Ordinal);
        Assert.Contains("sysparm_offset=4>;rel=\"next\"", links, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_list_is_counted_no_further_than_somewhat_past_the_page()
    {
        await using var own = new RunningHost { Settings = ["--TableApi:CountUpTo", "1"] };
        await own.InitializeAsync();
        for (var i = 1; i <= 5; i++) await own.OpenAsync($$"""{"short_description":"{{i}}","impact":"2","urgency":"2"}""");

        Assert.Equal(("3", "false", false), await PageAsync(0));
        Assert.Equal(("5", null, true), await PageAsync(2));
        Assert.Equal(("5", null, true), await PageAsync(4));

        async Task<(string Count, string? IsExact, bool HasLast)> PageAsync(int offset)
        {
            var reply = await own.SendAsync(Role.Agent, "GET", $"{Incidents}?sysparm_limit=2&sysparm_offset={offset}");
            return (reply.Headers["X-Total-Count"], reply.Headers.GetValueOrDefault("X-Total-Count-Exact"), reply.Headers["Link"].Contains("rel=\"last\"", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_count_comes_even_where_links_are_suppressed()
    {
        var reply = await host.SendAsync(Role.Agent, "GET", $"{Incidents}?sysparm_suppress_pagination_header=true&sysparm_query=number=none");
        Assert.Equal("0", reply.Headers["X-Total-Count"]);
        Assert.False(reply.Headers.ContainsKey("Link"));
        Assert.Equal("[]", reply.Result.ToJsonString());
    }

    [Fact]
    public async Task Nothing_found_is_404_in_version_1_alone()
    {
        Assert.Equal(404, (await host.SendAsync(Role.Agent, "GET", "/api/now/v1/table/incident?number=none")).Status);
        Assert.Equal(200, (await host.SendAsync(Role.Agent, "GET", "/api/now/v2/table/incident?number=none")).Status);
    }

    [Fact]
    public async Task Pairs_find_by_value_and_by_words()
    {
        var mark = Guid.NewGuid().ToString("N");
        await host.OpenAsync($$"""{"short_description":"x","impact":"2","urgency":"2","correlation_id":"{{mark}}"}""");
        Assert.Equal("1", (await host.SendAsync(Role.Agent, "GET", $"{Incidents}?correlation_id={mark}&state=New&active=True")).Headers["X-Total-Count"]);
        Assert.Equal("0", (await host.SendAsync(Role.Agent, "GET", $"{Incidents}?correlation_id={mark}&state=closed")).Headers["X-Total-Count"]);
    }

    [Fact]
    public async Task Display_values_are_words_in_the_language_asked_for()
    {
        var id = Id(await host.OpenAsync());
        var english = await host.SendAsync(Role.Agent, "GET", $"{Incidents}/{id}?sysparm_display_value=true&sysparm_exclude_reference_link=true&sysparm_fields=state,caller_id");
        Assert.Equal("""{"state":"New","caller_id":"agent"}""", english.Result.ToJsonString());
        var both = await host.SendAsync(Role.Agent, "GET", $"{Incidents}/{id}?sysparm_display_value=all&sysparm_fields=state", headers: ("Accept-Language", "zh-CN,en;q=0.5"));
        Assert.Equal("新建", both.Result["state"]!["display_value"]!.GetValue<string>());
        Assert.Equal("1", both.Result["state"]!["value"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_the_query_cannot_say_is_named_in_a_header()
    {
        var reply = await host.SendAsync(Role.Agent, "GET", $"{Incidents}?sysparm_query=nonsense=磁盘^state=1&sysparm_limit=1");
        Assert.Equal(200, reply.Status);
        Assert.Equal("nonsense=%E7%A3%81%E7%9B%98", reply.Headers["X-Ignored-Query"]);
    }

    [Theory]
    [InlineData("sysparm_limit=many", "'sysparm_limit' is 'many'; expected a whole number of at least 1.")]
    [InlineData("sysparm_limit=-1&sysparm_offset=x", "'sysparm_limit' is '-1'; expected a whole number of at least 1. 'sysparm_offset' is 'x'; expected a whole number of at least 0.")]
    public async Task A_page_that_cannot_be_is_refused(string query, string sentence)
    {
        var reply = await host.SendAsync(Role.Agent, "GET", $"{Incidents}?{query}");
        Assert.Equal(400, reply.Status);
        Assert.Equal(sentence, reply.Sentence);
    }

    [Theory]
    [InlineData("PATCH")]
    [InlineData("PUT")]
    public async Task Both_updates_are_partial(string method)
    {
        var id = Id(await host.OpenAsync());
        var reply = await host.SendAsync(Role.Agent, method, $"{Incidents}/{id}", """{"description":"more","urgency":1}""");
        Assert.Equal(200, reply.Status);
        Assert.Equal("more", reply.Result["description"]!.GetValue<string>());
        Assert.Equal("1", reply.Result["urgency"]!.GetValue<string>());
        Assert.Equal("Disk full", reply.Result["short_description"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_post_can_stand_for_a_patch_but_for_nothing_else()
    {
        var id = Id(await host.OpenAsync());
        Assert.Equal(200, (await host.SendAsync(Role.Agent, "POST", $"{Incidents}/{id}", """{"description":"more"}""", ("X-HTTP-Method-Override", "PATCH"))).Status);
        Assert.Equal(405, (await host.SendAsync(Role.Agent, "POST", $"{Incidents}/{id}", "{}", ("X-HTTP-Method-Override", "DELETE"))).Status);
    }

    [Fact]
    public async Task A_state_is_asked_of_the_process()
    {
        var id = Id(await host.OpenAsync());
        var missing = await host.SendAsync(Role.Agent, "PATCH", $"{Incidents}/{id}", """{"state":"6"}""");
        Assert.Equal(403, missing.Status);
        Assert.Contains("close_code", missing.Text, StringComparison.Ordinal);
        var resolved = await host.SendAsync(Role.Agent, "PATCH", $"{Incidents}/{id}", """{"state":"6","close_code":"Solution provided","close_notes":"Cleaned up"}""");
        Assert.True(resolved.Status == 200, resolved.Text);
        Assert.Equal("6", resolved.Result["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_state_that_the_process_does_not_offer_is_403_with_the_reason_and_changes_nothing()
    {
        var id = Id(await host.OpenAsync());
        var reply = await host.SendAsync(Role.Agent, "PATCH", $"{Incidents}/{id}", """{"state":"7","description":"not to be kept"}""");
        Assert.Equal(403, reply.Status);
        Assert.Equal("failure", reply.Json["status"]!.GetValue<string>());
        Assert.NotEmpty(reply.Sentence);
        Assert.Equal("", (await host.SendAsync(Role.Agent, "GET", $"{Incidents}/{id}")).Result["description"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"impact":"9"}""", "'impact' is '9'; expected one of 1 (High), 2 (Medium), 3 (Low).")]
    [InlineData("""{"description":["a"]}""", "'description' is a JSON array; expected a text.")]
    [InlineData("""{"impact":"9","description":{}}""", "'impact' is '9'; expected one of 1 (High), 2 (Medium), 3 (Low). 'description' is a JSON object; expected a text.")]
    public async Task A_bad_value_is_400_naming_the_field(string body, string sentence)
    {
        var reply = await host.SendAsync(Role.Agent, "POST", Incidents, body);
        Assert.Equal(400, reply.Status);
        Assert.Equal(sentence, reply.Sentence);
    }

    [Fact]
    public async Task Names_that_mean_nothing_or_are_only_read_are_ignored_and_named()
    {
        var reply = await host.SendAsync(Role.Agent, "POST", Incidents, """{"short_description":"x","impact":"2","urgency":"2","number":"INC1","nonsense":"y","u_rack":"7"}""");
        Assert.Equal(201, reply.Status);
        Assert.Equal("number, nonsense", reply.Headers["X-Ignored-Fields"]);
        Assert.Equal("7", reply.Result["u_rack"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_same_idempotency_key_opens_one_ticket()
    {
        var key = Guid.NewGuid().ToString();
        const string Body = """{"short_description":"once","impact":"2","urgency":"2"}""";
        var first = await host.SendAsync(Role.Agent, "POST", Incidents, Body, ("Idempotency-Key", key));
        var again = await host.SendAsync(Role.Agent, "POST", Incidents, Body, ("Idempotency-Key", key));
        Assert.Equal((201, Id(first.Result)), (again.Status, Id(again.Result)));
        var other = await host.SendAsync(Role.Agent, "POST", Incidents, """{"short_description":"other"}""", ("Idempotency-Key", key));
        Assert.Equal(409, other.Status);
    }

    [Fact]
    public async Task A_change_on_an_old_version_is_412()
    {
        var id = Id(await host.OpenAsync());
        var tag = (await host.SendAsync(Role.Agent, "GET", $"{Incidents}/{id}")).Headers["ETag"];
        Assert.Equal(200, (await host.SendAsync(Role.Agent, "PATCH", $"{Incidents}/{id}", """{"description":"1"}""", ("If-Match", tag))).Status);
        Assert.Equal(412, (await host.SendAsync(Role.Agent, "PATCH", $"{Incidents}/{id}", """{"description":"2"}""", ("If-Match", tag))).Status);
        Assert.Equal(400, (await host.SendAsync(Role.Agent, "PATCH", $"{Incidents}/{id}", """{"description":"2"}""", ("If-Match", "latest"))).Status);
    }

    [Fact]
    public async Task A_requester_sees_own_tickets_alone()
    {
        var own = Id(await host.OpenAsync(role: Role.Requester));
        var other = Id(await host.OpenAsync());
        Assert.Equal(200, (await host.SendAsync(Role.Requester, "GET", $"{Incidents}/{own}")).Status);
        var hidden = await host.SendAsync(Role.Requester, "GET", $"{Incidents}/{other}");
        Assert.Equal(404, hidden.Status);
        Assert.Equal($"There is no record '{other}' in table 'incident', or you may not see it.", hidden.Sentence);
        Assert.Equal(404, (await host.SendAsync(Role.Requester, "PATCH", $"{Incidents}/{other}", """{"comments":"hello"}""")).Status);
        var list = (await host.SendAsync(Role.Requester, "GET", $"{Incidents}?sysparm_fields=sys_id")).Result.AsArray();
        Assert.DoesNotContain(other, list.Select(row => Id(row!)));
        Assert.Contains(own, list.Select(row => Id(row!)));
    }

    [Fact]
    public async Task A_role_that_may_not_is_403_in_the_form_of_the_api()
    {
        var reply = await host.SendAsync(Role.Auditor, "POST", Incidents, "{}");
        Assert.Equal(403, reply.Status);
        Assert.Equal("'auditor' has the role auditor; this needs one of requester, agent, process-owner, administrator.", reply.Sentence);
        Assert.Equal("failure", reply.Json["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Nobody_is_asked_for_credentials_in_the_form_of_the_api()
    {
        var reply = await host.SendAsync((Role?)null, "GET", Incidents);
        Assert.Equal(401, reply.Status);
        Assert.Contains("Basic realm=\"WorkflowItsm\"", reply.Headers["WWW-Authenticate"], StringComparison.Ordinal);
        Assert.Equal("failure", reply.Json["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_token_is_taken_as_an_api_key_and_a_password_as_basic()
    {
        await using var file = new Access.Account(host);
        var password = await file.AddAsync("zabbix-basic", Role.Agent);
        var basic = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"zabbix-basic:{password}")));
        Assert.Equal(200, (await host.SendAsync(basic, "GET", $"{Incidents}?sysparm_limit=1")).Status);
        Assert.Equal(401, (await host.SendAsync(new AuthenticationHeaderValue("Basic", "no base64"), "GET", Incidents)).Status);
        Assert.Equal(401, (await host.SendAsync(new AuthenticationHeaderValue("Basic", Convert.ToBase64String("zabbix-basic:wrong"u8)), "GET", Incidents)).Status);
    }

    [Fact]
    public async Task An_unknown_table_is_400_and_a_delete_405()
    {
        var table = await host.SendAsync(Role.Agent, "GET", "/api/now/table/cmdb_ci");
        Assert.Equal((400, "Invalid table cmdb_ci; known: incident, review."), (table.Status, table.Sentence));
        var delete = await host.SendAsync(Role.Administrator, "DELETE", $"{Incidents}/{new string('0', 32)}");
        Assert.Equal((405, "Tickets are never deleted: close or cancel the ticket, which archives it."), (delete.Status, delete.Sentence));
    }

    [Fact]
    public async Task A_body_over_one_megabyte_is_413()
    {
        var reply = await host.SendAsync(Role.Agent, "POST", Incidents, $$"""{"description":"{{new string('x', 1024 * 1024)}}"}""");
        Assert.Equal((413, "The body is larger than 1 MB, the most that this address takes."), (reply.Status, reply.Sentence));
    }

    [Fact]
    public async Task A_malformed_body_is_400_naming_the_place()
    {
        var reply = await host.SendAsync(Role.Agent, "POST", Incidents, "{\"short_description\": disk}");
        Assert.Equal((400, "The body is not valid JSON at line 1, position 23, or nests deeper than 32 levels there."), (reply.Status, reply.Sentence));
    }

    [Fact]
    public async Task A_body_that_says_it_is_no_JSON_is_415()
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Authorization = host.Credentials(Role.Agent);
        using var form = new StringContent("{}", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await http.PostAsync(Incidents, form, TestContext.Current.CancellationToken);
        Assert.Equal(415, (int)answer.StatusCode);
        Assert.Contains("send JSON as 'Content-Type: application/json'.", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_an_archived_ticket_changes_and_its_timeline_stays()
    {
        var id = Id(await host.OpenAsync());
        var canceled = await host.SendAsync(Role.Agent, "PATCH", $"{Incidents}/{id}", """{"state":"8","close_code":"Duplicate","close_notes":"Twice"}""");
        Assert.True(canceled.Status == 200, canceled.Text);
        var reply = await host.SendAsync(Role.Agent, "PATCH", $"{Incidents}/{id}", """{"description":"late"}""");
        Assert.Equal(403, reply.Status);
        Assert.Equal($"{canceled.Result["number"]} is closed and archived; nothing of it can change. Its timeline stays readable.", reply.Sentence);
        Assert.Contains((await host.SendAsync(Role.Agent, "GET", $"/api/v1/tickets/{id}/timeline")).Json["lines"]!.AsArray(), line => line!["kind"]!.GetValue<string>() == "archived");
    }

    private static string Id(JsonNode record) => record["sys_id"]!.GetValue<string>();
}
