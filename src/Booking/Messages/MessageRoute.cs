using System.Text.Json.Serialization;

namespace WaitingRoom.Booking.Messages;

/// <summary>How a message reaches a person.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MessageRoute>))]
internal enum MessageRoute
{
    [JsonStringEnumMemberName("email")]
    Email,

    [JsonStringEnumMemberName("sms")]
    Sms,

    /// <summary>On paper, from the print queue.</summary>
    [JsonStringEnumMemberName("letter")]
    Letter,
}
