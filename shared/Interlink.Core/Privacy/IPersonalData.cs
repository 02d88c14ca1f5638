using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Privacy;

/// <summary>What one part of the product keeps about people. Each slice that does so says it here; export, erasure and the record of processing are made of these.</summary>
public interface IPersonalData
{
    /// <summary>What is kept, for the record of processing.</summary>
    PersonalDataDescription Description { get; }

    /// <summary>Everything that is kept about a person, as JSON-ready records.</summary>
    IAsyncEnumerable<PersonalRecord> Export(TenantId tenant, string subject, CancellationToken cancellation);

    /// <summary>Takes the person out: personal data is removed; contributions stay, under the pseudonym. May run twice, also after it broke off in the middle;
    /// a repetition finds nothing more to do and answers 0. The account may be gone already: what is needed of it is in <paramref name="person"/>.</summary>
    /// <returns>How many records were removed or changed.</returns>
    Task<int> Erase(TenantId tenant, ErasedPerson person, CancellationToken cancellation);
}

/// <summary>What is kept, why and for how long, in the words of a record of processing activities (GDPR, Article 30).</summary>
/// <param name="Name">Stable kebab-case name: <c>accounts</c>, <c>memberships</c> …; pages and texts translate it.</param>
/// <param name="Purpose">What for, one English sentence.</param>
/// <param name="Categories">Which data: <c>name</c>, <c>email</c>, <c>language</c> …</param>
/// <param name="Basis">The legal basis: <c>contract</c>, <c>consent</c>, <c>legal-obligation</c>, <c>public-task</c>, <c>legitimate-interest</c>.</param>
/// <param name="Erased">What happens at erasure: <c>removed</c>, <c>pseudonymised</c> or <c>kept</c>.</param>
public sealed record PersonalDataDescription(string Name, string Purpose, IReadOnlyList<string> Categories, string Basis, string Erased)
{
    /// <summary>The kind of <see cref="IRetained"/> that says when it goes; null when it goes with the account, or stays as a contribution.</summary>
    public string? Retention { get; init; }
}

/// <summary>One thing that is kept about a person.</summary>
/// <param name="Kind">What it is: <c>account</c>, <c>membership</c> …</param>
/// <param name="Id">Its id.</param>
/// <param name="Data">The whole of it that concerns the person; written as JSON.</param>
public sealed record PersonalRecord(string Kind, string Id, object Data)
{
    /// <summary>Files that belong to it: a picture, a document that the person brought.</summary>
    public IReadOnlyList<PersonalFile> Files { get; init; } = [];
}

/// <summary>A file in an export.</summary>
/// <param name="Name">The name to save it under, without folders.</param>
/// <param name="Blob">Where it lies.</param>
public sealed record PersonalFile(string Name, BlobAddress Blob);

/// <summary>A person who is taken out, and who stands there from now on.</summary>
/// <param name="Subject">The subject stays what it was: an opaque id that no longer leads to anybody.</param>
/// <param name="Pseudonym">What is shown instead of the name; the same for everything of one person in one tenant.</param>
/// <param name="Name">The name by which texts and references of old may show the person.</param>
/// <param name="Email">The address by which mails and invitations may know the person; null when there is none.</param>
public sealed record ErasedPerson(string Subject, string Pseudonym, string Name, EmailAddress? Email);
