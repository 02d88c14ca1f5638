using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Storage.Tests.Local;

public sealed class OutboxTests
{
    private static readonly CancellationToken Now = TestContext.Current.CancellationToken;
    private static readonly TenantId Tenant = TenantId.Parse("outbox");
    private static readonly Partition Notes = Partition.Of(Tenant, "notes");

    [Fact]
    public async Task Events_are_stored_with_their_commit_in_order()
    {
        await using var folder = await LocalFolder.Open();
        await folder.Storage.Documents.Commit(Notes, new Batch().Create("note", "a", 1).Emit(Event("1")).Emit(Event("2")), Now);
        await folder.Storage.Documents.Commit(Notes, new Batch().Create("note", "b", 1).Emit(Event("3")), Now);
        var events = await folder.Storage.Outbox.Read(0, 10, Now);
        Assert.Equal(["1", "2", "3"], events.Select(e => e.Id));
        Assert.True(events[0].Sequence < events[1].Sequence && events[1].Sequence < events[2].Sequence);
        Assert.Equal(["3"], (await folder.Storage.Outbox.Read(events[1].Sequence, 10, Now)).Select(e => e.Id));
        Assert.Equal(["1"], (await folder.Storage.Outbox.Read(0, 1, Now)).Select(e => e.Id));
    }

    [Fact]
    public async Task An_event_comes_back_as_it_was_with_its_data_as_json()
    {
        await using var folder = await LocalFolder.Open();
        await folder.Storage.Documents.Commit(Notes, new Batch().Emit(Event("1")), Now);
        var stored = Assert.Single(await folder.Storage.Outbox.Read(0, 10, Now));
        Assert.Equal((Tenant, "notes", "note.created", "somebody", "subject"), (stored.Tenant, stored.Aggregate, stored.Type, stored.Actor, stored.Subject));
        Assert.Equal(new DateTimeOffset(2026, 5, 1, 10, 0, 0, TimeSpan.Zero), stored.At);
        Assert.Equal("""{"noteId":"n1","reason":"not_found"}""", stored.Data.GetRawText());
    }

    [Fact]
    public async Task A_refused_commit_tells_nothing_and_a_repeated_one_tells_it_once()
    {
        await using var folder = await LocalFolder.Open();
        await folder.Storage.Documents.Commit(Notes, new Batch().Create("note", "a", 1).Emit(Event("1")), Now);
        await folder.Storage.Documents.Commit(Notes, new Batch().Create("note", "a", 1).Emit(Event("2")), Now);
        await folder.Storage.Documents.Commit(Notes, new Batch().Put("note", "a", 1).Emit(Event("1")), Now);
        Assert.Equal(["1"], (await folder.Storage.Outbox.Read(0, 10, Now)).Select(e => e.Id));
    }

    private static DomainEvent Event(string id) =>
        new(id, "note.created", new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.FromHours(2)), "somebody", "subject", new Told("n1", ErrorKind.NotFound, null));

    private sealed record Told(string NoteId, ErrorKind Reason, string? Nothing);
}
