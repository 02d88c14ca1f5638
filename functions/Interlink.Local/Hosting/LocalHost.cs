using Interlink.Core.Kernel;
using Interlink.Functions;
using Interlink.Functions.Outbound;
using Interlink.Local.SignIn;
using Interlink.Local.Web;
using Interlink.Mail;
using Interlink.Runtime.Hosting;
using Interlink.Runtime.Http;
using Interlink.Storage.Local;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging.Console;

namespace Interlink.Local.Hosting;

/// <summary>The embedded edition as one program: functions and orchestrations, storage, sign-in and the web app.</summary>
public static partial class LocalHost
{
    /// <summary>Builds the program that the command line describes; starting it is the caller's.</summary>
    /// <param name="configure">Changes what tests need changed: the clock, where notices go.</param>
    /// <exception cref="UsageException">The settings are wrong, or another process uses the data folder.</exception>
    public static WebApplication Build(CommandLine command, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = NewBuilder(command);
        var settings = LocalSettings.From(builder.Configuration, command.Demo);
        var data = DataFolder.Open(settings.DataFolder);
        builder.Services.AddSingleton(settings).AddSingleton(_ => data).AddSingleton(TimeProvider.System).AddSingleton<IIds, Ulids>();
        builder.Services.AddSingleton(new Notices(Console.Out));
        builder.Services.AddTelemetryExport(builder.Configuration);
        builder.Services.AddLocalStorage(data.Path);
        AddManagedStorage(builder);
        builder.Services.AddSingleton(new OutboundLocalHosts(builder.Configuration.GetSection(OutboundLocalHosts.Key).Get<string[]>() ?? []));
        builder.Services.AddMailTransportOrFolder(builder.Configuration, data["mails"]);
        builder.Services.AddInterlink(builder.Configuration);
        builder.Services.AddFunctionsRuntime(RuntimeOptions(data)).UseInterlinkMiddleware();
        builder.Services.AddSignIn(settings, data);
        builder.Services.AddWebApp();
        AddServer(builder, command);
        configure?.Invoke(builder);

        var app = builder.Build();
        UseProxy(app);
        app.Use(SafeTypes);
        app.UseWebApp();
        app.UseSignIn();
        app.UseRouting();
        app.MapSignIn();
        app.MapFunctions();
        return app;
    }

    /// <summary>Puts managed stores in the place of local ones where the settings name any; only a build with the Azure adapters can (<c>LocalHost.Azure.cs</c>).</summary>
    static partial void AddManagedStorage(WebApplicationBuilder builder);

    private static void AddServer(WebApplicationBuilder builder, CommandLine command)
    {
        if (command.Command is not Command.Run)
        {
            builder.Services.AddSingleton<IServer, NoServer>();
            return;
        }

        builder.Services.AddHostedService<Welcome>();
        builder.Services.AddHostedService<OutboxPump>();
        if (command.Demo && builder.Configuration.GetValue(LocalSettings.DemoCatalogueKey, true))
        {
            builder.Services.AddHostedService<DemoCatalogue>();
        }
    }

    private static FunctionsRuntimeOptions RuntimeOptions(DataFolder data) => new()
    {
        Assemblies = [typeof(Composition).Assembly],
        DatabasePath = data["runtime.db"],
        HostJsonPath = Path.Combine(AppContext.BaseDirectory, "host.json"),
        SerializerOptions = Json.Options,
    };

    // The content is beside the program, wherever it is started; nothing is watched, nothing is read that is not used.
    private static WebApplicationBuilder NewBuilder(CommandLine command)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        builder.Configuration.AddInMemoryCollection(command.Settings);
        builder.WebHost.UseUrls(builder.Configuration["urls"] ?? LocalSettings.DefaultUrls);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        return builder;
    }

    // Behind a proxy on this machine, and only where the settings say that there is one: who called, and whether by https.
    private static void UseProxy(WebApplication app)
    {
        if (app.Configuration.GetValue<int>("Interlink:Edge:ForwardedHops") is > 0 and var hops)
        {
            app.UseForwardedHeaders(new ForwardedHeadersOptions
            {
                ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
                ForwardLimit = hops,
            });
            app.Use(ForgetClaims);
        }
    }

    // The connection tells now who called. What is left of the header is what the client wrote into it itself.
    private static Task ForgetClaims(HttpContext context, RequestDelegate next)
    {
        context.Request.Headers.Remove(ForwardedHeadersDefaults.XForwardedForHeaderName);
        return next(context);
    }

    private static Task SafeTypes(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return next(context);
    }
}
