using System.ComponentModel.DataAnnotations;
using Interlink.Core.Mail;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Mail;

/// <summary>A link from a mail.</summary>
public sealed record UnsubscribeQuery
{
    /// <summary>The token of the link.</summary>
    [Required, StringLength(1000)]
    public string Token { get; init; } = "";
}

/// <summary>Ends mails that somebody does not want any more. Nobody need be signed in: the token says who, and for what.</summary>
public sealed class UnsubscribeFunctions(Unsubscribe unsubscribe)
{
    /// <summary>Tells what a link would end. Changes nothing, since programs open links of mails to look for harm.</summary>
    [Function("GetUnsubscribe"), AllowAnonymous, Query<UnsubscribeQuery>]
    public async Task<Reply<UnsubscribeView>> GetUnsubscribe(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "unsubscribe")] HttpRequest request, CancellationToken cancellation) =>
        await request.ReadQuery<UnsubscribeQuery>().Then(query => unsubscribe.Look(query.Token, cancellation));

    /// <summary>Ends it: one click in a program for mail (RFC 8058), or the button of the page. What the body says is not read. Safe to repeat.</summary>
    [Function("Unsubscribe"), AllowAnonymous, Query<UnsubscribeQuery>]
    public async Task<Reply<UnsubscribeView>> Confirm(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "unsubscribe")] HttpRequest request, CancellationToken cancellation) =>
        await request.ReadQuery<UnsubscribeQuery>().Then(query => unsubscribe.Confirm(query.Token, cancellation));
}
