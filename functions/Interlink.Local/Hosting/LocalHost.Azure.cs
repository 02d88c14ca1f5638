using Interlink.Storage.Azure.Hosting;

namespace Interlink.Local.Hosting;

/// <summary>Compiled with <c>-p:InterlinkStorage=Azure</c> only.</summary>
public static partial class LocalHost
{
    static partial void AddManagedStorage(WebApplicationBuilder builder) => builder.Services.AddNamedAzureStorage(builder.Configuration);
}
