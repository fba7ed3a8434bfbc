using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using WaitingRoom.Server.Hosting;

namespace WaitingRoom.Server.Tests.Running;

public sealed class TrustedProxyTests
{
    [Theory]
    [InlineData("192.0.2.1", "203.0.113.7", "203.0.113.7")]
    [InlineData("10.9.9.9", "203.0.113.7, 10.1.1.1", "203.0.113.7")]
    [InlineData("10.9.9.9", "198.51.100.1, 203.0.113.7", "203.0.113.7")]
    [InlineData("192.0.2.2", "203.0.113.7", "192.0.2.2")]
    [InlineData("127.0.0.1", "203.0.113.7", "127.0.0.1")]
    public async Task Only_a_proxy_of_the_configuration_says_where_a_request_comes_from(string connection, string forwardedFor, string seen)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(connection);
        context.Request.Headers["X-Forwarded-For"] = forwardedFor;
        var middleware = new ForwardedHeadersMiddleware(
            _ => Task.CompletedTask, NullLoggerFactory.Instance, Options.Create(TrustedProxies.OptionsFor(["192.0.2.1", "10.0.0.0/8"])));

        await middleware.Invoke(context);

        Assert.Equal(seen, context.Connection.RemoteIpAddress!.ToString());
    }

    [Fact]
    public void What_is_no_address_is_refused_at_the_start() => Assert.Throws<IOException>(() => TrustedProxies.OptionsFor(["proxy.example"]));
}
