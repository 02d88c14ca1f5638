using System.Net;
using System.Text.RegularExpressions;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;
using Interlink.Functions.Tests.Authorisation;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Platform;
using Interlink.Functions.Tests.Processes;

[assembly: AssemblyFixture(typeof(World))]

namespace Interlink.Functions.Tests.Authorisation;

/// <summary>A small tenant with one process, and somebody in every role, on a real host: what the cells of the matrix are called on. Started when it is first asked for.</summary>
public sealed partial class World : IAsyncDisposable
{
    /// <summary>A member of the tenant in no team, whom the settings name among those who run the platform by their session.</summary>
    public const string PlatformRunner = "platform-runner";

    private readonly Client[] _people = new Client[Enum.GetValues<Role>().Length];
    private readonly Lazy<Task> _begun;
    private InterlinkHost? _host;
    private TokenIssuer? _issuer;

    public World() => _begun = new Lazy<Task>(Begin);

    /// <summary>What braces in rows stand for.</summary>
    public Dictionary<string, string> Ids { get; } = new(StringComparer.Ordinal)
    {
        ["nobody"] = Ulids.Derive("nobody at all"),
        ["tenant"] = "varam",
    };

    /// <summary>Texts of the tenant that must not stand in any answer to somebody who is refused, or who is of another tenant.</summary>
    public List<string> Secrets { get; } = ["Walled garden"];

    /// <summary>The host, for what HTTP does not show.</summary>
    public InterlinkHost Host => _host ?? throw new InvalidOperationException("The world has not begun.");

    /// <summary>The slices' rows.</summary>
    internal static IReadOnlyList<ISliceRows> Slices { get; } =
    [
        .. typeof(World).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(ISliceRows)) && t.IsClass)
            .OrderBy(t => t.Name, StringComparer.Ordinal).Select(t => (ISliceRows)Activator.CreateInstance(t)!),
    ];

    /// <summary>The browser of somebody in the role; for <see cref="Role.Operator"/> a client with a token.</summary>
    public Client As(Role role) => _people[(int)role];

    /// <summary>Waits until everything is there.</summary>
    public Task Ready() => _begun.Value;

    /// <summary>A text with the ids in place of the words in braces.</summary>
    public static string Filled(string text, IReadOnlyDictionary<string, string> ids) => Places().Replace(text, place =>
        ids.TryGetValue(place.Groups[1].Value, out var id) ? id : throw new KeyNotFoundException($"Nothing in the world is called {place.Value}."));

    public async ValueTask DisposeAsync()
    {
        if (_begun.IsValueCreated)
        {
            As(Role.Anonymous)?.Dispose();
            As(Role.Operator)?.Dispose();
            As(Role.Application)?.Dispose();
            await (_host?.DisposeAsync() ?? default);
            await (_issuer?.DisposeAsync() ?? default);
        }
    }

    private async Task Begin()
    {
        _issuer = await TokenIssuer.Start();
        _host = await SmallCatalogue.Start(new HostOptions
        {
            Arguments =
            [
                $"--Interlink:Identity:Authority={_issuer.Address}", "--Interlink:Identity:Audiences:0=api://interlink",
                "--Interlink:Identity:PlatformAdministrators:0=operator-one", $"--Interlink:Platform:Administrators:0={People.Email(PlatformRunner)}", "--Interlink:Edge:CallerBurst=100000", "--Interlink:Edge:AnonymousBurst=100000",
            ],
        });
        foreach (var role in Enum.GetValues<Role>())
        {
            _people[(int)role] = role switch
            {
                Role.Anonymous => _host.Anonymous(),
                Role.Operator => Operator(),
                Role.Application => await Application(),
                Role.Foreigner => await _host.As("administrator-elsewhere", "elsewhere"),
                _ => await _host.As(PersonOf(role)),
            };
            Ids[$"subject-{role.ToString().ToLowerInvariant()}"] = As(role).Subject;
        }

        await MakeProcess(As(Role.ProcessAdministrator));
        foreach (var slice in Slices)
        {
            await slice.Prepare(this);
        }
    }

    private async Task MakeProcess(Client administrator)
    {
        var path = await administrator.MakeProcess(Secrets[0]);
        using var applied = await administrator.PostJson($"{path}/schema", new { schemaId = "parks" }, await administrator.TagOf(path));
        await applied.Expect(HttpStatusCode.OK);
        Ids["process"] = path.Split('/')[^1];
        Ids["task"] = (await administrator.ItemPath(path, 2)).Split('/')[^1];
    }

    private Client Operator()
    {
        var client = Host.Anonymous();
        client.Http.DefaultRequestHeaders.Add(BearerTokens.Header, $"Bearer {_issuer!.Token(TimeProvider.System.GetUtcNow())}");
        return client;
    }

    // Registered by the administrator, who comes before it.
    private async Task<Client> Application()
    {
        var client = Host.Anonymous();
        client.Subject = await ApiAccess.Applications.Become(client, As(Role.Administrator), "read_catalogue", "read_processes");
        return client;
    }

    private static string PersonOf(Role role) => role switch
    {
        Role.Administrator => "administrator",
        Role.Curator => "curator",
        Role.Auditor => "auditor",
        _ => role.ToString().ToLowerInvariant(),
    };

    [GeneratedRegex(@"\{([a-z][a-z-]*)\}")]
    private static partial Regex Places();
}
