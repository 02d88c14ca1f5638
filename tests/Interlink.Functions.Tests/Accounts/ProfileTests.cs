using System.Net;
using Interlink.Functions.Tests.Hosting;

namespace Interlink.Functions.Tests.Accounts;

public sealed class ProfileTests
{
    private const string Path = "/api/me/profile";

    [Fact]
    public async Task A_person_changes_the_own_profile_and_what_is_left_out_stays()
    {
        await using var host = await InterlinkHost.Start();
        var member = await host.As("member");
        using var first = await member.Get(Path);
        using var changed = await member.PatchJson(
            Path,
            new
            {
                name = "Līga Ozola",
                language = "lv",
                spokenLanguages = new[] { "lv", "en" },
                timeZone = "Europe/Riga",
                notifications = new { invitations = true, teams = false },
            },
            first.Tag());
        var profile = await changed.ExpectJson();
        Assert.Equal("Līga Ozola", profile.GetProperty("name").GetString());
        Assert.Equal("Europe/Riga", profile.GetProperty("timeZone").GetString());
        Assert.False(profile.GetProperty("notifications").GetProperty("teams").GetBoolean());
        Assert.Equal("host", profile.GetProperty("signIn").GetString());

        using var again = await member.PatchJson(Path, new { timeZone = "" }, changed.Tag());
        var after = await again.ExpectJson();
        Assert.False(after.TryGetProperty("timeZone", out _));
        Assert.Equal(["lv", "en"], after.GetProperty("spokenLanguages").EnumerateArray().Select(l => l.GetString()));
        Assert.Equal("Līga Ozola", (await member.GetJson("/api/me")).GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_change_of_an_older_revision_or_of_none_is_refused()
    {
        await using var host = await InterlinkHost.Start();
        var member = await host.As("member");
        using var read = await member.Get(Path);
        using var first = await member.PatchJson(Path, new { name = "One" }, read.Tag());
        await first.Expect(HttpStatusCode.OK);
        using var late = await member.PatchJson(Path, new { name = "Two" }, read.Tag());
        await late.ExpectProblem(HttpStatusCode.PreconditionFailed, "stale-revision");
        using var none = await member.PatchJson(Path, new { name = "Three" });
        await none.ExpectProblem((HttpStatusCode)428, "revision-required");
    }

    [Fact]
    public async Task Every_field_at_fault_is_named()
    {
        await using var host = await InterlinkHost.Start();
        var member = await host.As("member");
        using var read = await member.Get(Path);
        using var bad = await member.PatchJson(Path, new { name = "\u202e\u200b", language = "xx", timeZone = "../../etc/passwd" }, read.Tag());
        await bad.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "name", "language", "timeZone");
        using var spoken = await member.PatchJson(Path, new { spokenLanguages = new[] { "english" } }, read.Tag());
        await spoken.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "spokenLanguages[0]");
    }

    [Fact]
    public async Task A_change_is_told_without_saying_what_is_personal()
    {
        await using var host = await InterlinkHost.Start();
        var member = await host.As("member");
        using var read = await member.Get(Path);
        using var changed = await member.PatchJson(Path, new { name = "Unmistakable Name" }, read.Tag());
        await changed.Expect(HttpStatusCode.OK);
        var told = await AccountWorld.Told(host, "account.profile_changed");
        Assert.DoesNotContain("Unmistakable", told.Single().ToString(), StringComparison.Ordinal);
    }
}
