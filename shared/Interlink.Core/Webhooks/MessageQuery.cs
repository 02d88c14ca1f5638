using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Webhooks;

/// <summary>Which messages to list.</summary>
public sealed record MessageQuery
{
    /// <summary>Of which endpoint; null for all of the tenant's.</summary>
    public string? Endpoint { get; init; }

    /// <summary>With this id, at whichever endpoint; null for all.</summary>
    public string? Id { get; init; }

    /// <summary>In any of these states; empty for all.</summary>
    public IReadOnlyList<MessageState> States { get; init; } = [];

    /// <summary>Of any of these types; empty for all.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Of events from this time on; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Of events before this time; null for all.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Which part.</summary>
    public PageRequest Page { get; init; } = new(PageRequest.DefaultLimit, null);

    /// <summary>Whether a message that was found by its id is wanted.</summary>
    internal bool Admits(WebhookMessage message) =>
        (States.Count == 0 || States.Contains(message.State)) && (Types.Count == 0 || Types.Contains(message.Type))
        && (Since is not { } since || message.At >= since) && (Until is not { } until || message.At < until);

    /// <summary>The query as stores understand it.</summary>
    internal SearchQuery Search
    {
        get
        {
            var (conditions, numbers) = (new Dictionary<string, IReadOnlyList<string>>(), new Dictionary<string, double>());
            if (States.Count > 0)
            {
                conditions[MessageFacets.State] = [.. States.Select(MessageFacets.Value)];
            }

            if (Types.Count > 0)
            {
                conditions[MessageFacets.Type] = Types;
            }

            if (Since is { } since)
            {
                numbers[MessageFacets.At] = since.ToUnixTimeMilliseconds();
            }

            if (Until is { } until)
            {
                numbers[MessageFacets.Before] = 1 - until.ToUnixTimeMilliseconds();
            }

            return new SearchQuery { AnyOf = conditions, AtLeast = numbers, Order = SearchOrder.Number, OrderNumber = MessageFacets.At, Page = Page };
        }
    }
}
