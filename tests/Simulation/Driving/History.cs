using System.Runtime.CompilerServices;
using System.Text;

namespace WaitingRoom.Simulation.Driving;

/// <summary>What happened in a run: always as a hash, as text only where somebody will read it.</summary>
internal sealed class History(bool readable)
{
    private const ulong FnvPrime = 1099511628211;

    private readonly List<string> lines = [];

    /// <summary>FNV-1a over everything that happened. Two runs with one hash took the same course.</summary>
    public ulong Digest { get; private set; } = 14695981039346656037;

    public bool IsReadable => readable;

    public IReadOnlyList<string> Lines => lines;

    public void Hash(long what) => Digest = (Digest ^ (ulong)what) * FnvPrime;

    public void Hash(ReadOnlySpan<byte> what)
    {
        foreach (var b in what)
        {
            Digest = (Digest ^ b) * FnvPrime;
        }
    }

    /// <summary>Costs nothing, not even the formatting, while nobody reads.</summary>
    public void Add([InterpolatedStringHandlerArgument("")] Line line)
    {
        if (readable)
        {
            lines.Add(line.ToString());
        }
    }

    [InterpolatedStringHandler]
    internal readonly ref struct Line
    {
        private readonly StringBuilder? text;

        public Line(int literalLength, int formattedCount, History history, out bool enabled)
        {
            _ = formattedCount;
            enabled = history.IsReadable;
            text = enabled ? new StringBuilder(literalLength * 2) : null;
        }

        public void AppendLiteral(string value) => text!.Append(value);

        public void AppendFormatted<T>(T value, string? format = null)
        {
            if (value is IFormattable formattable)
            {
                text!.Append(formattable.ToString(format, System.Globalization.CultureInfo.InvariantCulture));
            }
            else
            {
                text!.Append(value);
            }
        }

        public override string ToString() => text?.ToString() ?? "";
    }
}
