using System.Text.Json;
using System.Text.Json.Serialization;

namespace WaitingRoom.Grains.Messages;

/// <summary>
/// How commands and replies are written where a grain is in another process. Additions are safe while two versions run side by side: an older one leaves out what it does not know, a newer one gives what is missing its
/// default. Names stay, types stay, and a new kind of command is sent only when every process knows it.
/// </summary>
public static class MessageJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        Converters = { new JsonStringEnumConverter() },
    };
}
