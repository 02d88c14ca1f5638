using Interlink.Core.Kernel;
using Interlink.Core.Webhooks;

namespace Interlink.Core.Tests.Webhooks;

public sealed class DeliverySlotsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void No_tenant_takes_more_than_its_part_and_all_together_leave_room_for_everything_else()
    {
        var slots = new DeliverySlots();
        var taken = Enumerable.Range(0, 10).Select(i => Enumerable.Range(0, 100).Count(_ => slots.TryTake(Tenant(i), Now) is null)).ToList();
        Assert.Equal(DeliverySlots.Overall, taken.Sum());
        Assert.All(taken, count => Assert.InRange(count, 0, DeliverySlots.PerTenant));
        slots.Free(Tenant(0));
        Assert.Null(slots.TryTake(Tenant(9), Now));
        Assert.NotNull(slots.TryTake(Tenant(9), Now));
    }

    [Fact]
    public void Who_waits_comes_back_one_after_the_other_within_bounds()
    {
        var slots = new DeliverySlots();
        for (var i = 0; i < DeliverySlots.PerTenant; i++)
        {
            Assert.Null(slots.TryTake(Tenant(0), Now));
        }

        var later = Enumerable.Range(0, 1_000).Select(_ => slots.TryTake(Tenant(0), Now)!.Value).ToList();
        Assert.Equal(later.Order(), later);
        Assert.Equal(1_000, later.Distinct().Count());
        Assert.All(Enumerable.Range(0, 40_000), _ => Assert.InRange(slots.TryTake(Tenant(0), Now)!.Value, Now, Now + DeliverySlots.LongestWait));
        Assert.Null(slots.TryTake(Tenant(1), Now));
    }

    private static TenantId Tenant(int number) => TenantId.Parse($"tenant-{number}");
}
