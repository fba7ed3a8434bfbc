using System.Text.Json.Serialization;

namespace WaitingRoom.Grains.Days;

/// <summary>Through which door a seat is taken. Each has its share of every slot until the phone share returns to the web.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Channel>))]
public enum Channel
{
    [JsonStringEnumMemberName("web")]
    Web,

    /// <summary>The call centre.</summary>
    [JsonStringEnumMemberName("phone")]
    Phone,
}
