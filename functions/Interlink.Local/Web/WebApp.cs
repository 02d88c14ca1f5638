using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Interlink.Local.Web;

/// <summary>Serves the web app: hashed assets for ever, its one page for every address that is not a file,
/// and the headers that keep it safe.</summary>
internal static class WebApp
{
    /// <summary>Setting with the folder of the built web app.</summary>
    public const string FolderKey = "Interlink:WebFolder";

    private const int LongestExtension = 12; // .webmanifest

    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    /// <summary>Adds compression of the web app's files. Answers of functions are not compressed: they mix secrets with input.</summary>
    public static IServiceCollection AddWebApp(this IServiceCollection services) => services.AddResponseCompression(compression =>
    {
        compression.EnableForHttps = true;
        compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/manifest+json"];
    });

    /// <summary>Adds the headers, and the files where there are any.</summary>
    public static void UseWebApp(this WebApplication app)
    {
        var folder = Folder(app.Configuration);
        app.UseWhen(IsPage, pages =>
        {
            pages.Use(AddHeaders);
            if (folder is not null)
            {
                pages.UseResponseCompression();
                var files = new PhysicalFileProvider(folder);
                pages.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = Prepare });
            }
        });
        app.MapFallback("{**path}", context => Fallback(context, folder));
    }

    /// <summary>The folder of the built web app: as set, beside the program, or that of the source tree around it.
    /// Null when it was never built.</summary>
    private static string? Folder(IConfiguration configuration)
    {
        if (configuration[FolderKey] is { } set)
        {
            return Path.GetFullPath(set);
        }

        var beside = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        if (Directory.Exists(beside))
        {
            return beside;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "static-web", "src")))
            {
                var dist = Path.Combine(folder.FullName, "static-web", "dist");
                return Directory.Exists(dist) ? dist : null;
            }
        }

        return null;
    }

    private static bool IsPage(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && !context.Request.Path.StartsWithSegments("/.auth", StringComparison.OrdinalIgnoreCase);

    private static Task AddHeaders(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        return next(context);
    }

    private static void Prepare(StaticFileResponseContext file)
    {
        var hashed = file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal);
        file.Context.Response.Headers.CacheControl = hashed ? "public, max-age=31536000, immutable" : "no-cache";
    }

    // Addresses of pages may have a dot too: those of operations do, with a key after it that is longer than any file's extension.
    private static bool IsFile(PathString path) => Path.GetExtension(path.Value) is { Length: > 0 and <= LongestExtension };

    // A missing file stays missing.
    private static async Task Fallback(HttpContext context, string? folder)
    {
        var (request, response) = (context.Request, context.Response);
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (!IsPage(context) || !reads || IsFile(request.Path))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        response.Headers[HeaderNames.CacheControl] = "no-cache";
        var page = folder is null ? null : new FileInfo(Path.Combine(folder, "index.html"));
        if (page is { Exists: true })
        {
            response.ContentType = "text/html; charset=utf-8";
            await response.SendFileAsync(page.FullName, context.RequestAborted);
            return;
        }

        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.ContentType = "text/plain; charset=utf-8";
        await response.WriteAsync(
            "The web app is not built yet: install Node.js 20 or newer and start again, or run 'npm ci && npm run build' in static-web.\n"
            + "The API works without it.\n",
            context.RequestAborted);
    }
}
