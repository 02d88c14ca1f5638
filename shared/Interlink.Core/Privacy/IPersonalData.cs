using Interlink.Core.Kernel;

namespace Interlink.Core.Privacy;

/// <summary>What one part of the product keeps about people. Each slice that does so says it here; export, erasure and the record of processing are made of these.</summary>
public interface IPersonalData
{
    /// <summary>What is kept, for the record of processing.</summary>
    PersonalDataDescription Description { get; }

    /// <summary>Everything that is kept about a person, as JSON-ready records.</summary>
    IAsyncEnumerable<PersonalRecord> Export(TenantId tenant, string subject, CancellationToken cancellation);

    /// <summary>Takes the person out: personal data is removed; contributions stay, under the pseudonym. May run twice.</summary>
    /// <param name="pseudonym">How contributions are signed from now on.</param>
    /// <returns>How many records were removed or changed.</returns>
    Task<int> Erase(TenantId tenant, string subject, Pseudonym pseudonym, CancellationToken cancellation);
}

/// <summary>What is kept, why and for how long, in the words of a record of processing activities (GDPR, Article 30).</summary>
/// <param name="Name">Stable kebab-case name: <c>accounts</c>, <c>memberships</c> …; the page translates it.</param>
/// <param name="Purpose">What for, one English sentence.</param>
/// <param name="Categories">Which data: <c>name</c>, <c>email</c>, <c>language</c> …</param>
/// <param name="Basis">The legal basis: <c>contract</c>, <c>consent</c>, <c>legal-obligation</c>, <c>public-task</c>, <c>legitimate-interest</c>.</param>
/// <param name="Erased">What happens at erasure: <c>removed</c>, <c>pseudonymised</c> or <c>kept</c>.</param>
public sealed record PersonalDataDescription(string Name, string Purpose, IReadOnlyList<string> Categories, string Basis, string Erased);

/// <summary>One thing that is kept about a person.</summary>
/// <param name="Kind">What it is: <c>account</c>, <c>membership</c> …</param>
/// <param name="Id">Its id.</param>
/// <param name="Data">The whole of it that concerns the person; written as JSON.</param>
public sealed record PersonalRecord(string Kind, string Id, object Data);

/// <summary>Who stands where an erased person stood.</summary>
/// <param name="Subject">The subject stays what it was: an opaque id that no longer leads to anybody.</param>
/// <param name="Name">What is shown instead of the name.</param>
public sealed record Pseudonym(string Subject, string Name);
