using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.People;
using Interlink.Core.Storage;

namespace Interlink.Core.Mail;

/// <summary>A mail, for administrators.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Template">Which mail it is.</param>
/// <param name="Recipient">The address.</param>
/// <param name="State">How it stands.</param>
/// <param name="Reason">Why, as a stable word; null when there is nothing to say.</param>
/// <param name="Detail">What the next station said; null when it said nothing.</param>
/// <param name="EnqueuedAt">When it was put in the outbox, UTC.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="NextAt">When it is tried next, UTC; null unless it waits.</param>
/// <param name="EndedAt">When it was sent, given up or dropped, UTC.</param>
/// <param name="CanRetry">Whether it can be sent again.</param>
/// <param name="CanDrop">Whether it can be dropped.</param>
public sealed record MailView(
    string Id, string Template, string Recipient, MailState State, string? Reason, string? Detail, DateTimeOffset EnqueuedAt, int Attempts,
    DateTimeOffset? NextAt, DateTimeOffset? EndedAt, bool CanRetry, bool CanDrop);

/// <summary>A mail with what it says.</summary>
/// <param name="From">The sender as the reader sees it.</param>
/// <param name="Content">What it says; null once that is forgotten.</param>
/// <param name="KeyWithheld">Whether a link that would sign somebody in is cut short, or the mail not shown for its sake: it is its reader's alone.</param>
public sealed record MailLetter(MailView Mail, string From, WrittenMail? Content, bool KeyWithheld);

/// <summary>How many mails there are of each state and template; each counted without its own filter.</summary>
public sealed record MailFacets(IReadOnlyList<FacetCount> State, IReadOnlyList<FacetCount> Template);

/// <summary>A page of mails.</summary>
/// <param name="Transport">How mails leave: <c>folder</c>, <c>smtp</c>, <c>azure</c>; null where no way is set up.</param>
public sealed record MailList(IReadOnlyList<MailView> Items, long Total, string? Next, MailFacets Facets, string? Transport);

/// <summary>What administrators do with mails: look, try, send again, drop. The functions ask for the scope.</summary>
public sealed class MailDesk(MailStore store, AccountStore accounts, MailPost post, WaitingTenants waiting, MailOptions options, IIds ids, TimeProvider clock)
{
    private const int Tries = 5;

    /// <summary>The tenant's mails, the youngest first.</summary>
    public async Task<MailList> List(Caller caller, MailFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var found = await store.List(caller.Tenant, filter, page, cancellation);
        return new MailList(
            [.. found.Page.Items.Select(View)], found.Page.Total, found.Page.Next, new MailFacets(found.States, found.Templates), post.Transport);
    }

    /// <summary>One mail, with what it says while that is known; that a link was shown which signs somebody in is told.</summary>
    /// <returns>The mail, or <see cref="MailNotFound"/>.</returns>
    public async Task<Outcome<MailLetter>> Get(Caller caller, string id, CancellationToken cancellation)
    {
        if (await store.Find(caller.Tenant, id, cancellation) is not { } mail)
        {
            return new MailNotFound(id);
        }

        var sender = await post.Sender(caller.Tenant, cancellation);
        var read = await post.Read(sender, mail, cancellation);
        if (read.KeyShown)
        {
            await store.Tell(caller.Tenant, new MailEvents(ids, clock).Read(caller, mail), cancellation);
        }

        return new MailLetter(View(mail), $"{sender.Name} <{options.From}>", read.Content, read.KeyWithheld);
    }

    /// <summary>Sends the caller a mail, to see whether mails arrive.</summary>
    /// <returns>The mail, which waits like any other; <see cref="NoAddress"/> for an account without one.</returns>
    public async Task<Outcome<MailView>> Test(Caller caller, CancellationToken cancellation)
    {
        if ((await accounts.Find(caller.Tenant, caller.Subject, cancellation))?.Body is not { } account || !EmailAddress.TryParse(account.Email, out var address))
        {
            return new NoAddress();
        }

        var values = new Dictionary<string, string> { ["name"] = account.Name };
        var draft = new MailDraft(MailTemplates.Test, address, values) { Language = account.Language, Subject = account.Subject };
        await waiting.Notice(caller.Tenant, cancellation);
        var id = $"test-{ids.New()}";
        var added = await store.Add(caller.Tenant, id, MailRecord.Of(draft, clock.GetUtcNow()), new MailEvents(ids, clock).Tested(caller, id), cancellation);
        return added is null ? new StaleRevision() : View(added);
    }

    /// <summary>Has a mail sent again that was given up.</summary>
    /// <returns>The mail; <see cref="MailNotFound"/> or <see cref="MailNotRetryable"/>.</returns>
    public async Task<Outcome<MailView>> Retry(Caller caller, string id, CancellationToken cancellation)
    {
        await waiting.Notice(caller.Tenant, cancellation);
        return await Change(
            caller, id, mail => mail.CanBeRetried ? mail.Retried(clock.GetUtcNow()) : new MailNotRetryable(id), new MailEvents(ids, clock).Retried, cancellation);
    }

    /// <summary>Has a mail not sent, or no longer kept for being sent again.</summary>
    /// <returns>The mail; <see cref="MailNotFound"/> or <see cref="MailNotDroppable"/>.</returns>
    public Task<Outcome<MailView>> Drop(Caller caller, string id, CancellationToken cancellation) => Change(
        caller, id, mail => mail.CanBeDropped ? mail.Dropped(clock.GetUtcNow(), MailReason.Dropped) : new MailNotDroppable(id),
        new MailEvents(ids, clock).Dropped, cancellation);

    private async Task<Outcome<MailView>> Change(
        Caller caller, string id, Func<MailRecord, Outcome<MailRecord>> change, Func<Caller, Document<MailRecord>, DomainEvent> told, CancellationToken cancellation)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await store.Find(caller.Tenant, id, cancellation) is not { } read)
            {
                return new MailNotFound(id);
            }

            var changed = change(read.Body);
            if (!changed.Succeeded)
            {
                return changed.Error;
            }

            if (await store.Replace(caller.Tenant, read, changed.Value, told(caller, read), cancellation) is { } now)
            {
                return View(now);
            }
        }

        return new StaleRevision();
    }

    private static MailView View(Document<MailRecord> mail) => new(
        mail.Id, mail.Body.Template, mail.Body.Recipient, mail.Body.State, mail.Body.Reason, mail.Body.Detail, mail.Body.EnqueuedAt, mail.Body.Attempts,
        mail.Body.State is MailState.Waiting ? mail.Body.DueAt : null, mail.Body.EndedAt, mail.Body.CanBeRetried, mail.Body.CanBeDropped);
}
