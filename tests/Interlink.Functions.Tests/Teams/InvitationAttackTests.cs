using System.Net;
using System.Net.Sockets;
using System.Text;
using Interlink.Core.Teams.Bulk;
using Interlink.Functions.Teams;
using Interlink.Functions.Tests.Hosting;

namespace Interlink.Functions.Tests.Teams;

/// <summary>Lists of people that somebody made to do harm.</summary>
public sealed class InvitationAttackTests
{
    private const int Megabyte = 1024 * 1024;

    public static TheoryData<string, Func<byte[]>, string?> Files => new()
    {
        { "nothing but commas", () => Filled(","), "invalid-input" },
        { "nothing but quotes", () => Filled("\""), null },
        { "nothing but line breaks", () => Filled("\n"), "invalid-input" },
        { "one endless address", () => Filled("a"), null },
        { "a quote that never ends", () => [.. "e-mail\n\""u8, .. Filled("a,b\n")[..^16]], "too-many-invitations" },
        { "a header with a million columns", () => [.. "e-mail,"u8, .. Filled("e-mail,")[..^16]], "invalid-input" },
        { "a line with a million columns after a header", () => [.. "e-mail,name\na@example.org"u8, .. Filled(",x")[..^32]], null },
        { "a million lines", () => Filled("a\n"), "too-many-invitations" },
        { "zeros", () => new byte[InvitationCsv.MaxBytes], null },
        { "half a character of UTF-16", () => [0xff, 0xfe, .. Filled("\u00d8")], null },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_as_large_as_allowed_takes_no_more_memory_than_some_times_its_size(string what, Func<byte[]> make, string? refusal)
    {
        Assert.NotEmpty(what);
        var file = make();
        Assert.InRange(file.Length, InvitationCsv.MaxBytes / 2, InvitationCsv.MaxBytes);
        InvitationCsv.Read("a@example.org"u8.ToArray());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = InvitationCsv.Read(file);
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(taken < 64 * Megabyte, $"{taken / Megabyte} MiB were taken.");
        if (refusal is not null)
        {
            Assert.Equal(refusal, read.Error?.Type);
        }
        else
        {
            Assert.All(InvitationLines.Check(read.Succeeded ? read.Value : []), line => Assert.InRange(line.Email.Length, 0, 254));
        }
    }

    [Theory]
    [InlineData("import", 3L * 1024 * 1024)]
    [InlineData("import", 1L << 40)]
    [InlineData("preview", 3L * 1024 * 1024)]
    [InlineData("preview", 1L << 40)]
    public async Task A_file_that_says_it_is_too_large_is_refused_before_a_byte_of_it_is_read(string way, long length)
    {
        await using var host = await InterlinkHost.Start();
        var (administrator, team) = await Team(host);
        using var line = new TcpClient();
        await line.ConnectAsync(host.Address.Host, host.Address.Port, TestContext.Current.CancellationToken);
        await using var stream = line.GetStream();
        var cookies = administrator.Cookies.GetCookieHeader(host.Address);
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST {team}/invitations/{way} HTTP/1.1\r\nHost: {host.Address.Authority}\r\nCookie: {cookies}\r\nX-Requested-With: interlink\r\n"
                + $"Content-Type: application/octet-stream\r\nContent-Length: {length}\r\n\r\n"),
            TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 413 Content Too Large", Status(await reader.ReadLineAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_file_that_does_not_say_how_large_it_is_is_refused_where_it_becomes_too_large()
    {
        await using var host = await InterlinkHost.Start();
        var (administrator, team) = await Team(host);
        var endless = new Endless();
        var request = new HttpRequestMessage(HttpMethod.Post, $"{team}/invitations/preview") { Content = new StreamContent(endless, Megabyte / 16) };
        request.Headers.TransferEncodingChunked = true;
        request.Content.Headers.ContentType = new("application/octet-stream");
        try
        {
            using var refused = await administrator.Send(request);
            await refused.ExpectProblem(HttpStatusCode.RequestEntityTooLarge, "too-large");
        }
        catch (HttpRequestException cut)
        {
            // The host hung up while the rest was being sent: it read no further either way.
            Assert.IsType<IOException>(cut.InnerException, exactMatch: false);
        }

        Assert.InRange(endless.Sent, InvitationCsv.MaxBytes, 64L * Megabyte);
        await administrator.GetJson(team);
    }

    [Fact]
    public async Task A_list_in_JSON_is_bounded_too()
    {
        await using var host = await InterlinkHost.Start();
        var (administrator, team) = await Team(host);
        using var many = await administrator.PostJson(
            $"{team}/invitations/bulk", new { people = Enumerable.Range(0, InvitationLines.Most + 1).Select(i => new { email = $"p{i}@example.org" }) });
        Assert.True(many.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge, many.StatusCode.ToString());
        Assert.Equal("0", (await administrator.GetJson($"{team}/invitations")).GetProperty("total").ToString());
    }

    private static string Status(string? line) => line?.Replace("Payload Too Large", "Content Too Large", StringComparison.Ordinal) ?? "";

    private static async Task<(Client Administrator, string Team)> Team(InterlinkHost host)
    {
        var administrator = await host.As("administrator");
        return (administrator, await administrator.MakeTeam(await administrator.MakeOrganization()));
    }

    private static byte[] Filled(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var file = new byte[(InvitationCsv.MaxBytes / bytes.Length * bytes.Length) - (2 * bytes.Length)];
        for (var at = 0; at < file.Length; at += bytes.Length)
        {
            bytes.CopyTo(file, at);
        }

        return file;
    }

    /// <summary>Lines without end, up to far more than anybody would read.</summary>
    private sealed class Endless : Stream
    {
        public long Sent { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Sent; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (Sent > 256L * Megabyte)
            {
                return 0;
            }

            buffer.AsSpan(offset, count).Fill((byte)'\n');
            Sent += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
