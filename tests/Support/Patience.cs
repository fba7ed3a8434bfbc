using System.Runtime.CompilerServices;

namespace WaitingRoom.Support;

/// <summary>
/// Waiting for something real: a process, a disk, another thread. The bound is only there so that a test that would wait for ever ends and says for what; how long a thing takes is measured, never waited
/// for, and a test that passes never comes near the bound, however busy the machine.
/// </summary>
public static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <summary>Looks again and again until it is so.</summary>
    /// <exception cref="TimeoutException">It did not become so; the message says what was waited for.</exception>
    public static async Task Until(Func<Task<bool>> isSo, [CallerArgumentExpression(nameof(isSo))] string awaited = "")
    {
        var begun = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(BetweenLooks, TimeProvider.System);
        while (!await isSo())
        {
            if (TimeProvider.System.GetElapsedTime(begun) > Limit)
            {
                throw new TimeoutException($"Not within {Limit}: {awaited}");
            }

            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>Looks again and again until it is so.</summary>
    /// <exception cref="TimeoutException">It did not become so; the message says what was waited for.</exception>
    public static Task Until(Func<bool> isSo, [CallerArgumentExpression(nameof(isSo))] string awaited = "") => Until(() => Task.FromResult(isSo()), awaited);
}
