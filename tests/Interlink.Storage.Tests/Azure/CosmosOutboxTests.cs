using System.Diagnostics;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Tests.Azure.Gateway;

namespace Interlink.Storage.Tests.Azure;

public sealed class CosmosOutboxTests
{
    private static readonly CancellationToken Now = TestContext.Current.CancellationToken;
    private static readonly TenantId Tenant = TenantId.Parse("outbox");
    private static readonly Partition Notes = Partition.Of(Tenant, "notes");

    [Fact]
    public async Task Events_are_stored_with_their_commit_in_order_and_read_once_by_whoever_goes_on()
    {
        await using var cosmos = await CosmosOverDouble.Start();
        var outbox = cosmos.Get<IOutbox>();
        await cosmos.Documents.Commit(Notes, new Batch().Create("note", "a", 1).Emit(Event("1")).Emit(Event("2")), Now);
        var first = await outbox.Read(null, 10, Now);
        Assert.Equal(["1", "2"], first.Events.Select(e => e.Id));
        Assert.Empty((await outbox.Read(first.Next, 10, Now)).Events);
        await cosmos.Documents.Commit(Notes, new Batch().Create("note", "b", 1).Emit(Event("3")), Now);
        await cosmos.Documents.Commit(Notes, new Batch().Put("note", "a", 2), Now);
        var second = await outbox.Read(first.Next, 10, Now);
        Assert.Equal(["3"], second.Events.Select(e => e.Id));
        Assert.Empty((await outbox.Read(second.Next, 10, Now)).Events);
    }

    [Fact]
    public async Task How_many_other_changes_were_read_on_the_way_is_told()
    {
        await using var cosmos = await CosmosOverDouble.Start();
        var outbox = cosmos.Get<IOutbox>();
        await cosmos.Documents.Commit(Notes, new Batch().Create("note", "a", 1).Emit(Event("1")), Now);
        var first = await outbox.Read(null, 10, Now);
        for (var i = 0; i < 30; i++)
        {
            await cosmos.Documents.Commit(Notes, new Batch().Put("note", $"{i}", i), Now);
        }

        var second = await outbox.Read(first.Next, 10, Now);
        Assert.Empty(second.Events);
        Assert.InRange(second.Passed, 30, 90);
        Assert.Equal(0, (await outbox.Read(second.Next, 10, Now)).Passed);
    }

    [Fact]
    public async Task A_long_outbox_of_many_partitions_is_read_part_by_part_to_its_end()
    {
        await using var cosmos = await CosmosOverDouble.Start();
        for (var i = 0; i < 40; i++)
        {
            await cosmos.Documents.Commit(Partition.Of(Tenant, $"notes-{i % 7}"), new Batch().Create("note", $"{i}", i).Emit(Event($"{i:d2}")), Now);
        }

        var (seen, next) = (new List<OutboxEvent>(), (string?)null);
        for (var reads = 0; reads < 100; reads++)
        {
            var page = await cosmos.Get<IOutbox>().Read(next, 3, Now);
            seen.AddRange(page.Events);
            next = page.Next;
        }

        Assert.Equal(40, seen.Select(e => e.Id).Distinct().Count());
        Assert.Equal(40, seen.Count);
        Assert.All(seen.GroupBy(e => e.Aggregate), events => Assert.Equal(events.Select(e => e.Id).Order(StringComparer.Ordinal), events.Select(e => e.Id)));
    }

    [Fact]
    public async Task An_event_comes_back_as_it_was_with_its_data_as_json()
    {
        await using var cosmos = await CosmosOverDouble.Start();
        await cosmos.Documents.Commit(Notes, new Batch().Emit(Event("1")), Now);
        var stored = Assert.Single((await cosmos.Get<IOutbox>().Read(null, 10, Now)).Events);
        Assert.Equal((Tenant, "notes", "note.created", "somebody", "subject"), (stored.Tenant, stored.Aggregate, stored.Type, stored.Actor, stored.Subject));
        Assert.Equal(new DateTimeOffset(2026, 5, 1, 10, 0, 0, TimeSpan.Zero), stored.At);
        Assert.Equal("""{"noteId":"n1","reason":"not_found"}""", stored.Data.GetRawText());
    }

    [Fact]
    public async Task What_the_audit_is_told_beside_comes_back_too()
    {
        await using var cosmos = await CosmosOverDouble.Start();
        var plain = Event("1");
        var edited = Event("2") with { Changes = [new("name", "A park", "A garden"), new("email")], Correlation = "0af7651916cd43dd8448eb211c80319c", AuditOnly = true };
        await cosmos.Documents.Commit(Notes, new Batch().Emit(plain).Emit(edited), Now);
        var stored = (await cosmos.Get<IOutbox>().Read(null, 10, Now)).Events;
        Assert.Equal((0, false), (stored[0].Changes.Count, stored[0].AuditOnly));
        Assert.Equal(edited.Changes, stored[1].Changes);
        Assert.Equal((edited.Correlation, true), (stored[1].Correlation, stored[1].AuditOnly));
    }

    [Fact]
    public async Task An_event_knows_the_trace_in_which_it_was_emitted()
    {
        await using var cosmos = await CosmosOverDouble.Start();
        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        await cosmos.Documents.Commit(Notes, new Batch().Emit(Event("1")), Now);
        Assert.Equal(request.TraceId.ToHexString(), Assert.Single((await cosmos.Get<IOutbox>().Read(null, 10, Now)).Events).Correlation);
    }

    [Fact]
    public async Task A_refused_commit_tells_nothing_and_a_repeated_one_tells_it_once()
    {
        await using var cosmos = await CosmosOverDouble.Start();
        await cosmos.Documents.Commit(Notes, new Batch().Create("note", "a", 1).Emit(Event("1")), Now);
        await cosmos.Documents.Commit(Notes, new Batch().Create("note", "a", 1).Emit(Event("2")), Now);
        Assert.True((await cosmos.Documents.Commit(Notes, new Batch().Put("note", "a", 2).Emit(Event("1")).Emit(Event("3")), Now)).Committed);
        Assert.Equal(["1", "3"], (await cosmos.Get<IOutbox>().Read(null, 10, Now)).Events.Select(e => e.Id));
        Assert.Equal(2, (await cosmos.Documents.Find<int>(Notes, "note", "a", Now))!.Body);
    }

    [Fact]
    public async Task An_event_can_be_read_for_its_time_and_is_gone_afterwards()
    {
        await using var cosmos = await CosmosOverDouble.Start();
        await cosmos.Documents.Commit(Notes, new Batch().Create("note", "a", 1).Emit(Event("1")), Now);
        var later = DateTimeOffset.UtcNow + IOutbox.Retention;
        cosmos.Gateway.Items.Now = () => later;
        Assert.Empty((await cosmos.Get<IOutbox>().Read(null, 10, Now)).Events);
        Assert.Equal(1, (await cosmos.Documents.Find<int>(Notes, "note", "a", Now))!.Body);
    }

    [Fact]
    public async Task A_place_that_is_none_is_refused()
    {
        await using var cosmos = await CosmosOverDouble.Start();
        await Assert.ThrowsAsync<InvalidCursorException>(() => cosmos.Get<IOutbox>().Read("nonsense", 10, Now));
    }

    private static DomainEvent Event(string id) =>
        new(id, "note.created", new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.FromHours(2)), "somebody", "subject", new Told("n1", ErrorKind.NotFound, null));

    private sealed record Told(string NoteId, ErrorKind Reason, string? Nothing);
}
