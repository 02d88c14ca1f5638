using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;

namespace Interlink.Core.Webhooks;

/// <summary>Links by which a partner's engineer without an account sees one endpoint, for an hour to seven days. Nothing of a link is stored: it is sealed, it ends by itself, with the
/// right of whoever made it, with its endpoint, and all of an endpoint's at once by <see cref="End"/>.</summary>
public sealed class PartnerLinks(
    WebhookStore store, EndpointDesk endpoints, AccountStore accounts, TenantDirectory tenants, PartnerLinkKeys keys, IDocuments documents, IIds ids, TimeProvider clock)
{
    /// <summary>The shortest and the longest time that a link works, in hours.</summary>
    public const int MinHours = 1, MaxHours = 7 * 24;

    private readonly WebhookEvents _events = new(ids, clock);

    /// <summary>Makes a link.</summary>
    /// <param name="hours">For how long, <see cref="MinHours"/> to <see cref="MaxHours"/>.</param>
    public async Task<Outcome<PartnerLink>> Make(Caller caller, string endpoint, PartnerRights rights, int hours, CancellationToken cancellation)
    {
        var found = await store.Get(caller.Tenant, endpoint, cancellation);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var (version, key) = await keys.Latest(caller.Tenant, cancellation);
        var (id, now) = (ids.New(), clock.GetUtcNow());
        var expires = DateTimeOffset.FromUnixTimeSeconds((now + TimeSpan.FromHours(Math.Clamp(hours, MinHours, MaxHours))).ToUnixTimeSeconds());
        var ticket = new PartnerTicket(id, caller.Tenant, endpoint, rights, caller.Subject, now.ToUnixTimeMilliseconds(), expires.ToUnixTimeSeconds(), version);
        await documents.Commit(WebhookStore.EndpointsOf(caller.Tenant), new Batch().Emit(_events.LinkMade(caller, endpoint, id, rights, expires)), cancellation);
        return new PartnerLink(id, ticket.Close(key), rights, expires);
    }

    /// <summary>Ends every link to an endpoint that was made until now.</summary>
    public Task<Outcome<Document<WebhookEndpoint>>> End(Caller caller, string endpoint, CancellationToken cancellation) => endpoints.EndLinks(caller, endpoint, cancellation);

    /// <summary>Opens a link.</summary>
    /// <param name="needed">What is to be done with it.</param>
    /// <returns>The link; <see cref="PartnerLinkUnknown"/>, whatever is wrong with it, its maker or the endpoint; or <see cref="PartnerLinkReadOnly"/>.</returns>
    public async Task<Outcome<OpenedLink>> Open(string? text, PartnerRights needed, CancellationToken cancellation)
    {
        if (text is null || PartnerTicket.Claimed(text) is not { } ticket || ticket.ExpiresAt <= clock.GetUtcNow().ToUnixTimeSeconds()
            || await tenants.StateOf(ticket.Tenant, cancellation) is not { } state || TenantLife.Refusal(state, needed is PartnerRights.Operate, always: false) is not null
            || await keys.Find(ticket.Tenant, ticket.Key, cancellation) is not { } key || !PartnerTicket.IsSealedWith(text, key)
            || await accounts.Find(ticket.Tenant, ticket.Maker, cancellation) is not { Body: { Active: true } maker } || !maker.Scopes.Contains(Scope.Administrator)
            || await store.Get(ticket.Tenant, ticket.Endpoint, cancellation) is not { Succeeded: true, Value.Body: var endpoint }
            || endpoint.LinksEndedAt?.ToUnixTimeMilliseconds() >= ticket.MadeAt)
        {
            return new PartnerLinkUnknown();
        }

        if (needed > ticket.Rights)
        {
            return new PartnerLinkReadOnly();
        }

        var caller = new Caller(ticket.Tenant, $"link-{ticket.Id}", "Partner", new HashSet<string>());
        return new OpenedLink(caller, endpoint, ticket.Rights, DateTimeOffset.FromUnixTimeSeconds(ticket.ExpiresAt));
    }
}
