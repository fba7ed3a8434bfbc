using WaitingRoom.Grains;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Server.Import;

/// <summary>Asks a centre-day until it has decided. Every command of an import carries an operation id, so that asking again is safe.</summary>
internal sealed class StubbornAsk(IGrains grains, TimeProvider time)
{
    /// <summary>With the pause below about half a minute: longer than a database takes to restart.</summary>
    private const int MostAttempts = 60;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <exception cref="IOException">The day never answered, or finds the command senseless.</exception>
    public async Task<DayOutcome> Ask(DayId day, DayCommand command, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            switch (await grains.Ask(day, command))
            {
                case Reply<DayOutcome>.Done { Outcome: DayOutcome.Invalid invalid }:
                    throw new IOException($"{day}: {invalid.Reason}");
                case Reply<DayOutcome>.Done done:
                    return done.Outcome;
                default:
                    await Task.Delay(Pause, time, cancellation);
                    break;
            }
        }

        throw new IOException($"{day} did not answer. Run the import again: what is done is not done twice.");
    }

    /// <exception cref="IOException">The day's state could not be read.</exception>
    public async Task<DayState> Read(DayId day, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (await grains.Read(day) is { } state)
            {
                return state;
            }

            await Task.Delay(Pause, time, cancellation);
        }

        throw new IOException($"{day} did not answer. Run the import again: what is done is not done twice.");
    }
}
