using System.Text.Json;
using Interlink.Core.Mail;
using Interlink.Mail.Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Tests.Mail.Transports;

public sealed class AzureMailTransportTests : TransportContract, IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private AzureDouble _service = null!;

    private protected override IMailTransport Transport => new AzureMailTransport(
        _http, Options.Create(new AzureMailOptions { Endpoint = _service.Endpoint }),
        new AzureMailTokens((scope, _) => ValueTask.FromResult($"token for {scope}".Replace(' ', '-'))));

    public async ValueTask InitializeAsync() => _service = await AzureDouble.Start();

    [Fact]
    public async Task The_request_is_that_of_the_public_reference()
    {
        await Transport.Send(Mail("m-1"), Now);
        var asked = Assert.Single(_service.Requests);
        Assert.Equal(("POST", "/emails:send?api-version=2025-09-01"), (asked.Method, asked.Target));
        Assert.Equal("Bearer token-for-https://communication.azure.com/.default", asked.Headers["Authorization"]);
        Assert.Equal(AzureMailTransport.OperationOf("m-1"), Guid.Parse(asked.Headers["Operation-Id"]));
        Assert.True(Guid.TryParse(asked.Headers["x-ms-client-request-id"], out _));
        Assert.StartsWith("application/json", asked.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal(
            ["content", "headers", "recipients", "replyTo", "senderAddress", "userEngagementTrackingDisabled"],
            asked.Body.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["html", "plainText", "subject"], asked.Body.GetProperty("content").EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal("""{"to":[{"address":"reader@example.net"}]}""", asked.Body.GetProperty("recipients").GetRawText());
        Assert.Equal("interlink@example.org", asked.Body.GetProperty("senderAddress").GetString());
        Assert.True(asked.Body.GetProperty("userEngagementTrackingDisabled").GetBoolean());
    }

    [Fact]
    public async Task A_mail_whose_answer_was_lost_is_asked_for_and_not_sent_again()
    {
        _service.Instead = (asked, context) =>
        {
            if (asked.Method == "POST")
            {
                context.Abort();
            }

            return Task.FromResult(asked.Method == "POST");
        };
        Assert.Equal(SendOutcome.Unavailable, (await Transport.Send(Mail("m-1"), Now)).Outcome);
        Assert.Equal(SendOutcome.Sent, (await Transport.Send(Mail("m-1", 2), Now)).Outcome);
        Assert.Equal(["POST", "GET"], _service.Requests.Select(asked => asked.Method));
        Assert.Single(_service.Taken);
    }

    [Fact]
    public async Task A_second_attempt_of_what_never_arrived_sends_it_under_the_same_id()
    {
        Assert.Equal(SendOutcome.Sent, (await Transport.Send(Mail("m-1", 2), Now)).Outcome);
        Assert.Equal(["GET", "POST"], _service.Requests.Select(asked => asked.Method));
        Assert.EndsWith($"{_service.Requests.Last().Headers["Operation-Id"]}?api-version=2025-09-01", _service.Requests.First().Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_the_service_gave_up_afterwards_is_refused()
    {
        await Transport.Send(Mail("m-1"), Now);
        _service.Instead = async (_, context) =>
        {
            await context.Response.WriteAsJsonAsync(new { id = "x", status = "Failed", error = new { code = "EmailDropped", message = "All recipients are suppressed." } });
            return true;
        };
        var result = await Transport.Send(Mail("m-1", 2), Now);
        Assert.Equal((SendOutcome.Refused, "EmailDropped: All recipients are suppressed."), (result.Outcome, result.Detail));
    }

    [Theory]
    [InlineData(400, SendOutcome.Refused)]
    [InlineData(401, SendOutcome.Unavailable)]
    [InlineData(403, SendOutcome.Unavailable)]
    [InlineData(404, SendOutcome.Unavailable)]
    [InlineData(413, SendOutcome.Refused)]
    [InlineData(429, SendOutcome.Unavailable)]
    [InlineData(500, SendOutcome.Deferred)]
    [InlineData(503, SendOutcome.Unavailable)]
    public async Task What_the_service_says_decides_whether_there_is_another_attempt(int status, SendOutcome expected)
    {
        _service.Refuse = _ => (status, "Reason", "In words.", status == 429 ? 90 : null);
        var result = await Transport.Send(Mail("m-1"), Now);
        Assert.Equal((expected, $"{status} Reason: In words."), (result.Outcome, result.Detail));
        Assert.Equal(status == 429 ? TimeSpan.FromSeconds(90) : null, result.RetryAfter);
        Assert.Empty(_service.Taken);
    }

    [Fact]
    public async Task An_answer_that_is_not_the_services_is_told_by_its_status()
    {
        _service.Instead = async (_, context) =>
        {
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
            await context.Response.WriteAsync("<html>Bad gateway</html>");
            return true;
        };
        var result = await Transport.Send(Mail("m-1"), Now);
        Assert.Equal((SendOutcome.Unavailable, "502"), (result.Outcome, result.Detail));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _service.DisposeAsync();
    }

    // The service makes the message itself: this is what it is told to put in it.
    private protected override Task<IReadOnlyList<ReceivedMail>> Arrived() => Task.FromResult<IReadOnlyList<ReceivedMail>>([.. _service.Taken.Values.Select(Received)]);

    private static ReceivedMail Received(JsonElement body)
    {
        var headers = body.GetProperty("headers").EnumerateObject().Select(header => KeyValuePair.Create(header.Name, header.Value.GetString()!)).ToList();
        var content = body.GetProperty("content");
        headers.Add(new("From", body.GetProperty("senderAddress").GetString()!));
        headers.Add(new("To", body.GetProperty("recipients").GetProperty("to")[0].GetProperty("address").GetString()!));
        headers.Add(new("Reply-To", body.GetProperty("replyTo")[0].GetProperty("address").GetString()!));
        headers.Add(new("Subject", content.GetProperty("subject").GetString()!));
        return new ReceivedMail(headers, new Dictionary<string, string>
        {
            ["text/plain"] = content.GetProperty("plainText").GetString()!,
            ["text/html"] = content.GetProperty("html").GetString()!,
        });
    }
}
