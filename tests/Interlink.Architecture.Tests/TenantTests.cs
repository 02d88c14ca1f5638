namespace Interlink.Architecture.Tests;

public sealed class TenantTests
{
    private static IReadOnlyList<SourceFile> Product => [.. Tree.In("shared", ".cs"), .. Tree.In("functions", ".cs")];

    [Fact]
    public void Only_those_who_keep_something_of_the_platform_name_its_partitions() => Rule.Holds(TenantRules.NamesThePlatform(Product));

    [Fact]
    public void Somebody_else_who_names_the_platform_is_found() => Rule.Breaks(
        TenantRules.NamesThePlatform,
        new SourceFile("shared/A.cs", "class A { object B() => Partition.Of(TenantDirectory.Platform, \"x\"); }"),
        new SourceFile("functions/B.cs", "class A { object B() => TenantId.Parse(\"interlink-platform\"); }"));

    [Fact]
    public void Every_store_is_addressed_with_a_tenant_that_was_handed_in() => Rule.Holds(TenantRules.MakesUpTenants(Product));

    [Fact]
    public void A_tenant_that_is_made_up_on_the_spot_is_found() => Rule.Breaks(
        TenantRules.MakesUpTenants,
        new SourceFile("shared/A.cs", "class A { object B(string t) => Partition.Of(TenantId.Parse(t), \"x\"); }"),
        new SourceFile("shared/B.cs", "class A { object B(string t) => BlobAddress.Of(new TenantId(t), \"x\"); }"),
        new SourceFile("shared/C.cs", "class A { object B(bool t) => SecretName.Of(t ? One : Two, \"x\"); }"));

    [Fact]
    public void Parameters_and_members_may_be_tenants() => Assert.Empty(TenantRules.MakesUpTenants(
        [new SourceFile("shared/A.cs", "class A { object B(Caller caller, TenantId tenant) => (Partition.Of(caller.Tenant, \"x\"), BlobAddress.Of(tenant, \"y\")); }")]));
}
