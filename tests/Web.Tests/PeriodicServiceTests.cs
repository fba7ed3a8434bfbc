using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using WaitingRoom.Support;
using WaitingRoom.Web.Hosting;

namespace WaitingRoom.Web.Tests;

/// <summary>Whatever a round throws, the process goes on.</summary>
public sealed class PeriodicServiceTests
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider time = new();
    private readonly Lines lines = new();

    /// <summary>Cancelled by somebody else than the host, as a driver does whose connection breaks; disposed under its hands; a plain mistake.</summary>
    public static TheoryData<string> Failures => new(nameof(OperationCanceledException), nameof(TaskCanceledException), nameof(ObjectDisposedException), nameof(InvalidOperationException), nameof(TimeoutException));

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_round_that_fails_is_followed_by_the_next_and_said_once(string failure)
    {
        using var host = Host<Rounds>();
        var rounds = host.Services.GetRequiredService<Rounds>();
        rounds.Failure = Make(failure);
        await host.StartAsync();
        for (var round = 0; round < 3; round++)
        {
            await rounds.Next(time);
        }

        rounds.Failure = null;
        await rounds.Next(time);
        await Patience.Until(() => lines.Written.Count == 2);
        Assert.Equal([(LogLevel.Warning, failure), (LogLevel.Information, "")], lines.Written);
        Assert.False(host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
        await host.StopAsync();
    }

    [Fact]
    public async Task Another_failure_is_said_again_and_what_the_stopping_breaks_off_is_none()
    {
        using var host = Host<Rounds>();
        var rounds = host.Services.GetRequiredService<Rounds>();
        rounds.Failure = Make(nameof(TimeoutException));
        await host.StartAsync();
        await rounds.Next(time);
        rounds.Failure = Make(nameof(InvalidOperationException));
        await rounds.Next(time);
        rounds.UntilStopped = true;
        await rounds.Next(time);
        await host.StopAsync();
        Assert.Equal([(LogLevel.Warning, nameof(TimeoutException)), (LogLevel.Warning, nameof(InvalidOperationException))], lines.Written);
    }

    /// <summary>The control: what every loop of ours was before, and what it did to the process.</summary>
    [Fact]
    public async Task A_plain_background_service_takes_the_process_with_it()
    {
        using var host = Host<Plain>();
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await host.StartAsync();
        await Patience.Until(() => stopping.IsCancellationRequested);
    }

    private static Exception Make(string failure) => failure switch
    {
        nameof(OperationCanceledException) => new OperationCanceledException(),
        nameof(TaskCanceledException) => new TaskCanceledException(),
        nameof(ObjectDisposedException) => new ObjectDisposedException("a connection"),
        nameof(TimeoutException) => new TimeoutException(),
        _ => new InvalidOperationException(),
    };

    private IHost Host<TService>()
        where TService : class, IHostedService
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(lines);
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton<TService>().AddHostedService(provider => provider.GetRequiredService<TService>());
        return builder.Build();
    }

    private sealed class Rounds(TimeProvider time, ILogger<Rounds> log) : PeriodicService(Every, time, log)
    {
        private readonly Channel<int> begun = Channel.CreateUnbounded<int>();

        public Exception? Failure { get; set; }

        public bool UntilStopped { get; set; }

        protected override bool BeginsAtOnce => false;

        /// <summary>Lets time pass until a round has begun.</summary>
        public async Task Next(FakeTimeProvider time) => await Patience.Until(() =>
        {
            time.Advance(Every);
            return begun.Reader.TryRead(out _);
        });

        protected override async Task RunRound(CancellationToken stopping)
        {
            begun.Writer.TryWrite(0);
            if (UntilStopped)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, Time, stopping);
            }

            if (Failure is not null)
            {
                throw Failure;
            }
        }
    }

    private sealed class Plain : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => throw new OperationCanceledException();
    }

    /// <summary>What <see cref="Rounds"/> writes: how grave, and the kind of the exception.</summary>
    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly List<(LogLevel Level, string Failure)> written = [];

        public IReadOnlyList<(LogLevel Level, string Failure)> Written
        {
            get
            {
                lock (written)
                {
                    return [.. written];
                }
            }
        }

        public ILogger CreateLogger(string categoryName) => categoryName.Contains(nameof(Rounds), StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (written)
            {
                written.Add((logLevel, exception?.GetType().Name ?? ""));
            }
        }

        public void Dispose()
        {
        }
    }
}
