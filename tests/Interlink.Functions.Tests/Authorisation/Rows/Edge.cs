namespace Interlink.Functions.Tests.Authorisation.Rows;

/// <summary>What the edge itself serves, health, and what has happened.</summary>
internal sealed class Edge : ISliceRows
{
    public IEnumerable<Row> Rows =>
    [
        //                                          anonymous foreign member granted process curator auditor admin platform application
        new("GetOpenApi", "GET openapi.json",            "yes yes yes yes yes yes yes yes yes yes"),
        new("GetReference", "GET reference",             "yes yes yes yes yes yes yes yes yes yes"),
        new("Preflight", "OPTIONS processes",            "yes yes yes yes yes yes yes yes yes yes"),
        new("GetHealth", "GET health",                   "yes yes yes yes yes yes yes yes yes yes"),
        new("FollowEvents", "GET events/stream?after=no", "401 yes 403 403 403 403 403 yes 403 403"),
        new("ReadEvents", "GET events",                  "401 yes 403 403 403 403 403 yes 403 403"),
    ];
}
