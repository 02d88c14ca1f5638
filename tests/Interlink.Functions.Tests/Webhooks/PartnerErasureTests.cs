using System.Net;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Core.Tenants;
using Interlink.Core.Webhooks;
using Interlink.Functions.Platform;
using Interlink.Functions.Tests.Accounts;
using Interlink.Functions.Tests.ApiAccess;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Privacy;
using Interlink.Functions.Tests.Processes;
using Interlink.Functions.Webhooks;
using Interlink.Testing;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Webhooks;

/// <summary>What partners were given, after the tenant is deleted, or whoever gave it is erased: looked for in the files themselves.</summary>
public sealed class PartnerErasureTests
{
    private const string Word = "quillfeather";
    private static readonly TenantId Varam = TenantId.Parse("varam");
    private static readonly Caller Operator = new(TenantDirectory.Platform, "operator", "Operator", new HashSet<string> { Scope.PlatformAdministrator });

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_a_deleted_tenant_no_endpoint_message_secret_or_key_is_left_and_nothing_is_sent_any_more()
    {
        using var folder = new TemporaryFolder();
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start(new HostOptions
        {
            DataFolder = folder["data"],
            Clock = new FakeClock(TimeProvider.System.GetUtcNow()),
            Arguments = ["--Interlink:Tenants:Grace=00:00:00", "--Interlink:Tenants:Settle=00:00:00"],
        });
        var world = await Furnish(host, receiver);
        string[] traces = [Word, world.Secret["whsec_".Length..], world.Key[^38..], world.Endpoint, world.Application];
        Assert.All(traces.Except([world.Key[^38..]]), trace => Assert.NotEmpty(PrivacyFlow.FilesWith(host.DataFolder, trace)));
        var client = host.Services.GetRequiredService<DurableTaskClient>();
        Assert.NotEmpty(await Sendings(client));

        Assert.True((await host.Services.GetRequiredService<DeletionDesk>().Delete(client, Operator, Varam, Now)).Succeeded);
        var directory = host.Services.GetRequiredService<TenantDirectory>();
        var certificate = await WebhookFlow.Until(() => directory.Certificate(Varam, Now), made => made is not null, () => host.Advance(TimeSpan.FromSeconds(1)));
        var counted = certificate!.Lines.ToDictionary(line => $"{line.Store} {line.Kind}", line => line.Count);
        Assert.Equal((3, 1), (counted["documents webhook-endpoint"], counted["documents api-application"]));
        Assert.All(
            (string[])["documents webhook-message", "documents webhook-answer", "documents webhook-health", "documents webhook-statistics", "orchestrations DeliverMessage"],
            line => Assert.InRange(counted[line], 1, 100));
        Assert.True(counted.Where(line => line.Key.StartsWith("secrets ", StringComparison.Ordinal)).Sum(line => line.Value) >= 4);

        // Nobody is left to send, and what commits had stored is handed on to nobody.
        Assert.Empty(await Sendings(client));
        var came = receiver.Messages.Count;
        receiver.Answer(200);
        await host.Services.GetRequiredService<WebhookDeliveries>().Dispatch(client, TimeSpan.FromMinutes(1), Now);
        host.Clock.Set(host.Clock.GetUtcNow().AddDays(1));
        await host.Advance(TimeSpan.FromSeconds(61));
        Assert.Empty(await Sendings(client));
        Assert.Equal(came, receiver.Messages.Count);

        using var partner = host.Anonymous().With(world.Key);
        using var refused = await partner.Get("/api/application");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/webhooks/partner");
        request.Headers.TryAddWithoutValidation("Interlink-Partner-Link", world.Ticket);
        using var link = await host.Anonymous().Send(request);
        await link.ExpectProblem(HttpStatusCode.NotFound, "partner-link-unknown");

        await PrivacyFlow.RemoveTraces(host);
        await host.Stop();
        Assert.DoesNotContain(PrivacyFlow.FilesWith(host.DataFolder, traces), found => !IsIdOfAnOrchestration(found, world));
    }

    [Fact]
    public async Task Of_a_person_who_was_contact_and_made_the_application_no_file_tells_and_the_key_goes_on()
    {
        using var folder = new TemporaryFolder();
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start(new HostOptions { DataFolder = folder["data"] });
        var administrator = await host.As("administrator");
        await administrator.Decide(0);
        var person = await host.As($"administrator-{Word}");
        var (address, name) = (People.Email($"administrator-{Word}"), $"Administrator-{Word}");
        using var registered = await person.PostJson("/api/applications", new { name = "Register", scopes = new[] { "read_catalogue" }, contact = address });
        var application = (await registered.ExpectJson(HttpStatusCode.Created)).GetProperty("id").GetString()!;
        var (key, _) = await Applications.Key(person, application);
        var endpoint = await person.MakeActiveEndpoint(receiver, new { contact = address, description = "Case system" });
        using var linked = await person.PostJson($"{endpoint.Path}/links", new { rights = "read", hours = 24 });
        var ticket = (await linked.ExpectJson(HttpStatusCode.Created)).GetProperty("ticket").GetString();
        receiver.Answer(410);
        await administrator.MakeProcess();
        await WebhookFlow.Until(() => administrator.GetJson(endpoint.Path), e => e.GetProperty("state").GetString() == "disabled");
        await WebhookFlow.Until(() => AccountWorld.Mails(host, MailTemplates.EndpointDisabled), mails => mails.Any(mail => mail.State is MailState.Sent));

        var certificate = await PrivacyFlow.Certificate(host.Anonymous(), await person.Erase(name));
        var parts = certificate.GetProperty("parts").EnumerateArray().ToDictionary(p => p.GetProperty("part").GetString()!, p => p.GetProperty("records").GetInt32());
        Assert.Equal((1, 1), (parts["webhook-contacts"], parts["api-applications"]));
        Assert.False((await administrator.GetJson(endpoint.Path)).TryGetProperty("contact", out _));
        Assert.False((await administrator.GetJson($"/api/applications/{application}")).TryGetProperty("contact", out _));
        using var partner = host.Anonymous().With(key);
        using var answer = await partner.Get("/api/application");
        await answer.Expect(HttpStatusCode.OK);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/webhooks/partner");
        request.Headers.TryAddWithoutValidation("Interlink-Partner-Link", ticket);
        using var link = await host.Anonymous().Send(request);
        await link.ExpectProblem(HttpStatusCode.NotFound, "partner-link-unknown");

        await AccountWorld.MailsLeave(host, MailTemplates.AccountErased);
        await PrivacyFlow.RemoveTraces(host);
        await host.Stop();
        Assert.Empty(PrivacyFlow.FilesWith(host.DataFolder, Word));
    }

    // Histories are deleted as rows; their pages keep opaque ids until they are written anew, and never held a word of what was sent.
    private static bool IsIdOfAnOrchestration(string found, Furnished world) =>
        found.StartsWith("runtime.db", StringComparison.Ordinal) && found.EndsWith($": {world.Endpoint}", StringComparison.Ordinal);

    /// <summary>Three endpoints, with a message taken, one kept back and one that waits for its next attempt; two secrets of one; counts, answers, a link, and an application with a key.</summary>
    private static async Task<Furnished> Furnish(InterlinkHost host, Receiver receiver)
    {
        var administrator = await host.As("administrator");
        object about = new { contact = $"{Word}@example.org", description = $"The {Word} register", headers = new Dictionary<string, string> { ["X-Gateway"] = $"{Word}-word" } };
        var (taking, paused, failing) = (await administrator.MakeActiveEndpoint(receiver, about), await administrator.MakeActiveEndpoint(receiver, about), await administrator.MakeActiveEndpoint(receiver));
        using var rotated = await administrator.PostJson($"{taking.Path}/secret/rotate", new { });
        await rotated.Expect(HttpStatusCode.OK);
        await (await administrator.PostJson($"{paused.Path}/pause", new { })).Expect(HttpStatusCode.OK);
        await administrator.MakeProcess();
        await administrator.UntilState(taking, "succeeded");
        await administrator.UntilState(failing, "succeeded");
        await (await administrator.PostJson($"{taking.Path}/pause", new { })).Expect(HttpStatusCode.OK);
        receiver.Answers = async context =>
        {
            context.Response.StatusCode = 503;
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, $"{Word} is away", context.RequestAborted);
        };
        await administrator.MakeProcess();
        await WebhookFlow.Until(() => administrator.MessagesOf(failing, "&state=pending"), found => found.Any(m => m.GetProperty("attempts").GetArrayLength() > 0));
        await WebhookFlow.Until(() => administrator.MessagesOf(paused, "&state=held"), found => found.Count == 2);
        await host.Services.GetRequiredService<AttemptStatistics>().Flush(Now);
        using var linked = await administrator.PostJson($"{taking.Path}/links", new { rights = "operate", hours = 168 });
        using var registered = await administrator.PostJson("/api/applications", new { name = $"The {Word} register", scopes = new[] { "read_catalogue" }, contact = $"{Word}@example.org", clients = new[] { $"{Word}-client" } });
        var application = (await registered.ExpectJson(HttpStatusCode.Created)).GetProperty("id").GetString()!;
        return new Furnished(
            taking.Id, taking.Secret, (await linked.ExpectJson(HttpStatusCode.Created)).GetProperty("ticket").GetString()!, application, (await Applications.Key(administrator, application)).Key);
    }

    private static async Task<IReadOnlyList<string>> Sendings(DurableTaskClient client)
    {
        var found = new List<string>();
        await foreach (var instance in client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: $"{Varam}:")).WithCancellation(Now))
        {
            found.Add(instance.InstanceId);
        }

        return found;
    }

    private sealed record Furnished(string Endpoint, string Secret, string Ticket, string Application, string Key);
}
