using System.ComponentModel.DataAnnotations;
using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Interlink.Core.Webhooks;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Webhooks;

/// <summary>A link to make.</summary>
/// <param name="Rights">What may be done with it.</param>
/// <param name="Hours">For how many hours it works.</param>
public sealed record MakePartnerLinkRequest(PartnerRights Rights = PartnerRights.Read, [Range(PartnerLinks.MinHours, PartnerLinks.MaxHours)] int Hours = 24);

/// <summary>A link for a partner's engineer.</summary>
/// <param name="Id">Names it in events.</param>
/// <param name="Ticket">What opens it: sent as the header <c>Interlink-Partner-Link</c>. Whoever holds it can, so it goes to one person.</param>
/// <param name="Path">The page to open. The ticket stands behind the number sign, where no server and no log sees it.</param>
/// <param name="Rights">What may be done with it.</param>
/// <param name="ExpiresAt">Until when, UTC; sooner when the right of whoever made it ends.</param>
public sealed record PartnerLinkView(string Id, string Ticket, string Path, PartnerRights Rights, DateTimeOffset ExpiresAt)
{
    internal static PartnerLinkView Of(PartnerLink link) => new(link.Id, link.Ticket, $"/partner#{link.Ticket}", link.Rights, link.ExpiresAt);
}

/// <summary>Links for partners over HTTP, for administrators.</summary>
public sealed class PartnerLinkFunctions(PartnerLinks links)
{
    /// <summary>Makes a link by which a partner's engineer without an account sees a webhook endpoint. It is shown once and stored nowhere.</summary>
    [Function("MakeWebhookPartnerLink"), Allow(Scope.Administrator), ShownOnce, Body<MakePartnerLinkRequest>]
    public async Task<Reply<PartnerLinkView>> MakeWebhookPartnerLink(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/endpoints/{id}/links")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var body = await request.ReadBody<MakePartnerLinkRequest>(cancellation);
        var made = await body.Then(asked => links.Make(request.Caller(), id, asked.Rights, asked.Hours, cancellation));
        return made.ToReply(link => Reply.Created(PartnerLinkView.Of(link), "/partner").With("Cache-Control", "no-store"));
    }

    /// <summary>Ends every link for partners to a webhook endpoint that was made until now.</summary>
    [Function("EndWebhookPartnerLinks"), Allow(Scope.Administrator), AllowApplication(ApiScope.ManageWebhooks)]
    public async Task<Reply<Unit>> EndWebhookPartnerLinks(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "webhooks/endpoints/{id}/links")] HttpRequest request, string id, CancellationToken cancellation) =>
        (await links.End(request.Caller(), id, cancellation)).Map(_ => Unit.Value);
}
