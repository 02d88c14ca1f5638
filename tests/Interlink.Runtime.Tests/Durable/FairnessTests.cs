using FsCheck;
using FsCheck.Fluent;
using Interlink.Runtime.Durable;
using Interlink.Testing;
using Microsoft.DurableTask;

namespace Interlink.Runtime.Tests.Durable;

/// <summary>One tenant that floods the host does not keep the others waiting.</summary>
public sealed class FairnessTests
{
    [Fact]
    public async Task A_tenant_with_one_activity_waits_for_one_of_the_flood_not_for_all()
    {
        using var folder = new TemporaryFolder();
        await using var host = await TestHost.Start(folder["runtime.db"], new FakeClock(), activitiesAtOnce: 1);
        var blocking = await host.Durable.ScheduleNewOrchestrationInstanceAsync("Hanging", "gate", new StartOrchestrationOptions("x:block"));
        await host.Probe.Gate("gate began");
        var flood = Enumerable.Range(0, 300).Select(i => $"flood {i}").ToArray();
        await host.Durable.ScheduleNewOrchestrationInstanceAsync("NoteAll", flood, new StartOrchestrationOptions("big:flood"));
        await host.Durable.ScheduleNewOrchestrationInstanceAsync("NoteAll", new[] { "one" }, new StartOrchestrationOptions("small:one"));
        while (host.Part<ActivityWorker>().Queue.Waiting < 301) await Task.Delay(5);
        host.Probe.Open("gate");
        await host.Durable.WaitForInstanceCompletionAsync("big:flood").WaitAsync(TimeSpan.FromSeconds(120));
        Assert.InRange(host.Probe.Seen.ToList().IndexOf("one"), 0, 2);
        Assert.Equal(301, host.Probe.Seen.Count);
        await host.Durable.WaitForInstanceCompletionAsync(blocking);
    }

    [Fact]
    public async Task A_tenant_that_floods_the_writer_delays_another_by_a_batch_not_by_all()
    {
        using var folder = new TemporaryFolder();
        await using var host = await TestHost.Start(folder["runtime.db"]);
        using var reached = new ManualResetEventSlim();
        using var released = new ManualResetEventSlim();
        var database = host.Part<RuntimeDatabase>();
        var order = new List<string>();
        Task<bool> Queue(string instance) => database.Write(instance, _ => true, _ => order.Add(instance));
        var blocking = database.Write("x:block", _ =>
        {
            reached.Set();
            released.Wait();
            return true;
        });
        reached.Wait(TestContext.Current.CancellationToken);
        var flood = Enumerable.Range(0, 5000).Select(i => Queue($"big:{i}")).ToArray();
        var small = new[] { Queue("small:1"), Queue("small:2") };
        released.Set();
        await Task.WhenAll([blocking, .. flood, .. small]);
        Assert.InRange(order.IndexOf("small:1"), 0, 2);
        Assert.InRange(order.IndexOf("small:2"), 0, 4);
        Assert.Equal(Enumerable.Range(0, 5000).Select(i => $"big:{i}"), order.Where(instance => instance.StartsWith('b')));
    }

    [Fact]
    public void Whatever_is_queued_comes_out_once_in_the_order_of_its_tenant_and_tenants_take_turns() =>
        Prop.ForAll<byte[]>(items =>
        {
            var queue = new FairQueue<(int Tenant, int Number)>();
            for (var i = 0; i < items.Length; i++) queue.Enqueue($"t{items[i] % 5}:rest:{i}", (items[i] % 5, i));
            Assert.Equal(items.Length, queue.Count);
            List<(int Tenant, int Number)> taken = [];
            while (queue.TryDequeue(out var item)) taken.Add(item);
            Assert.Equal(Enumerable.Range(0, items.Length), taken.Select(item => item.Number).Order());
            foreach (var lane in taken.GroupBy(item => item.Tenant)) Assert.Equal(lane.Select(item => item.Number).Order(), lane.Select(item => item.Number));
            for (var i = 1; i < taken.Count; i++)
            {
                // The same tenant twice in a row only when no other has anything left.
                if (taken[i].Tenant == taken[i - 1].Tenant) Assert.All(taken.Skip(i), item => Assert.Equal(taken[i].Tenant, item.Tenant));
            }
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("tenant:process:1", "tenant")]
    [InlineData("no colon", "")]
    [InlineData(":odd", "")]
    public void The_tenant_is_what_stands_before_the_first_colon(string id, string tenant) =>
        Assert.Equal(tenant, FairQueue<int>.TenantOf(id).ToString());
}
