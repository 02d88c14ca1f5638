using Interlink.Core.Accounts;
using Interlink.Core.Tenants;
using Interlink.Functions.Edge;
using Interlink.Local.Accounts;
using Interlink.Local.Hosting;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Interlink.Local.SignIn;

/// <summary>Local accounts and the cookie that says who is signed in.</summary>
internal static class SignInServices
{
    /// <summary>Adds accounts, sessions and the keys that protect cookies, which lie in the data folder.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services, LocalSettings settings, DataFolder data)
    {
        services.PostConfigure<EdgeOptions>(edge => (edge.TrustPrincipalHeader, edge.DefaultTenant) = (true, settings.Tenant.Value));
        services.PostConfigure<PlatformOptions>(platform =>
        {
            platform.IdentityProvider = PlatformAdministrators.Provider;
            if (settings.Demo)
            {
                platform.Administrators.Add(DemoPeople.PlatformAdministrator);
            }
        });
        services.AddSingleton<PlatformAdministrators>();
        services.AddDataProtection().SetApplicationName("Interlink").PersistKeysToFileSystem(Directory.CreateDirectory(data["keys"]));
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = "interlink";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = SessionStore.Lifetime;
            cookie.SlidingExpiration = true;
            cookie.EventsType = typeof(Session.Validation);
        });
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);
        services.AddSingleton(provider => new Sealed<HalfSignedIn>(provider.GetRequiredService<IDataProtectionProvider>(), "interlink-half", "/.auth/login"));
        services.AddSingleton(provider => new Sealed<AskedPasskey>(provider.GetRequiredService<IDataProtectionProvider>(), "interlink-passkey", "/.auth"));
        services.AddSingleton<AfterTheAnswer>().AddHostedService(provider => provider.GetRequiredService<AfterTheAnswer>());
        return services
            .AddSingleton<HostAddress>().AddSingleton<IPlatformSite>(provider => provider.GetRequiredService<HostAddress>()).AddSingleton<AccountMail>()
            .AddSingleton<Passwords>().AddSingleton<SignInThrottle>().AddSingleton<SecondFactor>().AddSingleton<Passkeys>()
            .AddSingleton<SignInDesk>().AddSingleton<AddressDesk>().AddSingleton<PasswordReset>().AddSingleton<RefusedSignIns>().AddSingleton<RefusedAtTheDoor>().AddSingleton<Core.Privacy.IReauthentication, PasswordAgain>()
            .AddSingleton<FirstAdministrator>().AddSingleton<DemoPeople>().AddSingleton<Session.Validation>();
    }

    /// <summary>Finds out who asks, before functions and sign-in answer. Nothing a client says of itself gets past here.</summary>
    public static void UseSignIn(this IApplicationBuilder app)
    {
        app.Use(ClientPrincipal.Strip);
        app.Use(DoorLimit.Refuse);
        app.UseAuthentication();
        app.Use(CrossSiteGuard.Refuse);
        app.Use(ClientPrincipal.Write);
    }
}
