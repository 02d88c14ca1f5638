using System.Globalization;
using System.Text.Json;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Mail;

/// <summary>Which mails to list. Of several values of one filter, one must hold.</summary>
/// <param name="Text">Words of the address, each by its beginning; null for all.</param>
public sealed record MailFilter(IReadOnlyList<MailState> State, IReadOnlyList<string> Template, string? Text);

/// <summary>A page of records, and how many there are of each state and template.</summary>
public sealed record MailRecords(Page<Document<MailRecord>> Page, IReadOnlyList<FacetCount> States, IReadOnlyList<FacetCount> Templates);

/// <summary>Keeps the mails of each tenant, and beside each a small document whose id says when it is due: what is due is the beginning of a list.</summary>
/// <param name="kept">Where mails stay that did not leave this machine; none where all leave.</param>
public sealed class MailStore(IDocuments documents, IEnumerable<IKeptMails> kept)
{
    /// <summary>The kind of the documents of mails.</summary>
    public const string Kind = "mail";

    private const string DueKind = "mail-due";
    private const string State = "state";
    private const string Template = "template";
    private const string Account = "account";
    private const string Address = "address";
    private const string Author = "author";
    private const string Enqueued = "enqueued";
    private const int OperationsEach = 3;

    /// <summary>Most mails of one commit.</summary>
    public const int MaxTogether = Batch.MaxOperations / OperationsEach;

    /// <summary>Where the mails of a tenant are.</summary>
    public static Partition In(TenantId tenant) => Partition.Of(tenant, "mail");

    /// <summary>Reads a mail; null when there is none of that id.</summary>
    public Task<Document<MailRecord>?> Find(TenantId tenant, string id, CancellationToken cancellation) =>
        documents.Find<MailRecord>(In(tenant), Kind, id, cancellation);

    /// <summary>Adds a new mail to a batch.</summary>
    internal static void Create(Batch batch, string id, MailRecord mail) =>
        batch.Create(Kind, id, mail, SearchOf(mail)).Create(DueKind, DueId(id, mail), new DueMail(id));

    /// <summary>Adds a new mail, and tells of it.</summary>
    /// <returns>The mail as it stands; null when there is one of that id.</returns>
    internal async Task<Document<MailRecord>?> Add(TenantId tenant, string id, MailRecord mail, DomainEvent told, CancellationToken cancellation)
    {
        var batch = new Batch();
        Create(batch, id, mail);
        var result = await documents.Commit(In(tenant), batch.Emit(told), cancellation);
        return result.Committed ? new Document<MailRecord>(In(tenant).Aggregate, id, mail, result.Revisions[0]) : null;
    }

    /// <summary>The mails of a lane that are due, the longest due first.</summary>
    /// <param name="limit">1 to 1,000.</param>
    public async Task<IReadOnlyList<Document<MailRecord>>> Due(TenantId tenant, int lane, DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        var listed = await documents.List<DueMail>(In(tenant), DueKind, new ListOptions(Prefix(lane), limit), cancellation);
        var last = Prefix(lane) + Digits(now) + "~";
        var due = listed.Items.Where(d => string.CompareOrdinal(d.Id, last) <= 0).ToDictionary(d => d.Body.Mail, d => d.Id, StringComparer.Ordinal);
        var mails = due.Count == 0 ? [] : await documents.FindMany<MailRecord>(In(tenant), Kind, due.Keys, cancellation);

        // What somebody took between the two looks is due no more, and is theirs to send.
        return [.. mails.Where(mail => DueId(mail.Id, mail.Body) == due[mail.Id])];
    }

    /// <summary>How many mails a lane has, due or not, and since when the first is due.</summary>
    public async Task<(long Count, DateTimeOffset? First)> Waiting(TenantId tenant, int lane, CancellationToken cancellation)
    {
        var first = await documents.List<DueMail>(In(tenant), DueKind, new ListOptions(Prefix(lane), 1), cancellation);
        return (first.Total, first.Items.Count == 0 ? null : DueAt(first.Items[0].Id));
    }

    /// <summary>Writes a changed mail in place of the one that was read.</summary>
    /// <param name="told">The event that tells of it; null for none.</param>
    /// <returns>The mail as it stands now; null when somebody else was faster.</returns>
    public async Task<Document<MailRecord>?> Replace(
        TenantId tenant, Document<MailRecord> read, MailRecord changed, DomainEvent? told, CancellationToken cancellation)
    {
        var batch = Change(new Batch(), read, changed);
        _ = told is null ? batch : batch.Emit(told);
        var result = await documents.Commit(In(tenant), batch, cancellation);
        return result.Committed ? new Document<MailRecord>(read.Aggregate, read.Id, changed, result.Revisions[0]) : null;
    }

    /// <summary>Changes many mails; where somebody else was faster, that mail stays as it is.</summary>
    /// <param name="read">At most <see cref="MaxTogether"/>.</param>
    /// <returns>The mails that were changed, as they stand now.</returns>
    public async Task<IReadOnlyList<Document<MailRecord>>> ReplaceAll(
        TenantId tenant, IReadOnlyList<Document<MailRecord>> read, Func<MailRecord, MailRecord> change, CancellationToken cancellation)
    {
        if (read.Count == 0)
        {
            return [];
        }

        var changed = read.Select(mail => mail with { Body = change(mail.Body) }).ToList();
        var batch = read.Zip(changed).Aggregate(new Batch(), (batch, pair) => Change(batch, pair.First, pair.Second.Body));
        var result = await documents.Commit(In(tenant), batch, cancellation);
        if (result.Committed)
        {
            var mails = batch.Operations.OfType<PutOperation>().Zip(result.Revisions).Where(put => put.First.Kind == Kind);
            return [.. changed.Zip(mails).Select(pair => pair.First with { Revision = pair.Second.Second })];
        }

        var won = new List<Document<MailRecord>>();
        foreach (var (before, after) in read.Zip(changed))
        {
            if (await Replace(tenant, before, after.Body, null, cancellation) is { } mine)
            {
                won.Add(mine);
            }
        }

        return won;
    }

    /// <summary>Forgets mails altogether, also where they stay on this machine.</summary>
    /// <param name="read">At most <see cref="MaxTogether"/>.</param>
    public async Task Remove(TenantId tenant, IReadOnlyList<Document<MailRecord>> read, CancellationToken cancellation)
    {
        // What was kept goes first: should the second step never happen, repeating finds the mail again and does both.
        await ForgetKept(tenant, read, cancellation);
        await documents.Commit(
            In(tenant), read.Aggregate(new Batch(), (batch, mail) => batch.Remove(Kind, mail.Id).Remove(DueKind, DueId(mail.Id, mail.Body))), cancellation);
    }

    /// <summary>Forgets what stays of a mail on this machine that was being sent while others removed it. Of one that is still there nothing is forgotten.</summary>
    public async Task ForgetRemoved(TenantId tenant, Document<MailRecord> sent, CancellationToken cancellation)
    {
        if (await Find(tenant, sent.Id, cancellation) is null)
        {
            await ForgetKept(tenant, [sent], cancellation);
        }
    }

    /// <summary>Lists mails, the youngest first.</summary>
    public async Task<MailRecords> List(TenantId tenant, MailFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var wanted = new Dictionary<string, IReadOnlyList<string>>();
        if (filter.State.Count > 0)
        {
            wanted[State] = [.. filter.State.Select(WordOf).Distinct()];
        }

        if (filter.Template.Count > 0)
        {
            wanted[Template] = filter.Template;
        }

        var query = new SearchQuery
        {
            Text = filter.Text,
            AnyOf = wanted,
            Count = [State, Template],
            Order = SearchOrder.Number,
            OrderNumber = Enqueued,
            Page = page,
        };
        var found = await documents.Search<MailRecord>(In(tenant), Kind, query, cancellation);
        return new MailRecords(found.Page, found.Counts[State], found.Counts[Template]);
    }

    /// <summary>The mails to a person, by account and by address.</summary>
    /// <param name="subject">The account's subject.</param>
    /// <param name="address">The address; null when there is none.</param>
    public async Task<IReadOnlyList<Document<MailRecord>>> To(TenantId tenant, string subject, EmailAddress? address, CancellationToken cancellation)
    {
        var found = await With(tenant, Account, subject, cancellation);
        return address is { } known ? [.. found.UnionBy(await With(tenant, Address, known.Key, cancellation), mail => mail.Id)] : found;
    }

    /// <summary>The mails that carry a person's name and words to others, and are not emptied yet.</summary>
    public Task<IReadOnlyList<Document<MailRecord>>> By(TenantId tenant, string subject, CancellationToken cancellation) => With(tenant, Author, subject, cancellation);

    private async Task<IReadOnlyList<Document<MailRecord>>> With(TenantId tenant, string facet, string value, CancellationToken cancellation)
    {
        var found = new Dictionary<string, Document<MailRecord>>(StringComparer.Ordinal);
        string? cursor = null;
        do
        {
            var query = new SearchQuery
            {
                AnyOf = new Dictionary<string, IReadOnlyList<string>> { [facet] = [value] },
                Order = SearchOrder.Number,
                OrderNumber = Enqueued,
                Page = new PageRequest(PageRequest.MaxLimit, cursor),
            };
            var page = (await documents.Search<MailRecord>(In(tenant), Kind, query, cancellation)).Page;
            foreach (var mail in page.Items)
            {
                found[mail.Id] = mail;
            }

            cursor = page.Next;
        }
        while (cursor is not null);

        return [.. found.Values];
    }

    private async Task ForgetKept(TenantId tenant, IReadOnlyList<Document<MailRecord>> mails, CancellationToken cancellation)
    {
        foreach (var place in kept)
        {
            await place.Forget(tenant, mails.SelectMany(mail => mail.Body.References(tenant, mail.Id)), cancellation);
        }
    }

    /// <summary>Tells of something that changed no mail.</summary>
    public Task Tell(TenantId tenant, DomainEvent told, CancellationToken cancellation) => documents.Commit(In(tenant), new Batch().Emit(told), cancellation);

    private static Batch Change(Batch batch, Document<MailRecord> read, MailRecord changed)
    {
        batch.Replace(Kind, read.Id, changed, read.Revision, SearchOf(changed));
        var (before, after) = (DueId(read.Id, read.Body), DueId(read.Id, changed));
        return before == after ? batch : batch.Remove(DueKind, before).Put(DueKind, after, new DueMail(read.Id));
    }

    private static SearchEntry SearchOf(MailRecord mail) => new()
    {
        Text = LocalizedText.Of(Language.Fallback, mail.Recipient),
        Facets = new Dictionary<string, IReadOnlyList<string>>
        {
            [State] = [WordOf(mail.State)],
            [Template] = [mail.Template],
            [Account] = mail.Subject is null ? [] : [mail.Subject],
            [Author] = mail.Author is null || mail.Values is null ? [] : [mail.Author],
            [Address] = EmailAddress.TryParse(mail.Recipient, out var address) ? [address.Key] : [],
        },
        Numbers = new Dictionary<string, double> { [Enqueued] = mail.EnqueuedAt.ToUnixTimeMilliseconds() },
    };

    // Whoever looks for what waits looks for what is being sent too: it is a matter of seconds.
    private static string WordOf(MailState state) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName((state is MailState.Sending ? MailState.Waiting : state).ToString());

    private static string Prefix(int lane) => string.Create(CultureInfo.InvariantCulture, $"{lane}-");

    private static string Digits(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString("D14", CultureInfo.InvariantCulture);

    private static string DueId(string id, MailRecord mail) => $"{Prefix(mail.Lane)}{Digits(mail.DueAt)}-{id}";

    private static DateTimeOffset DueAt(string dueId) => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(dueId.AsSpan(2, 14), CultureInfo.InvariantCulture));

    private sealed record DueMail(string Mail);
}
