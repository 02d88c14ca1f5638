using Interlink.Core.Kernel;

namespace Interlink.Functions.OpenApi;

/// <summary>What examples say, by the name of the member. Where a name means something else in a record, the record says so itself: <see cref="ExampleAttribute"/>.</summary>
internal static class ExampleWords
{
    /// <summary>When things happened.</summary>
    public const string Time = "2026-03-02T09:30:00Z";

    private const string Later = "2026-03-02T10:15:00Z";
    private const string Coming = "2026-05-31T09:30:00Z";
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Hash = "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969";

    private static readonly DateTimeOffset Made = DateTimeOffset.UnixEpoch.AddYears(56);

    /// <summary>How things are called, by a word in the name of their record or member.</summary>
    private static readonly (string Of, string Name)[] Names =
    [
        ("ProblemProfile", "Little knowledge of needs"), ("ProfileName", "Little knowledge of needs"), ("ApiKey", "Nightly import"), ("ApiApplication", "Parks register"), ("CallingApplication", "Parks register"), ("Person", "Sample Person"), ("Member", "Sample Person"),
        ("Profile", "Sample Person"), ("Accept", "Sample Person"), ("Invit", "Sample Person"), ("Erasure", "Sample Person"), ("MeView", "Sample Person"), ("Line", "Sample Person"),
        ("Team", "Friends of the park"), ("Organization", "Department of parks"), ("Tenant", "Town of Varam"), ("Face", "Town of Varam"),
        ("Sender", "Town of Varam"), ("Interlinker", "Interview guide"), ("Origin", "Interview guide"), ("SchemaNode", "Understand needs"), ("Schema", "Four phases"), ("Item", "Interview neighbours"),
        ("Version", "interviews.txt"), ("File", "interviews.txt"), ("Asset", "Notes of the interviews"), ("Template", "interview-guide.docx"), ("Picture", "overview.png"), ("Controller", "Town of Varam"),
        ("Recipient", "Hosting company"), ("Retention", "Audit"), ("Activity", "Accounts"), ("Check", "storage"), ("Service", "Survey service"), ("Process", "Benches in the park"),
    ];

    /// <summary>What members hold, by a word in the name of the record (empty for any) and the end of their own; the first that fits.</summary>
    private static readonly (string Of, string Ending, string Value)[] Texts =
    [
        ("WrittenMail", "subject", "Invitation to Friends of the park"), ("Recipient", "role", "Hosting"), ("Import", "code", "field_unknown"), ("FieldError", "code", "too_long"),
        ("Import", "message", "The field is not known, and was passed over."), ("FieldError", "message", "This must have at most 100 characters."), ("ImportEntry", "kind", "interlinker"),
        ("ImportEntry", "path", "interlinkers/interview-guide.json"), ("Export", "operation", "export-01kdvdna00swjcjb94ppd9tptt"), ("Legal", "source", "# Terms of use"), ("PartnerLink", "path", "/webhooks/partner"),
        ("Erased", "kind", "process"), ("ErasedPart", "outcome", "erased"), ("Legal", "text", "<h1>Terms of use</h1>"), ("AskedText", "text", "<h1>Terms of use</h1>"),
        ("CallingApplication", "scopes", "read_processes"), ("LegalDocument", "name", "imprint"), ("Tenant", "id", "varam"), ("UnsupportedBody", "found", "text/plain"),
        ("Interlinker", "why", "It is only described here."), ("Schema", "why", "It has no phases."), ("Endpoint", "what", "It answered 404."), ("SigningKey", "version", "v1"),
        ("WebhookMessage", "id", "msg_01kdvdna00zd0j0ec81jvrxerm"), ("AttemptAnswer", "message", "msg_01kdvdna00zd0j0ec81jvrxerm"), ("ConsentRequired", "documents", "terms"),
        ("", "descriptionMarkdown", "Questions to ask, and how to listen."), ("", "overview", "Questions to ask, and how to listen."), ("", "constraints", "None are known."),
        ("", "regulations", "Ask before you record."), ("", "instructions", "Read it together, then choose five questions."), ("", "functionality", "Those who use the service are not asked."),
        ("", "tenant", "varam"), ("", "email", "person@example.org"), ("", "recipient", "person@example.org"), ("", "administrator", "mayor@example.org"),
        ("", "dataProtectionOfficer", "privacy@example.org"), ("", "contact", "parks@example.org"), ("", "from", "noreply@example.org"), ("", "languages", "en"), ("", "language", "en"),
        ("", "contentType", "text/plain"), ("", "certificate", "https://example.org/certificate"), ("", "welcomeUrl", "https://example.org/welcome"), ("Webhook", "url", "https://example.org/events"),
        ("", "url", "https://example.org/interviews.txt"), ("", "uri", "https://example.org/interviews"), ("", "link", "https://example.org/interviews"), ("", "path", "/api/processes"),
        ("", "logo", "/api/catalogue/files/logo.png"), ("", "picture", "/api/accounts/picture"), ("", "fileName", "interviews.txt"), ("", "sha256", Hash), ("", "hash", Hash), ("", "previous", Hash),
        ("", "timeZone", "Europe/Riga"), ("", "dataRegion", "EU"), ("", "plan", "standard"), ("", "hosts", "coproduction.example.org"), ("", "host", "coproduction.example.org"), ("", "token", "one-time-token"),
        ("", "ticket", "varam.one-time-ticket"), ("", "password", "lantern orchard violet seven"), ("", "code", "481516"), ("", "cursor", "MjA"), ("", "next", "MjA"), ("", "hint", "b3Xa"),
        ("", "light", "#0b5563"), ("", "dark", "#7fd0de"), ("", "postalAddress", "Park Street 1, Varam"), ("", "supervisoryAuthority", "Data protection authority"), ("", "country", "Latvia"),
        ("", "controller", "Town of Varam"), ("", "aim", "More places to sit, chosen by those who use them."), ("", "idea", "Neighbours choose the places, and help to build."),
        ("", "challenges", "Little money, and many wishes."), ("", "description", "What it is for, in a sentence."), ("", "message", "We meet on Tuesdays at six."), ("", "reason", "Asked for by the team."),
        ("", "summary", "All done."), ("", "why", "It was revoked."), ("", "sentence", "It is done; there is nothing to try again."), ("", "detail", "There is nothing more to say."),
        ("", "source", "catalogue.zip"), ("", "texts", "# Terms of use"), ("", "changes", "The address of the office is new."), ("", "html", "<p>We meet on Tuesdays at six.</p>"), ("", "text", "We meet on Tuesdays at six."),
        ("", "author", "Town of Varam"), ("", "tags", "parks"), ("", "event", "process.created"), ("", "events", "process.*"), ("", "actions", "process.created"), ("", "action", "process.created"),
        ("", "type", "process.created"), ("", "field", "name"), ("", "correlation", Trace), ("", "traceId", Trace), ("", "identityProvider", "entra"), ("", "provider", "entra"), ("", "revision", "1"),
        ("", "schemaId", "parks"), ("", "interlinkerId", "checklist"), ("", "scopes", Scope.Member), ("", "scope", Scope.Member), ("", "roles", Scope.Member), ("", "role", Scope.Member), ("", "form", "document"),
        ("", "before", "Benches"), ("", "after", "Benches in the park"), ("", "clients", "parks-register"), ("", "client", "parks-register"), ("", "secret", "whsec_c2FtcGxl"), ("", "publicKey", "whpk_c2FtcGxl"),
        ("", "typ", "name"), ("", "val", "Sample Person"), ("", "kind", "import"), ("", "step", "Save"), ("", "template", "team-invitation"), ("", "transport", "Folder"), ("", "states", "pending"),
        ("", "state", "sent"), ("", "status", "succeeded"), ("", "types", "citizen"), ("", "nature", "knowledge"), ("", "difficulty", "easy"), ("", "licence", "permissive"), ("", "category", "teams"),
        ("", "terms", "process"), ("", "places", "tenant"), ("", "targets", "citizens"), ("", "administrativeScopes", "local"), ("", "capabilities", "instantiate"), ("", "version", "0.1.0"),
        ("", "purpose", "To know who works together."), ("", "basis", "Public task"), ("", "categories", "Name and address"), ("", "erased", "With the account"), ("", "retention", "A year"), ("", "measures", "Keys are kept hashed."),
        ("", "part", "Accounts"), ("", "store", "documents"), ("", "pseudonym", "Former member"), ("", "address", "203.0.113.7"), ("", "body", "ok"),
    ];

    private static readonly string[] Ids =
    [
        "id", "subject", "actor", "by", "requestedBy", "invitedBy", "team", "organization", "process", "processes", "item", "parent", "asset", "operation", "person", "key", "application",
        "permission", "endpoint", "erasure", "prerequisites", "blockedBy", "profile",
    ];

    /// <summary>Numbers that one would wonder at if they were one.</summary>
    private static readonly Dictionary<string, double> Numbers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["percent"] = 40,
        ["length"] = 18432,
        ["maxBytes"] = 1048576,
        ["limit"] = 1048576,
        ["partSize"] = 4194304,
        ["width"] = 320,
        ["height"] = 80,
        ["status"] = 200,
        ["score"] = 0.82,
        ["average"] = 4.5,
        ["successRate"] = 0.98,
        ["medianMilliseconds"] = 84,
        ["p95Milliseconds"] = 210,
        ["milliseconds"] = 84,
        ["goodFor"] = 600,
        ["days"] = 365,
        ["defaultDays"] = 365,
        ["minimumDays"] = 30,
        ["maximumDays"] = 3650,
        ["erasureGraceDays"] = 7,
        ["maxSide"] = 4096,
        ["faulty"] = 0,
        ["failed"] = 0,
        ["rejected"] = 0,
        ["updated"] = 0,
        ["unchanged"] = 0,
        ["alreadyInvited"] = 0,
        ["alreadyMembers"] = 0,
        ["records"] = 12,
        ["rateLimit"] = 10,
        ["most"] = 10,
        ["requestsPerMinute"] = 600,
    };

    /// <summary>What is rather false.</summary>
    private static readonly string[] False =
    [
        "untranslated", "expired", "suspended", "fallback", "outdated", "truncated", "more", "unfinished", "generic", "operational", "byAdministrator", "ended", "deleteAssets", "cancel", "retry",
    ];

    /// <summary>What stands in an answer only when something failed, is over or was undone: examples show the usual.</summary>
    private static readonly string[] Unusual =
    [
        "revokedAt", "replacedBy", "error", "fault", "failure", "reason", "expungedAt", "canceled", "retried", "eraseAt", "rest", "detail", "whyNotRetry", "decidedAt", "decidedBy", "answeredAt", "againFrom",
        "nextAt", "searchedTo", "invitedUntil", "next", "uri", "status", "parent",
    ];

    private static readonly string[] AreComing = ["expires", "due", "effective", "next", "invited", "until"];
    private static readonly string[] AreLater = ["ended", "finished", "updated", "completed", "ready", "lastUsed", "lastRun", "changed"];

    /// <summary>Things whose id is the same wherever they are named.</summary>
    private static readonly string[] Things =
        ["person", "subject", "member", "team", "organization", "asset", "operation", "item", "process", "upload", "endpoint", "message", "key", "application", "permission"];

    /// <summary>Lists that are empty when all is well.</summary>
    private static readonly string[] Empty = ["faults", "warnings", "problems", "blockedBy"];

    /// <summary>Whether an answer usually goes without.</summary>
    public static bool IsUnusual(string name) => Unusual.Contains(name);

    /// <summary>Whether a list of an answer is usually empty.</summary>
    public static bool IsEmpty(string name) => Empty.Contains(name);

    /// <summary>A text.</summary>
    /// <param name="owner">The name of the record it stands in; empty for none.</param>
    /// <param name="name">The name of the member; empty for a text of its own.</param>
    public static string Text(string owner, string name)
    {
        var known = Texts.Where(t => owner.Contains(t.Of, StringComparison.OrdinalIgnoreCase)).ToList();
        if (known.FirstOrDefault(t => t.Ending == name && (t.Of.Length > 0 || !Ids.Contains(name))).Value is { } text)
        {
            return text;
        }

        if (name == "name" || name.EndsWith("Name", StringComparison.Ordinal))
        {
            return Called(name == "name" ? owner : name);
        }

        if (Ids.Contains(name) || name.EndsWith("Id", StringComparison.Ordinal))
        {
            return Id(name is "id" or "subject" ? owner : name.EndsWith("Id", StringComparison.Ordinal) ? name[..^2] : name);
        }

        return known.FirstOrDefault(t => name.EndsWith(t.Ending, StringComparison.OrdinalIgnoreCase)).Value ?? Called(owner);
    }

    /// <summary>An id of something, the same for the same thing.</summary>
    public static string Id(string of)
    {
        var thing = Things.FirstOrDefault(w => of.Contains(w, StringComparison.OrdinalIgnoreCase)) ?? of;
        return Ulids.DeriveAt(Made, "example", thing is "subject" or "member" ? "person" : thing);
    }

    /// <summary>A time.</summary>
    public static string When(string name) => name switch
    {
        _ when AreComing.Any(w => name.Contains(w, StringComparison.OrdinalIgnoreCase)) => Coming,
        _ when AreLater.Any(w => name.StartsWith(w, StringComparison.OrdinalIgnoreCase)) => Later,
        _ => Time,
    };

    /// <summary>A number.</summary>
    public static double Number(string name) => Numbers.GetValueOrDefault(name, 1);

    /// <summary>Whether it holds.</summary>
    public static bool Flag(string name) => !False.Contains(name);

    private static string Called(string owner) => Names.FirstOrDefault(n => owner.Contains(n.Of, StringComparison.OrdinalIgnoreCase)).Name ?? "Benches in the park";
}
