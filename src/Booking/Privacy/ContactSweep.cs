using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Messages;
using WaitingRoom.Booking.Requesting;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Notices;

namespace WaitingRoom.Booking.Privacy;

/// <summary>
/// Destroys the keys of contact data and the addresses of those who wait for freed appointments when the campaign's date has passed; forgets verifications that are over and which
/// messages were sent long ago. Any number of processes may do so at once.
/// </summary>
internal sealed partial class ContactSweep(
    CampaignBook campaigns,
    IContactKeys contactKeys,
    INoticeList notices,
    VerificationBook verifications,
    IOutbox outbox,
    IOptions<MessageOptions> options,
    TimeProvider time,
    ILogger<ContactSweep> log) : IRetention
{
    public async Task Sweep(CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        await outbox.Forget(now - options.Value.KeepSettled, cancellation);
        await verifications.Forget(now, cancellation);
        if (await campaigns.Get() is not { Campaign.ContactsKeptUntil: { } last } || DateOnly.FromDateTime(now.UtcDateTime) <= last)
        {
            return;
        }

        var waiting = await notices.RemoveAll(cancellation);
        if (await contactKeys.DestroyAll(cancellation) is var destroyed && destroyed + waiting > 0)
        {
            Destroyed(log, destroyed, waiting, last);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of {Count} contacts and {Waiting} addresses for freed appointments were destroyed: the campaign keeps them until {Last}.")]
    private static partial void Destroyed(ILogger log, int count, int waiting, DateOnly last);
}
