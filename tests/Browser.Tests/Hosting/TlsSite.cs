using WaitingRoom.Support;

namespace WaitingRoom.Browser.Tests.Hosting;

/// <summary>The site under a name of its own with TLS, as the world would meet it; the browser finds its name, and that of an app on another site, on this machine.</summary>
public sealed class TlsSite : SiteHost
{
    public const string Name = "tls-site";

    public const string QueueHost = "queue.example";

    /// <summary>Another site, not only another origin: cookies with SameSite tell the two apart.</summary>
    public const string AppHost = "app.test";

    private readonly int port = FreePort.Next();

    public override string PublicAddress => $"https://{QueueHost}:{port}";

    /// <summary>How a server on this machine reaches it.</summary>
    public string InnerAddress => $"https://localhost:{port}";

    internal TestCertificate Certificate { get; } = new(QueueHost, AppHost, "localhost");

    protected override Dictionary<string, string?> Settings => new()
    {
        ["Queue:Issuer"] = PublicAddress,
        ["Kestrel:Endpoints:Tls:Url"] = InnerAddress,
        ["Kestrel:Endpoints:Tls:Certificate:Path"] = Certificate.Path,
        ["Kestrel:Endpoints:Tls:Certificate:KeyPath"] = Certificate.KeyPath,
    };

    protected override IEnumerable<string> MoreFlags => [$"--host-resolver-rules=MAP {QueueHost} 127.0.0.1,MAP {AppHost} 127.0.0.1"];

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Certificate.Dispose();
    }
}

[CollectionDefinition(TlsSite.Name)]
public sealed class OverTls : ICollectionFixture<TlsSite>;
