using System.Diagnostics.Metrics;

namespace Interlink.Core.Mail;

/// <summary>Figures of mail for whoever watches the program.</summary>
public sealed class MailFigures : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Interlink.Mail";

    private readonly Meter _meter = new(MeterName);
    private readonly Gauge<long> _waiting;
    private readonly Gauge<double> _oldestAge;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _failed;

    /// <summary>Makes the instruments.</summary>
    public MailFigures()
    {
        _waiting = _meter.CreateGauge<long>("interlink.mail.waiting", "{mail}", "Mails that wait to be sent, those that wait for a further attempt included");
        _oldestAge = _meter.CreateGauge<double>("interlink.mail.oldest_age", "s", "For how long the mail has been due that is due the longest; 0 when none is");
        _sent = _meter.CreateCounter<long>("interlink.mail.sent", "{mail}", "Mails that the next station took, by interlink.mail.template");
        _failed = _meter.CreateCounter<long>("interlink.mail.failed", "{mail}", "Mails that were given up, by interlink.mail.template and error.type");
    }

    internal void Waiting(long count, TimeSpan oldest)
    {
        _waiting.Record(count);
        _oldestAge.Record(Math.Max(0, oldest.TotalSeconds));
    }

    internal void Count(MailRecord mail)
    {
        if (mail.State is MailState.Sent)
        {
            _sent.Add(1, new KeyValuePair<string, object?>("interlink.mail.template", mail.Template));
        }
        else if (mail.State is MailState.Failed)
        {
            _failed.Add(1, new KeyValuePair<string, object?>("interlink.mail.template", mail.Template), new("error.type", mail.Reason));
        }
    }

    public void Dispose() => _meter.Dispose();
}
