using System.Diagnostics.Metrics;
using Interlink.Core.Kernel;

namespace Interlink.Storage.Azure.Cosmos;

/// <summary>
/// What each tenant's requests cost in request units, as Cosmos DB says with every answer: published as the counter
/// <c>interlink.storage.request_units</c> with the tag <c>tenant</c>, and summed up here until somebody takes it.
/// </summary>
public sealed class RequestCharges : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Interlink.Storage";

    private readonly Lock _gate = new();
    private readonly Meter _meter = new(MeterName);
    private readonly Counter<double> _counter;
    private Dictionary<TenantId, double> _sums = [];

    public RequestCharges() => _counter = _meter.CreateCounter<double>("interlink.storage.request_units", "{RU}", "Request units of Cosmos DB");

    /// <summary>Adds what a request cost.</summary>
    public void Add(TenantId tenant, double units)
    {
        _counter.Add(units, new KeyValuePair<string, object?>("tenant", tenant.Value));
        lock (_gate)
        {
            _sums[tenant] = _sums.GetValueOrDefault(tenant) + units;
        }
    }

    /// <summary>Gives the sums since the last call and begins anew: each unit is in one answer only.</summary>
    public IReadOnlyDictionary<TenantId, double> Take()
    {
        lock (_gate)
        {
            var sums = _sums;
            _sums = [];
            return sums;
        }
    }

    public void Dispose() => _meter.Dispose();
}
