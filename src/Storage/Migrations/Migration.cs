using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace WaitingRoom.Storage.Migrations;

/// <summary>One numbered SQL file. <paramref name="Checksum"/> is the SHA-256 of its text in hexadecimal.</summary>
internal sealed record Migration(int Number, string Name, string Text, string Checksum)
{
    /// <summary>All that this program ships, in order, numbered from 1 without a gap.</summary>
    public static IReadOnlyList<Migration> Shipped { get; } = Load();

    public static Migration Of(string name, string text)
    {
        var unix = text.ReplaceLineEndings("\n");
        var number = int.Parse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture);
        return new Migration(number, name, unix, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(unix))));
    }

    private static Migration[] Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(n =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(n)!, Encoding.UTF8);
                return Of(n, reader.ReadToEnd());
            }),
        ];
    }
}
