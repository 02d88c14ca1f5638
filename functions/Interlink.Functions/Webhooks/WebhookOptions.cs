using System.ComponentModel.DataAnnotations;

namespace Interlink.Functions.Webhooks;

/// <summary>Settings of webhooks; section <c>Interlink:Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    /// <summary>How long an endpoint may take to answer.</summary>
    [Range(1, 30)]
    public int TimeoutSeconds { get; set; } = 15;

    /// <summary>Who asks, when an endpoint is asked the CloudEvents way whether it wants messages: the DNS name under which the platform is known. The host of its
    /// public address when left out, else <c>interlink</c>.</summary>
    [StringLength(253)]
    public string? Origin { get; set; }
}
