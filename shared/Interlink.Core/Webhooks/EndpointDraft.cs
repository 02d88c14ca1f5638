using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Outbound;
using Interlink.Core.Storage;

namespace Interlink.Core.Webhooks;

/// <summary>How an endpoint is to be.</summary>
/// <param name="Url">Where messages are posted.</param>
/// <param name="Events">The event types it wants.</param>
public sealed record EndpointDraft(string Url, IReadOnlyList<string> Events)
{
    /// <summary>The longest description.</summary>
    public const int MaxDescription = 500;

    /// <summary>Most processes of a filter.</summary>
    public const int MaxProcesses = 200;

    /// <summary>The highest limit of messages a second.</summary>
    public const int MaxRate = 1_000;

    /// <summary>What it is for.</summary>
    public string Description { get; init; } = "";

    /// <summary>E-mail address of whoever mends it.</summary>
    public string? Contact { get; init; }

    /// <summary>The processes it wants to hear of; empty for all.</summary>
    public IReadOnlyList<string> Processes { get; init; } = [];

    /// <summary>Headers sent with every message.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>How messages are written.</summary>
    public WebhookFraming Framing { get; init; }

    /// <summary>Most messages a second.</summary>
    public int? RateLimit { get; init; }

    /// <summary>Everything that is wrong with it; the draft itself, in order, when nothing is.</summary>
    public Outcome<EndpointDraft> Check(OutboundRules rules)
    {
        var faults = new List<FieldError>();
        faults.AddRange(rules.Check(Url, "url").Error?.Fields ?? []);
        Bound(faults, "description", Description.Length > MaxDescription, "too_long", $"This must have at most {MaxDescription} characters.");
        Bound(faults, "contact", Contact is { } contact && !EmailAddress.TryParse(contact, out _), "malformed", "This must be an e-mail address.");
        Bound(faults, "events", Events.Count is 0 or > EventTypeFilter.MaxEntries, "out_of_range", $"Name 1 to {EventTypeFilter.MaxEntries} event types, or * for all.");
        for (var i = 0; i < Events.Count && i < EventTypeFilter.MaxEntries; i++)
        {
            Bound(faults, $"events[{i}]", !EventTypeFilter.IsWellFormed(Events[i]), "malformed", "This must be an event type, the beginning of some followed by .*, or *.");
            Bound(faults, $"events[{i}]", EventTypeFilter.IsWellFormed(Events[i]) && !EventTypeFilter.Exists(Events[i]), "unknown_value", "There is no such event type.");
        }

        Bound(faults, "processes", Processes.Count > MaxProcesses || !Processes.All(Ulids.IsId), "malformed", $"Name at most {MaxProcesses} processes by their ids.");
        Bound(faults, "rateLimit", RateLimit is < 1 or > MaxRate, "out_of_range", $"This must be between 1 and {MaxRate}.");
        faults.AddRange(WebhookHeaders.Faults(Headers, "headers"));
        return faults.Count > 0 ? new InvalidInput(faults) : this;
    }

    /// <summary>With the values of headers that nobody was shown and that are to stay (<see cref="WebhookHeaders.NotShown"/>). They go to no other server: whoever may not see them could
    /// have them sent to a server of its own.</summary>
    /// <param name="was">What is changed; null for a new endpoint.</param>
    internal Outcome<EndpointDraft> Filled(WebhookEndpoint? was)
    {
        var known = new Dictionary<string, string>(was is not null && ServerOf(was.Url) == ServerOf(Url) ? was.Headers : new Dictionary<string, string>(), StringComparer.OrdinalIgnoreCase);
        var missing = Headers.Where(h => h.Value == WebhookHeaders.NotShown && !known.ContainsKey(h.Key))
            .Select(h => new FieldError($"headers.{h.Key}", "required", "State the value: none is known for this server.")).ToList();
        return missing.Count > 0
            ? new InvalidInput(missing)
            : this with { Headers = Headers.ToDictionary(h => h.Key, h => h.Value == WebhookHeaders.NotShown ? known[h.Key] : h.Value) };
    }

    /// <summary>The endpoint as it is to be; one that is to be reached differently must prove anew that it wants messages.</summary>
    internal WebhookEndpoint ApplyTo(WebhookEndpoint endpoint) => endpoint with
    {
        Url = Url,
        Events = [.. Events.Distinct()],
        Description = Description.Trim(),
        Contact = Contact,
        Processes = [.. Processes.Distinct()],
        Headers = Headers,
        Framing = Framing,
        RateLimit = RateLimit,
        State = Url == endpoint.Url && Framing == endpoint.Framing ? endpoint.State : EndpointState.Pending,
        Reason = Url == endpoint.Url && Framing == endpoint.Framing ? endpoint.Reason : null,
    };

    /// <summary>What it changes; addresses of people, and headers, are named without their values, and of the address only the host is told: what follows it is often a secret.</summary>
    internal IReadOnlyList<FieldChange> ChangesOf(WebhookEndpoint was)
    {
        var is_ = ApplyTo(was);
        (string Field, string? Before, string? After, bool Told)[] fields =
        [
            ("url", was.Url, is_.Url, false),
            ("host", HostOf(was.Url), HostOf(is_.Url), true),
            ("description", was.Description, is_.Description, true),
            ("contact", was.Contact, is_.Contact, false),
            ("events", string.Join(' ', was.Events), string.Join(' ', is_.Events), true),
            ("processes", string.Join(' ', was.Processes), string.Join(' ', is_.Processes), true),
            ("headers", Text(was.Headers), Text(is_.Headers), false),
            ("framing", was.Framing.ToString(), is_.Framing.ToString(), true),
            ("rateLimit", was.RateLimit?.ToString(System.Globalization.CultureInfo.InvariantCulture), is_.RateLimit?.ToString(System.Globalization.CultureInfo.InvariantCulture), true),
        ];
        return [.. fields.Where(f => f.Before != f.After).Select(f => f.Told ? new FieldChange(f.Field, Short(f.Before), Short(f.After)) : new FieldChange(f.Field))];
    }

    private static string Text(IReadOnlyDictionary<string, string> headers) => string.Join('\n', headers.OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {h.Value}"));

    private static string ServerOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var read) ? read.GetLeftPart(UriPartial.Authority) : "";

    private static string HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var read) ? read.Authority : "";

    private static string? Short(string? text) => text is { Length: > 200 } ? text[..200] : text;

    private static void Bound(List<FieldError> faults, string field, bool broken, string code, string message)
    {
        if (broken)
        {
            faults.Add(new FieldError(field, code, message));
        }
    }
}
