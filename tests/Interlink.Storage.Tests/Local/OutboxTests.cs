using System.Diagnostics;
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
        var first = await folder.Storage.Outbox.Read(null, 2, Now);
        Assert.Equal(["1", "2"], first.Events.Select(e => e.Id));
        var second = await folder.Storage.Outbox.Read(first.Next, 10, Now);
        Assert.Equal(["3"], second.Events.Select(e => e.Id));
        var third = await folder.Storage.Outbox.Read(second.Next, 10, Now);
        Assert.Empty(third.Events);
        Assert.Equal(second.Next, third.Next);
        await Assert.ThrowsAsync<InvalidCursorException>(() => folder.Storage.Outbox.Read("x", 10, Now));
    }

    [Fact]
    public async Task What_was_handed_on_is_forgotten_once_it_is_old_and_nothing_else()
    {
        await using var folder = await LocalFolder.Open();
        for (var i = 0; i < 1_500; i += 50)
        {
            await folder.Storage.Documents.Commit(Notes, Enumerable.Range(i, 50).Aggregate(new Batch(), (batch, id) => batch.Emit(Event($"{id}"))), Now);
        }

        var young = await folder.Storage.Outbox.Read(null, 1_200, Now);
        await folder.Storage.Outbox.Forget(young.Next, Now);
        Assert.Equal(1_500, (await folder.Storage.Outbox.Read(null, 2_000, Now)).Events.Count);
        folder.Clock.Advance(IOutbox.Retention + TimeSpan.FromDays(400));
        await folder.Storage.Outbox.Forget(young.Next, Now);
        Assert.Equal(Enumerable.Range(1_200, 300).Select(i => $"{i}"), (await folder.Storage.Outbox.Read(null, 2_000, Now)).Events.Select(e => e.Id));
    }

    [Fact]
    public async Task An_event_comes_back_as_it_was_with_its_data_as_json()
    {
        await using var folder = await LocalFolder.Open();
        await folder.Storage.Documents.Commit(Notes, new Batch().Emit(Event("1")), Now);
        var stored = Assert.Single((await folder.Storage.Outbox.Read(null, 10, Now)).Events);
        Assert.Equal((Tenant, "notes", "note.created", "somebody", "subject"), (stored.Tenant, stored.Aggregate, stored.Type, stored.Actor, stored.Subject));
        Assert.Equal(new DateTimeOffset(2026, 5, 1, 10, 0, 0, TimeSpan.Zero), stored.At);
        Assert.Equal("""{"noteId":"n1","reason":"not_found"}""", stored.Data.GetRawText());
    }

    [Fact]
    public async Task What_the_audit_is_told_beside_comes_back_too()
    {
        await using var folder = await LocalFolder.Open();
        var plain = Event("1");
        var edited = Event("2") with { Changes = [new("name", "A park", "A garden"), new("email")], Correlation = "0af7651916cd43dd8448eb211c80319c", AuditOnly = true };
        await folder.Storage.Documents.Commit(Notes, new Batch().Emit(plain).Emit(edited), Now);
        var stored = (await folder.Storage.Outbox.Read(null, 10, Now)).Events;
        Assert.Equal((0, false), (stored[0].Changes.Count, stored[0].AuditOnly));
        Assert.Equal(edited.Changes, stored[1].Changes);
        Assert.Equal((edited.Correlation, true), (stored[1].Correlation, stored[1].AuditOnly));
    }

    [Fact]
    public async Task An_event_knows_the_trace_in_which_it_was_emitted()
    {
        await using var folder = await LocalFolder.Open();
        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        await folder.Storage.Documents.Commit(Notes, new Batch().Emit(Event("1")), Now);
        Assert.Equal(request.TraceId.ToHexString(), Assert.Single((await folder.Storage.Outbox.Read(null, 10, Now)).Events).Correlation);
    }

    [Fact]
    public async Task A_refused_commit_tells_nothing_and_a_repeated_one_tells_it_once()
    {
        await using var folder = await LocalFolder.Open();
        await folder.Storage.Documents.Commit(Notes, new Batch().Create("note", "a", 1).Emit(Event("1")), Now);
        await folder.Storage.Documents.Commit(Notes, new Batch().Create("note", "a", 1).Emit(Event("2")), Now);
        await folder.Storage.Documents.Commit(Notes, new Batch().Put("note", "a", 1).Emit(Event("1")), Now);
        Assert.Equal(["1"], (await folder.Storage.Outbox.Read(null, 10, Now)).Events.Select(e => e.Id));
    }

    private static DomainEvent Event(string id) =>
        new(id, "note.created", new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.FromHours(2)), "somebody", "subject", new Told("n1", ErrorKind.NotFound, null));

    private sealed record Told(string NoteId, ErrorKind Reason, string? Nothing);
}
