using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Core.Storage;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Webhooks;
using Interlink.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Mail;

/// <summary>A host with a clock of its own, its outbox and its folder of mails.</summary>
internal sealed class MailWorld : IAsyncDisposable
{
    private MailWorld(InterlinkHost host) => Host = host;

    public static TenantId Varam { get; } = TenantId.Parse("varam");

    public static TenantId Reggio { get; } = TenantId.Parse("reggio");

    public InterlinkHost Host { get; }

    public string Folder => Path.Combine(Host.DataFolder, "mails");

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public static async Task<MailWorld> Start(Action<IServiceCollection>? configure = null, params string[] arguments) =>
        new(await InterlinkHost.Start(new HostOptions { Clock = new FakeClock(), Configure = configure, Arguments = arguments }));

    /// <summary>Starts one in which nothing is sent but by the test itself, whatever the clock says.</summary>
    public static Task<MailWorld> StartWithoutTimers(Action<IServiceCollection> configure) => Start(services =>
    {
        configure(services);
        services.Remove(services.Single(s => s.ImplementationType?.Name == "TimerService"));
    });

    public static MailDraft Reset(string to, string name = "Anna") => new(
        MailTemplates.PasswordReset, EmailAddress.Parse(to), new Dictionary<string, string> { ["name"] = name, ["link"] = "https://example.org/reset?token=abc" });

    public static MailDraft Invitation(string to) => new(
        MailTemplates.Invitation, EmailAddress.Parse(to), new Dictionary<string, string>
        {
            ["inviter"] = "Anna",
            ["team"] = "Parks",
            ["link"] = "https://example.org/invitations/i1",
            ["expires"] = "2026-12-05",
        });

    public T Get<T>() where T : notnull => Host.Services.GetRequiredService<T>();

    public Task<bool> Enqueue(string key, MailDraft draft, TenantId? tenant = null) => Get<MailOutbox>().Enqueue(tenant ?? Varam, key, draft, Now);

    public Task<MailRun> Send() => Get<MailDispatch>().Run(TimeSpan.FromMinutes(5), Now);

    /// <summary>Sends until something holds: the host's own timer may be at it too.</summary>
    public Task SendUntil(Func<Task<bool>> holds) => WebhookFlow.Until(holds, it => it, Send);

    public async Task<Document<MailRecord>> Mail(string key, TenantId? tenant = null) =>
        await Get<MailStore>().Find(tenant ?? Varam, key, Now) ?? throw new InvalidOperationException($"There is no mail '{key}'.");

    public IReadOnlyList<string> Files(TenantId? tenant = null) =>
        Path.Combine(Folder, (tenant ?? Varam).Value) is var own && Directory.Exists(own) ? [.. Directory.GetFiles(own).Order(StringComparer.Ordinal)] : [];

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
