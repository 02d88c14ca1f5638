using Interlink.Core.Kernel;
using Interlink.Core.Outbound;
using Interlink.Core.Webhooks;

namespace Interlink.Core.Tests.Webhooks;

public sealed class EndpointTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly string Process = Ulids.Derive("process");

    [Theory]
    [InlineData("*", "process.created", true)]
    [InlineData("*", "endpoint.disabled", false)]
    [InlineData("*", "message.attempt_exhausted", false)]
    [InlineData("endpoint.*", "endpoint.disabled", true)]
    [InlineData("process.*", "process.created", true)]
    [InlineData("process.created", "process.created", true)]
    [InlineData("process.*", "request.refused", false)]
    [InlineData("*", "request.refused", false)]
    [InlineData("request.*", "request.refused", false)]
    [InlineData("task.*", "process.created", false)]
    public void A_filter_lets_through_what_it_names(string entry, string type, bool through) => Assert.Equal(through, EventTypeFilter.Accepts([entry], type));

    [Theory]
    [InlineData("*", true)]
    [InlineData("process.*", true)]
    [InlineData("process.schema_applied", true)]
    [InlineData("process", true)]
    [InlineData("", false)]
    [InlineData("*.created", false)]
    [InlineData("process.*.created", false)]
    [InlineData("Process.Created", false)]
    [InlineData("process..created", false)]
    [InlineData("process.cre*", false)]
    public void A_filter_has_one_of_three_forms(string entry, bool formed) => Assert.Equal(formed, EventTypeFilter.IsWellFormed(entry));

    [Fact]
    public void An_endpoint_hears_of_its_processes_from_its_making_on_and_never_about_itself()
    {
        var endpoint = new WebhookEndpoint("e", "https://example.org/", Now) { State = EndpointState.Active, Events = ["*", "endpoint.*"] };
        Assert.True(endpoint.Accepts("process.created", Now, null));
        Assert.False(endpoint.Accepts("process.created", Now.AddSeconds(-1), null));
        Assert.False(endpoint.Accepts("endpoint.disabled", Now, null, "e"));
        Assert.True(endpoint.Accepts("endpoint.disabled", Now, null, "f"));
        var bound = endpoint with { Processes = [Process] };
        Assert.True(bound.Accepts("task.status_changed", Now, Process));
        Assert.False(bound.Accepts("task.status_changed", Now, "other"));
        Assert.False(bound.Accepts("catalogue.imported", Now, null));
    }

    [Theory]
    [InlineData(EndpointState.Active, false, true)]
    [InlineData(EndpointState.Paused, false, true)]
    [InlineData(EndpointState.Pending, false, false)]
    [InlineData(EndpointState.Pending, true, true)]
    [InlineData(EndpointState.Disabled, true, false)]
    public void Messages_are_kept_for_whoever_takes_them_now_or_will(EndpointState state, bool verified, bool served) =>
        Assert.Equal(served, (new WebhookEndpoint("e", "u", Now) { State = state, VerifiedAt = verified ? Now : null }).IsServed);

    [Fact]
    public void Old_keys_go_on_for_a_day_and_at_most_ten_of_them()
    {
        var endpoint = new WebhookEndpoint("e", "u", Now) { Keys = [new SigningKey("0", SigningKind.Hmac, Now)] };
        for (var i = 1; i <= 15; i++)
        {
            endpoint = endpoint.Rotated(new SigningKey($"{i}", SigningKind.Hmac, Now), SigningKey.DefaultOverlap, Now.AddMinutes(i));
        }

        Assert.Equal(11, endpoint.Keys.Count);
        Assert.Equal("15", endpoint.Keys[0].Version);
        Assert.Null(endpoint.Keys[0].ExpiresAt);
        Assert.Equal(Now.AddMinutes(15).AddDays(1), endpoint.Keys[1].ExpiresAt);
        Assert.Single(endpoint.ActiveKeys(Now.AddDays(2)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(7, 2)]
    [InlineData(30, 2)]
    public void How_long_old_keys_go_on_is_between_nothing_and_seven_days(int days, int keys)
    {
        var rotated = new WebhookEndpoint("e", "u", Now) { Keys = [new SigningKey("0", SigningKind.Hmac, Now)] }
            .Rotated(new SigningKey("1", SigningKind.Ed25519, Now), TimeSpan.FromDays(days), Now);
        Assert.Equal(keys, rotated.Keys.Count);
        Assert.Single(rotated.ActiveKeys(Now.AddDays(7)));
    }

    [Fact]
    public void A_second_rotation_does_not_prolong_what_was_to_end_sooner()
    {
        var rotated = new WebhookEndpoint("e", "u", Now) { Keys = [new SigningKey("0", SigningKind.Hmac, Now)] }
            .Rotated(new SigningKey("1", SigningKind.Hmac, Now), TimeSpan.FromHours(1), Now)
            .Rotated(new SigningKey("2", SigningKind.Hmac, Now), TimeSpan.FromDays(7), Now);
        Assert.Equal(Now.AddHours(1), rotated.Keys[^1].ExpiresAt);
    }

    [Theory]
    [InlineData("Authorization", "Bearer x", null)]
    [InlineData("X-Api-Key", "x", null)]
    [InlineData("Host", "x", "not_allowed")]
    [InlineData("Content-Length", "1", "not_allowed")]
    [InlineData("content-type", "x", "not_allowed")]
    [InlineData("Transfer-Encoding", "chunked", "not_allowed")]
    [InlineData("Webhook-Signature", "x", "not_allowed")]
    [InlineData("ce-id", "x", "not_allowed")]
    [InlineData("X-Forwarded-For", "x", "not_allowed")]
    [InlineData("Metadata", "true", "not_allowed")]
    [InlineData("Cookie", "a=b", "not_allowed")]
    [InlineData("Bad Name", "x", "malformed")]
    [InlineData("", "x", "malformed")]
    [InlineData("X-A", "line\r\nX-B: c", "malformed")]
    [InlineData("X-A", "ä", "malformed")]
    [InlineData("X-A", " x", "malformed")]
    public void A_partners_header_says_nothing_that_we_or_the_wire_say(string name, string value, string? code) =>
        Assert.Equal(code, WebhookHeaders.Faults(new Dictionary<string, string> { [name] = value }, "headers").SingleOrDefault()?.Code);

    [Fact]
    public void Too_many_headers_too_long_ones_and_one_spelt_twice_are_refused()
    {
        Assert.Empty(WebhookHeaders.Faults(Enumerable.Range(0, 10).ToDictionary(i => $"X-{i}", _ => new string('x', 1_000)), "headers"));
        Assert.Contains(WebhookHeaders.Faults(Enumerable.Range(0, 11).ToDictionary(i => $"X-{i}", _ => "x"), "headers"), f => f.Code == "too_many");
        Assert.Contains(WebhookHeaders.Faults(new Dictionary<string, string> { ["X-A"] = new('x', 1_001) }, "headers"), f => f.Code == "too_long");
        Assert.Contains(WebhookHeaders.Faults(new Dictionary<string, string> { ["X-A"] = "x", ["x-a"] = "y" }, "headers"), f => f.Code == "duplicate");
    }

    [Fact]
    public void Everything_that_is_wrong_with_a_draft_is_named_at_once()
    {
        var draft = new EndpointDraft("http://10.0.0.1/", ["process.*", "nothing.happened", "*.x"])
        {
            Description = new string('x', 501),
            Contact = "nobody",
            Processes = ["1"],
            RateLimit = 0,
            Headers = new Dictionary<string, string> { ["Host"] = "x" },
        };
        Assert.Equal(
            ["url", "description", "contact", "events[1]", "events[2]", "processes", "rateLimit", "headers.Host"],
            draft.Check(OutboundRules.Strict).Error!.Fields.Select(f => f.Field));
    }

    [Fact]
    public void An_endpoint_that_is_to_be_reached_differently_must_prove_itself_anew()
    {
        var endpoint = new WebhookEndpoint("e", "https://example.org/a", Now) { State = EndpointState.Active, VerifiedAt = Now };
        Assert.Equal(EndpointState.Active, new EndpointDraft("https://example.org/a", ["task.*"]).ApplyTo(endpoint).State);
        Assert.Equal(EndpointState.Pending, new EndpointDraft("https://example.org/b", ["*"]).ApplyTo(endpoint).State);
        Assert.Equal(EndpointState.Pending, (new EndpointDraft("https://example.org/a", ["*"]) { Framing = WebhookFraming.Cloudevents }).ApplyTo(endpoint).State);
    }

    [Fact]
    public void What_changed_is_told_without_addresses_of_people_and_without_headers()
    {
        var endpoint = new WebhookEndpoint("e", "https://example.org/a", Now);
        var changes = (new EndpointDraft("https://example.org/b", ["*"]) { Contact = "a@example.org", Headers = new Dictionary<string, string> { ["X-Key"] = "word" } }).ChangesOf(endpoint);
        Assert.Equal(["url", "contact", "headers"], changes.Select(c => c.Field));
        Assert.All(changes, c => Assert.Null(c.After ?? c.Before));
    }

    [Fact]
    public void The_id_of_a_message_is_that_of_its_event_and_sorts_by_its_time()
    {
        var tenant = TenantId.Parse("varam");
        var id = WebhookMessage.IdOf(tenant, "event-1", Now);
        Assert.True(WebhookMessage.IsId(id));
        Assert.DoesNotContain('.', id);
        Assert.Equal(id, WebhookMessage.IdOf(tenant, "event-1", Now));
        Assert.NotEqual(id, WebhookMessage.IdOf(TenantId.Parse("reggio"), "event-1", Now));
        Assert.True(string.CompareOrdinal(id, WebhookMessage.IdOf(tenant, "event-0", Now.AddMilliseconds(1))) < 0);
    }
}
