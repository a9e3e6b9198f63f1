using System.Text.Json.Nodes;

namespace CrmBot.Bot.Commands.TeamsApp;

/// <summary>An icon of the manifest and what Teams asks of it: a coloured one, and a white outline on nothing.</summary>
/// <param name="Side">Pixels.</param>
internal sealed record IconRule(string File, int Side, bool IsOutline)
{
    public static IReadOnlyList<IconRule> Of(JsonObject manifest)
    {
        var icons = manifest["icons"]!;
        return [new((string)icons["color"]!, 192, false), new((string)icons["outline"]!, 32, true)];
    }

    public IEnumerable<string> Faults(byte[] bytes)
    {
        if (Png.Read(bytes) is not { } png)
        {
            yield return $"{File} is not a PNG.";
            yield break;
        }

        if (png.Width != Side || png.Height != Side)
        {
            yield return $"{File} is {png.Width} x {png.Height} pixels and must be {Side} x {Side}.";
            yield break;
        }

        if (IsOutline && Fault(png.Pixels()) is { } fault)
        {
            yield return $"{File} {fault}.";
        }
    }

    private static string? Fault(byte[]? pixels)
    {
        if (pixels is null)
        {
            return "cannot be looked at: save it as a PNG with 8 bits each of red, green, blue and alpha, without interlacing";
        }

        var (seen, clear) = (0, 0);
        foreach (var pixel in pixels.Chunk(4))
        {
            if (pixel[3] > 0 && pixel is not [255, 255, 255, _])
            {
                return "has a colour: an outline is white on a transparent ground and nothing else";
            }

            _ = pixel[3] > 0 ? seen++ : clear++;
        }

        return seen == 0 || clear == 0 ? "shows nothing: an outline is white on a transparent ground" : null;
    }
}
