using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Interlink.Functions.OpenApi;
using Interlink.Functions.Tests.Catalogue;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Functions.Tests.Teams;
using Interlink.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Accounts;

/// <summary>Whether somebody has an account is nobody's to find out. Everything that takes an e-mail address is found in the API's document and among the routes of sign-in, and
/// stands here: with a probe, or with the reason why its caller may know. What is new fails until it does.</summary>
public sealed partial class EnumerationTests
{
    private const string Known = "known-one@example.org", Unknown = "no-body-x@example.org";

    /// <summary>Answers must be the same for an address with an account and for one without.</summary>
    private static readonly Dictionary<string, Func<Ground, string, Task<HttpResponseMessage[]>>> Alike = new(StringComparer.Ordinal)
    {
        ["POST /.auth/login/{provider}"] = async (ground, email) =>
            [await ground.Anybody.PostJson("/.auth/login/local", new { email, password = "not the password" })],
        ["POST /.auth/password-reset"] = async (ground, email) => [await ground.Anybody.PostJson("/.auth/password-reset", new { email })],
        ["POST /.auth/address"] = async (ground, email) => [await ground.Member.PostJson("/.auth/address", new { email, password = Tests.People.Password })],
        ["InvitePerson"] = async (ground, email) =>
            [await ground.Member.PostJson($"{ground.Team}/invitations", new { email, message = "Come" }), await ground.Member.PostJson($"{ground.Team}/invitations", new { email })],
        ["InviteMany"] = async (ground, email) => await ground.Invited(
            await ground.Member.PostJson($"{await ground.NewTeam()}/invitations/bulk", new { people = new[] { new { email } } })),
        ["ImportInvitations"] = async (ground, email) => await ground.Invited(await ground.Csv($"{await ground.NewTeam()}/invitations/import", email)),
        ["PreviewInvitations"] = async (ground, email) => [await ground.Csv($"{ground.Team}/invitations/preview", email)],
    };

    /// <summary>Why these may answer one way for some and another way for others, or what they take instead of an address.</summary>
    private static readonly Dictionary<string, string> Told = new(StringComparer.Ordinal)
    {
        ["InviteToTenant"] = "Administrators of the tenant read all its addresses from ListPeople.",
        ["ListPeople"] = "As InviteToTenant.",
        ["ExportPeople"] = "As InviteToTenant.",
        ["ListMails"] = "Administrators of the tenant see to whom its mails go.",
        ["ListInvitations"] = "Searches the invitations of a team, which whoever asks has sent or manages.",
        ["ProvisionTenant"] = "Operators of the platform name administrators, and are told how they stand.",
        ["WelcomeAdministrator"] = "As ProvisionTenant.",
        ["RegisterApiApplication"] = "Keeps an address to be shown; looks none up.",
        ["EditApiApplication"] = "As RegisterApiApplication.",
        ["CreateWebhookEndpoint"] = "Keeps a contact to be written to; looks none up.",
        ["EditWebhookEndpoint"] = "As CreateWebhookEndpoint.",
        ["ChangePrivacySettings"] = "Keeps addresses to be shown; looks none up.",
        ["SetPicture"] = "Takes a picture.",
        ["SetTenantLogo"] = "Takes a picture.",
        ["SendUploadPart"] = "Takes part of a file.",
        ["POST /.auth/welcome"] = "Whoever holds the link of an invitation cannot choose the address; who holds the first administrator's is to read all addresses.",
        ["POST /.auth/login/local/code"] = "Takes a code, after the password.",
        ["POST /.auth/logout"] = "Takes nothing.",
        ["POST /.auth/password-reset/choice"] = "Takes the token of a link.",
        ["POST /.auth/address/verification"] = "Takes nothing.",
        ["POST /.auth/address/confirmation"] = "Takes the token of a link that came to the address.",
        ["POST /.auth/password"] = "Takes passwords.",
        ["POST /.auth/second-factor"] = "Takes a password.",
        ["POST /.auth/second-factor/confirmation"] = "Takes a code.",
        ["POST /.auth/second-factor/recovery-codes"] = "Takes a password.",
        ["POST /.auth/second-factor/removal"] = "Takes a password.",
        ["DELETE /.auth/sessions"] = "Takes nothing.",
        ["DELETE /.auth/sessions/{id}"] = "Takes an id.",
        ["POST /.auth/passkeys/question"] = "Takes a password.",
        ["POST /.auth/passkeys"] = "Takes a passkey.",
        ["POST /.auth/passkeys/{id}/removal"] = "Takes a password.",
        ["POST /.auth/login/passkey/question"] = "Takes no address; the question is for any passkey.",
        ["POST /.auth/login/passkey"] = "Takes a passkey.",
    };

    public static TheoryData<string> Probes => [.. Alike.Keys];

    [Fact]
    public async Task Everything_that_takes_an_address_is_listed_here()
    {
        await using var host = await InterlinkHost.Start();
        var routes = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText?.StartsWith("/.auth/", StringComparison.Ordinal) is true)
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Select(method => $"{method} {e.RoutePattern.RawText}") ?? [])
            .Where(route => !route.StartsWith("GET ", StringComparison.Ordinal));
        Assert.Equal(routes.Concat(OfTheApi()).Distinct().Order(StringComparer.Ordinal), Alike.Keys.Concat(Told.Keys).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Probes))]
    public async Task An_answer_is_the_same_for_an_address_with_an_account_and_for_one_without(string way)
    {
        await using var ground = await Ground.Make();
        var (with, without) = (await Answers(ground, way, Known), await Answers(ground, way, Unknown));
        Assert.NotEmpty(with);
        Assert.Equal(without, with);
    }

    /// <summary>Operations with a text that is or holds an address, by name or by what is said of it, or with a body that is not JSON.</summary>
    private static IEnumerable<string> OfTheApi()
    {
        var root = JsonNode.Parse(ApiDocument.Current.Text)!;
        foreach (var operation in root["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(o => o.Value!))
        {
            var bodies = operation["requestBody"]?["content"]?.AsObject();
            var parameters = operation["parameters"]?.AsArray().Where(p => (string?)p!["in"] == "query").Select(p => ((string)p!["name"]!, (JsonNode?)p)) ?? [];
            if (bodies?.ContainsKey("application/octet-stream") is true
                || parameters.Concat(bodies?.SelectMany(body => Fields(root, body.Value!["schema"]!, [])) ?? []).Any(f => IsAddress(f.Item1, f.Item2)))
            {
                yield return (string)operation["operationId"]!;
            }
        }
    }

    private static IEnumerable<(string, JsonNode?)> Fields(JsonNode root, JsonNode schema, HashSet<string> seen)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            return seen.Add(reference) ? Fields(root, reference[2..].Split('/').Aggregate(root, (node, step) => node[step]!), seen) : [];
        }

        var fields = schema["properties"]?.AsObject().Select(p => (p.Key, p.Value)) ?? [];
        var inner = new[] { schema["items"], schema["additionalProperties"] as JsonObject }.OfType<JsonNode>()
            .Concat(new[] { "anyOf", "oneOf", "allOf" }.SelectMany(word => schema[word]?.AsArray() ?? []).OfType<JsonNode>());
        return fields.Concat(fields.Select(f => f.Value!).Concat(inner).SelectMany(node => Fields(root, node, seen)));
    }

    private static bool IsAddress(string name, JsonNode? field) =>
        name.Contains("mail", StringComparison.OrdinalIgnoreCase) || AddressWords().IsMatch((string?)field?["description"] ?? "");

    private static async Task<string> Answers(Ground ground, string way, string email)
    {
        var text = new StringBuilder();
        foreach (var answer in await Alike[way](ground, email))
        {
            using (answer)
            {
                text.AppendLine($"{(int)answer.StatusCode}");
                foreach (var header in answer.Headers.Concat(answer.Content.Headers).OrderBy(h => h.Key, StringComparer.Ordinal).Where(h => h.Key is not ("Date" or "RateLimit")))
                {
                    text.AppendLine($"{header.Key}: {string.Join(", ", header.Value)}");
                }

                text.AppendLine(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            }
        }

        return Chance().Replace(text.ToString().Replace(email, "<address>", StringComparison.Ordinal), "<chance>");
    }

    [GeneratedRegex(@"e-?mail|\baddress(es)?\b", RegexOptions.IgnoreCase)]
    private static partial Regex AddressWords();

    // Ids, traces, hashes and the clock differ from one request to the next, whoever asks for what.
    [GeneratedRegex(@"\b[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{26}\b|\b[0-9a-f]{16,64}\b|\d{4}-\d\d-\d\dT[\d:.]+Z|""[0-9A-Za-z+/=_-]{10,}""(?=\r?\n)")]
    private static partial Regex Chance();

    /// <summary>A tenant with somebody who manages a team and is no administrator of the tenant, and somebody else with an account.</summary>
    private sealed class Ground : IAsyncDisposable
    {
        private readonly InterlinkHost _host;
        private readonly Client _administrator;
        private readonly string _organization;

        private Ground(InterlinkHost host, Client administrator, string organization, Client member, string team) =>
            (_host, _administrator, _organization, Member, Team) = (host, administrator, organization, member, team);

        public Client Anybody => _host.Anonymous();

        public Client Member { get; }

        public string Team { get; }

        public static async Task<Ground> Make()
        {
            var host = await InterlinkHost.Start(new HostOptions { Clock = new FakeClock(DateTimeOffset.UtcNow) });
            var (administrator, member) = (await host.As("administrator"), await host.As("member"));
            await host.As(Known.Split('@')[0]);
            await host.As(Known.Split('@')[0], "elsewhere");
            var organization = await administrator.MakeOrganization();
            var team = await administrator.MakeTeam(organization);
            await host.Join(team, member, Core.Teams.TeamRole.Administrator);
            return new Ground(host, administrator, organization, member, team);
        }

        public async Task<string> NewTeam()
        {
            var team = await _administrator.MakeTeam(_organization, "Streets");
            await _host.Join(team, Member, Core.Teams.TeamRole.Administrator);
            return team;
        }

        public Task<HttpResponseMessage> Csv(string path, string email)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes($"e-mail\n{email}\n")) };
            request.Content.Headers.ContentType = new("application/octet-stream");
            return Member.Send(request);
        }

        /// <summary>The report of a list that was begun, once it is done, and the team's invitations.</summary>
        public async Task<HttpResponseMessage[]> Invited(HttpResponseMessage begun)
        {
            var result = (await Member.WaitFor((await begun.ExpectJson(System.Net.HttpStatusCode.Accepted)).Text("id")!)).GetProperty("result");
            begun.Dispose();
            return [await Member.Get($"{result.Text("report")}/csv"), await Member.Get($"/api/teams/{result.Text("team")}/invitations")];
        }

        public ValueTask DisposeAsync() => _host.DisposeAsync();
    }
}
