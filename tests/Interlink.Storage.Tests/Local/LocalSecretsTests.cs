using Interlink.Core.Storage;
using Interlink.Storage.Local;
using Interlink.Storage.Tests.Contracts;
using Interlink.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Storage.Tests.Local;

public sealed class LocalSecretsTests : SecretsContract
{
    private readonly TemporaryFolder _folder = new();
    private ServiceProvider? _services;

    [Fact]
    public async Task Files_are_readable_by_their_owner_alone()
    {
        await Secrets.Set(Key, "value", TestContext.Current.CancellationToken);
        var file = Assert.Single(Directory.EnumerateFiles(_folder["secrets"], "*", SearchOption.AllDirectories));
        Assert.Equal("value", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    protected override Task<ISecrets> Create()
    {
        _services = new ServiceCollection().AddLocalStorage(_folder.Path).BuildServiceProvider();
        return Task.FromResult(_services.GetRequiredService<ISecrets>());
    }

    protected override async ValueTask Close()
    {
        await _services!.DisposeAsync();
        _folder.Dispose();
    }
}
