namespace WaitingRoom.Bench.Report.Charts;

/// <summary>Maps values to places on the page.</summary>
internal sealed record Axis(double From, double To, double Begins, double Ends)
{
    private const int MostTicks = 8;

    public double At(double value) => To <= From ? Begins : Begins + ((value - From) / (To - From) * (Ends - Begins));

    /// <summary>Round values: 1, 2 or 5 times a power of ten apart.</summary>
    public IEnumerable<double> Ticks()
    {
        if (To <= From)
        {
            return [From];
        }

        var rough = (To - From) / MostTicks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * (new double[] { 1, 2, 5, 10 }.First(multiple => multiple * power >= rough * 0.999));
        var first = Math.Ceiling(From / step);
        return Enumerable.Range(0, (int)(((To / step) - first) + 1.000001)).Select(i => (first + i) * step);
    }
}
