using System.Diagnostics.Metrics;
using Interlink.Core.Storage;
using Interlink.Storage.Local.Secrets;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Storage.Local;

/// <summary>Registers the ports of Core on one data folder.</summary>
public static class LocalStorageServices
{
    /// <summary>Registers <see cref="IDocuments"/>, <see cref="IBlobs"/>, <see cref="ILedger"/>, <see cref="IOutbox"/> and <see cref="LocalStorage"/> on a folder, as durable as can be.</summary>
    public static IServiceCollection AddLocalStorage(this IServiceCollection services, string folder) =>
        services.AddLocalStorage(new LocalStorageOptions { Folder = folder });

    /// <summary>
    /// Registers <see cref="IDocuments"/>, <see cref="IBlobs"/>, <see cref="ILedger"/>, <see cref="IOutbox"/>, <see cref="ISecrets"/>, <see cref="ITraces"/> and <see cref="LocalStorage"/>. The folder is opened when the first of
    /// them is asked for, and closed with the container. Takes the <see cref="TimeProvider"/> of the container, if it has one.
    /// </summary>
    public static IServiceCollection AddLocalStorage(this IServiceCollection services, LocalStorageOptions options) => services
        .AddSingleton(s => LocalStorage.Open(options, s.GetService<TimeProvider>() ?? TimeProvider.System, s.GetService<IMeterFactory>()).GetAwaiter().GetResult())
        .AddSingleton(s => s.GetRequiredService<LocalStorage>().Documents)
        .AddSingleton(s => s.GetRequiredService<LocalStorage>().Blobs)
        .AddSingleton(s => s.GetRequiredService<LocalStorage>().Ledger)
        .AddSingleton(s => s.GetRequiredService<LocalStorage>().Outbox)
        .AddSingleton(s => s.GetRequiredService<LocalStorage>().Bell)
        .AddSingleton(s => s.GetRequiredService<LocalStorage>().Traces)
        .AddSingleton(s => new LocalSecrets(Path.Combine(options.Folder, "secrets"), s.GetService<TimeProvider>() ?? TimeProvider.System))
        .AddSingleton<ISecrets>(s => s.GetRequiredService<LocalSecrets>())
        .AddTenantPurges();

    private static IServiceCollection AddTenantPurges(this IServiceCollection services)
    {
        foreach (var store in Enumerable.Range(0, LocalStorage.Stores))
        {
            services.AddSingleton(s => s.GetRequiredService<LocalStorage>().Purges[store]);
        }

        return services.AddSingleton<ITenantPurge>(s => s.GetRequiredService<LocalSecrets>());
    }
}
