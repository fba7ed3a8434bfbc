namespace WaitingRoom.Server.Hosting;

/// <summary>A condition beside storage under which this process can serve people.</summary>
internal interface IReadiness
{
    /// <summary>Null when it can; otherwise a few words without secrets, for whoever looks at <c>/health/ready</c>.</summary>
    string? WhyNot { get; }
}
