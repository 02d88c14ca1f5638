using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interlink.Architecture.Tests;

/// <summary>Orchestrators are replayed: what they do must follow from their input and history alone.</summary>
internal static partial class OrchestratorRules
{
    /// <summary>What an orchestrator's code does that would not be the same at replay.</summary>
    public static IEnumerable<string> Impure(IEnumerable<SourceFile> sources) =>
        from file in sources
        where file.Path.EndsWith(".cs", StringComparison.Ordinal)
        from code in OrchestratorCode(file)
        from Match match in Banned().Matches(WithoutTrivia(code))
        select $"{file.Path}: an orchestrator uses '{match.Value}'.";

    // A file of an orchestrator is judged whole; elsewhere, the methods with the trigger.
    private static IEnumerable<SyntaxNode> OrchestratorCode(SourceFile file)
    {
        var root = CSharpSyntaxTree.ParseText(file.Text).GetRoot();
        return file.Path.EndsWith(".Orchestrator.cs", StringComparison.Ordinal)
            ? [root]
            : root.DescendantNodes().OfType<MethodDeclarationSyntax>().Where(IsOrchestrator);
    }

    private static bool IsOrchestrator(MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters.SelectMany(p => p.AttributeLists).SelectMany(l => l.Attributes)
            .Any(a => a.Name.ToString().EndsWith("OrchestrationTrigger", StringComparison.Ordinal));

    private static string WithoutTrivia(SyntaxNode code) => string.Join("", code.DescendantTokens().Select(t => Spaced(t) ? $" {t.Text} " : t.Text));

    private static bool Spaced(SyntaxToken token) => token.IsKeyword() || token.IsKind(SyntaxKind.IdentifierToken) && token.GetPreviousToken().IsKind(SyntaxKind.IdentifierToken);

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?Now\b|\bDateTime\.Today\b|\bTimeProvider\b|\bStopwatch\b|\bEnvironment\.|\bGuid\.(NewGuid|CreateVersion7)\b|\bIIds\b"
        + @"|\bRandom\b|\bRandomNumberGenerator\b|\bTask\.(Delay|Run|Yield)\b|\bThread\.|\bParallel\.|\bHttpClient\b|\bConfigureAwait\(\s*false\s*\)"
        + @"|\bIDocuments\b|\bIBlobs\b|\bILedger\b|\b\w+Store\b|\b(File|Directory)\.\w|\bFunctionContext\b|\bILogger\b(?!.*CreateReplaySafeLogger)")]
    private static partial Regex Banned();
}
