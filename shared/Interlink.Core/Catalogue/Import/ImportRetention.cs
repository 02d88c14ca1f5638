using Interlink.Core.Kernel;
using Interlink.Core.Privacy;

namespace Interlink.Core.Catalogue.Import;

/// <summary>For how long the sources of imports that failed or were canceled can be tried again. Reports stay.</summary>
public sealed class ImportRetention(ImportStore imports) : IRetained
{
    public RetentionRule Rule { get; } = new("import-sources", 30, 1, 90, "An import that broke off can be tried again for a month.");

    public Task<int> Purge(TenantId tenant, DateTimeOffset before, int limit, CancellationToken cancellation) => imports.Forget(tenant, before, cancellation);
}
