namespace WaitingRoom.Server.Hosting;

/// <summary>A host that makes the demonstration campaign is not ready before it is there: whoever waits for it wants to look at it.</summary>
internal sealed class DemoMaking(ServeRequest request) : IReadiness
{
    private volatile bool isOver = !request.Demo;

    public string? WhyNot => isOver ? null : "the demonstration campaign is being made";

    public void Over() => isOver = true;
}
