using System.Text.Json;
using System.Text.Json.Serialization;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Grains.Messages;

/// <summary>
/// How commands, replies and states are written where a grain is in another process. Additions are safe while two versions run side by side: an older one leaves out what it does not know, a newer one gives what is missing its
/// default. Names stay, types stay, and a new kind of command is sent only when every process knows it.
/// </summary>
public static class MessageJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        Converters =
        {
            new JsonStringEnumConverter(),
            new StateConverter<DayState, DayCommand, DayEvent, DayOutcome>(DayAggregate.Instance, day => day.Id.Stream),
            new StateConverter<CodeState, CodeCommand, CodeEvent, CodeOutcome>(CodeAggregate.Instance, code => code.Id.Stream),
            new StateConverter<RoomState, RoomCommand, RoomEvent, RoomOutcome>(RoomAggregate.Instance, room => room.Id.Stream),
        },
    };
}
