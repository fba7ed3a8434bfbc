using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using WaitingRoom.Support;

namespace WaitingRoom.Server.Tests.Infra;

/// <summary>What people and programs see through nginx while a node, or every node, is gone.</summary>
public sealed class DeadNodeTests
{
    [Fact]
    public async Task A_question_goes_on_to_another_node_and_a_write_that_had_been_sent_does_not()
    {
        await using var first = new Node();
        await using var second = new Node();
        await using var nginx = await NginxProcess.Start(first.Port, second.Port);

        // Both hang up once they have read a request: a node that dies at work.
        using var asked = await nginx.Http.GetAsync(new Uri("/booking/offers", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, asked.StatusCode);
        Assert.Equal(2, first.Requests + second.Requests);

        await using var third = new Node();
        await using var fourth = new Node();
        await using var fresh = await NginxProcess.Start(third.Port, fourth.Port);
        using var written = await fresh.Http.PostAsync(new Uri("/booking/bookings", UriKind.Relative), new StringContent("{}"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, written.StatusCode);
        Assert.Equal(1, third.Requests + fourth.Requests);
    }

    [Fact]
    public async Task A_write_that_reached_nobody_goes_on_to_a_node_that_lives()
    {
        await using var living = new Node(answers: true);
        await using var nginx = await NginxProcess.Start(FreePort.Next(), living.Port);
        for (var time = 0; time < 8; time++)
        {
            using var written = await nginx.Http.PostAsync(new Uri("/booking/bookings", UriKind.Relative), new StringContent("{}"));
            Assert.Equal(HttpStatusCode.OK, written.StatusCode);
        }

        Assert.Equal(8, living.Requests);
    }

    [Fact]
    public async Task The_node_reads_the_address_that_nginx_saw_and_not_one_that_a_client_made_up()
    {
        await using var living = new Node(answers: true);
        await using var nginx = await NginxProcess.Start(living.Port);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/booking");
        request.Headers.Add("X-Forwarded-For", "203.0.113.99");
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var answer = await nginx.Http.SendAsync(request);
        Assert.Contains("X-Forwarded-For: 127.0.0.1\r\n", living.Read, StringComparison.Ordinal);
        Assert.Contains("X-Forwarded-Proto: http\r\n", living.Read, StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113.99", living.Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_no_node_is_there_people_read_that_it_goes_on_in_a_moment_and_programs_when_to_repeat()
    {
        await using var nginx = await NginxProcess.Start(FreePort.Next());
        using var program = await nginx.Http.PostAsync(new Uri("/booking/holds", UriKind.Relative), new StringContent("{}"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (program.StatusCode, program.Content.Headers.ContentType!.MediaType));
        Assert.Equal(503, (int)JsonNode.Parse(await program.Content.ReadAsStringAsync())!["status"]!);
        Assert.Equal(TimeSpan.FromSeconds(3), program.Headers.RetryAfter!.Delta);

        using var page = await Page(nginx, HttpMethod.Get);
        Assert.Contains("Einen Augenblick", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("3", page.Headers.GetValues("Refresh").Single());

        // A form that was sent is not sent again by a page that reloads itself.
        using var sent = await Page(nginx, HttpMethod.Post);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, sent.StatusCode);
        Assert.False(sent.Headers.Contains("Refresh"));
    }

    private static async Task<HttpResponseMessage> Page(NginxProcess nginx, HttpMethod method)
    {
        using var request = new HttpRequestMessage(method, "/booking");
        request.Headers.Accept.ParseAdd("text/html");
        return await nginx.Http.SendAsync(request);
    }

    /// <summary>Takes connections, reads a request, and answers or hangs up.</summary>
    private sealed class Node : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly Task serving;
        private int requests;
        private volatile bool stopping;

        public Node(bool answers = false)
        {
            listener.Start();
            serving = Serve(answers);
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public int Requests => Volatile.Read(ref requests);

        /// <summary>The last request.</summary>
        public string Read { get; private set; } = "";

        public async ValueTask DisposeAsync()
        {
            stopping = true;
            listener.Dispose();
            await serving;
        }

        private async Task Serve(bool answers)
        {
            var buffer = new byte[16 * 1024];
            while (true)
            {
                try
                {
                    using var client = await listener.AcceptTcpClientAsync();
                    Read = Encoding.ASCII.GetString(buffer, 0, await client.GetStream().ReadAsync(buffer));
                    if (Read.Length > 0)
                    {
                        Interlocked.Increment(ref requests);
                    }

                    if (answers)
                    {
                        await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"u8.ToArray());
                    }
                }
                catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or IOException)
                {
                    if (stopping)
                    {
                        return;
                    }
                }
            }
        }
    }
}
