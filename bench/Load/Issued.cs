namespace WaitingRoom.Bench.Load;

/// <summary>Compares what wrk counted with what the room says.</summary>
internal static class Issued
{
    /// <summary>Each answer was a number of its own; those under way when wrk stopped may have got one too.</summary>
    /// <exception cref="InvalidOperationException">They contradict each other, so the figure is worth nothing.</exception>
    public static void Prove(long before, long after, long answers, int connections)
    {
        if (after - before < answers || after - before > answers + connections)
        {
            throw new InvalidOperationException($"{answers} answers, but the room issued {after - before} numbers.");
        }
    }
}
