using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WaitingRoom.Booking.Messages;
using WaitingRoom.Booking.Messages.Providers;
using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Booking.Tests.Messages;

/// <summary>SMS against a gateway over real HTTP.</summary>
public sealed class SmsTests : IAsyncLifetime
{
    private readonly HttpClient client = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly List<(JsonNode Body, string? Authorization, string? Key)> got = [];
    private Func<HttpContext, Task> answer = _ => Task.CompletedTask;
    private WebApplication gateway = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        gateway = builder.Build();
        gateway.MapPost("/send", async context =>
        {
            got.Add(((await JsonNode.ParseAsync(context.Request.Body))!, context.Request.Headers.Authorization, context.Request.Headers["Idempotency-Key"]));
            await answer(context);
        });
        await gateway.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await gateway.DisposeAsync();
        client.Dispose();
    }

    [Fact]
    public async Task A_message_reaches_the_gateway_with_its_token_and_a_key_that_stays()
    {
        var message = Message();
        Assert.IsType<SendResult.Sent>(await Sender().Send(message, default));
        Assert.IsType<SendResult.Sent>(await Sender().Send(message, default));
        Assert.Equal(2, got.Count);
        Assert.All(got, one =>
        {
            Assert.Equal(("Bearer geheim", message.Id.ToString()), (one.Authorization, one.Key));
            Assert.Equal(("+49351123456", "Impfung", "Grüße", message.Id.ToString()), (one.Body.Text("to"), one.Body.Text("from"), one.Body.Text("text"), one.Body.Text("id")));
        });
    }

    [Theory]
    [InlineData(429, "120", "Throttled { RetryAfter = 00:02:00 }")]
    [InlineData(429, null, "Throttled { RetryAfter =  }")]
    [InlineData(429, "Mon, 01 Mar 2021 08:05:00 GMT", "Throttled { RetryAfter = 00:05:00 }")]
    [InlineData(500, null, "Unavailable { Reason = sms-500 }")]
    [InlineData(503, null, "Unavailable { Reason = sms-503 }")]
    [InlineData(401, null, "Unavailable { Reason = sms-401 }")]
    [InlineData(302, null, "Unavailable { Reason = sms-302 }")]
    [InlineData(400, null, "Refused { Reason = sms-400 }")]
    [InlineData(422, null, "Refused { Reason = sms-422 }")]
    public async Task What_the_gateway_says_decides_what_becomes_of_a_message(int status, string? retryAfter, string result)
    {
        answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = retryAfter;
            return context.Response.WriteAsync("0351 123456 is not a number that I know");
        };
        Assert.Equal(result, (await Sender().Send(Message(), default)).ToString());
    }

    [Fact]
    public async Task A_gateway_that_is_silent_or_not_there_is_unavailable()
    {
        var reached = new TaskCompletionSource();
        answer = context =>
        {
            reached.SetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };
        using var patience = new CancellationTokenSource();
        var sending = Sender().Send(Message(), patience.Token);
        await reached.Task;
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        await gateway.StopAsync(new CancellationToken(canceled: true));
        Assert.Equal(new SendResult.Unavailable("sms-unreachable"), await Sender().Send(Message(), default));
    }

    [Theory]
    [InlineData("0351 123456", "+49351123456")]
    [InlineData("+49 (0)351 / 12-34.56", "+49351123456")]
    [InlineData("0049 351 123456", "+49351123456")]
    [InlineData("+43 1 5880031", "+4315880031")]
    [InlineData("351 123456", null)]
    [InlineData("0351", null)]
    [InlineData("+1234567890123456", null)]
    public void Numbers_as_people_write_them(string typed, string? number) => Assert.Equal(number, SmsSender.NumberOf(typed, "+49"));

    private SmsSender Sender() => new(
        client,
        Options.Create(new SmsOptions { Address = new Uri(gateway.Urls.FirstOrDefault() is { } url ? url + "/send" : "http://127.0.0.1:9/send"), Token = "geheim", From = "Impfung" }),
        new Microsoft.Extensions.Time.Testing.FakeTimeProvider(BookingHost.Start));

    private static OutgoingMessage Message() => new(OperationId.Derive("sms"), MessageRoute.Sms, "0351 123456", "", "Grüße");
}
