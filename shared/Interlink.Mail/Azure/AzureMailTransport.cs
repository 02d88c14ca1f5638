using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Microsoft.Extensions.Options;

namespace Interlink.Mail.Azure;

/// <summary>Mails by Azure Communication Services, in the words of its REST interface (<c>emails:send</c>, 2025-09-01).</summary>
/// <remarks>Each mail has an <c>Operation-Id</c> of its own, derived from its reference, under which the service takes a mail once. Before a second attempt the service
/// is asked what became of the first.</remarks>
public sealed class AzureMailTransport(HttpClient http, IOptions<AzureMailOptions> options, AzureMailTokens tokens) : IMailTransport
{
    private const string Version = "api-version=2025-09-01";

    public string Name => "azure";

    private Uri Endpoint => options.Value.Endpoint ?? throw new InvalidOperationException("The service has no endpoint.");

    public async Task<SendResult> Send(OutgoingMail mail, CancellationToken cancellation)
    {
        try
        {
            var operation = OperationOf(mail.Reference);
            return (mail.Attempt > 1 ? await Earlier(operation, cancellation) : null) ?? await Post(mail, operation, cancellation);
        }
        catch (HttpRequestException fault)
        {
            return new SendResult(SendOutcome.Unavailable, fault.Message);
        }
    }

    /// <summary>The id under which the service knows a mail: a UUID (version 8, RFC 9562) made of its reference.</summary>
    internal static Guid OperationOf(string reference)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(reference))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private async Task<SendResult?> Earlier(Guid operation, CancellationToken cancellation)
    {
        using var response = await Ask(new HttpRequestMessage(HttpMethod.Get, Relative($"/emails/operations/{operation}")), cancellation);
        return response.StatusCode is HttpStatusCode.NotFound ? null
            : response.IsSuccessStatusCode ? ResultOf(await Read(response, cancellation))
            : Refusal(response, await Read(response, cancellation));
    }

    private async Task<SendResult> Post(OutgoingMail mail, Guid operation, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Relative("/emails:send"));
        request.Headers.Add("Operation-Id", operation.ToString());
        request.Headers.Add("x-ms-client-request-id", operation.ToString());
        request.Content = JsonContent.Create(MessageOf(mail), options: Json.Options);
        await request.Content.LoadIntoBufferAsync(cancellation);
        using var response = await Ask(request, cancellation);
        var answer = await Read(response, cancellation);
        return response.IsSuccessStatusCode ? ResultOf(answer) : Refusal(response, answer);
    }

    private async Task<HttpResponseMessage> Ask(HttpRequestMessage request, CancellationToken cancellation)
    {
        request.RequestUri = new Uri(Endpoint, request.RequestUri!);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.Get(cancellation));
        return await http.SendAsync(request, cancellation);
    }

    private static Uri Relative(string path) => new($"{path}?{Version}", UriKind.Relative);

    private static object MessageOf(OutgoingMail mail) => new
    {
        Headers = mail.Headers.Append(new("Message-ID", mail.MessageId)).ToDictionary(header => header.Key, header => header.Value),
        SenderAddress = mail.FromAddress,
        Content = new { mail.Written.Subject, PlainText = mail.Written.Text, mail.Written.Html },
        Recipients = new { To = new[] { new { Address = mail.To } } },
        ReplyTo = mail.ReplyTo is null ? null : new[] { new { Address = mail.ReplyTo } },
        UserEngagementTrackingDisabled = true,
    };

    private static SendResult ResultOf(Answer answer) => answer.Status switch
    {
        "Failed" or "Canceled" => new SendResult(SendOutcome.Refused, answer.Said),
        _ => SendResult.Sent,
    };

    // What is wrong with this mail ends it; what is wrong between us and the service concerns all mails.
    private static SendResult Refusal(HttpResponseMessage response, Answer answer)
    {
        var said = $"{(int)response.StatusCode} {answer.Said}".Trim();
        return response.StatusCode switch
        {
            HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity => new(SendOutcome.Refused, said),
            HttpStatusCode.InternalServerError or HttpStatusCode.Conflict or HttpStatusCode.RequestTimeout => new(SendOutcome.Deferred, said, RetryAfter(response)),
            _ => new(SendOutcome.Unavailable, said, RetryAfter(response)),
        };
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter?.Delta;

    private static async Task<Answer> Read(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<Answer>(Json.Options, cancellation) ?? new Answer(null, null);
        }
        catch (JsonException)
        {
            return new Answer(null, null); // Something between us and the service answered in its own words; the status tells enough.
        }
    }

    private sealed record Answer(string? Status, Fault? Error)
    {
        public string Said => Error is null ? "" : $"{Error.Code}: {Error.Message}";
    }

    private sealed record Fault(string? Code, string? Message);
}
