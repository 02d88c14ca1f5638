namespace Interlink.Core.Assets;

/// <summary><c>asset.created</c>: a resource was added to a process.</summary>
/// <param name="Process">Id of the process.</param>
/// <param name="Item">Id of the tree item.</param>
/// <param name="Asset">Id of the asset.</param>
/// <param name="Kind">Whether it is a file or a link.</param>
/// <param name="Interlinker">The interlinker that it was made from; null when people brought it.</param>
public sealed record AssetCreated(string Process, string Item, string Asset, AssetKind Kind, string? Interlinker);

/// <summary><c>asset.version_added</c>: a file got a new version.</summary>
/// <param name="Process">Id of the process.</param>
/// <param name="Item">Id of the tree item.</param>
/// <param name="Asset">Id of the asset.</param>
/// <param name="Version">Number of the version, from 1.</param>
/// <param name="Length">Its size in bytes.</param>
public sealed record AssetVersionAdded(string Process, string Item, string Asset, int Version, long Length);

/// <summary><c>asset.deleted</c>: a resource was removed with all its versions.</summary>
/// <param name="Process">Id of the process.</param>
/// <param name="Item">Id of the tree item.</param>
/// <param name="Asset">Id of the asset.</param>
public sealed record AssetDeleted(string Process, string Item, string Asset);

/// <summary><c>asset.edited</c>: a resource got another name or address.</summary>
/// <param name="Process">Id of the process.</param>
/// <param name="Item">Id of the tree item.</param>
/// <param name="Asset">Id of the asset.</param>
public sealed record AssetEdited(string Process, string Item, string Asset);
