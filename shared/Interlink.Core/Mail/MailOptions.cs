using System.ComponentModel.DataAnnotations;

namespace Interlink.Core.Mail;

/// <summary>Settings of mail; section <c>Interlink:Mail</c>. How mails leave is the transport's: <c>Interlink:Mail:Smtp</c>, <c>…:Azure</c>, <c>…:Folder</c>.</summary>
public sealed class MailOptions
{
    /// <summary>The address that mails come from.</summary>
    [Required, StringLength(254, MinimumLength = 3)]
    public string From { get; set; } = "interlink@localhost";

    /// <summary>The address that answers go to; null for that of <see cref="From"/>.</summary>
    [StringLength(254, MinimumLength = 3)]
    public string? ReplyTo { get; set; }

    /// <summary>Where people reach the platform, for links to unsubscribe; null to take what other links of the mail begin with.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>Most mails a minute of one tenant; 0 for no bound.</summary>
    [Range(0, 1_000_000)]
    public int TenantPerMinute { get; set; }

    /// <summary>Most mails a minute of all tenants together; 0 for no bound.</summary>
    [Range(0, 1_000_000)]
    public int PerMinute { get; set; }

    /// <summary>How many mails are being sent at once.</summary>
    [Range(1, 64)]
    public int AtOnce { get; set; } = 4;

    /// <summary>The longest that sending one mail may take, in seconds.</summary>
    [Range(1, 300)]
    public int SendSeconds { get; set; } = 60;

    /// <summary>A mail that the next station could not be reached for is given up after so many hours.</summary>
    [Range(1, 240)]
    public int GiveUpHours { get; set; } = 72;

    /// <summary>For so many days what a failed mail says is kept, so that an administrator can have it sent again.</summary>
    [Range(1, 30)]
    public int KeepFailedDays { get; set; } = 7;

    internal TimeSpan Send => TimeSpan.FromSeconds(SendSeconds);

    /// <summary>How long a claim holds. Twice a send and some for clocks that differ: nothing is begun that could outlast it.</summary>
    internal TimeSpan Lease => (Send * 2) + TimeSpan.FromMinutes(2);

    internal TimeSpan GiveUp => TimeSpan.FromHours(GiveUpHours);

    internal TimeSpan KeepValues => TimeSpan.FromDays(KeepFailedDays);
}
