using Interlink.Core.Kernel;

namespace Interlink.Functions.Accounts;

/// <summary>The host signs people in itself: there is nothing to link.</summary>
public sealed record NotOnThisHost()
    : Error(ErrorKind.Conflict, "not-on-this-host", "This host signs people in itself, with a password or a passkey: there are no other sign-ins to link.");
