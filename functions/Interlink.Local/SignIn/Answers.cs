using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Interlink.Functions.Edge;
using Interlink.Local.Hosting;

namespace Interlink.Local.SignIn;

/// <summary>What the endpoints of sign-in have in common. Nothing of what they answer is kept by anybody on the way.</summary>
internal static class Answers
{
    // Unlike everywhere else, "nobody" is written out: pages test clientPrincipal for null.
    private static readonly JsonSerializerOptions Options = new(Json.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    /// <summary>Answers with JSON.</summary>
    public static Task Write(this HttpContext context, object value)
    {
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(value, value.GetType(), Options, null, context.RequestAborted);
    }

    /// <summary>Answers with a refusal.</summary>
    public static Task Refuse(this HttpContext context, Error error) => Problem.Of(context, error).ExecuteAsync(context);

    /// <summary>Answers 204, or with the refusal.</summary>
    public static Task Answer<T>(this HttpContext context, Outcome<T> outcome)
    {
        if (!outcome.Succeeded)
        {
            return context.Refuse(outcome.Error);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>Answers with JSON made of the value, or with the refusal.</summary>
    public static Task Answer<T>(this HttpContext context, Outcome<T> outcome, Func<T, object> view) =>
        outcome.Succeeded ? context.Write(view(outcome.Value)) : context.Refuse(outcome.Error);

    /// <summary>The session of the request, or <see cref="NotSignedIn"/>.</summary>
    public static Outcome<Session> SignedIn(this HttpContext context) => Session.Of(context) is { } session ? session : new NotSignedIn();

    /// <summary>The tenant that is asked for; else the one that the address names; else the host's own.</summary>
    public static async Task<Outcome<TenantId>> TenantOf(this HttpContext context, string? asked) =>
        string.IsNullOrEmpty(asked)
            ? await context.Part<TenantAddress>().TenantOf(context.Request) ?? context.Part<LocalSettings>().Tenant
        : TenantId.TryParse(asked, out var tenant) && tenant != TenantDirectory.Platform ? tenant
        : new InvalidInput("tenant", "not_a_tenant", "This is not the id of a tenant.");

    /// <summary>From where the request comes, for counting failures: of IPv6 the half that names a network, since the other half costs nothing to change.</summary>
    public static string NetworkOf(this HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false })
        {
            return address?.MapToIPv4().ToString() ?? "";
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes).ToString();
    }

    /// <summary>A part of sign-in.</summary>
    public static T Part<T>(this HttpContext context)
        where T : notnull => context.RequestServices.GetRequiredService<T>();
}
