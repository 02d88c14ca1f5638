using System.ComponentModel.DataAnnotations;
using Interlink.Core.People;
using Interlink.Functions.Edge;

namespace Interlink.Functions.People;

/// <summary>Which people to list.</summary>
public sealed record ListPeopleQuery : PagedQuery
{
    /// <summary>Words in name or address.</summary>
    [StringLength(200)]
    public string? Text { get; init; }

    /// <summary>Any of these.</summary>
    public IReadOnlyList<TenantRole> Role { get; init; } = [];

    /// <summary>Any of these.</summary>
    public IReadOnlyList<PersonState> State { get; init; } = [];

    /// <summary>The order.</summary>
    public PeopleSort Sort { get; init; } = PeopleSort.Name;

    internal PeopleQuery Asked => new() { Text = Text, Role = Role, State = State, Sort = Sort, Page = Page };
}

/// <summary>Which people to export.</summary>
public sealed record ExportPeopleQuery
{
    /// <summary>Words in name or address.</summary>
    [StringLength(200)]
    public string? Text { get; init; }

    /// <summary>Any of these.</summary>
    public IReadOnlyList<TenantRole> Role { get; init; } = [];

    /// <summary>Any of these.</summary>
    public IReadOnlyList<PersonState> State { get; init; } = [];

    internal PeopleQuery Asked => new() { Text = Text, Role = Role, State = State };
}

/// <summary>What somebody is to be in the tenant.</summary>
/// <param name="Role">The role, in the place of the one held before.</param>
public sealed record SetTenantRoleRequest(TenantRole Role);

/// <summary>Whom to invite.</summary>
/// <param name="Email">The address.</param>
/// <param name="Role">What the person is to be.</param>
/// <param name="Name">How the person is called; without it what stands before the at sign.</param>
/// <param name="Message">Some words that go into the mail.</param>
public sealed record InviteToTenantRequest(
    [Required, StringLength(254)] string Email,
    TenantRole Role,
    [StringLength(200)] string? Name = null,
    [StringLength(1000)] string? Message = null);
