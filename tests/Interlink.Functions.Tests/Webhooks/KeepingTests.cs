using System.Net;
using System.Text.Json;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Core.Privacy;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;
using Interlink.Core.Webhooks;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Webhooks;

/// <summary>What is kept, for how long, and what becomes of it when a tenant rests, an endpoint fails for days, or somebody goes.</summary>
public sealed class KeepingTests
{
    private static readonly TenantId Varam = TenantId.Parse("varam");

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tenant_that_is_suspended_sends_nothing_and_loses_nothing()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start(new HostOptions { Clock = new FakeClock(TimeProvider.System.GetUtcNow()) });
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver);
        receiver.Answer(500);
        await administrator.MakeProcess();
        await WebhookFlow.Until(() => Task.FromResult(receiver.Messages.Count), count => count == 1);
        await Move(host, TenantState.Suspended);
        receiver.Answer(200);
        receiver.Messages.Clear();
        var store = host.Services.GetRequiredService<WebhookStore>();
        var held = await WebhookFlow.Until(
            async () => (await store.Search(Varam, new MessageQuery { Endpoint = made.Id }, Now)).Items.Single(), message => message.State is MessageState.Held,
            () => host.Advance(TimeSpan.FromMinutes(1)));
        Assert.Empty(receiver.Messages);
        await Move(host, TenantState.Active);
        await WebhookFlow.Until(() => Task.FromResult(receiver.Messages.Count), count => count == 1, () => host.Advance(TimeSpan.FromSeconds(40)));
        Assert.Equal(held.Id, receiver.Messages.Single().Id);
    }

    [Fact]
    public async Task An_endpoint_that_takes_nothing_for_five_days_is_disabled_and_its_contact_and_others_are_told_once()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start(new HostOptions { Clock = new FakeClock(TimeProvider.System.GetUtcNow()) });
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver, new { contact = "ops@example.org", description = "Case system" });
        var desk = host.Services.GetRequiredService<DeliveryDesk>();
        var failed = new AttemptVerdict(AttemptOutcome.Failed, null, false);
        for (var hour = 0; hour <= 24 * 6; hour += 6)
        {
            var attempt = new MessageAttempt(1, 1, host.Clock.GetUtcNow(), AttemptOutcome.Failed, 500, null, 5);
            await desk.Record(Varam, made.Id, new AttemptAnswer("msg_" + Ulids.Derive("nothing"), attempt, null, null, "", false), failed, 0.5, Now);
            host.Clock.Set(host.Clock.GetUtcNow().AddHours(6));
        }

        var endpoint = (await host.Services.GetRequiredService<WebhookStore>().Get(Varam, made.Id, Now)).Value.Body;
        Assert.Equal((EndpointState.Disabled, DisabledReason.Failing), (endpoint.State, endpoint.Reason!.Value));
        var mails = await host.Services.GetRequiredService<IDocuments>().List<JsonElement>(MailOutbox.In(Varam), MailOutbox.Kind, new ListOptions(), Now);
        Assert.Contains("Case system", Assert.Single(mails.Items).Body.GetRawText(), StringComparison.Ordinal);
        var outbox = await host.Services.GetRequiredService<IOutbox>().Read(null, 500, Now);
        Assert.Single(outbox.Events, e => e.Type == "endpoint.disabled");
    }

    [Fact]
    public async Task What_is_older_than_it_may_be_goes_with_its_answers_and_of_a_removed_endpoint_nothing_is_left()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver);
        await administrator.MakeProcess();
        await administrator.UntilState(made, "succeeded");
        await WebhookFlow.Until(() => administrator.GetJson($"{made.Path}/statistics"), s => s.GetProperty("total").GetProperty("succeeded").GetInt32() == 1);
        var (retention, later) = (host.Services.GetServices<IRetained>().Single(r => r.Rule.Kind == "webhook-messages"), TimeProvider.System.GetUtcNow().AddHours(2));
        Assert.Equal((90, 1, 90), (retention.Rule.DefaultDays, retention.Rule.MinimumDays, retention.Rule.MaximumDays));
        Assert.Equal(0, await retention.Purge(Varam, TimeProvider.System.GetUtcNow().AddDays(-1), 1_000, Now));
        Assert.Contains("webhook-answer", await Left(host, made));
        Assert.Equal(1, await retention.Purge(Varam, later, 1_000, Now));
        Assert.Empty((await Left(host, made)).Except(["webhook-health"]));
        var tag = await administrator.TagOf(made.Path);
        await (await administrator.Delete(made.Path, tag)).Expect(HttpStatusCode.NoContent);
        await retention.Purge(Varam, later, 1_000, Now);
        Assert.Empty(await Left(host, made));
        Assert.DoesNotContain(await Everything(host), thing => thing.Key.Contains(made.Id, StringComparison.Ordinal) && thing.Kind.StartsWith("webhook", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_fails_for_one_tenant_holds_up_no_other_neither_what_happens_nor_what_was_held()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start(new HostOptions { Clock = new FakeClock(TimeProvider.System.GetUtcNow()) });
        var (administrator, foreigner) = (await host.As("administrator"), await host.As("administrator", "elsewhere"));
        var made = await administrator.MakeActiveEndpoint(receiver);

        // An endpoint that nobody can read.
        var (documents, broken) = (host.Services.GetRequiredService<IDocuments>(), Ulids.Derive("broken"));
        await documents.Commit(Partition.Of(TenantId.Parse("elsewhere"), "webhooks"), new Batch().Put(WebhookEndpoint.Kind, broken, "nonsense"), Now);
        await foreigner.MakeProcess();
        await administrator.MakeProcess();
        await WebhookFlow.Until(() => Task.FromResult(receiver.Messages.Count), count => count == 1, () => host.Advance(TimeSpan.FromSeconds(2)));
        var at = host.Clock.GetUtcNow();
        var held = new WebhookMessage(WebhookMessage.IdOf(Varam, "held", at), made.Id, "held", "process.created", at, at)
        {
            Data = JsonSerializer.SerializeToElement(new { process = "p" }),
            State = MessageState.Held,
        };
        await host.Services.GetRequiredService<WebhookStore>().Enqueue(Varam, made.Id, [held], Now);
        await WebhookFlow.Until(() => Task.FromResult(receiver.Messages.Count(m => m.Id == held.Id)), count => count == 1, () => host.Advance(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_replay_reaches_back_as_far_as_messages_are_kept()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver);
        var (since, settings) = (TimeProvider.System.GetUtcNow().AddDays(-10), host.Services.GetRequiredService<PrivacySettingsStore>());
        using (var begun = await administrator.PostJson($"{made.Path}/replay", new { since }))
        {
            await begun.Expect(HttpStatusCode.Accepted);
        }

        var (read, revision) = await settings.Read(Varam, Now);
        var fewer = read with { RetentionDays = new Dictionary<string, int> { [WebhookRetention.Kept.Kind] = 7 } };
        Assert.True((await settings.Write(new Caller(Varam, "anna", "Anna", new HashSet<string>()), fewer, revision, Now)).Succeeded);
        using var refused = await administrator.PostJson($"{made.Path}/replay", new { since });
        await refused.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "since");
    }

    [Fact]
    public async Task A_person_who_is_erased_is_nobodys_contact_any_more()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeEndpoint(receiver.Address, new { contact = "Bruno@Example.org" });
        var other = await administrator.MakeEndpoint(receiver.Address, new { contact = "ops@example.org" });
        var bruno = await host.As("bruno");
        Assert.True(EmailAddress.TryParse("bruno@example.org", out var address));
        var kept = host.Services.GetServices<IPersonalData>().Single(p => p.Description.Name == "webhook-contacts");
        Assert.Equal(made.Id, (await kept.Export(Varam, bruno.Subject, Now).ToListAsync(Now)).Single().Id);
        var person = new ErasedPerson(bruno.Subject, "Somebody", "Bruno", address);
        Assert.Equal(1, await kept.Erase(Varam, person, Now));
        Assert.Equal(0, await kept.Erase(Varam, person, Now));
        Assert.False((await administrator.GetJson(made.Path)).TryGetProperty("contact", out _));
        Assert.Equal("ops@example.org", (await administrator.GetJson(other.Path)).GetProperty("contact").GetString());
    }

    [Fact]
    public async Task Messages_are_found_by_id_type_state_and_time()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var (first, second) = (await administrator.MakeActiveEndpoint(receiver), await administrator.MakeActiveEndpoint(receiver));
        await administrator.MakeProcess();
        var id = (await administrator.UntilState(first, "succeeded")).GetProperty("id").GetString();
        await administrator.UntilState(second, "succeeded");
        var (before, after) = (Uri.EscapeDataString(TimeProvider.System.GetUtcNow().AddHours(-1).ToString("O")), Uri.EscapeDataString(TimeProvider.System.GetUtcNow().AddHours(1).ToString("O")));
        foreach (var (query, count) in new (string, int)[]
        {
            ($"id={id}", 2), ($"id={id}&endpoint={first.Id}", 1), ($"id={id}&state=failed", 0), ($"id=msg_{Ulids.Derive("none")}", 0), ($"since={before}&until={after}", 2), ($"until={before}", 0),
            ($"since={after}", 0), ("type=process.created&state=succeeded", 2), ("type=task.status_changed", 0),
        })
        {
            Assert.Equal((query, count), (query, (await administrator.GetJson($"/api/webhooks/messages?{query}")).GetProperty("total").GetInt32()));
        }
    }

    private static async Task Move(InterlinkHost host, TenantState state)
    {
        var directory = host.Services.GetRequiredService<TenantDirectory>();
        await directory.Notice(Varam, Now);
        var read = await directory.Read(Varam, Now);
        var told = new DomainEvent(Ulids.Derive(state.ToString()), "tenant.updated", host.Clock.GetUtcNow(), "operator", "varam", new { tenant = "varam" });
        Assert.True((await directory.Write(read, read!.Body with { State = state }, told, Now)).Succeeded);
    }

    private static async Task<IReadOnlyList<string>> Left(InterlinkHost host, MadeEndpoint endpoint)
    {
        var (documents, place, kinds) = (host.Services.GetRequiredService<IDocuments>(), Partition.Of(Varam, $"webhook:{endpoint.Id}"), new List<string>());
        foreach (var kind in (string[])[WebhookMessage.Kind, AttemptAnswer.Kind, StatisticsHour.Kind, EndpointHealth.Kind])
        {
            kinds.AddRange((await documents.List<JsonElement>(place, kind, new ListOptions(), Now)).Items.Select(_ => kind));
        }

        return kinds;
    }

    private static async Task<IReadOnlyList<StoredThing>> Everything(InterlinkHost host) =>
        [.. (await Task.WhenAll(host.Services.GetServices<ITenantPurge>().Select(p => p.List(Varam, 1_000, Now)))).SelectMany(things => things)];
}
