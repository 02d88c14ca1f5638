using System.ComponentModel.DataAnnotations;
using Interlink.Core.Kernel;
using Interlink.Core.People;
using Interlink.Core.Privacy;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.People;

/// <summary>That the administrator is who is signed in.</summary>
/// <param name="Password">The administrator's own, for those who sign in without a code.</param>
/// <param name="Code">Of the administrator's own authenticator app, or a recovery code, for those who sign in with one.</param>
public sealed record ResetSecondFactorRequest([StringLength(1000)] string? Password = null, [StringLength(40)] string? Code = null);

/// <summary>How people of the tenant sign in, where the host signs them in itself; for its administrators.</summary>
public sealed class PeopleSecurityFunctions(ResetSecondFactor reset, IReauthentication reauthentication)
{
    /// <summary>Lets somebody sign in without a code who lost the authenticator app and the recovery codes. Every session of the person ends, and a mail says so. Asks
    /// for the administrator's own code, or, of one who signs in without, for the password.</summary>
    [Function("ResetSecondFactor"), Allow(Scope.Administrator), Body<ResetSecondFactorRequest>, Answers(StatusCodes.Status204NoContent)]
    public async Task<Reply<Unit>> ResetSecondFactor(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "people/{subject}/second-factor/reset")] HttpRequest request,
        string subject,
        CancellationToken cancellation)
    {
        var body = await request.ReadBody<ResetSecondFactorRequest>(cancellation);
        var proven = await body.Then(proof => Proven(request, proof, cancellation));
        return await proven.Then(_ => reset.Run(request.Caller(), subject, cancellation)).ToReply(_ => Reply.NoContent());
    }

    private async Task<Outcome<Unit>> Proven(HttpRequest request, ResetSecondFactorRequest proof, CancellationToken cancellation) =>
        await reauthentication.StrongRefusal(request.Caller(), request.Proof(proof.Password, proof.Code), cancellation) is { } refusal ? refusal : Unit.Value;
}
