using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Uploads;
using Interlink.Functions.Tests.Edge;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Uploads;

public sealed class UploadTests
{
    private const int PartSize = 4 * 1024 * 1024;
    private static readonly Caller One = new(TenantId.Parse("varam"), "subject-one", "Some One", new HashSet<string> { Scope.Member });

    [Fact]
    public async Task A_file_sent_in_parts_in_any_order_arrives_whole()
    {
        await using var host = await EdgeHost.Start();
        var file = RandomNumberGenerator.GetBytes((2 * PartSize) + 17);
        var id = await Begin(host, file.Length);
        foreach (var n in (int[])[2, 0, 1, 0])
        {
            using var sent = await Send(host, id, n, file.AsMemory(n * PartSize, Math.Min(PartSize, file.Length - (n * PartSize))));
            Assert.Equal(HttpStatusCode.NoContent, sent.StatusCode);
        }

        var desk = host.Services.GetRequiredService<UploadDesk>();
        var taken = (await desk.Take(One, id, TestContext.Current.CancellationToken)).Value;
        Assert.Equal(("plan.zip", (long)file.Length, "application/zip"), (taken.FileName, taken.Length, taken.ContentType));
        await using var content = (await host.Services.GetRequiredService<IBlobs>().Open(taken.Address, TestContext.Current.CancellationToken))!;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), content.Info.Sha256);
        Assert.Equal(taken, (await desk.Take(One, id, TestContext.Current.CancellationToken)).Value);
        Assert.Equal((int[])[0, 1, 2], await Received(host, id));
        using var late = await Send(host, id, 2, file.AsMemory(0, 17));
        await Problems.Of(late, HttpStatusCode.Conflict, "upload-finished");
    }

    [Fact]
    public async Task The_ticket_tells_how_to_send_and_the_status_what_has_arrived()
    {
        await using var host = await EdgeHost.Start();
        using var begun = await host.Post("/api/uploads", """{"fileName":"plan.zip","length":8388609}""");
        Assert.Equal(HttpStatusCode.Created, begun.StatusCode);
        var ticket = await Json(begun);
        var id = ticket.GetProperty("id").GetString()!;
        Assert.Equal($"/api/uploads/{id}", begun.Headers.Location!.ToString());
        Assert.Equal(PartSize, ticket.GetProperty("partSize").GetInt32());
        Assert.Equal(3, ticket.GetProperty("parts").GetInt32());
        Assert.Equal(host.Clock.GetUtcNow().AddHours(24), ticket.GetProperty("expiresAt").GetDateTimeOffset());
        using var sent = await Send(host, id, 2, new byte[1]);
        using var status = await host.Get($"/api/uploads/{id}");
        Assert.Equal(
            $$"""{"id":"{{id}}","fileName":"plan.zip","length":8388609,"partSize":4194304,"received":[2]}""",
            await status.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(0, 3, true)]
    [InlineData(0, 3, false)]
    [InlineData(1, 11, true)]
    [InlineData(1, 11, false)]
    public async Task A_part_of_another_length_is_refused_and_leaves_the_earlier_one(int n, int length, bool announced)
    {
        await using var host = await EdgeHost.Start();
        var id = await Begin(host, PartSize + 10);
        using var good = await Send(host, id, 1, new byte[10]);
        using var bad = await Send(host, id, n, new byte[length], chunked: !announced);
        var problem = await Problems.Of(bad, HttpStatusCode.BadRequest, "invalid-input");
        Assert.Equal(["body: wrong_length"], Problems.FieldsOf(problem));
        Assert.Equal((int[])[1], await Received(host, id));
    }

    [Fact]
    public async Task A_part_beyond_the_last_is_refused()
    {
        await using var host = await EdgeHost.Start();
        var id = await Begin(host, 10);
        using var response = await Send(host, id, 1, new byte[10]);
        var problem = await Problems.Of(response, HttpStatusCode.BadRequest, "invalid-input");
        Assert.Equal(["n: out_of_range"], Problems.FieldsOf(problem));
    }

    [Fact]
    public async Task What_is_missing_is_named_when_the_file_is_asked_for()
    {
        await using var host = await EdgeHost.Start();
        var id = await Begin(host, (3 * PartSize) + 1);
        using var sent = await Send(host, id, 3, new byte[1]);
        var taken = await host.Services.GetRequiredService<UploadDesk>().Take(One, id, TestContext.Current.CancellationToken);
        Assert.Equal(("upload-incomplete", ErrorKind.Conflict), (taken.Error!.Type, taken.Error.Kind));
        Assert.Equal(["parts[0]", "parts[1]", "parts[2]"], taken.Error.Fields.Select(f => f.Field));
    }

    [Fact]
    public async Task Only_the_sender_may_use_an_upload()
    {
        await using var host = await EdgeHost.Start();
        var id = await Begin(host, 10);
        using var sent = await Send(host, id, 0, new byte[10]);
        foreach (var principal in (string[])[EdgeHost.Principal("subject-two"), EdgeHost.Principal("subject-one", "zaragoza"), EdgeHost.Principal("subject-two", "varam", "administrator")])
        {
            using var read = await host.Get($"/api/uploads/{id}", principal);
            await Problems.Of(read, HttpStatusCode.NotFound, "upload-not-found");
            using var written = await host.Send(HttpMethod.Put, $"/api/uploads/{id}/parts/0", new ByteArrayContent(new byte[10]), principal);
            await Problems.Of(written, HttpStatusCode.NotFound, "upload-not-found");
        }

        var taken = await host.Services.GetRequiredService<UploadDesk>().Take(One with { Subject = "subject-two" }, id, TestContext.Current.CancellationToken);
        Assert.Equal("upload-not-found", taken.Error!.Type);
    }

    [Theory]
    [InlineData("""{"fileName":"a.zip","length":0}""", "length: out_of_range")]
    [InlineData("""{"fileName":"../a.zip","length":1}""", "fileName: malformed")]
    [InlineData("""{"fileName":"a\\b","length":1}""", "fileName: malformed")]
    [InlineData("""{"fileName":"a\nb","length":1,"contentType":"not a type"}""", "fileName: malformed|contentType: malformed")]
    [InlineData("""{"fileName":" ","length":1}""", "fileName: malformed")]
    [InlineData("""{"length":1.5,"size":2}""", "fileName: required|length: wrong_type|size: unknown_field")]
    public async Task Names_lengths_and_types_that_are_none_are_refused(string body, string expected)
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Post("/api/uploads", body);
        var problem = await Problems.Of(response, HttpStatusCode.BadRequest, "invalid-input");
        Assert.Equal(expected.Split('|').Order(), Problems.FieldsOf(problem).Order());
    }

    [Fact]
    public async Task Files_past_the_limit_and_too_many_at_once_are_refused()
    {
        await using var host = await EdgeHost.Start(settings: new Dictionary<string, string?> { ["Interlink:Uploads:MaxBytes"] = "100", ["Interlink:Uploads:MaxUnderWay"] = "2" });
        using var large = await host.Post("/api/uploads", """{"fileName":"a","length":101}""");
        await Problems.Of(large, HttpStatusCode.RequestEntityTooLarge, "too-large");
        await Begin(host, 100);
        await Begin(host, 100);
        using var third = await host.Post("/api/uploads", """{"fileName":"a","length":1}""");
        await Problems.Of(third, HttpStatusCode.Conflict, "too-many-uploads");
    }

    [Fact]
    public async Task What_has_expired_is_gone_and_the_sweep_leaves_no_bytes()
    {
        await using var host = await EdgeHost.Start();
        var old = await Begin(host, 10);
        using var sent = await Send(host, old, 0, new byte[10]);
        host.Clock.Jump(TimeSpan.FromHours(20));
        var young = await Begin(host, 10);
        host.Clock.Jump(TimeSpan.FromHours(5));
        using var expired = await host.Get($"/api/uploads/{old}");
        await Problems.Of(expired, HttpStatusCode.NotFound, "upload-not-found");
        var desk = host.Services.GetRequiredService<UploadDesk>();
        Assert.Equal(1, await desk.Sweep(One.Tenant, TestContext.Current.CancellationToken));
        Assert.Equal(0, await desk.Sweep(One.Tenant, TestContext.Current.CancellationToken));
        Assert.Empty(await Blobs(host, $"uploads/{old}/"));
        Assert.Empty(await Received(host, young));
    }

    [Fact]
    public async Task The_sweep_comes_by_itself()
    {
        await using var host = await EdgeHost.Start(timers: true);
        var id = await Begin(host, 10);
        using var sent = await Send(host, id, 0, new byte[10]);
        var store = host.Services.GetRequiredService<IDocuments>();
        Document<Upload>? left;
        do
        {
            host.Clock.Jump(TimeSpan.FromHours(1));
            await Task.Delay(20, TestContext.Current.CancellationToken);
            left = await store.Find<Upload>(Partition.Of(One.Tenant, "uploads"), "upload", id, TestContext.Current.CancellationToken);
        }
        while (left is not null && host.Clock.GetUtcNow() < left.Body.ExpiresAt.AddHours(500));

        Assert.Null(left);
        Assert.Empty(await Blobs(host, $"uploads/{id}/"));
    }

    [Fact]
    public async Task Whoever_takes_a_file_at_the_same_time_gets_the_same_file()
    {
        await using var host = await EdgeHost.Start();
        var id = await Begin(host, PartSize + 1);
        using var first = await Send(host, id, 0, new byte[PartSize]);
        using var second = await Send(host, id, 1, new byte[1]);
        var desk = host.Services.GetRequiredService<UploadDesk>();
        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => desk.Take(One, id, TestContext.Current.CancellationToken)));
        Assert.Single(taken.Select(t => t.Value).Distinct());
        Assert.Equal((string[])["uploads/" + id + "/content"], await Blobs(host, $"uploads/{id}/"));
    }

    [Fact]
    public async Task A_request_repeated_with_its_key_begins_one_upload()
    {
        await using var host = await EdgeHost.Start();
        const string Body = """{"fileName":"a","length":1}""";
        using var one = await host.Post("/api/uploads", Body, null, ("Idempotency-Key", "k"));
        using var two = await host.Post("/api/uploads", Body, null, ("Idempotency-Key", "k"));
        Assert.Equal((await Json(one)).ToString(), (await Json(two)).ToString());
    }

    private static async Task<string> Begin(EdgeHost host, long length)
    {
        using var response = await host.Post("/api/uploads", $$"""{"fileName":"plan.zip","length":{{length}},"contentType":"application/zip"}""");
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await Json(response)).GetProperty("id").GetString()!;
    }

    private static async Task<HttpResponseMessage> Send(EdgeHost host, string id, int n, ReadOnlyMemory<byte> bytes, bool chunked = false)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"/api/uploads/{id}/parts/{n}") { Content = new ByteArrayContent(bytes.ToArray()) };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.Add("x-ms-client-principal", EdgeHost.Principal());
        return await host.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<int[]> Received(EdgeHost host, string id)
    {
        using var response = await host.Get($"/api/uploads/{id}");
        return [.. (await Json(response)).GetProperty("received").EnumerateArray().Select(n => n.GetInt32())];
    }

    private static async Task<List<string>> Blobs(EdgeHost host, string prefix)
    {
        var found = new List<string>();
        await foreach (var blob in host.Services.GetRequiredService<IBlobs>().List(One.Tenant, prefix, TestContext.Current.CancellationToken))
        {
            found.Add(blob.Address.Path);
        }

        return found;
    }

    private static async Task<JsonElement> Json(HttpResponseMessage response) =>
        JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
}
