using System.Runtime.CompilerServices;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Core.Storage;

namespace Interlink.Core.People;

/// <summary>For how long people are kept who were invited and never answered: counted from when the last link ran out that could have taken up the account. Whoever is the
/// only one who could come to administer a tenant is kept until somebody does.</summary>
public sealed class WaitingAccounts(AccountStore accounts, WelcomeLinks links, ForgetWaiting forget, TenantAdministrators administrators, AccountEvents events) : IRetained
{
    /// <summary>The name of the kind.</summary>
    internal const string Kind = "waiting-accounts";

    /// <summary>Each goes through every part of the product; so a round is a short one.</summary>
    private const int MostOfRound = 20;

    /// <inheritdoc/>
    public RetentionRule Rule { get; } = new(
        Kind, DefaultDays: 90, MinimumDays: 7, MaximumDays: 730, "Whoever was invited may answer late, or be invited once more; whoever never answers is forgotten.");

    /// <inheritdoc/>
    public async Task<int> Purge(TenantId tenant, DateTimeOffset before, int limit, CancellationToken cancellation)
    {
        var most = Math.Min(limit, MostOfRound);
        var count = await forget.FinishAll(tenant, most, cancellation);
        foreach (var waiting in await Over(tenant, before, most, cancellation))
        {
            count += (await forget.Run(tenant, waiting, events.Erased(waiting.Id, actor: "timer"), cancellation)).Succeeded ? 1 : 0;
        }

        return count;
    }

    private async Task<IReadOnlyList<Document<Account>>> Over(TenantId tenant, DateTimeOffset before, int limit, CancellationToken cancellation)
    {
        var isAdministered = await administrators.HasAny(tenant, cancellation);
        var over = new List<Document<Account>>();
        var page = new PageRequest(PageRequest.MaxLimit, null);
        do
        {
            var found = (await accounts.Search(tenant, Waiting(page), cancellation)).Page;
            var until = await links.LastGoodUntil(tenant, [.. found.Items.Select(d => d.Id)], cancellation);
            over.AddRange(found.Items.Where(d => !d.Body.Accepted && d.Body.CreatedAt < before && until.GetValueOrDefault(d.Id) < before
                && (isAdministered || !d.Body.Scopes.Contains(Scope.Administrator))));
            page = page with { Cursor = found.Next };
        }
        while (page.Cursor is not null && over.Count < limit);

        return [.. over.Take(limit)];
    }

    private static SearchQuery Waiting(PageRequest page) => new()
    {
        AnyOf = new Dictionary<string, IReadOnlyList<string>>
        {
            [AccountFacets.State] = [AccountFacets.Word(PersonState.Invited), AccountFacets.Word(PersonState.Suspended)],
        },
        Order = SearchOrder.Number,
        OrderNumber = AccountFacets.CreatedAt,
        Page = page,
    };
}

/// <summary>What is kept of people who have been invited and have not answered yet, beside the account itself: until when they can.</summary>
public sealed class WaitingPersonalData(IDocuments documents) : IPersonalData
{
    /// <inheritdoc/>
    public PersonalDataDescription Description { get; } = new(
        WaitingAccounts.Kind, "Inviting people to the platform who have no account yet, and recognising them when they answer.", ["name", "email", "role"], "public-task", "removed")
    {
        Retention = WaitingAccounts.Kind,
    };

    /// <inheritdoc/>
    public async IAsyncEnumerable<PersonalRecord> Export(TenantId tenant, string subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await documents.Find<LastLink>(AccountStore.In(tenant), LastLink.Kind, subject, cancellation) is { } last)
        {
            yield return new PersonalRecord("welcome-link", subject, new { ExpiresAt = last.Body.Until });
        }
    }

    /// <inheritdoc/>
    public async Task<int> Erase(TenantId tenant, ErasedPerson person, CancellationToken cancellation)
    {
        if (await documents.Find<LastLink>(AccountStore.In(tenant), LastLink.Kind, person.Subject, cancellation) is null)
        {
            return 0;
        }

        await documents.Commit(AccountStore.In(tenant), new Batch().Remove(LastLink.Kind, person.Subject), cancellation);
        return 1;
    }
}
