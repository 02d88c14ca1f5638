namespace Interlink.Core.Recommendation;

/// <summary>By what published interlinkers are found.</summary>
internal static class InterlinkerFacets
{
    public const string State = "state";
    public const string Published = "published";
    public const string Profile = "profile";
    public const string Breadth = "breadth";
    public const string Focus = "focus";
}
