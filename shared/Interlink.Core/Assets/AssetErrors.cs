using Interlink.Core.Kernel;

namespace Interlink.Core.Assets;

/// <summary>There is no such asset in the process.</summary>
public sealed record AssetNotFound(string Id) : Error(ErrorKind.NotFound, "asset-not-found", $"The process has no asset '{Id}'.");

/// <summary>The asset has no such version.</summary>
public sealed record VersionNotFound(int Number) : Error(ErrorKind.NotFound, "version-not-found", $"This asset has no version {Number}.");

/// <summary>The interlinker cannot become an asset.</summary>
public sealed record InterlinkerNotInstantiable(string Id, string Why)
    : Error(ErrorKind.Conflict, "interlinker-not-instantiable", $"No resource can be made from '{Id}'. {Why}");

/// <summary>The asset is a link; it has no file.</summary>
public sealed record AssetIsExternal(string Name)
    : Error(ErrorKind.Conflict, "asset-is-external", $"'{Name}' is a link to a page elsewhere and has no file here.");

/// <summary>The asset is a file; it has no address.</summary>
public sealed record AssetIsInternal(string Name)
    : Error(ErrorKind.Conflict, "asset-is-internal", $"'{Name}' is a file held here and has no address elsewhere.");

/// <summary>The file has as many versions as one may have.</summary>
public sealed record TooManyVersions()
    : Error(ErrorKind.Conflict, "too-many-versions", $"A file can have at most {AssetLimits.Versions} versions.");

/// <summary>The download link cannot be used; why is not told, since whoever holds it may be a stranger.</summary>
public sealed record DownloadLinkUnknown() : Error(ErrorKind.NotFound, "download-link-unknown",
    "This link has run out, was changed, or leads to something that may not be seen any more. Open the file from its page again.");
