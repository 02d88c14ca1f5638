using System.Net;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Webhooks;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Webhooks;

public sealed class StatisticsTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 8, 7, 0, TimeSpan.Zero);

    [Fact]
    public void Half_and_nineteen_of_twenty_are_told_as_well_as_the_classes_know()
    {
        Assert.Null(AttemptTally.None.Within(0.5));
        var tally = Enumerable.Range(0, 95).Select(_ => 60).Concat(Enumerable.Repeat(5_000, 5))
            .Aggregate(AttemptTally.None, (sum, milliseconds) => sum.Plus(AttemptTally.Of(Attempt(milliseconds, AttemptOutcome.Succeeded))));
        Assert.InRange(tally.Within(0.5)!.Value, 50, 100);
        Assert.InRange(tally.Within(0.95)!.Value, 50, 100);
        Assert.InRange(tally.Within(0.99)!.Value, 3_000, 6_000);
        Assert.Equal(30_000, AttemptTally.Of(Attempt(99_999, AttemptOutcome.Failed)).Within(1));
        Assert.Equal((0, 1), (AttemptTally.Of(Attempt(1, AttemptOutcome.Aborted)).Succeeded, AttemptTally.Of(Attempt(1, AttemptOutcome.Gone)).Failed));
    }

    [Fact]
    public async Task Attempts_are_counted_by_endpoint_and_time_and_several_counters_add_up()
    {
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = new FakeClock(At) });
        var (tenant, endpoint) = (TenantId.Parse("varam"), Ulids.Derive("endpoint"));
        AttemptStatistics[] counters = [Make(host), Make(host)];
        for (var i = 0; i < 100; i++)
        {
            var attempt = Attempt(100, i % 4 == 0 ? AttemptOutcome.Failed : AttemptOutcome.Succeeded) with { At = At.AddMinutes(i) };
            counters[i % 2].Count(tenant, endpoint, attempt);
        }

        await Task.WhenAll(counters.Select(counter => counter.Flush(TestContext.Current.CancellationToken)));
        var hours = await counters[1].Read(tenant, endpoint, At.AddHours(-2), At.AddHours(3), StatisticsBucket.Hour, TestContext.Current.CancellationToken);
        Assert.Equal([0, 0, 53, 47, 0, 0], hours.Points.Select(p => p.Attempts));
        Assert.Equal((100, 75, 25, 0.75), (hours.Total.Attempts, hours.Total.Succeeded, hours.Total.Failed, hours.Total.SuccessRate));
        Assert.Null(hours.Points[0].SuccessRate);
        var fine = await counters[1].Read(tenant, endpoint, At, At.AddMinutes(20), StatisticsBucket.FiveMinutes, TestContext.Current.CancellationToken);
        Assert.Equal([3, 5, 5, 5, 5], fine.Points.Select(p => p.Attempts));
        var days = await counters[0].Read(tenant, endpoint, At.AddDays(-40), At.AddDays(1), StatisticsBucket.Day, TestContext.Current.CancellationToken);
        Assert.Equal((42, 100), (days.Points.Count, days.Points.Sum(p => p.Attempts)));
        Assert.Equal(0, (await counters[0].Read(tenant, Ulids.Derive("other"), At.AddHours(-2), At.AddHours(2), StatisticsBucket.Hour, TestContext.Current.CancellationToken)).Total.Attempts);
    }

    [Fact]
    public async Task What_was_sent_shows_in_the_statistics_of_its_endpoint()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver);
        await administrator.MakeProcess();
        await administrator.UntilState(made, "succeeded");
        var told = await WebhookFlow.Until(() => administrator.GetJson($"{made.Path}/statistics?bucket=five_minutes"), s => s.GetProperty("total").GetProperty("attempts").GetInt32() == 1);
        Assert.Equal(1, told.GetProperty("total").GetProperty("successRate").GetDouble());
        Assert.InRange(told.GetProperty("points").GetArrayLength(), 288, 290);
        using var much = await administrator.Get($"{made.Path}/statistics?bucket=five_minutes&since=2020-01-01T00:00:00Z");
        await much.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "since");
        foreach (var query in (string[])["until=0001-01-01T00:00:00Z", "since=9999-12-31T00:00:00Z&until=9999-12-31T23:59:59Z", "since=0001-01-01T00:00:00Z"])
        {
            using var end = await administrator.Get($"{made.Path}/statistics?{query}");
            await end.ExpectProblem(HttpStatusCode.BadRequest, "invalid-input", "since");
        }
    }

    [Fact]
    public async Task What_was_counted_before_the_host_stops_is_there_when_it_starts_again()
    {
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = new FakeClock(At) });
        var (tenant, endpoint, now) = (TenantId.Parse("varam"), Ulids.Derive("endpoint"), TestContext.Current.CancellationToken);
        for (var i = 0; i < 10; i++)
        {
            host.Services.GetRequiredService<AttemptStatistics>().Count(tenant, endpoint, Attempt(100, AttemptOutcome.Succeeded));
        }

        await host.Stop();
        await host.StartAgain();
        var counted = await host.Services.GetRequiredService<AttemptStatistics>().Read(tenant, endpoint, At.AddHours(-1), At.AddHours(1), StatisticsBucket.Hour, now);
        Assert.Equal(10, counted.Total.Attempts);
    }

    [Fact]
    public async Task Counts_that_cannot_be_stored_keep_back_no_others_and_wait()
    {
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = new FakeClock(At) });
        var (tenant, broken, sound, now) = (TenantId.Parse("varam"), Ulids.Derive("broken"), Ulids.Derive("sound"), TestContext.Current.CancellationToken);
        var (documents, statistics) = (host.Services.GetRequiredService<IDocuments>(), host.Services.GetRequiredService<AttemptStatistics>());
        await documents.Commit(Partition.Of(tenant, $"webhook:{broken}"), new Batch().Create(StatisticsHour.Kind, StatisticsHour.IdOf(At), "not counts"), now);
        statistics.Count(tenant, broken, Attempt(100, AttemptOutcome.Succeeded));
        statistics.Count(tenant, sound, Attempt(100, AttemptOutcome.Succeeded));
        await Assert.ThrowsAsync<TransientException>(() => statistics.Flush(now));
        Assert.Equal(1, (await Make(host).Read(tenant, sound, At.AddHours(-1), At.AddHours(1), StatisticsBucket.Hour, now)).Total.Attempts);
        await documents.Commit(Partition.Of(tenant, $"webhook:{broken}"), new Batch().Remove(StatisticsHour.Kind, StatisticsHour.IdOf(At)), now);
        await statistics.Flush(now);
        Assert.Equal(1, (await Make(host).Read(tenant, broken, At.AddHours(-1), At.AddHours(1), StatisticsBucket.Hour, now)).Total.Attempts);
    }

    private static AttemptStatistics Make(InterlinkHost host) => ActivatorUtilities.CreateInstance<AttemptStatistics>(host.Services);

    private static MessageAttempt Attempt(int milliseconds, AttemptOutcome outcome) => new(1, 1, At, outcome, 200, null, milliseconds);
}
