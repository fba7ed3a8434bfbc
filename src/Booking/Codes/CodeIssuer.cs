using WaitingRoom.Grains;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Booking.Codes;

/// <summary>Makes booking codes. The clear code leaves this class once and is stored nowhere.</summary>
public sealed class CodeIssuer
{
    /// <summary>Codes under way at once: enough to fill the ledger's group commits, few enough to leave its queue to the citizens.</summary>
    private const int AtOnce = 64;

    /// <summary>Tries for one code before storage is given up on.</summary>
    private const int TryLimit = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly IGrains grains;
    private readonly CodeHashing hashing;
    private readonly TimeProvider time;

    internal CodeIssuer(IGrains grains, CodeHashing hashing, TimeProvider time)
    {
        this.grains = grains;
        this.hashing = hashing;
        this.time = time;
    }

    /// <summary>Issues codes for a booking group; each is durable before it is told.</summary>
    /// <param name="count">How many; 1 and up.</param>
    /// <param name="group">The booking group, see <see cref="Grains.Campaigns.Centre"/>.</param>
    /// <param name="origin">What is remembered of where they come from; null for nothing.</param>
    /// <returns>Clear codes, written XXXX-XXXX-XXXX.</returns>
    /// <exception cref="IOException">Storage did not answer in time; codes told before are valid.</exception>
    public async IAsyncEnumerable<string> Issue(int count, int group, CodeOrigin? origin = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        for (var left = count; left > 0; left -= AtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var code in await Task.WhenAll(Enumerable.Range(0, Math.Min(left, AtOnce)).Select(_ => IssueOne(group, origin, cancellation))))
            {
                yield return code;
            }
        }
    }

    private async Task<string> IssueOne(int group, CodeOrigin? origin, CancellationToken cancellation)
    {
        var code = BookingCode.New();
        var id = await hashing.Of(code);
        var command = new CodeCommand.Issue(OperationId.Derive("issue", id.Hash), group, origin);
        for (var attempt = 0; attempt < TryLimit; attempt++)
        {
            if (await grains.Ask(id, command) is Reply<CodeOutcome>.Done { Outcome: CodeOutcome.Issued })
            {
                return code.ToString();
            }

            await Task.Delay(Pause, time, cancellation);
        }

        throw new IOException("Storage did not answer while codes were issued.");
    }
}
