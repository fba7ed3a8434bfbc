using System.Buffers;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WaitingRoom.Web.Front;

namespace WaitingRoom.Web.Tests;

/// <summary>What is answered before the application, on a real server.</summary>
public sealed class FrontAnswerTests
{
    [Fact]
    public async Task Each_answers_its_own_and_the_application_sees_only_the_rest()
    {
        var seen = new List<string>();
        var builder = Builder();
        builder.Services.AddFrontAnswer<One>().AddFrontAnswer<Other>();
        await using var app = builder.Build();
        app.Run(context =>
        {
            seen.Add(context.Request.Path);
            return context.Response.WriteAsync("application");
        });
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        foreach (var (path, answer) in new[] { ("/one", "one"), ("/other", "other"), ("/third", "application"), ("/one", "one") })
        {
            Assert.Equal(answer, await http.GetStringAsync(new Uri(path, UriKind.Relative)));
        }

        Assert.Equal(["/third"], seen);
    }

    [Fact]
    public async Task A_fault_while_answering_is_a_500_and_the_next_is_answered_again()
    {
        var builder = Builder();
        builder.Services.AddFrontAnswer<Faulty>().AddFrontAnswer<One>();
        await using var app = builder.Build();
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var fault = await http.GetAsync(new Uri("/fault", UriKind.Relative));
        Assert.Equal(HttpStatusCode.InternalServerError, fault.StatusCode);
        Assert.Equal("one", await http.GetStringAsync(new Uri("/one", UriKind.Relative)));
    }

    [Fact]
    public async Task However_many_answer_the_server_is_wrapped_once_and_their_way_allocates_nothing()
    {
        var server = new Kept();
        var services = new ServiceCollection().AddSingleton<IServer>(server).AddFrontAnswer<Silent>().AddFrontAnswer<One>();
        await using var provider = services.BuildServiceProvider();
        var application = new Application();
        await provider.GetRequiredService<IServer>().StartAsync(application, CancellationToken.None);
        Assert.Equal(typeof(FrontServer.Request<string>), server.Context);
        var features = new FeatureCollection();
        var request = new HttpRequestFeature { Method = "GET", Path = "/silent" };
        features.Set<IHttpRequestFeature>(request);
        server.Ask!(features);
        const int Times = 10_000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Times; i++)
        {
            server.Ask(features);
        }

        // A wrapper more or a context on the heap would be at least 24 bytes for each.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Times);
        Assert.Equal((0, 0), (application.Begun, application.Ended));
        request.Path = "/else";
        server.Ask(features);
        Assert.Equal((1, 1), (application.Begun, application.Ended));
    }

    [Fact]
    public void Without_a_server_nothing_is_wrapped() =>
        Assert.DoesNotContain(new ServiceCollection().AddFrontAnswer<One>(), service => service.ServiceType == typeof(IServer));

    private static WebApplicationBuilder Builder()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder;
    }

    private abstract class Fixed(string path) : IFrontAnswer
    {
        public object? Find(IHttpRequestFeature request) => request.Path == path ? path : null;

        public virtual Task Give(IFeatureCollection features, object found)
        {
            features.Get<IHttpResponseBodyFeature>()!.Writer.Write(Encoding.UTF8.GetBytes(path[1..]));
            return Task.CompletedTask;
        }
    }

    private sealed class One() : Fixed("/one");

    private sealed class Other() : Fixed("/other");

    private sealed class Silent() : Fixed("/silent")
    {
        public override Task Give(IFeatureCollection features, object found) => Task.CompletedTask;
    }

    private sealed class Faulty() : Fixed("/fault")
    {
        public override Task Give(IFeatureCollection features, object found) => throw new InvalidOperationException("Nobody may read this.");
    }

    /// <summary>What a web server does with each request, and nothing else.</summary>
    private sealed class Kept : IServer
    {
        public Action<IFeatureCollection>? Ask { get; private set; }

        /// <summary>Of the application that it was given.</summary>
        public Type? Context { get; private set; }

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull
        {
            Context = typeof(TContext);
            Ask = features =>
            {
                var context = application.CreateContext(features);
                Assert.True(application.ProcessRequestAsync(context).IsCompletedSuccessfully);
                application.DisposeContext(context, null);
            };
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }

    private sealed class Application : IHttpApplication<string>
    {
        public int Begun { get; private set; }

        public int Ended { get; private set; }

        public string CreateContext(IFeatureCollection contextFeatures)
        {
            Begun++;
            return "";
        }

        public Task ProcessRequestAsync(string context) => Task.CompletedTask;

        public void DisposeContext(string context, Exception? exception) => Ended++;
    }
}
