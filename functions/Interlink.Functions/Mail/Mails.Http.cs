using System.ComponentModel.DataAnnotations;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Mail;

/// <summary>Which mails to list. Of several values of one filter, one must hold.</summary>
public sealed record ListMailsQuery : PagedQuery
{
    /// <summary>How they stand; <c>waiting</c> finds those being sent too.</summary>
    public IReadOnlyList<MailState> State { get; init; } = [];

    /// <summary>Which mails they are.</summary>
    [MaxLength(20)]
    public IReadOnlyList<string> Template { get; init; } = [];

    /// <summary>Words of the address, each by its beginning.</summary>
    [StringLength(200)]
    public string? Text { get; init; }

    internal MailFilter Filter => new(State, Template, Text);
}

/// <summary>Mails over HTTP, for administrators.</summary>
public sealed class MailFunctions(MailDesk desk)
{
    /// <summary>Lists the tenant's mails, the youngest first, with how many there are of each state and template.</summary>
    [Function("ListMails"), Allow(Scope.Administrator), Query<ListMailsQuery>]
    public async Task<Reply<MailList>> ListMails(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "mails")] HttpRequest request, CancellationToken cancellation) =>
        await request.ReadQuery<ListMailsQuery>().Then(async query =>
            Outcome<MailList>.Of(await desk.List(request.Caller(), query.Filter, query.Page, cancellation)));

    /// <summary>Shows one mail, with what it says while that is known.</summary>
    [Function("GetMail"), Allow(Scope.Administrator)]
    public async Task<Reply<MailLetter>> GetMail(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "mails/{id}")] HttpRequest request, string id, CancellationToken cancellation) =>
        await desk.Get(request.Caller(), id, cancellation);

    /// <summary>Sends the caller a mail, to see whether mails arrive. How it fares is told as with any other.</summary>
    [Function("SendTestMail"), Allow(Scope.Administrator), Answers(StatusCodes.Status202Accepted)]
    public async Task<Reply<MailView>> SendTestMail(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "mails/test")] HttpRequest request, CancellationToken cancellation) =>
        (await desk.Test(request.Caller(), cancellation)).ToReply(mail => Reply.Accepted(mail, $"/api/mails/{mail.Id}"));

    /// <summary>Has a mail sent again that was given up.</summary>
    [Function("RetryMail"), Allow(Scope.Administrator)]
    public async Task<Reply<MailView>> RetryMail(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "mails/{id}/retry")] HttpRequest request, string id, CancellationToken cancellation) =>
        await desk.Retry(request.Caller(), id, cancellation);

    /// <summary>Has a mail not sent, or what a failed one says forgotten.</summary>
    [Function("DropMail"), Allow(Scope.Administrator)]
    public async Task<Reply<MailView>> DropMail(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "mails/{id}/drop")] HttpRequest request, string id, CancellationToken cancellation) =>
        await desk.Drop(request.Caller(), id, cancellation);
}
