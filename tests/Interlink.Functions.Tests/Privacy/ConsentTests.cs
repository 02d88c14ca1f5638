using System.Net;
using System.Reflection;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;
using Interlink.Functions.Tests.Authorisation;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Testing;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Tests.Privacy;

public sealed class ConsentTests
{
    private static readonly MethodInfo[] Methods =
    [
        .. typeof(Composition).Assembly.GetTypes().SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => m.IsDefined(typeof(FunctionAttribute))),
    ];

    [Fact]
    public void Only_what_is_needed_to_agree_or_to_leave_can_be_called_before_agreeing() => Assert.Equal(
        ["CancelMyErasure", "DownloadExport", "EraseMe", "GetConsents", "GetMe", "GetMyErasure", "GiveConsents", "ListExports", "StartExport"],
        Methods.Where(m => m.IsDefined(typeof(BeforeConsentAttribute))).Select(m => m.GetCustomAttribute<FunctionAttribute>()!.Name).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Every_other_function_refuses_people_who_have_not_agreed()
    {
        await using var host = await InterlinkHost.Start(new HostOptions { Arguments = ["--Interlink:Edge:CallerBurst=100000"] });
        var administrator = await host.As("administrator");
        await administrator.Publish("terms", PrivacyFlow.Terms);
        var passed = new List<string>();
        foreach (var function in HttpFunction.All.Where(IsForPeople))
        {
            var path = System.Text.RegularExpressions.Regex.Replace(function.Route, @"\{[^}]+:int\}", "1");
            path = System.Text.RegularExpressions.Regex.Replace(path, @"\{[^}]+\}", Ulids.Derive("nothing"));
            using var request = new HttpRequestMessage(new HttpMethod(function.Methods[0]), $"/api/{path}");
            using var response = await administrator.Send(request);
            if (!(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("/problems/consent-required", StringComparison.Ordinal))
            {
                passed.Add($"{function.Name}: {(int)response.StatusCode}");
            }
        }

        Assert.Empty(passed);
    }

    [Fact]
    public async Task Nobody_is_asked_before_the_tenant_has_published()
    {
        await using var host = await InterlinkHost.Start();
        var member = await host.As("officer");
        Assert.Empty((await member.GetJson("/api/me/consents")).GetProperty("asked").EnumerateArray());
        await member.GetJson("/api/processes");
    }

    [Fact]
    public async Task Agreeing_opens_the_way_and_is_written_down_with_version_language_and_hash()
    {
        var clock = new FakeClock();
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = clock });
        var (administrator, member) = (await host.As("administrator"), await host.As("officer"));
        await administrator.Publish("terms", PrivacyFlow.Terms);
        using var refused = await member.Get("/api/processes");
        await refused.ExpectProblem(HttpStatusCode.Forbidden, "consent-required");
        var asked = (await member.GetJson("/api/me/consents?language=lv")).GetProperty("asked").EnumerateArray().Single();
        Assert.Equal("lv", asked.Text("language"));
        var given = (await member.Consent()).GetProperty("given").EnumerateArray().Single();
        Assert.Equal("terms", given.Text("document"));
        Assert.Equal(1, given.GetProperty("version").GetInt32());
        Assert.Equal(64, given.Text("sha256")!.Length);
        Assert.Equal(clock.GetUtcNow(), given.GetProperty("at").GetDateTimeOffset());
        await member.GetJson("/api/processes");
    }

    [Fact]
    public async Task A_new_version_asks_anew_and_a_correction_does_not()
    {
        await using var host = await InterlinkHost.Start();
        var (administrator, member) = (await host.As("administrator"), await host.As("officer"));
        await administrator.Publish("terms", PrivacyFlow.Terms);
        await administrator.Consent();
        await member.Consent();
        await administrator.Publish("terms", "# Terms\n\nA comma, put right.", asks: false);
        await member.GetJson("/api/processes");
        await administrator.Publish("terms", "# Terms\n\nSomething new.");
        using var refused = await member.Get("/api/processes");
        await refused.ExpectProblem(HttpStatusCode.Forbidden, "consent-required");
    }

    [Fact]
    public async Task A_version_that_is_to_come_asks_when_it_has_come()
    {
        var clock = new FakeClock();
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = clock });
        var (administrator, member) = (await host.As("administrator"), await host.As("officer"));
        await administrator.Publish("privacy", "# Notice", effectiveAt: clock.GetUtcNow().AddHours(2).ToString("O"));
        await member.GetJson("/api/processes");
        Assert.Equal(0, (await member.GetJson("/api/legal/privacy")).GetProperty("version").GetInt32());
        clock.Set(clock.GetUtcNow().AddHours(3));
        using var refused = await member.Get("/api/processes");
        await refused.ExpectProblem(HttpStatusCode.Forbidden, "consent-required");
    }

    [Fact]
    public async Task Only_the_text_in_force_can_be_agreed_to()
    {
        await using var host = await InterlinkHost.Start();
        var (administrator, member) = (await host.As("administrator"), await host.As("officer"));
        await administrator.Publish("terms", PrivacyFlow.Terms);
        var asked = (await member.GetJson("/api/me/consents")).GetProperty("asked").EnumerateArray().Single();
        foreach (var wrong in new object[]
        {
            new { document = "terms", version = 2, language = "en", sha256 = asked.Text("sha256") },
            new { document = "terms", version = 1, language = "lv", sha256 = asked.Text("sha256") },
            new { document = "privacy", version = 1, language = "en", sha256 = asked.Text("sha256") },
        })
        {
            using var refused = await member.PostJson("/api/me/consents", new { consents = new[] { wrong } });
            await refused.ExpectProblem(HttpStatusCode.Conflict, "legal-text-changed");
        }
    }

    [Fact]
    public async Task Nobody_is_ever_asked_to_agree_to_the_accessibility_statement()
    {
        await using var host = await InterlinkHost.Start();
        var (administrator, member) = (await host.As("administrator"), await host.As("officer"));
        await administrator.Publish("accessibility", "# Accessibility");
        await member.GetJson("/api/processes");
    }

    private static bool IsForPeople(HttpFunction function)
    {
        var method = Methods.Single(m => m.GetCustomAttribute<FunctionAttribute>()!.Name == function.Name);
        return !method.IsDefined(typeof(AllowAnonymousAttribute)) && !method.IsDefined(typeof(BeforeConsentAttribute))
            && method.GetCustomAttribute<AllowAttribute>()?.Scope != Scope.PlatformAdministrator;
    }
}
