using Interlink.Core.Kernel;

namespace Interlink.Core.Catalogue.Import;

/// <summary>Reads how a software interlinker is reached.</summary>
internal static class IntegrationReader
{
    private const string TextSuffix = "_text_translations";

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "service_name", "domain", "path", "is_subdomain", "api_path", "auth_method", "capabilities", "capabilities_translations",
    };

    /// <summary>Reads the integration; null, with a warning, when there is none.</summary>
    public static SoftwareIntegration? Read(Fields entry)
    {
        if (entry.Object("integration") is not { } fields)
        {
            entry.Notes.Warn("integration_missing",
                "The entry is software and does not say how it is reached: nothing can be made with it.", "integration");
            return null;
        }

        fields.WarnUnknown(Known);
        return new SoftwareIntegration
        {
            ServiceName = fields.Word("service_name") ?? "",
            Domain = fields.Word("domain") ?? "",
            Path = fields.Word("path") ?? "",
            IsSubdomain = fields.Flag("is_subdomain"),
            ApiPath = fields.Word("api_path") ?? "",
            AuthMethod = Vocabulary.One(fields, "auth_method", Vocabulary.AuthMethods) ?? "",
            Capabilities = Capabilities(fields),
            CapabilityTexts = CapabilityTexts(fields),
            SupportedBy = Vocabulary.Many(entry, "supported_by", Vocabulary.SupportedBy),
            SupportsInternationalization = entry.Flag("supports_internationalization"),
            IsResponsive = entry.Flag("is_responsive"),
        };
    }

    private static List<string> Capabilities(Fields integration)
    {
        if (integration.Object("capabilities") is not { } fields)
        {
            return [];
        }

        fields.WarnUnknown(Vocabulary.Capabilities.ToHashSet(StringComparer.Ordinal));
        return [.. Vocabulary.Capabilities.Where(fields.Flag)];
    }

    private static SortedDictionary<string, LocalizedText> CapabilityTexts(Fields integration)
    {
        var texts = new SortedDictionary<string, LocalizedText>(StringComparer.Ordinal);
        if (integration.Object("capabilities_translations") is not { } fields)
        {
            return texts;
        }

        foreach (var name in fields.Names())
        {
            var capability = name.EndsWith(TextSuffix, StringComparison.Ordinal) ? name[..^TextSuffix.Length] : name;
            if (!Vocabulary.Capabilities.Contains(capability))
            {
                fields.Notes.Warn("unknown_field", $"'{Shown.Of(name)}' names no capability and was left out.",
                    fields.PathOf(Shown.Of(name)));
            }
            else if (fields.Names(name) is { IsEmpty: false } text)
            {
                texts[capability] = text;
            }
        }

        return texts;
    }
}
