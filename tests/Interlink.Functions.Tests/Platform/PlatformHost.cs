using System.Net.Http.Headers;
using System.Net.Http.Json;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;
using Interlink.Functions.Tests.Edge;

namespace Interlink.Functions.Tests.Platform;

/// <summary>The edge as it stands behind a platform that signs people in: principals without rights, and operators with bearer tokens.</summary>
internal sealed class PlatformHost : IAsyncDisposable
{
    private PlatformHost(EdgeHost edge, TokenIssuer issuer) => (Edge, Issuer) = (edge, issuer);

    public EdgeHost Edge { get; }

    public TokenIssuer Issuer { get; }

    public static async Task<PlatformHost> Start(Action<EdgeOptions>? configure = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var issuer = await TokenIssuer.Start();
        var all = new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>())
        {
            ["Interlink:Identity:Authority"] = issuer.Address,
            ["Interlink:Identity:Audiences:0"] = "api://interlink",
            ["Interlink:Identity:PlatformAdministrators:0"] = "operator-one",
        };
        var edge = await EdgeHost.Start(
            options =>
            {
                options.LinkedIdentities = true;
                options.PublicUrl = new Uri("https://coproduction.example.org");
                configure?.Invoke(options);
            },
            all);
        return new PlatformHost(edge, issuer);
    }

    /// <summary>Sends a request with a bearer token in the platform's own header, or another.</summary>
    public Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body = null, string? token = null, string header = BearerTokens.Header, string? key = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: Json.Options) };
        request.Headers.TryAddWithoutValidation(header, $"Bearer {token ?? Issuer.Token(Edge.Clock.GetUtcNow())}");
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return Edge.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Provisions a tenant as the operator.</summary>
    public async Task<System.Text.Json.JsonElement> Provision(string tenant = "varam", string administrator = "first@example.org", string name = "Varam")
    {
        using var response = await Send(HttpMethod.Put, $"/api/platform/tenants/{tenant}", new { name, languages = new[] { "lv", "en" }, administrator });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return await response.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(TestContext.Current.CancellationToken);
    }

    /// <summary>The token in a link that was answered.</summary>
    public static string TokenIn(System.Text.Json.JsonElement provisioned) =>
        provisioned.GetProperty("administrator").GetProperty("welcomeUrl").GetString()!.Split("token=")[1];

    /// <summary>A principal as Static Web Apps passes it to a linked backend: who, not what.</summary>
    public static string Principal(string user = "u-1", string provider = "entra", params string[] roles) => EdgeHost.Encoded(new
    {
        identityProvider = provider,
        userId = user,
        userDetails = "someone@example.org",
        userRoles = (string[])["anonymous", "authenticated", .. roles],
    });

    /// <summary>Accepts an invitation.</summary>
    public Task<HttpResponseMessage> Accept(string token, string principal, string? name = null) =>
        Edge.Send(HttpMethod.Post, "/api/invitations/accept", JsonContent.Create(new { token, name }, mediaType: new MediaTypeHeaderValue("application/json"), options: Json.Options), principal);

    public async ValueTask DisposeAsync()
    {
        await Edge.DisposeAsync();
        await Issuer.DisposeAsync();
    }
}
