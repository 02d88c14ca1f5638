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
    private static readonly object MeantKey = new();

    // Unlike everywhere else, "nobody" is written out: pages test clientPrincipal for null.
    private static readonly JsonSerializerOptions Options = new(Json.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    /// <summary>Answers with JSON.</summary>
    public static Task Write(this HttpContext context, object value)
    {
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(value, value.GetType(), Options, null, context.RequestAborted);
    }

    /// <summary>Answers with a refusal, of which the audit hears.</summary>
    public static async Task Refuse(this HttpContext context, Error error)
    {
        await context.Part<RefusedAtTheDoor>().Tell(context, error);
        await Problem.Of(context, error).ExecuteAsync(context);
    }

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
    public static async Task<Outcome<TenantId>> TenantOf(this HttpContext context, string? asked)
    {
        if (string.IsNullOrEmpty(asked))
        {
            return await context.TenantMeant();
        }

        if (!TenantId.TryParse(asked, out var tenant) || tenant == TenantDirectory.Platform)
        {
            return new InvalidInput("tenant", "not_a_tenant", "This is not the id of a tenant.");
        }

        context.Items[MeantKey] = tenant;
        return tenant;
    }

    /// <summary>The tenant that the request asked for; else the one that the address names; else the host's own.</summary>
    public static async Task<TenantId> TenantMeant(this HttpContext context) =>
        context.Items[MeantKey] as TenantId? ?? await context.Part<TenantAddress>().TenantOf(context.Request) ?? context.Part<LocalSettings>().Tenant;

    /// <summary>A part of sign-in.</summary>
    public static T Part<T>(this HttpContext context)
        where T : notnull => context.RequestServices.GetRequiredService<T>();
}
