namespace Interlink.Core.Assets;

/// <summary><c>asset.created</c>: a resource was added to a process.</summary>
/// <param name="Interlinker">The interlinker that it was made from; null when people brought it.</param>
public sealed record AssetCreated(string Process, string Item, string Asset, AssetKind Kind, string? Interlinker);

/// <summary><c>asset.version_added</c>: a file got a new version.</summary>
public sealed record AssetVersionAdded(string Process, string Item, string Asset, int Version, long Length);

/// <summary><c>asset.deleted</c>: a resource was removed with all its versions.</summary>
public sealed record AssetDeleted(string Process, string Item, string Asset);

/// <summary><c>asset.edited</c>: a resource got another name or address.</summary>
public sealed record AssetEdited(string Process, string Item, string Asset);
