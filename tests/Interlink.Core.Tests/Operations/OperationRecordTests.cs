using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Processes;

namespace Interlink.Core.Tests.Operations;

public sealed class OperationRecordTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 4, 8, 0, 0, TimeSpan.Zero);
    private static readonly Caller Anna = new(TenantId.Parse("varam"), "anna", "Anna", new HashSet<string> { Scope.Member });
    private static readonly OperationRecord First = OperationRecord.New(OperationId.Of("planted", Ulids.Derive("one")), Anna, Start, "a file");

    [Fact]
    public void Each_attempt_has_an_orchestration_of_its_own()
    {
        var second = First.Ended(Failed(Start.AddMinutes(1))).Again(Anna, Start.AddMinutes(2));
        Assert.Equal(First.Id.InstanceIn(Anna.Tenant), First.InstanceIn(Anna.Tenant));
        Assert.Equal($"{First.InstanceIn(Anna.Tenant)}:2", second.InstanceIn(Anna.Tenant));
    }

    [Fact]
    public void A_further_attempt_remembers_how_the_one_before_ended()
    {
        var cancellation = new OperationCancellation(PersonReference.To(Anna), Start.AddMinutes(1), "The wrong file");
        var second = (First with { Cancellation = cancellation }).Ended(new OperationEnding(OperationStatus.Canceled, Start.AddMinutes(1))).Again(Anna, Start.AddMinutes(2));
        Assert.Equal((2, null, null, Start.AddMinutes(2)), (second.Attempt, second.Ending, second.Cancellation, second.AskedAt));
        Assert.Equal([new OperationAttempt(1, OperationStatus.Canceled, Start, Start.AddMinutes(1), null, cancellation)], second.Earlier);
    }

    [Fact]
    public void Only_so_many_earlier_attempts_are_remembered()
    {
        var record = First;
        for (var attempt = 1; attempt < 50; attempt++)
        {
            record = record.Ended(Failed(Start.AddMinutes(attempt))).Again(Anna, Start.AddMinutes(attempt));
        }

        Assert.Equal((50, OperationRecord.MaxEarlier, 49), (record.Attempt, record.Earlier.Count, record.Earlier[^1].Number));
    }

    [Fact]
    public void What_has_not_ended_has_no_further_attempt() => Assert.Throws<InvalidOperationException>(() => First.Again(Anna, Start));

    [Fact]
    public void A_wish_to_cancel_that_came_too_late_is_not_told()
    {
        var late = First with { Cancellation = new OperationCancellation(PersonReference.To(Anna), Start) };
        Assert.Null(late.Ended(new OperationEnding(OperationStatus.Succeeded, Start.AddMinutes(1))).Cancellation);
    }

    [Fact]
    public void A_record_of_the_first_form_can_still_be_read()
    {
        var old = JsonSerializer.Deserialize<OperationRecord>($$"""{"id":"{{First.Id}}","startedBy":"anna","createdAt":"2026-05-04T08:00:00+00:00","summary":"a file"}""", Json.Options)!;
        Assert.Equal((1, 0, "anna", Start), (old.Attempt, old.Earlier.Count, old.StartedBy, old.AskedAt));
    }

    private static OperationEnding Failed(DateTimeOffset at) => new(OperationStatus.Failed, at, Error: new OperationFault("planted", "Planted."));
}
