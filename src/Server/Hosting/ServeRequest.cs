namespace WaitingRoom.Server.Hosting;

/// <param name="Port">Where it listens.</param>
/// <param name="Demo">Whether an empty store gets the demonstration campaign.</param>
/// <param name="Settings">Configuration from the command line; goes before environment variables and files.</param>
internal sealed record ServeRequest(int Port, bool Demo, IReadOnlyDictionary<string, string?> Settings)
{
    public NodeRoles Roles { get; init; } = NodeRoles.All;

    /// <summary>Listens on every interface instead of this machine's own only.</summary>
    public bool ListenAny { get; init; }

    public bool Has(NodeRoles role) => (Roles & role) != 0;
}
