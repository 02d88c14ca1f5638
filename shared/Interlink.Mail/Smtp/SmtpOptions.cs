using System.ComponentModel.DataAnnotations;

namespace Interlink.Mail.Smtp;

/// <summary>The SMTP server that takes mails; section <c>Interlink:Mail:Smtp</c>. It is used when it has a host.</summary>
public sealed class SmtpOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Interlink:Mail:Smtp";

    /// <summary>Name of the server.</summary>
    [StringLength(253)]
    public string Host { get; set; } = "";

    /// <summary>Its port for submission. Port 465, where TLS begins before the first word, is not spoken.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>Name to sign in with; nobody signs in without it.</summary>
    [StringLength(254)]
    public string? UserName { get; set; }

    /// <summary>The password that belongs to it.</summary>
    [StringLength(1000)]
    public string? Password { get; set; }

    /// <summary>Whether the connection must be encrypted (STARTTLS) before anything is said. Without it passwords and links travel in the open: only for a server on this machine.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>The longest that one mail may take, in seconds; less than <c>Interlink:Mail:SendSeconds</c>, so that the connection is closed before anybody else can take the mail.</summary>
    [Range(1, 290)]
    public int TimeoutSeconds { get; set; } = 45;
}
