using System.Text.Json;

namespace Interlink.Core.ApiAccess;

/// <summary>What an application may do. Which functions each opens stands on the functions; rights on single objects are decided by the object, as for people.</summary>
public enum ApiScope
{
    /// <summary>Read what is published in the catalogue: Interlinkers, schemas, problem profiles, files.</summary>
    ReadCatalogue,

    /// <summary>Import catalogues.</summary>
    WriteCatalogue,

    /// <summary>Read the processes that the application's teams may see, with their assets.</summary>
    ReadProcesses,

    /// <summary>Make processes, and change those in which the application's teams, or the application itself, have the right to.</summary>
    WriteProcesses,

    /// <summary>Read organizations and teams, without who is in them.</summary>
    ReadOrganizations,

    /// <summary>Read who is in the teams that the application may see: names, no addresses.</summary>
    ReadMembers,

    /// <summary>Read the people of the tenant with their addresses: personal data.</summary>
    ReadPeople,

    /// <summary>Read what happened in the tenant, as events.</summary>
    ReadEvents,

    /// <summary>Read the tenant's audit.</summary>
    ReadAudit,

    /// <summary>Manage webhook endpoints.</summary>
    ManageWebhooks,
}

/// <summary>Scopes as a <see cref="Kernel.Caller"/> carries them.</summary>
public static class ApiScopes
{
    private static readonly Dictionary<ApiScope, string> Words =
        Enum.GetValues<ApiScope>().ToDictionary(scope => scope, scope => JsonNamingPolicy.SnakeCaseLower.ConvertName(scope.ToString()));

    /// <summary>The word on the wire, such as <c>read_catalogue</c>; no scope of people is called so.</summary>
    public static string Word(this ApiScope scope) => Words[scope];
}
