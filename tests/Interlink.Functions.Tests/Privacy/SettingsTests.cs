using System.Net;
using System.Text;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Privacy;

public sealed class SettingsTests
{
    [Fact]
    public async Task Settings_are_kept_with_their_revision()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        using var read = await administrator.Get("/api/privacy/settings");
        var body = new { controller = "Ministry", recipients = new[] { new { name = "Hoster", role = "hosting", country = "Latvia" } }, retentionDays = new { operations = 90 } };
        using var written = await administrator.PutJson("/api/privacy/settings", body, read.Tag());
        var settings = await written.ExpectJson();
        Assert.Equal(90, settings.GetProperty("retention").EnumerateArray().Single(r => r.Text("kind") == "operations").GetProperty("days").GetInt32());
        Assert.Equal("Ministry", settings.Text("controller"));
        using var stale = await administrator.PutJson("/api/privacy/settings", new { }, read.Tag());
        await stale.ExpectProblem(HttpStatusCode.PreconditionFailed, "stale-revision");
    }

    [Fact]
    public async Task Days_outside_the_bounds_of_their_kind_are_refused()
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        using var read = await administrator.Get("/api/privacy/settings");
        using var refused = await administrator.PutJson("/api/privacy/settings", new { retentionDays = new { operations = 1, unheard = 3, exports = 31 } }, read.Tag());
        await refused.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "retentionDays.operations", "retentionDays.unheard", "retentionDays.exports");
    }

    [Fact]
    public async Task The_daily_run_removes_what_is_too_old_and_tells_what()
    {
        var clock = new FakeClock();
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = clock });
        var administrator = await host.As("administrator");
        await administrator.Decide(7, new { operations = 30 });
        await administrator.Export();
        await PrivacyFlow.Eventually<JsonElement>(async () =>
            (await administrator.GetJson("/api/operations")).GetProperty("items")[0] is var operation && operation.Text("status") == "succeeded" ? operation : null);
        clock.Set(clock.GetUtcNow().AddDays(31));
        var run = await host.Services.GetRequiredService<EnforceRetention>().Run(TenantId.Parse("varam"), CancellationToken.None);
        Assert.Equal(1, run.Removed["operations"]);
        Assert.Equal(1, run.Removed["exports"]);
        var again = host.Anonymous();
        await again.SignIn(People.Email("administrator"), People.Password);
        var settings = await again.GetJson("/api/privacy/settings");
        Assert.Equal(clock.GetUtcNow(), settings.GetProperty("lastRunAt").GetDateTimeOffset(), TimeSpan.FromMinutes(1));
        Assert.Equal(1, settings.GetProperty("retention").EnumerateArray().Single(r => r.Text("kind") == "operations").GetProperty("removed").GetInt32());
        Assert.Equal(0, (await again.GetJson("/api/operations")).GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("json", "application/json", "\"activities\"")]
    [InlineData("csv", "text/csv", "\"Co-production processes\"")]
    [InlineData("html", "text/html", "<th scope=\"col\">Activity</th>")]
    public async Task The_record_of_processing_can_be_downloaded(string format, string type, string piece)
    {
        await using var host = await InterlinkHost.Start();
        var administrator = await host.As("administrator");
        using var file = await administrator.Get($"/api/privacy/processing/file?format={format}&language=en");
        await file.Expect(HttpStatusCode.OK);
        Assert.Equal(type, file.Content.Headers.ContentType!.MediaType);
        Assert.Contains(piece, Encoding.UTF8.GetString(await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_record_names_every_slice_that_keeps_something_about_people()
    {
        await using var host = await InterlinkHost.Start();
        var record = await (await host.As("administrator")).GetJson("/api/privacy/processing");
        Assert.Equal(
            host.Services.GetServices<IPersonalData>().Select(p => p.Description.Name).Order(StringComparer.Ordinal),
            record.GetProperty("activities").EnumerateArray().Select(a => a.Text("name")));
    }

    [Fact]
    public async Task Every_kind_of_data_and_retention_is_unique_and_within_its_own_bounds()
    {
        await using var host = await InterlinkHost.Start();
        var personal = host.Services.GetServices<IPersonalData>().Select(p => p.Description).ToList();
        var rules = host.Services.GetServices<IRetained>().Select(r => r.Rule).ToList();
        Assert.Equal(personal.Count, personal.Select(p => p.Name).Distinct().Count());
        Assert.Equal(rules.Count, rules.Select(r => r.Kind).Distinct().Count());
        Assert.All(rules, rule => Assert.InRange(rule.DefaultDays, rule.MinimumDays, rule.MaximumDays));
        Assert.All(personal, p => Assert.Contains(p.Erased, new[] { "removed", "pseudonymised", "kept" }));
        Assert.Empty(personal.Select(p => p.Retention).OfType<string>().Except(rules.Select(r => r.Kind)));
        foreach (var language in Language.Interface)
        {
            var words = PrivacyWords.In(language);
            Assert.All(personal, p => Assert.False(string.IsNullOrWhiteSpace(words.Kind(p.Name) + words.Basis(p.Basis))));
        }
    }
}
