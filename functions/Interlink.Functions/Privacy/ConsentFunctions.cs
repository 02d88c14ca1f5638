using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Privacy;

/// <summary>What the person who is signed in has agreed to.</summary>
public sealed class ConsentFunctions(ConsentGate gate, ConsentStore consents, GiveConsent give, LegalStore legal)
{
    /// <summary>Tells what the caller has agreed to, and what is still asked, with the texts.</summary>
    [Function("GetConsents"), Allow(Scope.Member), WhileSuspended, BeforeConsent]
    public async Task<Reply<ConsentsView>> GetConsents(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "me/consents")] HttpRequest request, CancellationToken cancellation) =>
        Reply.Ok(await View(request, cancellation));

    /// <summary>Writes down that the caller agrees to texts that were shown.</summary>
    [Function("GiveConsents"), Allow(Scope.Member), BeforeConsent, Body<GiveConsentsRequest>, Answers(StatusCodes.Status200OK)]
    public async Task<Reply<ConsentsView>> GiveConsents(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "me/consents")] HttpRequest request, CancellationToken cancellation)
    {
        var body = await request.ReadBody<GiveConsentsRequest>(cancellation);
        var given = await body.Then(asked => give.Run(request.Caller(), asked.Consents, cancellation));
        return given.Succeeded ? Reply.Ok(await View(request, cancellation)) : given.Error;
    }

    private async Task<ConsentsView> View(HttpRequest request, CancellationToken cancellation)
    {
        var (caller, language) = (request.Caller(), request.Language());
        var asked = new List<AskedTextView>();
        foreach (var entry in await gate.Missing(caller.Tenant, caller.Subject, cancellation))
        {
            if (await legal.Find(caller.Tenant, entry.Document, entry.Version, cancellation) is { } version)
            {
                var (shown, text) = version.In(language);
                asked.Add(new AskedTextView(version.Document, version.Version, shown, text.Text, text.Sha256, version.EffectiveAt, version.Changes.In(language)));
            }
        }

        return new ConsentsView(asked, (await consents.Find(caller.Tenant, caller.Subject, cancellation))?.Body.Given ?? []);
    }
}
