using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Cluster.Hosting;
using WaitingRoom.Grains;
using WaitingRoom.Server.Hosting;
using WaitingRoom.Storage;
using WaitingRoom.Support;

namespace WaitingRoom.Cluster.Tests;

/// <summary>A whole node in this process, as the program builds it, on ports of its own.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly Store store;

    private Node(WebApplication app, Store store, int port)
    {
        (App, this.store) = (app, store);
        Address = new Uri($"http://localhost:{port}");
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    public WebApplication App { get; }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public IGrains Grains => App.Services.GetRequiredService<IGrains>();

    public IGrainFactory Engine => App.Services.GetRequiredService<IGrainFactory>();

    public static async Task<Node> Start(string database, NodeRoles roles = NodeRoles.All, params (string Key, string Value)[] settings)
    {
        // The program finds its files by its own name, which under a test runner is another.
        Environment.SetEnvironmentVariable("ASPNETCORE_APPLICATIONNAME", "WaitingRoom.Server");
        var store = await Store.OpenAsync(new StorageOptions { ConnectionString = database });
        await Schema.OrleansSchema.Apply(database, CancellationToken.None);
        var serve = new ServeRequest(FreePort.Next(), Demo: false, settings.ToDictionary(s => s.Key, s => (string?)s.Value)) { Roles = roles };
        var request = new NodeRequest(serve, database, FreePort.Next(), FreePort.Next());
        var app = WaitingRoomServer.Build(serve, store, placeGrains: builder => GrainPlacement.AddTo(builder, request));
        await app.StartAsync();
        return new Node(app, store, serve.Port);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        await store.DisposeAsync();
    }
}
