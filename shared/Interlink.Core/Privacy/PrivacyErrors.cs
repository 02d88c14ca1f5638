using Interlink.Core.Kernel;

namespace Interlink.Core.Privacy;

/// <summary>There is no such version of the text.</summary>
public sealed record LegalVersionNotFound(LegalDocument Document, int Version)
    : Error(ErrorKind.NotFound, "legal-version-not-found", $"There is no version {Version} of this text.");

/// <summary>There is no such text.</summary>
public sealed record LegalDocumentNotFound(string Name) : Error(ErrorKind.NotFound, "legal-document-not-found", $"There is no text '{Name}'.");

/// <summary>The text that was agreed to is not the one in force.</summary>
public sealed record LegalTextChanged()
    : Error(ErrorKind.Conflict, "legal-text-changed", "This is not the text that is in force. Read the present one, then agree to that.");

/// <summary>The person has yet to agree to a text.</summary>
public sealed record ConsentRequired(string Documents)
    : Error(ErrorKind.Forbidden, "consent-required", $"Agree to what is new first: {Documents}. See /api/me/consents.");

/// <summary>There is no such export, or not any more.</summary>
public sealed record ExportNotFound(string Id) : Error(ErrorKind.NotFound, "export-not-found", $"There is no export '{Id}', or it has expired.");

/// <summary>What was typed is not what was asked for.</summary>
public sealed record ErasureNotConfirmed()
    : Error(ErrorKind.Invalid, "erasure-not-confirmed", "To erase the account, type your own name exactly as it is shown.");

/// <summary>Somebody must remain who administers the tenant.</summary>
public sealed record OnlyAdministrator()
    : Error(ErrorKind.Conflict, "only-administrator",
        "This is the only administrator. Make somebody else an administrator first, then erase the account.");

/// <summary>There is no such erasure.</summary>
public sealed record ErasureNotFound(string Id) : Error(ErrorKind.NotFound, "erasure-not-found", $"There is no erasure '{Id}'.");

/// <summary>The erasure has begun, or is over.</summary>
public sealed record ErasureBegun()
    : Error(ErrorKind.Conflict, "erasure-begun", "The erasure has begun and cannot be taken back any more.");

/// <summary>The sign-in is too long ago for this, or nothing is known of it.</summary>
public sealed record SignInAgain()
    : Error(ErrorKind.Forbidden, "sign-in-again", "This takes a sign-in that is at most ten minutes old. Sign in again, then repeat it.");

/// <summary>There is no such certificate.</summary>
public sealed record CertificateNotFound() : Error(ErrorKind.NotFound, "certificate-not-found", "There is no certificate behind this link.");
