using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Queue.Metrics;

internal static class BoundName
{
    public static string Of(AdmissionBound bound) => bound switch
    {
        AdmissionBound.Phase => "phase",
        AdmissionBound.NobodyWaiting => "nobody-waiting",
        AdmissionBound.Ceiling => "ceiling",
        AdmissionBound.Sessions => "sessions",
        AdmissionBound.Backend => "backend",
        AdmissionBound.Stock => "stock",
        _ => throw new InvalidOperationException($"No name for {bound}."),
    };
}
