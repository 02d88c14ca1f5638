using Interlink.Storage.Local;
using Interlink.Testing;

namespace Interlink.Storage.Tests.Local;

/// <summary>A data folder for one test, with its storage open; may be closed and opened again.</summary>
internal sealed class LocalFolder : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private LocalStorage? _storage;

    public string Path => _folder.Path;

    public string Database => _folder["interlink.db"];

    public FakeClock Clock { get; } = new();

    public LocalStorage Storage => _storage!;

    public static async Task<LocalFolder> Open(Func<LocalStorageOptions, LocalStorageOptions>? configure = null)
    {
        var folder = new LocalFolder();
        await folder.Reopen(configure);
        return folder;
    }

    public async Task Reopen(Func<LocalStorageOptions, LocalStorageOptions>? configure = null)
    {
        await Close();
        var options = new LocalStorageOptions { Folder = Path, Durability = Durability.ProcessLoss };
        _storage = await LocalStorage.Open(configure?.Invoke(options) ?? options, Clock);
    }

    public async Task Close()
    {
        if (_storage is not null)
        {
            await _storage.DisposeAsync();
            _storage = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        _folder.Dispose();
    }
}
