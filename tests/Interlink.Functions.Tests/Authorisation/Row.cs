using System.Net.Http.Headers;

namespace Interlink.Functions.Tests.Authorisation;

/// <summary>Who calls, in the order of the columns of every table of rows.</summary>
public enum Role
{
    /// <summary>Nobody is signed in.</summary>
    Anonymous,

    /// <summary>Administers another tenant, and calls with the ids of this one.</summary>
    Foreigner,

    /// <summary>A member of the tenant in no team that has a grant.</summary>
    Member,

    /// <summary>A member whose team may see the assets of the whole process and add to them, not delete.</summary>
    Granted,

    /// <summary>A member who administers the process, and began everything else that belongs to one person.</summary>
    ProcessAdministrator,

    /// <summary>Keeps the tenant's catalogue.</summary>
    Curator,

    /// <summary>Reads the tenant's audit.</summary>
    Auditor,

    /// <summary>Administers the tenant; has no grant in the process.</summary>
    Administrator,

    /// <summary>Administers the platform; belongs to no tenant.</summary>
    Operator,

    /// <summary>An application of the tenant with two scopes, <c>read_catalogue</c> and <c>read_processes</c>, in no team.</summary>
    Application,
}

/// <summary>How one HTTP function answers each role. Add one for each new function: copy a line of the slice's file in <c>Rows</c> and say, in the order of
/// <see cref="Role"/>, <c>yes</c> (anything but 401, 403, 404 and 5xx) or the status of the refusal.</summary>
/// <param name="Function">The name in <c>[Function]</c>.</param>
/// <param name="Request">Method and path below <c>/api/</c>, with ids of the <see cref="World"/> in braces: <c>GET processes/{process}</c>. The call must get past
/// everything but authorisation, and should change nothing: a stale <see cref="IfMatch"/> refuses with 412 whoever is authorised.</param>
/// <param name="Answers">Ten words, one for each role. 401 means <c>not-signed-in</c>, 403 <c>scope-missing</c>, <c>no</c> that
/// it is not for applications, 404 the type in <see cref="Missing"/>; any other refusal
/// is written with its type: <c>409:last-administrator</c>.</param>
public sealed record Row(string Function, string Request, string Answers)
{
    /// <summary>Type of the problem behind every 404 of the row.</summary>
    public string Missing { get; init; } = "";

    /// <summary>The JSON body, as an anonymous object; ids of the world may stand in its texts in braces.</summary>
    public object? Body { get; init; }

    /// <summary>A body that is not JSON.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>The header If-Match, without quotes.</summary>
    public string? IfMatch { get; init; }

    /// <summary>Runs before each cell: makes what the call uses up, for this role alone, and answers further ids for this cell.</summary>
    public Func<World, Role, Task<Dictionary<string, string>>>? Before { get; init; }

    /// <summary>The words of <see cref="Answers"/>.</summary>
    public IReadOnlyList<string> Cells => Answers.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    internal HttpRequestMessage Message(IReadOnlyDictionary<string, string> ids)
    {
        var parts = Request.Split(' ');
        var message = new HttpRequestMessage(new HttpMethod(parts[0]), $"/api/{World.Filled(parts[1], ids)}");
        message.Content = Bytes is not null ? new ByteArrayContent(Bytes)
            : Body is null ? null
            : new StringContent(World.Filled(System.Text.Json.JsonSerializer.Serialize(Body, Core.Kernel.Json.Options), ids));
        if (message.Content is { } content)
        {
            content.Headers.ContentType = new MediaTypeHeaderValue(Bytes is null ? "application/json" : "application/octet-stream");
        }

        if (IfMatch is not null)
        {
            message.Headers.TryAddWithoutValidation("If-Match", $"\"{World.Filled(IfMatch, ids)}\"");
        }

        return message;
    }

    public override string ToString() => Function;
}

/// <summary>The rows of one slice, one file each in <c>Rows</c>; found by reflection, so that nothing else need be changed.</summary>
internal interface ISliceRows
{
    /// <summary>The table.</summary>
    IEnumerable<Row> Rows { get; }

    /// <summary>Makes what the rows call, once, and adds its ids to <see cref="World.Ids"/>. Runs in order of the slices' names; the process is there already.</summary>
    Task Prepare(World world) => Task.CompletedTask;
}
