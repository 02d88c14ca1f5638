using Interlink.Core.Kernel;
using Interlink.Core.Tenants;

namespace Interlink.Core.Tests.Tenants;

public sealed class TenantLifeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(TenantState.Provisioning, "Open>Active Delete>Deleting")]
    [InlineData(TenantState.Active, "Suspend>Suspended HandOver>Exporting Delete>Deleting")]
    [InlineData(TenantState.Suspended, "HandOver>Exporting Resume>Active Delete>Deleting")]
    [InlineData(TenantState.Exporting, "Suspend>Suspended Resume>Active Delete>Deleting")]
    [InlineData(TenantState.Deleting, "Resume>Active")]
    [InlineData(TenantState.Deleted, "")]
    public void Only_these_acts_follow(TenantState state, string lawful)
    {
        var tenant = Some(state);
        var possible = Enum.GetValues<TenantAct>().Select(act => (act, Next: TenantLife.Next(tenant, act))).Where(a => a.Next.Succeeded).Select(a => $"{a.act}>{a.Next.Value}");
        Assert.Equal(lawful, string.Join(' ', possible));
    }

    [Fact]
    public void Once_erasure_has_begun_it_can_only_come_to_its_end()
    {
        var tenant = Some(TenantState.Deleting) with { Deletion = new TenantDeletion("o", Noon, Noon, "k") { ErasureBeganAt = Noon } };
        Assert.Equal([TenantAct.Erase], Enum.GetValues<TenantAct>().Where(act => TenantLife.Next(tenant, act).Succeeded));
    }

    [Fact]
    public void A_refusal_names_the_act_and_the_state()
    {
        var refusal = TenantLife.Next(Some(TenantState.Deleted), TenantAct.HandOver).Error!;
        Assert.Equal("'hand_over' cannot follow while the tenant is 'deleted'.", refusal.Detail);
    }

    [Theory]
    [InlineData(TenantState.Provisioning, false, null, null)]
    [InlineData(TenantState.Active, true, null, null)]
    [InlineData(TenantState.Exporting, false, null, "tenant-read-only")]
    [InlineData(TenantState.Suspended, false, "tenant-suspended", "tenant-suspended")]
    [InlineData(TenantState.Deleting, false, "tenant-suspended", "tenant-suspended")]
    [InlineData(TenantState.Deleted, false, "tenant-suspended", "tenant-suspended")]
    public void What_people_may_do_follows_from_the_state(TenantState state, bool works, string? reading, string? changing)
    {
        Assert.Equal(works, TenantLife.IsAtWork(state));
        Assert.Equal(reading, TenantLife.Refusal(state, changes: false, always: false)?.Type);
        Assert.Equal(changing, TenantLife.Refusal(state, changes: true, always: false)?.Type);
        Assert.Equal(state is TenantState.Deleted, TenantLife.Refusal(state, changes: false, always: true) is not null);
    }

    [Theory]
    [InlineData("Varam.Example.org:7071", "varam.example.org")]
    [InlineData("localhost", "localhost")]
    [InlineData(" varam.example.org. ", "varam.example.org")]
    [InlineData("127.0.0.1:80", null)]
    [InlineData("[::1]:80", null)]
    [InlineData("a b", null)]
    [InlineData("../etc", null)]
    [InlineData("-a.example.org", null)]
    [InlineData("", null)]
    public void Host_names_are_compared_in_one_form(string stated, string? form) => Assert.Equal(form, HostName.Read(stated));

    private static Tenant Some(TenantState state) => new(TenantId.Parse("varam"), "Varam", ["lv"]) { State = state };
}
