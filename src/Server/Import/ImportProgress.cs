using System.Globalization;

namespace WaitingRoom.Server.Import;

/// <summary>Shows how far an import has come: one line that updates on a terminal, a line for each tenth elsewhere.</summary>
internal sealed class ImportProgress(TextWriter output, bool isTerminal)
{
    private readonly Lock gate = new();
    private string label = "";
    private int total;
    private int done;
    private int shown;

    public void Begin(string what, int count)
    {
        lock (gate)
        {
            Finish();
            (label, total, done, shown) = (what, count, 0, 0);
        }
    }

    public void Done()
    {
        lock (gate)
        {
            done++;

            // A terminal is told each hundredth, a log each tenth.
            var steps = isTerminal ? 100 : 10;
            var step = (int)((long)done * steps / total);
            if (step == shown)
            {
                return;
            }

            shown = step;
            var line = string.Create(CultureInfo.InvariantCulture, $"{label}: {done} of {total}");
            if (isTerminal)
            {
                output.Write($"\r{line}");
            }
            else
            {
                output.WriteLine(line);
            }
        }
    }

    public void End()
    {
        lock (gate)
        {
            Finish();
            total = 0;
        }
    }

    private void Finish()
    {
        if (isTerminal && done > 0 && total > 0)
        {
            output.WriteLine();
        }
    }
}
