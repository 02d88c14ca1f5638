using System.Net;
using System.Text;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;

namespace Interlink.Functions.Tests.Attacks;

/// <summary>Names with markup, turned round, invisible, half characters: taken as text or refused by field, never a fault, and never lost for others.</summary>
public sealed class HostileNameTests : IAsyncLifetime
{
    private InterlinkHost _host = null!;
    private Client _administrator = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await InterlinkHost.Start();
        _administrator = await _host.As("administrator");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("/api/processes", "/api/processes?limit=100")]
    [InlineData("/api/organizations", "/api/organizations?limit=100")]
    public async Task A_hostile_name_is_text_or_refused_and_lists_still_work(string path, string list)
    {
        foreach (var text in HostileText.All)
        {
            object body = path.EndsWith("processes", StringComparison.Ordinal) ? new { name = text, language = "en" } : new { name = new { en = text } };
            using var made = await _administrator.PostJson(path, body);
            Assert.True(made.StatusCode is HttpStatusCode.Created or HttpStatusCode.BadRequest or HttpStatusCode.Conflict, $"{text} was answered with {(int)made.StatusCode}.");
            if (made.StatusCode is HttpStatusCode.Created)
            {
                using var read = await _administrator.Get(made.Headers.Location!.ToString());
                Assert.Equal("nosniff", read.Headers.GetValues("X-Content-Type-Options").First());
                Assert.Equal("application/json", read.Content.Headers.ContentType!.MediaType);
            }
        }

        var page = await _administrator.GetJson(list);
        Assert.NotEqual(0, page.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Half_a_character_is_refused_and_the_field_named_or_replaced()
    {
        foreach (var escape in HostileText.LoneSurrogates)
        {
            using var made = await _administrator.Send(new HttpRequestMessage(HttpMethod.Post, "/api/processes")
            {
                Content = new StringContent($$"""{"name":"A {{escape}} park","language":"en"}""", Encoding.UTF8, "application/json"),
            });
            Assert.True(made.StatusCode is HttpStatusCode.Created or HttpStatusCode.BadRequest);
        }

        await _administrator.GetJson("/api/processes");
    }

    [Fact]
    public async Task Searching_for_anything_is_answered()
    {
        foreach (var text in HostileText.All.Where(t => t.Length <= 200))
        {
            foreach (var path in (string[])["/api/processes", "/api/catalogue/interlinkers", "/api/organizations", "/api/teams"])
            {
                using var found = await _administrator.Get($"{path}?text={Uri.EscapeDataString(text)}");
                Assert.True(found.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{path} for {text} answered {(int)found.StatusCode}.");
            }
        }

        Assert.Equal("Administrator", (await _administrator.GetJson("/api/me")).Text("name"));
    }
}
