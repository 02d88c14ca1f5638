using System.ComponentModel.DataAnnotations;
using Interlink.Core.Kernel;

namespace Interlink.Functions.Edge;

/// <summary>The text, or each text of a list, must be a language code: two lower-case letters (ISO 639-1).</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Field)]
public sealed class LanguageCodeAttribute : ValidationAttribute
{
    /// <summary>Whether the value is absent or a code.</summary>
    public override bool IsValid(object? value) => value is null || (value is string text && Language.IsCode(text));
}
