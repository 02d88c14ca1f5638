using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Interlink.Core.Audit;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Tests.Audit;

public sealed class AuditChainTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_hash_is_that_of_the_hash_before_and_the_canonical_entry()
    {
        var made = Chain(1)[0];
        var entry = """{"action":"note.edited","actor":"somebody","at":"2026-05-01T12:00:00+00:00","changes":[{"after":"2","before":"1","field":"n"}],"correlation":"c1","details":{"n":1},"id":"e1","object":"note-1","outcome":"done","recordedAt":"2026-05-01T12:00:00+00:00","sequence":1,"tenant":"varam","version":1}""";
        Assert.Equal(entry, Encoding.UTF8.GetString(CanonicalJson.Of(made.Entry)));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(AuditChain.Start + entry))), made.Hash);
    }

    [Fact]
    public void A_chain_is_verified_with_its_count_its_ends_and_its_last_hash()
    {
        var chain = Chain(7);
        var verdict = Verify(chain);
        Assert.True(verdict.Ok);
        Assert.Equal((7, 1L, 7L, chain[^1].Hash), (verdict.Entries, verdict.First, verdict.Last, verdict.Hash));
        Assert.True(Verify([]).Ok);
        Assert.True(Verify(chain.Skip(3)).Ok);
    }

    [Theory]
    [InlineData("actor", "else")]
    [InlineData("at", "2026-05-01T12:00:01+00:00")]
    [InlineData("tenant", "other")]
    [InlineData("correlation", "c9")]
    public void A_changed_entry_shows_itself(string member, string value)
    {
        var chain = Chain(5);
        chain[2] = chain[2] with { Entry = With(chain[2].Entry, member, value) };
        Assert.Equal([(3L, AuditFaultKind.Changed)], Faults(chain));
    }

    [Fact]
    public void A_changed_entry_that_was_hashed_anew_is_shown_by_the_next()
    {
        var chain = Chain(5);
        var changed = With(chain[2].Entry, "actor", "else");
        chain[2] = new SealedEntry(changed, chain[2].Previous, AuditChain.Hash(chain[2].Previous, changed));
        Assert.Equal([(4L, AuditFaultKind.Broken)], Faults(chain));
    }

    [Fact]
    public void What_was_taken_out_put_in_or_moved_shows()
    {
        var chain = Chain(6);
        Assert.Equal([(5L, AuditFaultKind.Missing)], Faults([.. chain.Take(2), .. chain.Skip(4)]));
        Assert.Equal([(3L, AuditFaultKind.Misplaced)], Faults([.. chain.Take(3), chain[2], .. chain.Skip(3)]));
        Assert.Contains((2L, AuditFaultKind.Misplaced), Faults([chain[0], chain[2], chain[1], .. chain.Skip(3)]));
        Assert.Equal([(1L, AuditFaultKind.Broken)], Faults([chain[0] with { Previous = chain[3].Hash, Hash = AuditChain.Hash(chain[3].Hash, chain[0].Entry) }]));
    }

    [Fact]
    public void An_end_that_was_cut_off_or_a_whole_that_was_replaced_shows_against_a_note()
    {
        var chain = Chain(6);
        var note = new AuditAnchor(5, chain[4].Hash);
        Assert.True(Verify(chain, note).Ok);
        Assert.Equal([(4L, AuditFaultKind.Truncated)], Faults(chain.Take(3), note));
        Assert.Equal([(5L, AuditFaultKind.Replaced)], Faults(Chain(6, "else"), note));
    }

    [Fact]
    public void A_verification_goes_on_where_the_part_before_ended()
    {
        var chain = Chain(6);
        var first = Verify(chain.Take(3));
        var second = AuditVerifier.After(first.Last!.Value, first.Hash!);
        chain.Skip(3).ToList().ForEach(second.Add);
        Assert.True(second.Finish().Ok);
        var skipping = AuditVerifier.After(first.Last!.Value, first.Hash!);
        chain.Skip(4).ToList().ForEach(skipping.Add);
        Assert.Equal(AuditFaultKind.Missing, Assert.Single(skipping.Finish().Faults).Kind);
    }

    [Fact]
    public void Long_values_and_particulars_are_cut_and_many_changes_are_counted()
    {
        var changes = Enumerable.Range(0, 150).Select(i => new FieldChange($"f{i}", new string('x', 500), "y")).ToList();
        var read = AuditChain.Continue(0, AuditChain.Start, Noon, [Event("1") with { Changes = changes, Data = JsonSerializer.SerializeToElement(new { text = new string('z', 5_000) }) }])[0].Read();
        Assert.Equal(AuditEntry.MaxChanges, read.Changes.Count);
        Assert.Equal(AuditEntry.MaxValue, read.Changes[0].Before!.Length);
        Assert.Equal(50, read.Details.GetProperty("omittedChanges").GetInt32());
        Assert.True(read.Details.GetProperty("omittedBytes").GetInt32() > 5_000);
    }

    [Fact]
    public void Numbers_that_are_not_whole_or_too_large_are_kept_as_texts()
    {
        var plain = CanonicalJson.Plain(JsonElement.Parse("""{"b":1.50,"a":[9007199254740991,9007199254740993,1e3,-5],"c":null,"d":"\u2028\u0001\"\\é"}"""));
        Assert.Equal("{\"a\":[9007199254740991,\"9007199254740993\",\"1e3\",-5],\"b\":\"1.50\",\"c\":null,\"d\":\"\u2028\\u0001\\\"\\\\é\"}", Encoding.UTF8.GetString(CanonicalJson.Of(plain)));
        Assert.Throws<FormatException>(() => CanonicalJson.Of(JsonElement.Parse("[1.5]")));
    }

    [Fact]
    public void Whatever_the_texts_are_the_canonical_form_is_the_same_after_storage() => Prop.ForAll<string[]>(texts =>
    {
        var members = texts.Select((text, i) => (Text: text ?? "", Name: $"{i} {text}")).ToDictionary(t => t.Name, t => t.Text);
        var data = CanonicalJson.Plain(JsonSerializer.SerializeToElement(members, Json.Options));
        var stored = JsonElement.Parse(JsonSerializer.Serialize(data, Indented));
        return CanonicalJson.Of(data).AsSpan().SequenceEqual(CanonicalJson.Of(stored));
    }).QuickCheckThrowOnFailure();

    private static List<SealedEntry> Chain(int count, string actor = "somebody") =>
        [.. AuditChain.Continue(0, AuditChain.Start, Noon, Enumerable.Range(1, count).Select(i => Event($"{i}", actor)))];

    private static OutboxEvent Event(string number, string actor = "somebody") =>
        new(TenantId.Parse("varam"), "notes", $"e{number}", "note.edited", Noon, actor, $"note-{number}", JsonElement.Parse($$"""{"n":{{number}}}"""))
        {
            Changes = [new("n", number, "2")],
            Correlation = $"c{number}",
        };

    private static AuditVerdict Verify(IEnumerable<SealedEntry> chain, params AuditAnchor[] anchors)
    {
        var verifier = new AuditVerifier(anchors);
        chain.ToList().ForEach(verifier.Add);
        return verifier.Finish();
    }

    private static IEnumerable<(long, AuditFaultKind)> Faults(IEnumerable<SealedEntry> chain, params AuditAnchor[] anchors) =>
        Verify(chain, anchors).Faults.Select(f => (f.Sequence, f.Kind));

    private static JsonElement With(JsonElement entry, string member, string value)
    {
        var node = System.Text.Json.Nodes.JsonNode.Parse(entry.GetRawText())!;
        node[member] = value;
        return JsonElement.Parse(node.ToJsonString());
    }
}
