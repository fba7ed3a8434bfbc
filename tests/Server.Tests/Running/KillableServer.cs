namespace WaitingRoom.Server.Tests.Running;

/// <summary>The place of a server that is killed and started again on the same port and data; clients wait here while there is none.</summary>
internal sealed class KillableServer(string data, int port, params string[] settings) : IAsyncDisposable
{
    private TaskCompletionSource<ServerProcess> up = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<HttpClient> Up(CancellationToken stop) => (await up.Task.WaitAsync(stop)).Http;

    public static HttpRequestMessage Request(HttpMethod method, string path, string browser, string? bearer)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Add("Waiting-Room-Browser", browser);
        request.Headers.Authorization = bearer is null ? null : new("Bearer", bearer);
        return request;
    }

    /// <returns>How long it took to be ready.</returns>
    public async Task<TimeSpan> Start()
    {
        var server = await ServerProcess.Serve(data, port, settings);
        up.SetResult(server);
        return server.ReadyAfter;
    }

    public async Task Kill()
    {
        var server = await up.Task;
        up = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await server.Kill();
        await server.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (up.Task.IsCompletedSuccessfully)
        {
            await (await up.Task).DisposeAsync();
        }
    }
}
