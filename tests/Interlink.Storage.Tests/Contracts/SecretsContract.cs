using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Storage.Tests.Contracts;

/// <summary>What every <see cref="ISecrets"/> does.</summary>
public abstract class SecretsContract : IAsyncLifetime
{
    private static readonly CancellationToken Now = TestContext.Current.CancellationToken;

    private readonly TenantId _tenant = TenantId.Parse($"t-{new Ulids(TimeProvider.System).New()}");

    protected ISecrets Secrets { get; private set; } = null!;

    protected SecretName Key => SecretName.Of(_tenant, "api-key");

    public async ValueTask InitializeAsync() => Secrets = await Create();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Close();
    }

    [Fact]
    public async Task The_latest_version_is_read_and_older_ones_by_name()
    {
        Assert.Null(await Secrets.Get(Key, null, Now));
        var first = await Secrets.Set(Key, "one", Now);
        var second = await Secrets.Set(Key, "two: ā \"'\n", Now);
        Assert.Equal(second, await Secrets.Get(Key, null, Now));
        Assert.Equal(first, await Secrets.Get(Key, first.Version, Now));
        Assert.Equal([second.Version, first.Version], (await Secrets.Versions(Key, Now)).Select(v => v.Version));
        Assert.All(await Secrets.Versions(Key, Now), v => Assert.Equal(TimeSpan.Zero, v.WrittenAt.Offset));
    }

    [Fact]
    public async Task What_is_removed_is_gone_with_all_versions_and_can_be_set_again()
    {
        await Secrets.Set(Key, "one", Now);
        Assert.True(await Secrets.Delete(Key, Now));
        Assert.False(await Secrets.Delete(Key, Now));
        Assert.Null(await Secrets.Get(Key, null, Now));
        Assert.Empty(await Secrets.Versions(Key, Now));
        var again = await Secrets.Set(Key, "two", Now);
        Assert.Equal(again, await Secrets.Get(Key, null, Now));
        Assert.Equal(again.Version, (await Secrets.Versions(Key, Now))[0].Version);
    }

    [Fact]
    public async Task Tenants_and_names_are_kept_apart()
    {
        await Secrets.Set(Key, "mine", Now);
        Assert.Null(await Secrets.Get(SecretName.Of(TenantId.Parse(_tenant.Value + "-x"), "api-key"), null, Now));
        Assert.Null(await Secrets.Get(SecretName.Of(_tenant, "api-key-2"), null, Now));
        Assert.Empty(await Secrets.Versions(SecretName.Of(_tenant, "api"), Now));
    }

    [Fact]
    public async Task Values_have_bounds()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Secrets.Set(Key, "", Now));
        var longest = new string('x', SecretName.MaxValueLength);
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => Secrets.Set(Key, longest + "x", Now));
        Assert.DoesNotContain("xxx", refused.Message, StringComparison.Ordinal);
        Assert.Equal(longest, (await Secrets.Set(Key, longest, Now)).Value);
        Assert.DoesNotContain("xxx", $"{await Secrets.Get(Key, null, Now)}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Key")]
    [InlineData("a--b")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("../a")]
    [InlineData("a.b")]
    public void Hostile_names_name_no_secret(string name) => Assert.Throws<ArgumentException>(() => SecretName.Of(_tenant, name));

    /// <summary>Makes the port under test.</summary>
    protected abstract Task<ISecrets> Create();

    /// <summary>Gives back what <see cref="Create"/> made.</summary>
    protected virtual ValueTask Close() => ValueTask.CompletedTask;
}
