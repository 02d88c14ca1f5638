using System.Collections.Concurrent;
using Interlink.Core.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Mail;

/// <summary>A next station that answers as a test says, and remembers what it was handed.</summary>
internal sealed class PlantedStation : IMailTransport
{
    public ConcurrentQueue<OutgoingMail> Seen { get; } = new();

    public Func<OutgoingMail, SendResult> Answer { get; set; } = _ => SendResult.Sent;

    public Func<OutgoingMail, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    public string Name => "planted";

    public async Task<SendResult> Send(OutgoingMail mail, CancellationToken cancellation)
    {
        await Before(mail, cancellation);
        Seen.Enqueue(mail);
        return Answer(mail);
    }

    public void Register(IServiceCollection services) => services.AddSingleton<IMailTransport>(this);
}
