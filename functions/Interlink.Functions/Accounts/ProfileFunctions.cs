using System.ComponentModel.DataAnnotations;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Accounts;

/// <summary>One's own account.</summary>
/// <param name="Subject">Stable id within the tenant.</param>
/// <param name="Name">How others see the person.</param>
/// <param name="Email">The address for mails, and to sign in with where the host signs people in itself; null when none is known.</param>
/// <param name="EmailVerified">Whether mail to it is known to arrive.</param>
/// <param name="Language">Language of pages and mails; null to follow the browser.</param>
/// <param name="SpokenLanguages">What the person speaks, the best one first.</param>
/// <param name="TimeZone">IANA name; null to follow the browser.</param>
/// <param name="Notifications">Of what the person wants to hear by mail.</param>
/// <param name="Picture">Path of the picture; null when there is none.</param>
/// <param name="SignIn">Who signs people in: <c>host</c>, which keeps passwords and sessions, or the <c>platform</c> in front.</param>
public sealed record ProfileView(
    string Subject,
    string Name,
    string? Email,
    bool EmailVerified,
    string? Language,
    IReadOnlyList<string> SpokenLanguages,
    string? TimeZone,
    NotificationsView Notifications,
    string? Picture,
    SignInKeeper SignIn);

/// <summary>Of what a person wants to hear by mail. Mails about the safety of the account always come.</summary>
/// <param name="Invitations">Invitations, and what became of applications.</param>
/// <param name="Teams">What happens in one's teams.</param>
public sealed record NotificationsView(bool Invitations, bool Teams);

/// <summary>Who signs people in.</summary>
public enum SignInKeeper
{
    Host,
    Platform,
}

/// <summary>What to change about one's own account; what is left out stays.</summary>
/// <param name="Language">Empty to follow the browser.</param>
/// <param name="TimeZone">IANA name such as <c>Europe/Riga</c>; empty to follow the browser.</param>
public sealed record EditProfileRequest(
    [StringLength(200)] string? Name = null,
    [StringLength(2)] string? Language = null,
    [MaxLength(20), LanguageCode] IReadOnlyList<string>? SpokenLanguages = null,
    [StringLength(60)] string? TimeZone = null,
    NotificationsView? Notifications = null);

/// <summary>One's own profile and the pictures of people.</summary>
public sealed class ProfileFunctions(AccountStore accounts, EditProfile edit, AccountPictures pictures, IOptions<EdgeOptions> edge)
{
    /// <summary>Reads one's own profile.</summary>
    [Function("GetProfile"), Allow(Scope.Member)]
    public async Task<Reply<ProfileView>> GetProfile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "me/profile")] HttpRequest request, CancellationToken cancellation) =>
        await accounts.Find(request.Caller().Tenant, request.Caller().Subject, cancellation) is { } account ? Shown(account) : new AccountNotFound();

    /// <summary>Changes one's own profile.</summary>
    [Function("EditProfile"), Allow(Scope.Member), Revisioned, Body<EditProfileRequest>]
    public async Task<Reply<ProfileView>> EditProfile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "me/profile")] HttpRequest request, CancellationToken cancellation)
    {
        var body = await request.ReadBody<EditProfileRequest>(cancellation);
        return await body.Map(EditOf).Then(change => request.IfMatch().Then(read => edit.Run(request.Caller(), change, read, cancellation))).ToReply(Shown);
    }

    /// <summary>Keeps a picture of oneself: PNG, JPEG or WebP of at most 1 MiB.</summary>
    [Function("SetPicture"), Allow(Scope.Member), RawBody(AccountPictures.MaxBytes)]
    public async Task<Reply<Unit>> SetPicture(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "me/picture")] HttpRequest request, CancellationToken cancellation) =>
        request.ContentLength > AccountPictures.MaxBytes
            ? new BodyTooLarge(AccountPictures.MaxBytes)
            : (await pictures.Set(request.Caller(), request.Body, cancellation)).ToReply(_ => Reply.NoContent());

    /// <summary>Removes the picture of oneself.</summary>
    [Function("RemovePicture"), Allow(Scope.Member)]
    public async Task<Reply<Unit>> RemovePicture(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "me/picture")] HttpRequest request, CancellationToken cancellation) =>
        (await pictures.Remove(request.Caller(), cancellation)).ToReply(_ => Reply.NoContent());

    /// <summary>The picture of somebody in the tenant.</summary>
    [Function("GetPicture"), Allow(Scope.Member)]
    public async Task<Reply<FileDownload>> GetPicture(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "accounts/{subject}/picture")] HttpRequest request,
        string subject,
        CancellationToken cancellation) =>
        await pictures.Open(request.Caller().Tenant, subject, cancellation) is { } picture
            ? Reply.File(FileDownload.Of(picture, null) with { Inline = true, CacheControl = "private, no-cache" })
            : new PictureNotFound();

    private Reply<ProfileView> Shown(Document<Account> account) => Reply.Ok(ViewOf(account.Body)).Tagged(account.Revision);

    private ProfileView ViewOf(Account account) => new(
        account.Subject,
        account.Name,
        account.Email,
        account.EmailVerifiedAt is not null,
        account.Language,
        account.SpokenLanguages,
        account.TimeZone,
        new(account.Notifications.Invitations, account.Notifications.Teams),
        AccountPictures.PathOf(account),
        edge.Value.LinkedIdentities ? SignInKeeper.Platform : SignInKeeper.Host);

    private static ProfileEdit EditOf(EditProfileRequest body) => new(
        body.Name,
        body.Language,
        body.SpokenLanguages,
        body.TimeZone,
        body.Notifications is { } n ? new NotificationPreferences(n.Invitations, n.Teams) : null);
}
