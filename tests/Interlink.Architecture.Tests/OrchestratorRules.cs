using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interlink.Architecture.Tests;

/// <summary>
/// Orchestrators are replayed: what they do must follow from their input and history alone. Judged by what the compiler says each name
/// means, in the orchestrators themselves and in the code of Functions that they reach, in whichever file it stands.
/// </summary>
internal static class OrchestratorRules
{
    private const string Context = "Microsoft.DurableTask.TaskOrchestrationContext";

    private static readonly string[] s_namespaces =
        ["System.IO", "System.Net", "System.Diagnostics", "System.Threading.Channels", "Microsoft.Extensions.Configuration", "Microsoft.Extensions.Options", "Microsoft.Extensions.DependencyInjection"];

    private static readonly HashSet<string> s_types =
    [
        "System.TimeProvider", "System.Random", "System.Environment", "System.AppContext", "System.Console", "System.Threading.Thread",
        "System.Threading.ThreadPool", "System.Threading.Timer", "System.Timers.Timer", "System.Threading.PeriodicTimer", "System.Threading.Tasks.Parallel",
        "System.Threading.Tasks.TaskFactory", "System.Security.Cryptography.RandomNumberGenerator", "Microsoft.Extensions.Logging.ILoggerFactory",
        "Microsoft.Azure.Functions.Worker.FunctionContext", "Interlink.Core.Kernel.IIds",
    ];

    private static readonly HashSet<string> s_members =
    [
        "System.DateTime.Now", "System.DateTime.UtcNow", "System.DateTime.Today", "System.DateTimeOffset.Now", "System.DateTimeOffset.UtcNow",
        "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.Threading.Tasks.Task.Delay", "System.Threading.Tasks.Task.Run",
        "System.Threading.Tasks.Task.Yield", "System.Threading.Tasks.Task.Factory", "System.Threading.Tasks.Task.ConfigureAwait",
        "System.Threading.Tasks.Task.WaitAsync", "System.Threading.Tasks.Task.ContinueWith", "System.Threading.Tasks.Task.Wait",
        "System.Threading.CancellationTokenSource.CancelAfter",
    ];

    /// <summary>What orchestrators do that would not be the same at replay.</summary>
    public static IEnumerable<string> Impure(IEnumerable<SourceFile> sources)
    {
        var trees = sources.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal))
            .Select(file => CSharpSyntaxTree.ParseText(file.Text, path: file.Path)).Append(CSharpSyntaxTree.ParseText(Usings)).ToArray();
        var compilation = CSharpCompilation.Create("judged", trees, References);
        return [.. new Judge(compilation, trees).Violations().Distinct()];
    }

    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http;"
        + "global using System.Threading; global using System.Threading.Tasks;";

    private static IReadOnlyList<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) != "Interlink.Functions.dll").Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private sealed class Judge(CSharpCompilation compilation, IReadOnlyList<SyntaxTree> trees)
    {
        private readonly HashSet<SyntaxNode> _seen = [];
        private readonly Queue<SyntaxNode> _reached = new();

        public IEnumerable<string> Violations()
        {
            foreach (var method in trees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()).Where(IsOrchestrator)) Reach(method);
            while (_reached.TryDequeue(out var code))
            {
                foreach (var why in Faults(code)) yield return $"{code.SyntaxTree.FilePath}: an orchestrator {why}.";
            }
        }

        private IEnumerable<string> Faults(SyntaxNode code)
        {
            var model = compilation.GetSemanticModel(code.SyntaxTree);
            if (IsAsyncVoid(code)) yield return "has code that is async void";
            foreach (var node in code.DescendantNodes())
            {
                if (IsAsyncVoid(node)) yield return "has code that is async void";
                if (node is AwaitExpressionSyntax awaited && model.GetTypeInfo(awaited.Expression).Type is { } type && !IsTask(type))
                    yield return $"awaits a {type.ToDisplayString()}";
                if (node is BaseObjectCreationExpressionSyntax made && Timed(model.GetSymbolInfo(made).Symbol)) yield return "makes a CancellationTokenSource with a time";
                if (node is not SimpleNameSyntax && node is not ImplicitObjectCreationExpressionSyntax) continue;
                if (model.GetSymbolInfo(node).Symbol is not { } symbol) continue;
                if (Fault(symbol) is { } fault) yield return $"{fault} '{symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'";
                foreach (var part in symbol.DeclaringSyntaxReferences) Reach(part.GetSyntax());
            }
        }

        /// <summary>Code of the judged files that an orchestrator runs: methods, properties, initializers.</summary>
        private void Reach(SyntaxNode declared)
        {
            if (declared is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or PropertyDeclarationSyntax or ArrowExpressionClauseSyntax or VariableDeclaratorSyntax
                && !IsActivity(declared) && _seen.Add(declared))
            {
                _reached.Enqueue(declared);
            }
        }

        private static string? Fault(ISymbol symbol)
        {
            if (symbol is INamespaceSymbol) return null;
            if (symbol is IFieldSymbol { IsStatic: true, IsReadOnly: false, IsConst: false, ContainingType.TypeKind: not TypeKind.Enum }) return "uses the mutable static";
            if (symbol is IPropertySymbol { IsStatic: true, SetMethod: not null }) return "uses the mutable static";
            var type = symbol as ITypeSymbol ?? (symbol is IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol ? symbol.ContainingType : null);
            var made = (symbol as ILocalSymbol)?.Type ?? (symbol as IParameterSymbol)?.Type;
            if (symbol is IMethodSymbol or IPropertySymbol or IFieldSymbol && s_members.Contains($"{Plain(symbol.ContainingType)}.{symbol.Name}")) return "uses";
            if (new[] { type, made }.Any(one => one is not null && IsOfTheProcess(one))) return "uses";
            return IsLogger(symbol) ? "logs what is not replay-safe with" : null;
        }

        private static bool IsOfTheProcess(ITypeSymbol type)
        {
            var name = Plain(type);
            var space = type.ContainingNamespace?.ToDisplayString() ?? string.Empty;
            return s_types.Contains(name)
                || s_namespaces.Any(banned => space == banned || space.StartsWith(banned + ".", StringComparison.Ordinal))
                || space == "Interlink.Core.Storage" && type.TypeKind == TypeKind.Interface
                || space.StartsWith("Interlink.", StringComparison.Ordinal) && type.Name.EndsWith("Store", StringComparison.Ordinal);
        }

        // A logger is safe that the context made; it is known by the local it is kept in. Logging through any other field, parameter or service is not.
        private static bool IsLogger(ISymbol symbol)
        {
            var type = symbol switch
            {
                IFieldSymbol field => field.Type,
                IPropertySymbol property => property.Type,
                IParameterSymbol { ContainingSymbol: IMethodSymbol method } parameter when !method.Parameters.Any(p => Plain(p.Type) == Context) => parameter.Type,
                IParameterSymbol { ContainingSymbol: IMethodSymbol method } parameter when IsTrigger(method) => parameter.Type,
                IMethodSymbol { Name: not "CreateReplaySafeLogger" } made => made.ReturnType,
                _ => null,
            };
            return type is not null && Plain(type) == "Microsoft.Extensions.Logging.ILogger";
        }

        private static bool IsTask(ITypeSymbol type) => type.TypeKind == TypeKind.Error || Plain(type) is "System.Threading.Tasks.Task";

        private static bool Timed(ISymbol? symbol) =>
            symbol is IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: > 0 } made && made.ContainingType.Name == nameof(CancellationTokenSource);

        private static string Plain(ITypeSymbol? type) => type is null ? string.Empty : $"{type.ContainingNamespace?.ToDisplayString()}.{type.Name}";

        private static bool IsAsyncVoid(SyntaxNode node) => node switch
        {
            MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword) && IsVoid(method.ReturnType),
            LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword) && IsVoid(local.ReturnType),
            _ => false,
        };

        private static bool IsVoid(TypeSyntax type) => type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };

        private static bool IsOrchestrator(MethodDeclarationSyntax method) => Has(method, "OrchestrationTrigger");

        private static bool IsActivity(SyntaxNode node) => node is MethodDeclarationSyntax method && (Has(method, "ActivityTrigger") || Has(method, "HttpTrigger"));

        private static bool IsTrigger(IMethodSymbol method) =>
            method.DeclaringSyntaxReferences.Any(part => part.GetSyntax() is MethodDeclarationSyntax declared && IsOrchestrator(declared));

        private static bool Has(MethodDeclarationSyntax method, string attribute) =>
            method.ParameterList.Parameters.SelectMany(p => p.AttributeLists).SelectMany(l => l.Attributes)
                .Any(a => a.Name.ToString().EndsWith(attribute, StringComparison.Ordinal));
    }
}
