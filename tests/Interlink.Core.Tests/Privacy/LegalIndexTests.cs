using FsCheck;
using FsCheck.Fluent;
using Interlink.Core.Privacy;

namespace Interlink.Core.Tests.Privacy;

public sealed class LegalIndexTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_was_not_published_is_not_asked_for() => Assert.Empty(LegalIndex.Empty.Missing([], Start));

    [Fact]
    public void A_version_in_force_is_asked_for_until_it_or_a_later_one_was_agreed_to()
    {
        var index = new LegalIndex([Entry(LegalDocument.Terms, 1, 0, true), Entry(LegalDocument.Terms, 2, 5, true)]);
        Assert.Equal(1, Assert.Single(index.Missing([], Start)).Version);
        Assert.Empty(index.Missing([Given(LegalDocument.Terms, 1)], Start));
        Assert.Equal(2, Assert.Single(index.Missing([Given(LegalDocument.Terms, 1)], Start.AddDays(6))).Version);
        Assert.Empty(index.Missing([Given(LegalDocument.Terms, 2)], Start.AddDays(6)));
    }

    [Fact]
    public void A_correction_is_what_newcomers_agree_to_and_asks_nobody_else()
    {
        var index = new LegalIndex([Entry(LegalDocument.Terms, 1, 0, true), Entry(LegalDocument.Terms, 2, 1, false)]);
        Assert.Empty(index.Missing([Given(LegalDocument.Terms, 1)], Start.AddDays(2)));
        Assert.Equal(2, Assert.Single(index.Missing([], Start.AddDays(2))).Version);
    }

    [Fact]
    public void Agreeing_to_what_is_missing_leaves_nothing_missing() => Prop.ForAll<Tuple<bool, byte, bool>[], byte>((versions, day) =>
    {
        var entries = versions.Select((v, i) => Entry(v.Item1 ? LegalDocument.Terms : LegalDocument.Privacy, i + 1, v.Item2, v.Item3)).ToList();
        var (index, now) = (new LegalIndex(entries), Start.AddDays(day));
        var given = index.Missing([], now).Select(m => Given(m.Document, m.Version)).ToList();
        return index.Missing(given, now).Count == 0 && given.All(g => index.Current(g.Document, now)?.Version == g.Version);
    }).QuickCheckThrowOnFailure();

    private static LegalEntry Entry(LegalDocument document, int version, int day, bool asks) => new(document, version, Start.AddDays(day), asks);

    private static Consent Given(LegalDocument document, int version) => new(document, version, Start, new string('0', 64), "en");
}
