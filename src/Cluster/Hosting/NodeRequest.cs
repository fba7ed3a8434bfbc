using WaitingRoom.Server.Hosting;

namespace WaitingRoom.Cluster.Hosting;

/// <param name="Serve">What it serves and where.</param>
/// <param name="Database">PostgreSQL, shared by all nodes.</param>
/// <param name="SiloPort">For other nodes.</param>
/// <param name="GatewayPort">For clients of the engine that are no nodes; 0 for none.</param>
internal sealed record NodeRequest(ServeRequest Serve, string Database, int SiloPort, int GatewayPort);
