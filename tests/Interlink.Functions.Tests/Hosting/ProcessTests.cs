using System.Text.Json;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Hosting;

public sealed class ProcessTests
{
    [Fact]
    public async Task A_killed_host_lets_go_of_its_folder_and_keeps_people_signed_in()
    {
        using var folder = new TemporaryFolder();
        await using var first = await InterlinkProcess.Demo(folder["data"]);
        using var officer = await first.As("officer");
        await first.Kill();
        await using var second = await InterlinkProcess.Demo(folder["data"]);
        officer.MoveTo(second.Address);
        Assert.Equal("Demo officer", (await officer.GetJson("/api/me")).GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_second_host_on_a_folder_ends_with_one_clear_line()
    {
        using var folder = new TemporaryFolder();
        await using var host = await InterlinkHost.Start(new HostOptions { DataFolder = folder["data"] });
        var (code, output, errors) = await InterlinkProcess.Run("--data", folder["data"], "--urls", "http://127.0.0.1:0");
        Assert.Equal(1, code);
        Assert.Empty(output.Trim());
        Assert.Equal($"Another Interlink runs on {folder["data"]}. Stop it first, or choose another folder with --data.", errors.Trim());
    }

    [Fact]
    public async Task Importing_prints_the_report_and_ends_with_one_when_an_entry_was_rejected()
    {
        using var folder = new TemporaryFolder();
        WriteProfiles(folder["good"], """[{"id":"QUEUE","name_translations":{"en":"Long queues"},"description_translations":{"en":"People wait."}}]""");
        var (code, output, errors) = await InterlinkProcess.Run("import", folder["good"], "--data", folder["data"], "--tenant", "varam");
        Assert.True(code == 0, errors);
        var report = JsonElement.Parse(output);
        Assert.Equal("good.zip", report.GetProperty("source").GetString());
        Assert.Equal(1, report.GetProperty("counts").GetProperty("problem_profile").GetProperty("created").GetInt32());

        WriteProfiles(folder["bad"], """[{"id":"QUEUE","name_translations":{"en":"Long queues"},"description_translations":{"en":"People wait."}},{"name_translations":{"en":"Without an id"}}]""");
        (code, output, _) = await InterlinkProcess.Run("import", folder["bad"], "--data", folder["data"], "--tenant", "varam");
        Assert.Equal(1, code);
        report = JsonElement.Parse(output);
        Assert.Equal(1, report.GetProperty("counts").GetProperty("problem_profile").GetProperty("unchanged").GetInt32());
        Assert.Equal(1, report.GetProperty("counts").GetProperty("problem_profile").GetProperty("rejected").GetInt32());
    }

    [Fact]
    public async Task The_word_starter_imports_the_catalogue_that_comes_with_the_program()
    {
        using var folder = new TemporaryFolder();
        var (code, output, errors) = await InterlinkProcess.Run("import", "starter", "--data", folder["data"], "--tenant", "varam");
        Assert.True(code == 0, errors);
        var report = JsonElement.Parse(output);
        Assert.Equal("interlink-starter-catalogue.zip", report.GetProperty("source").GetString());
        Assert.Equal(1, report.GetProperty("counts").GetProperty("coproduction_schema").GetProperty("created").GetInt32());
        Assert.All(report.GetProperty("entries").EnumerateArray(), entry => Assert.Empty(entry.GetProperty("warnings").EnumerateArray()));
    }

    [Fact]
    public async Task Importing_what_is_not_there_ends_with_one_clear_line()
    {
        using var folder = new TemporaryFolder();
        var (code, output, errors) = await InterlinkProcess.Run("import", folder["nothing"], "--data", folder["data"]);
        Assert.Equal(1, code);
        Assert.Empty(output.Trim());
        Assert.Equal($"There is no folder or file '{folder["nothing"]}'.", errors.Trim());
    }

    [Fact]
    public async Task An_invited_person_chooses_a_password_with_the_printed_link()
    {
        using var folder = new TemporaryFolder();
        var (code, output, errors) = await InterlinkProcess.Run("invite", "Officer@Example.org", "--data", folder["data"], "--tenant", "varam", "--scope", "curator");
        Assert.True(code == 0, errors);
        var token = output.Trim().Split("token=")[1];
        await using var host = await InterlinkHost.Start(new HostOptions { DataFolder = folder["data"] });
        using var browser = host.Anonymous();
        using var welcomed = await browser.PostJson("/.auth/welcome", new { token, email = "officer@example.org", name = "An officer", password = "a password of our own" });
        await welcomed.Expect(System.Net.HttpStatusCode.NoContent);
        var me = await browser.GetJson("/api/me");
        Assert.Equal("An officer", me.GetProperty("name").GetString());
        Assert.Equal(["curator", "member"], me.GetProperty("scopes").EnumerateArray().Select(s => s.GetString()));
    }

    private static void WriteProfiles(string source, string json)
    {
        Directory.CreateDirectory(Path.Combine(source, "problemprofiles"));
        Directory.CreateDirectory(Path.Combine(source, "interlinkers"));
        Directory.CreateDirectory(Path.Combine(source, "schemas"));
        File.WriteAllText(Path.Combine(source, "problemprofiles", "problemprofiles.json"), json);
    }
}
