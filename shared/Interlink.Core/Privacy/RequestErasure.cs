using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Core.People;

namespace Interlink.Core.Privacy;

/// <summary>Asks for accounts to be erased, and takes that back.</summary>
public sealed class RequestErasure(
    ErasureStore store, AccountStore accounts, TenantAdministrators administrators, PrivacySettingsStore settings, MailOutbox mails, IIds ids, TimeProvider clock)
{
    /// <summary>Asks for the caller's own account.</summary>
    /// <param name="confirmation">What the person typed; must be the own name as it is shown.</param>
    /// <param name="page">Where it can be taken back, for the mail.</param>
    /// <returns>The erasure, new or one that was asked for already; <see cref="ErasureNotConfirmed"/> or <see cref="OnlyAdministrator"/>.</returns>
    public Task<Outcome<Erasure>> OfOneself(Caller caller, string confirmation, Uri page, CancellationToken cancellation) =>
        confirmation.Trim() == caller.Name.Trim()
            ? Begin(caller, caller.Subject, page, cancellation)
            : Task.FromResult<Outcome<Erasure>>(new ErasureNotConfirmed());

    /// <summary>Asks for somebody's account, as an administrator.</summary>
    /// <returns>The erasure, new or one that was asked for already; <see cref="PersonNotFound"/> or <see cref="OnlyAdministrator"/>.</returns>
    public async Task<Outcome<Erasure>> OfSomebody(Caller caller, string subject, Uri page, CancellationToken cancellation) =>
        Ulids.IsId(subject) && await accounts.Find(caller.Tenant, subject, cancellation) is { Body.State: not AccountState.Erased }
            ? await Begin(caller, subject, page, cancellation)
            : new PersonNotFound(subject);

    /// <summary>Takes an erasure back that has not begun: one's own wish, or any as an administrator. Taking back what was taken back already changes nothing.</summary>
    /// <returns>The erasure, <see cref="ErasureNotFound"/> or <see cref="ErasureBegun"/>.</returns>
    public async Task<Outcome<Erasure>> Cancel(Caller caller, string id, CancellationToken cancellation)
    {
        if (await store.Find(caller.Tenant, id, cancellation) is not { } read
            || (read.Body.RequestedBy != caller.Subject && !caller.Has(Scope.Administrator)))
        {
            return new ErasureNotFound(id);
        }

        if (read.Body.State is ErasureState.Canceled)
        {
            return read.Body;
        }

        var canceled = read.Body with { State = ErasureState.Canceled, EndedAt = clock.GetUtcNow(), CertificateToken = null, Person = null };
        var told = new PrivacyEvents(ids, clock).ErasureCanceled(caller.Subject, canceled);
        return read.Body.State is ErasureState.Waiting && (await store.Replace(caller.Tenant, read, canceled, told, null, cancellation)).Committed
            ? Outcome<Erasure>.Of(canceled)
            : new ErasureBegun();
    }

    private async Task<Outcome<Erasure>> Begin(Caller caller, string subject, Uri page, CancellationToken cancellation)
    {
        if (await store.Open(caller.Tenant, subject, cancellation) is { } open)
        {
            return open.Body;
        }

        if (await administrators.IsOnlyOne(caller.Tenant, subject, cancellation))
        {
            return new OnlyAdministrator();
        }

        var now = clock.GetUtcNow();
        var erasure = new Erasure
        {
            Id = ids.New(),
            Subject = subject,
            RequestedBy = caller.Subject,
            RequestedAt = now,
            DueAt = now.AddDays((await settings.Read(caller.Tenant, cancellation)).Settings.ErasureGraceDays),
            CertificateToken = $"{caller.Tenant}.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}",
        };
        if (!await store.Begin(caller.Tenant, erasure, new PrivacyEvents(ids, clock).ErasureRequested(caller.Subject, erasure), cancellation))
        {
            return (await store.Open(caller.Tenant, subject, cancellation))?.Body ?? throw new TransientException("The erasure was asked for twice at once.");
        }

        await Tell(caller.Tenant, erasure, page, cancellation);
        return erasure;
    }

    private async Task Tell(TenantId tenant, Erasure erasure, Uri page, CancellationToken cancellation)
    {
        if (erasure.DueAt > erasure.RequestedAt && (await accounts.Find(tenant, erasure.Subject, cancellation))?.Body is { } account
            && EmailAddress.TryParse(account.Email, out var address))
        {
            var values = new Dictionary<string, string>
            {
                ["name"] = account.Name,
                ["due"] = erasure.DueAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["link"] = page.ToString(),
                ["by"] = erasure.RequestedBy == erasure.Subject ? "person" : "administrator",
            };
            await mails.Enqueue(
                tenant, $"erasure-{erasure.Id}",
                new MailDraft(MailTemplates.ErasureRequested, address, values) { Language = account.Language, Subject = erasure.Subject }, cancellation);
        }
    }
}
