using System.ComponentModel.DataAnnotations;

namespace Interlink.Core.Assets;

/// <summary>Bounds that hold everywhere.</summary>
public static class AssetLimits
{
    /// <summary>Length of a name, in UTF-16 units.</summary>
    public const int Name = 200;

    /// <summary>Length of an address.</summary>
    public const int Uri = 2000;

    /// <summary>Versions of one file.</summary>
    public const int Versions = 500;
}

/// <summary>Bounds that an operator sets.</summary>
public sealed class AssetOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Interlink:Assets";

    /// <summary>Most bytes of one file that people bring.</summary>
    [Range(1, 1L << 40)]
    public long MaxBytes { get; set; } = 100L * 1024 * 1024;

    /// <summary>For how many minutes a download link is good; less when the right of whoever made it ends.</summary>
    [Range(1, 60)]
    public int LinkMinutes { get; set; } = 5;
}
