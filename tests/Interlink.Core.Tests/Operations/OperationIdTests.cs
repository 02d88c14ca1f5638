using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;

namespace Interlink.Core.Tests.Operations;

public sealed class OperationIdTests
{
    private const string Key = "01arz3ndektsv4rrffq69g5fav";

    [Theory]
    [InlineData("catalogue-import.01arz3ndektsv4rrffq69g5fav", true)]
    [InlineData("clone2.01arz3ndektsv4rrffq69g5fav", true)]
    [InlineData("Catalogue.01arz3ndektsv4rrffq69g5fav", false)]
    [InlineData("-a.01arz3ndektsv4rrffq69g5fav", false)]
    [InlineData("a--b.01arz3ndektsv4rrffq69g5fav", false)]
    [InlineData("a:b.01arz3ndektsv4rrffq69g5fav", false)]
    [InlineData("a.01arz3ndektsv4rrffq69g5fa", false)]
    [InlineData("a.01arz3ndektsv4rrffq69g5favv", false)]
    [InlineData("a.01arz3ndektsv4rrffq69g5fau", false)]
    [InlineData("a.01arz3ndektsv4rrffq69g5fav\n", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void An_id_is_a_kind_and_a_key(string? text, bool valid) => Assert.Equal(valid, OperationId.TryParse(text, out _));

    [Fact]
    public void The_orchestration_s_id_begins_with_the_tenant() =>
        Assert.Equal($"varam:catalogue-import:{Key}", OperationId.Of("catalogue-import", Key).InstanceIn(TenantId.Parse("varam")));

    [Fact]
    public void Whatever_the_text_reading_it_throws_nothing_and_gives_back_what_it_was() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => !OperationId.TryParse(text, out var id) || id.ToString() == text).QuickCheckThrowOnFailure();

    [Fact]
    public void Derived_and_new_ids_are_keys() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), part =>
            Ulids.IsId(Ulids.Derive("kind", part.Get)) && OperationId.TryParse($"kind.{new Ulids(TimeProvider.System).New()}", out _)).QuickCheckThrowOnFailure();

    [Fact]
    public void Id_progress_result_and_record_survive_JSON_under_any_naming()
    {
        var record = new OperationRecord(
            OperationId.Of("catalogue-import", Key), "subject", DateTimeOffset.UnixEpoch, "a.zip",
            new OperationEnding(OperationStatus.Failed, DateTimeOffset.UnixEpoch, new OperationProgress(1, 2, "step"), new OperationFault("type", "Detail.")));
        Assert.Equivalent(record, JsonSerializer.Deserialize<OperationRecord>(JsonSerializer.Serialize(record, Json.Options), Json.Options), strict: true);

        // Orchestrators speak through converters of the runtime, which name members as they are written unless told otherwise.
        Assert.Equal("""{"done":1,"total":2,"step":"s"}""", JsonSerializer.Serialize(new OperationProgress(1, 2, "s")));
        Assert.Equal("""{"error":null,"result":{"report":"/x"}}""", JsonSerializer.Serialize(OperationResult.Success(new { Report = "/x" })));
        Assert.Equal(
            """{"error":{"type":"stale-revision","detail":"Somebody changed this since you read it. Read it again, then repeat your change."},"result":null}""",
            JsonSerializer.Serialize(OperationResult.Failure(new StaleRevision())));
    }
}
