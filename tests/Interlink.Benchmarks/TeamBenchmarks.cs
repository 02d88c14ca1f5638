using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Organizations;
using Interlink.Core.Processes;
using Interlink.Core.Teams;
using Interlink.Storage.Local;

namespace Interlink.Benchmarks;

/// <summary>A team of many, and an invitation of many, on the running host over HTTP. Arguments: members (30,000) and addresses (10,000).</summary>
public static class TeamBenchmarks
{
    /// <summary>Runs both on a data folder of their own, and prints the figures.</summary>
    public static async Task Run(string[] args)
    {
        var members = args.Length > 0 && int.TryParse(args[0], CultureInfo.InvariantCulture, out var some) ? some : 30_000;
        var addresses = args.Length > 1 && int.TryParse(args[1], CultureInfo.InvariantCulture, out var more) ? more : 10_000;
        var folder = Directory.CreateTempSubdirectory("interlink-benchmark-");
        try
        {
            string team;
            await using (var host = await Start(folder.FullName))
            {
                team = await MakeTeam(host, "Everybody");
                await Invite(host, await MakeTeam(host, "Invited"), addresses);
            }

            await Fill(folder.FullName, team, members);
            await using var again = await Start(folder.FullName);
            await List(again, team, members);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<RunningHost> Start(string folder)
    {
        var host = await RunningHost.Start(folder, "--demo", "--Interlink:DemoCatalogue=false", "--Interlink:Edge:CallerBurst=100000", "--Interlink:Edge:CallerRate=100000");
        await host.SignIn(folder);
        return host;
    }

    private static async Task<string> MakeTeam(RunningHost host, string name)
    {
        var organization = await Post(host, "/api/organizations", JsonContent.Create(new { name = new { en = name } }));
        var team = await Post(host, $"/api/organizations/{organization.GetProperty("id").GetString()}/teams", JsonContent.Create(new { name }));
        return team.GetProperty("id").GetString()!;
    }

    private static async Task Invite(RunningHost host, string team, int addresses)
    {
        var csv = new StringBuilder("e-mail,name,role\n");
        for (var i = 0; i < addresses; i++)
            csv.Append(CultureInfo.InvariantCulture, $"invited{i}@example.org,Invited Person {i},member\n");
        JsonElement operation = default;
        var accepted = TimeSpan.Zero;
        var whole = await Benchmark.Time(async () =>
        {
            accepted = await Benchmark.Time(async () =>
                operation = await Post(host, $"/api/teams/{team}/invitations/import", new StringContent(csv.ToString(), Encoding.UTF8, "text/csv")));
            var id = operation.GetProperty("id").GetString();
            while (operation.GetProperty("status").GetString() is "not_started" or "running")
            {
                await Task.Delay(100);
                operation = await host.Get($"/api/operations/{id}");
            }
        });
        var counts = operation.GetProperty("result").GetProperty("counts").GetRawText();
        Benchmark.Print(FormattableString.Invariant($"Bulk invitation of {addresses:N0} addresses"),
        [
            new Figure("Accepted after", FormattableString.Invariant($"{accepted.TotalMilliseconds:0} ms")),
            new Figure("Finished after (accounts, links, invitations, events, mails in the outbox)", FormattableString.Invariant($"{whole.TotalSeconds:0.0} s")),
            new Figure("Report", counts),
        ]);
    }

    private static async Task Fill(string folder, string team, int members)
    {
        await using var storage = await LocalStorage.Open(new LocalStorageOptions { Folder = folder }, TimeProvider.System);
        var (tenant, ids, clock) = (TenantId.Parse("demo"), new Ulids(TimeProvider.System), TimeProvider.System);
        var (accounts, memberships) = (new AccountStore(storage.Documents, []), new TeamMemberships(storage.Documents));
        var invitations = new Invitations(accounts, new WelcomeLinks(storage.Documents, clock), new IdentityDirectory(storage.Documents, clock), new AccountEvents(ids, clock), ids, clock);
        var join = new JoinTeam(new TeamStore(storage.Documents, new OrganizationStore(storage.Documents, memberships), memberships), ids, clock);
        foreach (var round in Enumerable.Range(0, members).Chunk(1000))
        {
            var people = await invitations.EnsureMany(
                tenant, round.ToDictionary(i => EmailAddress.Parse($"member{i}@example.org"), i => (string?)Names.Of(i)), "benchmark", CancellationToken.None);
            await Parallel.ForEachAsync(people.Values, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (person, cancellation) =>
                await join.Add(
                    new Caller(tenant, person.Subject, person.Name, new HashSet<string>()), team, new PersonReference(person.Subject, person.Name), TeamRole.Member, null, cancellation));
        }
    }

    private static async Task List(RunningHost host, string team, int members)
    {
        var path = $"/api/teams/{team}/members";
        var second = (await host.Get($"{path}?limit=50")).GetProperty("next").GetString();
        var asked = new (string What, string Path)[]
        {
            ("First page of 50, by name", $"{path}?limit=50"),
            ("Second page", $"{path}?limit=50&cursor={Uri.EscapeDataString(second!)}"),
            ("Newest first", $"{path}?limit=50&sort=newest"),
            ("By role", $"{path}?limit=50&role=member"),
            ("Two words of a name", $"{path}?limit=50&text=ann%20ber"),
        };
        var figures = new List<Figure>();
        foreach (var (what, address) in asked)
            figures.Add(new Figure(what, (await Benchmark.Repeat(200, TimeSpan.FromSeconds(30), _ => host.Get(address))).ToString()));
        var export = await Benchmark.Time(async () => await host.Client.GetByteArrayAsync(new Uri($"{path}/export", UriKind.Relative)));
        figures.Add(new Figure("Export as CSV", FormattableString.Invariant($"{export.TotalSeconds:0.0} s")));
        Benchmark.Print(FormattableString.Invariant($"Members of a team of {members + 1:N0}, over HTTP, with addresses and counts by role"), figures);
    }

    private static async Task<JsonElement> Post(RunningHost host, string path, HttpContent content)
    {
        using var answer = await host.Client.PostAsync(new Uri(path, UriKind.Relative), content);
        var body = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonElement.Parse(body) : throw new InvalidOperationException($"{path} was answered {answer.StatusCode}: {body}");
    }

    private static class Names
    {
        private static readonly string[] First = ["Anna", "Bruno", "Carla", "Dainis", "Elena", "Fabio", "Gunta", "Hugo", "Ilze", "Jorge", "Katrīna", "Lucía", "Māris", "Nora"];
        private static readonly string[] Last = ["Bērziņa", "Rossi", "García", "Kalniņš", "Ferrari", "Núñez", "Ozols", "Bianchi", "López", "Liepa", "Conti", "Vega"];

        public static string Of(int i) => string.Create(CultureInfo.InvariantCulture, $"{First[i % First.Length]} {Last[i / First.Length % Last.Length]} {i}");
    }
}
