using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interlink.Architecture.Tests;

/// <summary>What keeps tenants apart by construction: a tenant is always handed in, and few name the platform's own.</summary>
internal static class TenantRules
{
    // Each keeps something of the platform itself, or tells the platform from a tenant.
    private static readonly HashSet<string> s_platform = new(StringComparer.Ordinal)
    {
        "shared/Interlink.Core/Tenants/TenantDirectory.cs", "shared/Interlink.Core/Tenants/TenantErasure.cs", "shared/Interlink.Core/Tenants/TenantControl.cs",
        "shared/Interlink.Core/Tenants/ProvisionTenant.cs", "shared/Interlink.Core/Accounts/IdentityDirectory.cs", "shared/Interlink.Core/Events/OutboxDispatch.cs",
        "shared/Interlink.Core/Webhooks/WebhookFanOut.cs",
        "functions/Interlink.Functions/Edge/AllowMiddleware.cs", "functions/Interlink.Functions/Edge/BearerTokens.cs", "functions/Interlink.Functions/Edge/ClientPrincipal.cs",
        "functions/Interlink.Functions/Edge/PlatformSession.cs", "functions/Interlink.Functions/Edge/TenantAddress.cs", "functions/Interlink.Functions/Health/HealthProbe.cs", "functions/Interlink.Functions/Operations/OperationFunctions.cs",
        "functions/Interlink.Functions/Platform/DeletionDesk.cs", "functions/Interlink.Functions/Platform/TenantCatalogueFunctions.cs", "functions/Interlink.Functions/Platform/TenantFunctions.cs",
        "functions/Interlink.Functions/Tenants/TenantFaceFunctions.cs", "functions/Interlink.Local/Commands/TenantsCommand.cs", "functions/Interlink.Local/SignIn/SignInEndpoints.cs",
        "shared/Interlink.Core/Mail/WaitingTenants.cs", "functions/Interlink.Functions/Privacy/PrivacyAddresses.cs",
        "functions/Interlink.Functions/Audit/PlatformAuditFunctions.cs", "functions/Interlink.Local/Accounts/SignInThrottle.cs", "functions/Interlink.Local/SignIn/Answers.cs",
    };

    private static readonly HashSet<string> s_makers = new(StringComparer.Ordinal) { "Partition.Of", "BlobAddress.Of", "SecretName.Of" };

    /// <summary>Files outside the list that name the platform's own tenant.</summary>
    public static IEnumerable<string> NamesThePlatform(IEnumerable<SourceFile> sources) =>
        from file in Code(sources)
        where !s_platform.Contains(file.Path)
        where Root(file).DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(m => m.ToString() is "TenantDirectory.Platform")
            || Root(file).DescendantNodes().OfType<LiteralExpressionSyntax>().Any(l => l.Token.ValueText == "interlink-platform")
        select $"{file.Path} names the platform's own tenant.";

    /// <summary>Places that address a store with a tenant made on the spot, instead of one that was handed in.</summary>
    public static IEnumerable<string> MakesUpTenants(IEnumerable<SourceFile> sources) =>
        from file in Code(sources)
        from call in Root(file).DescendantNodes().OfType<InvocationExpressionSyntax>()
        where s_makers.Contains(call.Expression.ToString()) && call.ArgumentList.Arguments.Count > 0
        let tenant = call.ArgumentList.Arguments[0].Expression
        where tenant is not (IdentifierNameSyntax or MemberAccessExpressionSyntax)
        select $"{file.Path} addresses a store with the tenant '{tenant}'.";

    private static IEnumerable<SourceFile> Code(IEnumerable<SourceFile> sources) => sources.Where(f => f.Path.EndsWith(".cs", StringComparison.Ordinal));

    private static SyntaxNode Root(SourceFile file) => CSharpSyntaxTree.ParseText(file.Text).GetRoot();
}
