using System.Globalization;
using Interlink.Core.Kernel;

namespace Interlink.Core.Pictures;

/// <summary>The bytes are not a picture of a kind that is taken, whatever the file is called.</summary>
public sealed record NotAPicture() : Error(ErrorKind.UnsupportedMedia, "not-a-picture", "This is not a whole PNG, JPEG or WebP picture.");

/// <summary>The picture has more pixels than allowed.</summary>
public sealed record PictureTooLarge(int MaxSide)
    : Error(ErrorKind.TooLarge, "picture-too-large", string.Create(CultureInfo.InvariantCulture, $"The picture is more than {MaxSide} pixels wide or high."));
