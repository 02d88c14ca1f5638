using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Azure;
using Interlink.Storage.Tests.Azure.Gateway;

namespace Interlink.Storage.Tests.Azure;

/// <summary>Commits whose answers are lost, and commits that ask for what is so already.</summary>
public sealed class CosmosCommitTests
{
    private static readonly CancellationToken Now = TestContext.Current.CancellationToken;
    private static readonly Partition Notes = Partition.Of(TenantId.Parse("commits"), "notes");

    public static TheoryData<string> Losses => ["timeout of the service", "service unavailable", "connection broken", "client gave up waiting"];

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_commit_whose_answer_is_lost_is_made_once_and_gives_its_revisions(string how)
    {
        await using var cosmos = await CosmosOverDouble.Start();
        cosmos.Gateway.Fault = Failing.First(1, r => r.IsBatch, Failing.Lost(how));
        var committed = await cosmos.Documents.Commit(Notes, new Batch().Create("note", "a", 1).Create("note", "b", 2).Emit(Event("1")), Now);
        Assert.True(committed.Committed);
        Assert.Equal((await Find(cosmos, "a"))!.Revision, committed.Revisions[0]);
        Assert.Equal((await Find(cosmos, "b"))!.Revision, committed.Revisions[1]);
        Assert.Single((await cosmos.Get<IOutbox>().Read(null, 10, Now)).Events);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_change_whose_answer_is_lost_does_not_conflict_with_itself(string how)
    {
        await using var cosmos = await CosmosOverDouble.Start();
        var before = (await cosmos.Documents.Commit(Notes, new Batch().Create("note", "a", 1).Create("note", "b", 1), Now)).Revisions;
        cosmos.Gateway.Fault = Failing.First(1, r => r.IsBatch, Failing.Lost(how));
        var changed = await cosmos.Documents.Commit(Notes, new Batch().Replace("note", "a", 2, before[0]).Remove("note", "b", before[1]), Now);
        Assert.Equal((await Find(cosmos, "a"))!.Revision, Assert.Single(changed.Revisions));
        Assert.Null(await Find(cosmos, "b"));
    }

    [Fact]
    public async Task What_others_overwrote_while_the_answer_was_lost_has_a_revision_that_holds_no_more()
    {
        var gateway = new GatewayDouble();
        await using var cosmos = await CosmosOverDouble.Start(gateway);
        await using var other = await CosmosOverDouble.Start(gateway);
        gateway.Fault = Failing.First(1, r => r.IsBatch, new GatewayFault(true, () =>
        {
            other.Documents.Commit(Notes, new Batch().Put("note", "a", 2), Now).GetAwaiter().GetResult();
            throw new HttpRequestException("The connection was reset.");
        }));
        var mine = await cosmos.Documents.Commit(Notes, new Batch().Create("note", "a", 1), Now);
        Assert.True(mine.Committed);
        Assert.Equal(2, (await Find(cosmos, "a"))!.Body);
        var stale = await cosmos.Documents.Commit(Notes, new Batch().Replace("note", "a", 3, mine.Revisions.Single()), Now);
        Assert.Equal(ConflictReason.Changed, stale.Conflict!.Reason);
    }

    [Fact]
    public async Task A_commit_that_was_not_made_is_sent_again()
    {
        await using var cosmos = await CosmosOverDouble.Start();
        cosmos.Gateway.Fault = Failing.First(2, r => r.IsBatch, Failing.Unavailable);
        Assert.True((await cosmos.Documents.Commit(Notes, new Batch().Create("note", "a", 1), Now)).Committed);
        Assert.Equal(1, (await Find(cosmos, "a"))!.Body);
    }

    [Fact]
    public async Task A_real_conflict_is_told_although_an_answer_was_lost()
    {
        await using var cosmos = await CosmosOverDouble.Start();
        await cosmos.Documents.Commit(Notes, new Batch().Create("note", "a", 1), Now);
        cosmos.Gateway.Fault = Failing.First(1, r => r.IsBatch, Failing.Lost("connection broken"));
        var refused = await cosmos.Documents.Commit(Notes, new Batch().Create("note", "a", 2), Now);
        Assert.Equal(new CommitConflict("note", "a", ConflictReason.Exists), refused.Conflict);
    }

    [Fact]
    public async Task A_commit_that_never_gets_an_answer_is_transient()
    {
        await using var cosmos = await CosmosOverDouble.Start();
        cosmos.Gateway.Fault = r => r.IsBatch ? Failing.Unavailable : null;
        await Assert.ThrowsAsync<TransientException>(() => cosmos.Documents.Commit(Notes, new Batch().Create("note", "a", 1), Now));
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_told_so()
    {
        await using var cosmos = await CosmosOverDouble.Start();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cosmos.Documents.Commit(Notes, new Batch().Create("note", "a", 1), cancelled.Token));
        Assert.Null(await Find(cosmos, "a"));
    }

    [Fact]
    public async Task Many_removals_of_what_is_not_there_take_few_requests()
    {
        await using var cosmos = await CosmosOverDouble.Start();
        await cosmos.Documents.Commit(Notes, new Batch().Create("note", "20", 1), Now);
        var before = cosmos.Gateway.Requests;
        var batch = Enumerable.Range(0, 60).Aggregate(new Batch(), (b, i) => b.Remove("note", $"{i}")).Create("note", "new", 1).Put("note", "late", 1).Remove("note", "late");
        Assert.True((await cosmos.Documents.Commit(Notes, batch, Now)).Committed);
        Assert.InRange(cosmos.Gateway.Requests - before, 1, 4);
        Assert.Equal(["new"], (await cosmos.Documents.List<int>(Notes, "note", default, Now)).Items.Select(d => d.Id));
    }

    [Fact]
    public async Task A_full_batch_fits_with_its_record_and_an_empty_one_costs_nothing()
    {
        await using var cosmos = await CosmosOverDouble.Start();
        var full = Enumerable.Range(0, Batch.MaxOperations - 1).Aggregate(new Batch(), (b, i) => b.Create("note", $"{i}", i)).Emit(Event("1"));
        Assert.Equal(Batch.MaxOperations - 1, (await cosmos.Documents.Commit(Notes, full, Now)).Revisions.Count);
        var before = cosmos.Gateway.Requests;
        Assert.True((await cosmos.Documents.Commit(Notes, new Batch(), Now)).Committed);
        Assert.Equal(before, cosmos.Gateway.Requests);
    }

    [Fact]
    public async Task A_commit_larger_than_a_request_is_refused_before_it_is_sent()
    {
        await using var cosmos = await CosmosOverDouble.Start();
        var before = cosmos.Gateway.Requests;
        var batch = new Batch().Create("note", "small", "x").Create("note", "huge", new string('x', 2_200_000));
        var refused = await Assert.ThrowsAsync<AzureStorageException>(() => cosmos.Documents.Commit(Notes, batch, Now));
        Assert.Equal(AzureStorageFault.TooLarge, refused.Fault);
        Assert.Contains("note:huge", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, cosmos.Gateway.Requests);
    }

    [Theory]
    [InlineData("$event", "a")]
    [InlineData("", "a")]
    [InlineData("note", "")]
    public async Task Kinds_and_ids_that_the_adapter_cannot_keep_are_refused(string kind, string id)
    {
        await using var cosmos = await CosmosOverDouble.Start();
        await Assert.ThrowsAnyAsync<ArgumentException>(() => cosmos.Documents.Commit(Notes, new Batch().Create(kind, id, 1), Now));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => cosmos.Documents.Commit(Notes, new Batch().Create("note", new string('x', 1_020), 1), Now));
    }

    private static DomainEvent Event(string id) => new(id, "note.created", DateTimeOffset.UnixEpoch, "somebody", "a", new { });

    private static Task<Document<int>?> Find(CosmosOverDouble cosmos, string id) => cosmos.Documents.Find<int>(Notes, "note", id, Now);
}
