using System.Globalization;
using System.Text.Json;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Interlink.Functions.Platform;
using Interlink.Local.Hosting;
using Microsoft.DurableTask.Client;

namespace Interlink.Local.Commands;

/// <summary>Manages tenants on one machine, where whoever runs the program is who runs the platform and there is no issuer of tokens.</summary>
internal static class TenantsCommand
{
    private static readonly JsonSerializerOptions Indented = new(Json.Options) { WriteIndented = true };
    private static readonly Caller Operator =
        new(TenantDirectory.Platform, "command-line", "Command line", new HashSet<string> { Scope.PlatformAdministrator });

    /// <summary>Does what the words ask for and prints what came of it.</summary>
    /// <exception cref="UsageException">It could not be done.</exception>
    public static Task<int> Run(WebApplication app, IReadOnlyList<string> words, TextWriter output, CancellationToken cancellation) => words switch
    {
        ["create", var id, var email] => Create(app, IdOf(id), email, output, cancellation),
        ["suspend", var id, var reason] => Suspend(app, IdOf(id), reason, output, cancellation),
        ["resume", var id] => Resume(app, IdOf(id), output, cancellation),
        ["delete", var id] => Delete(app, IdOf(id), output, cancellation),
        _ => List(app, output, cancellation),
    };

    private static async Task<int> List(WebApplication app, TextWriter output, CancellationToken cancellation)
    {
        string? cursor = null;
        do
        {
            var page = await app.Services.GetRequiredService<TenantDirectory>().List(new PageRequest(PageRequest.MaxLimit, cursor), cancellation);
            foreach (var tenant in page.Items)
            {
                await output.WriteLineAsync($"{tenant.Id,-24} {Word(tenant.State),-12} {tenant.Name}");
            }

            cursor = page.Next;
        }
        while (cursor is not null);
        return 0;
    }

    private static async Task<int> Create(WebApplication app, TenantId id, string email, TextWriter output, CancellationToken cancellation)
    {
        if (!EmailAddress.TryParse(email, out var administrator))
        {
            throw new UsageException($"'{email}' is not an e-mail address.");
        }

        var known = await app.Services.GetRequiredService<TenantDirectory>().Find(id, cancellation) ?? Tenant.Undescribed(id);
        var description = new TenantDescription(id, known.Name, known.Languages);
        var made = Expect(await app.Services.GetRequiredService<ProvisionTenant>().Provision(Operator, description, administrator, cancellation));
        var pages = await PagesOfTenant.Find(app, id, cancellation);
        await output.WriteLineAsync($"{id} is {Word(made.Tenant.State)}; its people sign in at {pages}");
        await output.WriteLineAsync(made.Token is not null
            ? new Uri(pages, $"welcome?token={made.Token}").AbsoluteUri
            : made.Administrator.Accepted ? "The administrator signs in already." : "The administrator has a link that is still good; 'invite' with --tenant makes another.");
        return 0;
    }

    private static async Task<int> Suspend(WebApplication app, TenantId id, string reason, TextWriter output, CancellationToken cancellation)
    {
        Expect(await app.Services.GetRequiredService<TenantControl>().Suspend(Operator, id, reason, cancellation));
        await output.WriteLineAsync($"{id} is suspended. Nothing is lost; 'tenants resume {id}' brings it back.");
        return 0;
    }

    private static async Task<int> Resume(WebApplication app, TenantId id, TextWriter output, CancellationToken cancellation)
    {
        await app.StartAsync(cancellation);
        var client = app.Services.GetRequiredService<DurableTaskClient>();
        Expect(await app.Services.GetRequiredService<DeletionDesk>().Resume(client, Operator, id, cancellation));
        await app.StopAsync(cancellation);
        await output.WriteLineAsync($"{id} is active.");
        return 0;
    }

    // Where there is no time of grace the erasure runs here and now; else the host does it when it runs after that time.
    private static async Task<int> Delete(WebApplication app, TenantId id, TextWriter output, CancellationToken cancellation)
    {
        await app.StartAsync(cancellation);
        var client = app.Services.GetRequiredService<DurableTaskClient>();
        var operation = Expect(await app.Services.GetRequiredService<DeletionDesk>().Delete(client, Operator, id, cancellation));
        var tenants = app.Services.GetRequiredService<TenantDirectory>();
        var deletion = (await tenants.Find(id, cancellation))?.Deletion;
        if (deletion is not null && deletion.EraseAt > app.Services.GetRequiredService<TimeProvider>().GetUtcNow())
        {
            var when = deletion.EraseAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
            await output.WriteLineAsync($"{id} is closed and will be erased after {when}, while the host runs. Until then 'tenants resume {id}' brings it back.");
        }
        else
        {
            await client.WaitForInstanceCompletionAsync(operation.Id.InstanceIn(TenantDirectory.Platform, operation.Attempt), cancellation);
            var certificate = await tenants.Certificate(id, cancellation) ?? throw new UsageException("The erasure broke off; repeat the command.");
            await output.WriteLineAsync(JsonSerializer.Serialize(certificate, Indented));
        }

        await app.StopAsync(cancellation);
        return 0;
    }

    private static TenantId IdOf(string text) => TenantId.TryParse(text, out var id)
        ? id
        : throw new UsageException($"'{text}' is not a tenant id: use 2 to 63 lower-case letters, digits and inner hyphens.");

    private static string Word(TenantState state) => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());

    private static T Expect<T>(Outcome<T> outcome) =>
        outcome.Succeeded ? outcome.Value : throw new UsageException($"{outcome.Error.Type}: {outcome.Error.Detail}");
}
