namespace WaitingRoom.Server.Hosting;

/// <param name="Port">On localhost.</param>
/// <param name="Demo">Whether an empty store gets the demonstration campaign.</param>
/// <param name="Settings">Configuration from the command line; goes before environment variables and files.</param>
internal sealed record ServeRequest(int Port, bool Demo, IReadOnlyDictionary<string, string?> Settings);
