using System.Net;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Azure;

namespace Interlink.Storage.Tests.Azure;

/// <summary>What Table storage refuses and loses.</summary>
public sealed class TableLedgerTests(Azurite azurite) : IDisposable
{
    private static readonly CancellationToken Now = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset NewYear = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Interference _between = new();
    private readonly Book _book = new(TenantId.Parse($"t-{new Ulids(TimeProvider.System).New()}"), "usage/of #1");

    public void Dispose() => _between.Dispose();

    [Fact]
    public async Task A_key_is_unique_in_its_book_over_all_months_and_months_are_read_as_one()
    {
        await using var host = await AzureHost.ByKey(azurite);
        var ledger = host.Get<ILedger>();
        Assert.Equal(3, await ledger.Append(_book, [Entry("b", NewYear), Entry("a", NewYear.AddTicks(-1)), Entry("c", NewYear.AddMonths(7))], Now));
        Assert.Equal(0, await ledger.Append(_book, [Entry("a", NewYear.AddMonths(1)), Entry("b", NewYear.AddMonths(-1))], Now));
        Assert.Equal(["a", "b", "c"], await Keys(ledger));
    }

    [Fact]
    public async Task Keys_may_be_long_and_have_any_character()
    {
        await using var host = await AzureHost.ByKey(azurite);
        var ledger = host.Get<ILedger>();
        string[] keys = ["a/b", "a\\b", "a#b", "a?b", "a\tb", new string('x', 3_000), new string('x', 3_001), "ā|日本"];
        Assert.Equal(keys.Length, await ledger.Append(_book, [.. keys.Select(k => Entry(k, NewYear))], Now));
        Assert.Equal(0, await ledger.Append(_book, [.. keys.Select(k => Entry(k, NewYear))], Now));
        Assert.Equal(keys.Order(StringComparer.Ordinal), await Keys(ledger));
    }

    [Fact]
    public async Task An_append_whose_answers_are_lost_is_made_once()
    {
        await using var host = await AzureHost.ByKey(azurite, _between.Register);
        var lost = 3;
        _between.Loses = _ => lost-- > 0;
        await host.Get<ILedger>().Append(_book, [Entry("a", NewYear), Entry("b", NewYear)], Now);
        Assert.Equal(["a", "b"], await Keys(host.Get<ILedger>()));
    }

    [Fact]
    public async Task An_append_that_broke_off_between_its_rows_is_completed_by_the_next()
    {
        await using var host = await AzureHost.ByKey(azurite, _between.Register);
        var requests = 0;
        _between.Instead = _ => ++requests > 1 ? Interference.Refusal(HttpStatusCode.ServiceUnavailable, "ServerBusy") : null;
        await Assert.ThrowsAsync<TransientException>(() => host.Get<ILedger>().Append(_book, [Entry("a", NewYear)], Now));
        _between.Instead = _ => null;
        Assert.Empty(await Keys(host.Get<ILedger>()));
        Assert.Equal(0, await host.Get<ILedger>().Append(_book, [Entry("a", NewYear.AddDays(3))], Now));
        Assert.Equal([NewYear], (await host.Get<ILedger>().Read(_book, NewYear.AddYears(-1), NewYear.AddYears(1), Now).ToListAsync(Now)).Select(e => e.At));
    }

    [Fact]
    public async Task Throttling_is_waited_out_and_without_end_it_is_transient()
    {
        await using var host = await AzureHost.ByKey(azurite, _between.Register);
        _between.Instead = Interference.First(2, HttpStatusCode.ServiceUnavailable, "ServerBusy");
        Assert.Equal(1, await host.Get<ILedger>().Append(_book, [Entry("a", NewYear)], Now));
        _between.Instead = _ => Interference.Refusal(HttpStatusCode.ServiceUnavailable, "ServerBusy");
        await Assert.ThrowsAsync<TransientException>(() => host.Get<ILedger>().Append(_book, [Entry("b", NewYear)], Now));
        await Assert.ThrowsAsync<TransientException>(() => Keys(host.Get<ILedger>()));
    }

    [Fact]
    public async Task A_missing_role_is_named()
    {
        await using var host = await AzureHost.ByToken(azurite, configure: _between.Register);
        _between.Instead = _ => Interference.Refusal(HttpStatusCode.Forbidden, "AuthorizationPermissionMismatch");
        var refused = await Assert.ThrowsAsync<AzureStorageException>(() => host.Get<ILedger>().Append(_book, [Entry("a", NewYear)], Now));
        Assert.Equal(AzureStorageFault.NotAllowed, refused.Fault);
        Assert.Contains("Storage Table Data Contributor", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Particulars_that_do_not_fit_are_refused_before_anything_is_written()
    {
        await using var host = await AzureHost.ByKey(azurite);
        var large = new LedgerEntry("large", NewYear, "fact", JsonSerializer.SerializeToElement(new string('x', 40_000)));
        var refused = await Assert.ThrowsAsync<AzureStorageException>(() => host.Get<ILedger>().Append(_book, [Entry("a", NewYear), large], Now));
        Assert.Equal(AzureStorageFault.TooLarge, refused.Fault);
        Assert.Empty(await Keys(host.Get<ILedger>()));
    }

    private static LedgerEntry Entry(string key, DateTimeOffset at) => new(key, at, "fact", JsonSerializer.SerializeToElement(new { key }));

    private async Task<List<string>> Keys(ILedger ledger) =>
        [.. (await ledger.Read(_book, NewYear.AddYears(-1), NewYear.AddYears(1), Now).ToListAsync(Now)).Select(e => e.Key)];
}
