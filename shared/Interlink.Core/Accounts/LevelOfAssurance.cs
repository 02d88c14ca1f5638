namespace Interlink.Core.Accounts;

/// <summary>How sure a provider says it is of who somebody is (eIDAS, Regulation (EU) No 910/2014, Article 8), the least first.</summary>
public enum LevelOfAssurance
{
    Low,
    Substantial,
    High,
}

/// <summary>Reads levels of assurance from what providers state.</summary>
public static class AssuranceClaims
{
    private static readonly string[] Types =
        ["acr", "loa", "http://schemas.microsoft.com/claims/authnclassreference", "http://eidas.europa.eu/LoA"];

    private static readonly Dictionary<string, LevelOfAssurance> Levels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["http://eidas.europa.eu/LoA/low"] = LevelOfAssurance.Low,
        ["http://eidas.europa.eu/LoA/substantial"] = LevelOfAssurance.Substantial,
        ["http://eidas.europa.eu/LoA/high"] = LevelOfAssurance.High,
        ["http://eidas.europa.eu/LoA/NotNotified/low"] = LevelOfAssurance.Low,
        ["http://eidas.europa.eu/LoA/NotNotified/substantial"] = LevelOfAssurance.Substantial,
        ["http://eidas.europa.eu/LoA/NotNotified/high"] = LevelOfAssurance.High,
        ["https://www.spid.gov.it/SpidL1"] = LevelOfAssurance.Low,
        ["https://www.spid.gov.it/SpidL2"] = LevelOfAssurance.Substantial,
        ["https://www.spid.gov.it/SpidL3"] = LevelOfAssurance.High,
        ["low"] = LevelOfAssurance.Low,
        ["substantial"] = LevelOfAssurance.Substantial,
        ["high"] = LevelOfAssurance.High,
    };

    /// <summary>The level that claims state; the least where they state several, null where they state none that is known.</summary>
    public static LevelOfAssurance? Read(IEnumerable<(string Type, string Value)> claims)
    {
        var stated = claims.Where(claim => Types.Contains(claim.Type, StringComparer.OrdinalIgnoreCase))
            .Select(claim => Levels.TryGetValue(claim.Value.Trim(), out var level) ? level : (LevelOfAssurance?)null)
            .OfType<LevelOfAssurance>().ToList();
        return stated.Count == 0 ? null : stated.Min();
    }
}
