using System.Globalization;
using WaitingRoom.Bench.Load;
using WaitingRoom.Support;

namespace WaitingRoom.Bench.Hosts;

/// <summary>A private nginx that serves one static file with the given headers: what one would put there if the document never changed.</summary>
internal sealed class NginxServer : IAsyncDisposable
{
    /// <summary>nginx writes these itself.</summary>
    private static readonly string[] Own = ["Date", "Server", "ETag", "Content-Length", "Content-Type", "Connection", "Keep-Alive", "Transfer-Encoding"];

    private readonly TemporaryFolder folder;
    
    private NginxServer(TemporaryFolder folder, ChildProcess process, Uri address) => (this.folder, Process, Address) = (folder, process, address);

    public ChildProcess Process { get; }

    public Uri Address { get; }

    /// <summary>Serves what <paramref name="model"/> said, byte for byte, under the same headers.</summary>
    public static async Task<NginxServer> StartAsync(HttpResponseMessage model, CancellationToken cancellation)
    {
        var folder = new TemporaryFolder();
        var port = FreePort.Next();
        await File.WriteAllBytesAsync(folder.File("status.json"), await model.Content.ReadAsByteArrayAsync(cancellation), cancellation);
        var headers = model.Headers.Concat(model.Content.Headers).Where(header => !Own.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .Select(header => (header.Key, string.Join(", ", header.Value)));
        var configuration = folder.File("nginx.conf");
        await File.WriteAllTextAsync(configuration, Configuration(folder.Path, port, model.Content.Headers.ContentType!.ToString(), headers), cancellation);
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/status"));
        return new NginxServer(folder, await ChildProcess.StartAsync(Wrk.Require("nginx"), ["-p", folder.Path, "-c", configuration, "-e", folder.File("error.log")], address, cancellation), address);
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        folder.Dispose();
    }

    private static string Configuration(string folder, int port, string contentType, IEnumerable<(string Name, string Value)> headers) => string.Create(CultureInfo.InvariantCulture, $$"""
        {{(Environment.UserName == "root" ? "user root;" : "")}}
        daemon off;
        worker_processes auto;
        pid {{folder}}/nginx.pid;
        events { worker_connections 4096; }
        http {
          access_log off;
          server_tokens off;
          sendfile on;
          tcp_nopush on;
          tcp_nodelay on;
          keepalive_timeout 300s;
          keepalive_requests 1000000000;
          open_file_cache max=100 inactive=300s;
          open_file_cache_valid 300s;
          client_body_temp_path {{folder}}/body;
          proxy_temp_path {{folder}}/proxy;
          fastcgi_temp_path {{folder}}/fastcgi;
          uwsgi_temp_path {{folder}}/uwsgi;
          scgi_temp_path {{folder}}/scgi;
          types { }
          default_type "{{contentType}}";
          server {
            listen 127.0.0.1:{{port}};
            location = /status {
              alias {{folder}}/status.json;
              max_ranges 0;
              add_header Last-Modified "";
              {{string.Join("\n      ", headers.Select(header => $"add_header {header.Name} \"{header.Value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\";"))}}
            }
          }
        }
        """);
}
