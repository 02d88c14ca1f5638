namespace Interlink.Functions.Tests.Tenants;

/// <summary>Pictures to upload.</summary>
internal static class Pictures
{
    /// <summary>A PNG of one pixel with a text in it that nobody should keep.</summary>
    public static byte[] Png { get; } =
    [
        .. Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"),
        0, 0, 0, 5, .. "tEXt"u8, .. "a\0GPS"u8, 0, 0, 0, 0,
        .. Convert.FromBase64String("AAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
    ];

    /// <summary>A drawing with a script in it.</summary>
    public static byte[] Svg { get; } = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray();
}
