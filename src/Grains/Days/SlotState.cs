namespace WaitingRoom.Grains.Days;

/// <summary>One slot: its capacity by channel and what has become of it. free + held + booked = capacity + deficit, always; what cools is held.</summary>
public sealed record SlotState(SlotId Id, int WebCapacity, int PhoneCapacity)
{
    public SeatMap Taken { get; init; }

    public int WebHeld { get; init; }

    public int WebBooked { get; init; }

    public int PhoneHeld { get; init; }

    public int PhoneBooked { get; init; }

    public int Capacity => WebCapacity + PhoneCapacity;

    public int Held => WebHeld + PhoneHeld;

    public int Booked => WebBooked + PhoneBooked;

    /// <summary>Seats nobody holds or has booked, over both channels.</summary>
    public int Free => Math.Max(0, Capacity - Held - Booked);

    /// <summary>People who hold or have booked a seat that the capacity no longer covers. They are listed, never cancelled silently.</summary>
    public int Deficit => Math.Max(0, Held + Booked - Capacity);

    /// <summary>Seats this channel may take now. Once the phone share has returned, any free seat is anybody's.</summary>
    public int FreeFor(Channel channel, bool quotaReturned)
    {
        if (quotaReturned)
        {
            return Free;
        }

        var own = channel == Channel.Web ? WebCapacity - WebHeld - WebBooked : PhoneCapacity - PhoneHeld - PhoneBooked;
        return Math.Max(0, Math.Min(Free, own));
    }

    internal SlotState Take(int seat, Channel channel, bool booked) => this with
    {
        Taken = Taken.With(seat),
        WebHeld = WebHeld + (channel == Channel.Web && !booked ? 1 : 0),
        WebBooked = WebBooked + (channel == Channel.Web && booked ? 1 : 0),
        PhoneHeld = PhoneHeld + (channel == Channel.Phone && !booked ? 1 : 0),
        PhoneBooked = PhoneBooked + (channel == Channel.Phone && booked ? 1 : 0),
    };

    /// <summary>A held seat becomes a booked one: the same seat, so the map stays as it is.</summary>
    internal SlotState Confirm(Channel channel) => channel == Channel.Web
        ? this with { WebHeld = WebHeld - 1, WebBooked = WebBooked + 1 }
        : this with { PhoneHeld = PhoneHeld - 1, PhoneBooked = PhoneBooked + 1 };

    internal SlotState Give(int seat, Channel channel, bool booked) => this with
    {
        Taken = Taken.Without(seat),
        WebHeld = WebHeld - (channel == Channel.Web && !booked ? 1 : 0),
        WebBooked = WebBooked - (channel == Channel.Web && booked ? 1 : 0),
        PhoneHeld = PhoneHeld - (channel == Channel.Phone && !booked ? 1 : 0),
        PhoneBooked = PhoneBooked - (channel == Channel.Phone && booked ? 1 : 0),
    };
}
