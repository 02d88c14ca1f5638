using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Core.Storage;

namespace Interlink.Functions.Tests.Mail;

public sealed class MailStoreTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_that_somebody_takes_while_another_looks_for_it_is_not_taken_twice()
    {
        await using var world = await MailWorld.Start();
        foreach (var id in (string[])["reset-1", "reset-2"])
        {
            await world.Enqueue(id, MailWorld.Reset("anna@example.org"));
        }

        var (store, now) = (world.Get<MailStore>(), world.Host.Clock.GetUtcNow());
        var slower = new MailStore(
            new BetweenLooks(
                world.Get<IDocuments>(),
                async () => Assert.Single(await store.ReplaceAll(MailWorld.Varam, [await world.Mail("reset-1")], mail => mail.Claimed("other", now.AddMinutes(4)), Now))),
            []);
        var lane = (await world.Mail("reset-1")).Body.Lane;
        Assert.Equal(["reset-2"], (await slower.Due(MailWorld.Varam, lane, now, 10, Now)).Select(mail => mail.Id));
        Assert.Equal(["reset-1", "reset-2"], (await store.Due(MailWorld.Varam, lane, now.AddMinutes(5), 10, Now)).Select(mail => mail.Id).Order());
    }

    /// <summary>Documents, with something that happens after a list was read.</summary>
    private sealed class BetweenLooks(IDocuments documents, Func<Task> happens) : IDocuments
    {
        public async Task<Page<Document<T>>> List<T>(Partition partition, string kind, ListOptions options, CancellationToken cancellation)
        {
            var page = await documents.List<T>(partition, kind, options, cancellation);
            await happens();
            return page;
        }

        public Task<CommitResult> Commit(Partition partition, Batch batch, CancellationToken cancellation) => documents.Commit(partition, batch, cancellation);

        public Task<Document<T>?> Find<T>(Partition partition, string kind, string id, CancellationToken cancellation) => documents.Find<T>(partition, kind, id, cancellation);

        public Task<IReadOnlyList<Document<T>>> FindMany<T>(Partition partition, string kind, IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
            documents.FindMany<T>(partition, kind, ids, cancellation);

        public Task<SearchResult<T>> Search<T>(SearchScope scope, string kind, SearchQuery query, CancellationToken cancellation) => documents.Search<T>(scope, kind, query, cancellation);
    }
}
