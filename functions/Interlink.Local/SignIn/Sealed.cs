using System.Security.Cryptography;
using System.Text.Json;
using Interlink.Core.Kernel;
using Microsoft.AspNetCore.DataProtection;

namespace Interlink.Local.SignIn;

/// <summary>What a browser keeps for the host between two steps, in a cookie that it can neither read nor change, for five minutes.</summary>
internal sealed class Sealed<T>(IDataProtectionProvider protection, string cookie, string path)
    where T : class
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Interlink.SignIn", cookie).ToTimeLimitedDataProtector();

    /// <summary>Gives it to the browser.</summary>
    public void Give(HttpContext context, T value) => context.Response.Cookies.Append(
        cookie, _protector.Protect(JsonSerializer.Serialize(value, Json.Options), Lifetime), Options(context, Lifetime));

    /// <summary>Takes it back from the browser, which does not have it any more.</summary>
    /// <returns>Null when there is none, or it is too old, or not ours.</returns>
    public T? Take(HttpContext context)
    {
        if (context.Request.Cookies[cookie] is not { Length: > 0 } text)
        {
            return null;
        }

        context.Response.Cookies.Delete(cookie, Options(context, null));
        return Look(text);
    }

    /// <summary>Reads it and leaves it with the browser.</summary>
    /// <returns>Null when there is none, or it is too old, or not ours.</returns>
    public T? Look(HttpContext context) => context.Request.Cookies[cookie] is { Length: > 0 } text ? Look(text) : null;

    private T? Look(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(_protector.Unprotect(text), Json.Options);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private CookieOptions Options(HttpContext context, TimeSpan? age) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = path,
        MaxAge = age,
        IsEssential = true,
    };
}

/// <summary>Who gave address and password, and has yet to give the code.</summary>
internal sealed record HalfSignedIn(TenantId Tenant, string Subject, string Stamp);

/// <summary>What a browser's passkey was asked.</summary>
/// <param name="Session">The session in which a new one is made; null when it is to sign in.</param>
internal sealed record AskedPasskey(TenantId Tenant, string? Session, string State);
