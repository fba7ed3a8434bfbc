using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Booking.Messages.Sending;

/// <summary>What became of messages, under the meter <c>WaitingRoom.Booking</c>. No tag names a person or a booking.</summary>
internal sealed class MessageMetrics
{
    public const string MeterName = "WaitingRoom.Booking";

    private readonly Counter<long> settled;

    [SuppressMessage("Reliability", "CA2000", Justification = "The factory owns the meter and disposes it with the host.")]
    public MessageMetrics(IMeterFactory meters) =>
        settled = meters.Create(MeterName).CreateCounter<long>("waitingroom.booking.messages", description: "Attempts to send messages, by kind and how they ended.");

    public void Settled(string kind, Settlement settlement) => settled.Add(1, new KeyValuePair<string, object?>("kind", kind), new("outcome", settlement switch
    {
        Settlement.Sent => "sent",
        Settlement.Withdrawn => "withdrawn",
        Settlement.Failed => "failed",
        Settlement.Postponed => "postponed",
        _ => "given-up",
    }));
}
