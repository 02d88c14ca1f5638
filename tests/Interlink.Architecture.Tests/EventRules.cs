using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interlink.Architecture.Tests;

/// <summary>Events are made by a slice's <c>…Events.cs</c>, of types that are written out, and the documentation lists exactly those.</summary>
internal static partial class EventRules
{
    /// <summary>The event types that code emits, and what is wrong with how it does.</summary>
    public static (IReadOnlySet<string> Types, IReadOnlyList<string> Faults) Read(IEnumerable<SourceFile> sources)
    {
        var roots = sources.Where(f => f.Path.EndsWith(".cs", StringComparison.Ordinal))
            .Select(f => (f.Path, Root: CSharpSyntaxTree.ParseText(f.Text).GetRoot())).ToList();
        var types = roots.SelectMany(r => Makers(r.Root).SelectMany(LiteralsOf).Concat(Constants(r.Path, r.Root)).Select(type => (r.Path, Type: type))).ToList();
        var faults = types.Where(t => !EventType().IsMatch(t.Type)).Select(t => $"{t.Path}: '{t.Type}' is not a noun and what happened to it.")
            .Concat(roots.Where(r => !IsEvents(r.Path) && r.Root.DescendantNodes().OfType<ObjectCreationExpressionSyntax>().Any(IsEvent))
                .Select(r => $"{r.Path} makes an event outside the …Events.cs of its slice."));
        return (types.Select(t => t.Type).ToHashSet(), [.. faults]);
    }

    /// <summary>The event types that a page lists: the first cell of its tables, in backticks.</summary>
    public static IReadOnlySet<string> Listed(string markdown) => Row().Matches(markdown).Select(m => m.Groups["type"].Value).ToHashSet();

    /// <summary>What is emitted and not listed, or listed and not emitted.</summary>
    public static IEnumerable<string> Differences(IReadOnlySet<string> emitted, IReadOnlySet<string> listed) =>
        emitted.Except(listed).Select(t => $"docs/events.md lacks {t}.").Concat(listed.Except(emitted).Select(t => $"docs/events.md lists {t}, which nothing emits."));

    // Events come from constructors and from the makers of a slice's events: Make(caller, "process.created", …).
    private static IEnumerable<ArgumentListSyntax> Makers(SyntaxNode root) =>
        root.DescendantNodes().OfType<ObjectCreationExpressionSyntax>().Where(IsEvent).Select(o => o.ArgumentList).OfType<ArgumentListSyntax>()
            .Concat(root.DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Where(i => i.Expression is IdentifierNameSyntax { Identifier.Text: "Make" or "MakeForAudit" }
                    || (i.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Make" or "MakeForAudit" } member && MakerOfEvents().IsMatch(member.Expression.ToString())))
                .Select(i => i.ArgumentList));

    private static IEnumerable<string> LiteralsOf(ArgumentListSyntax arguments) =>
        arguments.Arguments.Take(2).Select(a => a.Expression).OfType<LiteralExpressionSyntax>()
            .Where(l => l.IsKind(SyntaxKind.StringLiteralExpression)).Select(l => l.Token.ValueText).Where(v => v.Contains('.', StringComparison.Ordinal));

    private static IEnumerable<string> Constants(string path, SyntaxNode root) =>
        !IsEvents(path)
            ? []
            : from field in root.DescendantNodes().OfType<FieldDeclarationSyntax>()
              where field.Modifiers.Any(SyntaxKind.ConstKeyword)
              from variable in field.Declaration.Variables
              where variable.Initializer?.Value.IsKind(SyntaxKind.StringLiteralExpression) == true
              select ((LiteralExpressionSyntax)variable.Initializer!.Value).Token.ValueText;

    private static bool IsEvent(ObjectCreationExpressionSyntax made) => made.Type is IdentifierNameSyntax { Identifier.Text: "DomainEvent" };

    private static bool IsEvents(string path) => path.EndsWith("Events.cs", StringComparison.Ordinal);

    [GeneratedRegex("[Ee]vents$")]
    private static partial Regex MakerOfEvents();

    [GeneratedRegex(@"\A[a-z]+(_[a-z]+)*(\.[a-z]+(_[a-z]+)*)+\z")]
    private static partial Regex EventType();

    [GeneratedRegex(@"^\|\s*`(?<type>[a-z_]+\.[a-z_.]+)`", RegexOptions.Multiline)]
    private static partial Regex Row();
}
