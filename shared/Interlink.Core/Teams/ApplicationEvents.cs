using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Teams;

/// <summary><c>team.application_received</c>, <c>team.application_accepted</c>, <c>team.application_rejected</c>, <c>team.application_withdrawn</c>.</summary>
/// <param name="Application">Id of the application.</param>
/// <param name="Team">Id of the team.</param>
/// <param name="Person">Subject of the applicant.</param>
public sealed record TeamApplicationChanged(string Application, string Team, string Person);

/// <summary>Makes events: who, when, about what.</summary>
internal sealed class ApplicationEvents(IIds ids, TimeProvider clock)
{
    public DomainEvent Received(Caller caller, TeamApplication application) => Make(caller, "team.application_received", application);

    public DomainEvent Accepted(Caller caller, TeamApplication application) => Make(caller, "team.application_accepted", application);

    public DomainEvent Rejected(Caller caller, TeamApplication application) => Make(caller, "team.application_rejected", application);

    public DomainEvent Withdrawn(Caller caller, TeamApplication application) => Make(caller, "team.application_withdrawn", application);

    private DomainEvent Make(Caller caller, string type, TeamApplication told) => new(
        ids.New(), type, clock.GetUtcNow(), caller.Subject, told.Team, new TeamApplicationChanged(told.Id, told.Team, told.Applicant.Subject));
}
