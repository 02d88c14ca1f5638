using Interlink.Core.Mail;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Interlink.Functions.Mail;

/// <summary>Sends what waits, and forgets what is kept no longer.</summary>
public sealed partial class MailTimers(MailDispatch dispatch, MailHousekeeping housekeeping, ILogger<MailTimers> log)
{
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(2);

    /// <summary>Sends the mails of all tenants that are due.</summary>
    [Function("SendMails")]
    public async Task SendMails([TimerTrigger("*/5 * * * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        var run = await dispatch.Run(AtMost, cancellation);
        if (run.Unavailable is { } said)
        {
            LogUnavailable(log, said);
        }

        if (run.Failed > 0)
        {
            LogFailed(log, run.Failed);
        }
    }

    /// <summary>Forgets what failed mails say, once nobody can have them sent again.</summary>
    [Function("ForgetMails")]
    public Task ForgetMails([TimerTrigger("0 23 * * * *")] TimerInfo timer, CancellationToken cancellation) => housekeeping.Run(AtMost, cancellation);

    [LoggerMessage(LogLevel.Warning, "No mail can be sent at the moment; they wait. The next station says: {Said}")]
    private static partial void LogUnavailable(ILogger log, string said);

    [LoggerMessage(LogLevel.Warning, "{Count} mails were given up; the page of mails tells which and why.")]
    private static partial void LogFailed(ILogger log, int count);
}
