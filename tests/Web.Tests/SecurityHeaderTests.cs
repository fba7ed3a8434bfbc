using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using WaitingRoom.Web.Security;

namespace WaitingRoom.Web.Tests;

public sealed class SecurityHeaderTests(WebHost host) : IClassFixture<WebHost>
{
    [Theory]
    [InlineData("/nothing-here")]
    [InlineData("/fault")]
    [InlineData("/own")]
    public async Task Every_answer_carries_the_headers_also_a_failure(string path)
    {
        var response = await host.Get(path);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Opener-Policy")));
    }

    [Fact]
    public async Task An_endpoint_may_inline_the_style_that_it_hashed_and_an_error_page_may_not()
    {
        var hash = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(WebHost.Style)))}'";
        var own = await host.Get("/own");
        var failed = await host.Get("/full", ("Accept", "text/html"));
        Assert.Contains($"style-src 'self' {hash};", Assert.Single(own.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotContain(hash, Assert.Single(failed.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "__Host-wr-session", true)]
    [InlineData(true, "wr-session", false)]
    public void Cookies_belong_to_this_host_unless_it_has_no_tls(bool plainHttp, string name, bool secure)
    {
        var cookies = new WebCookies(Options.Create(new WebOptions { PlainHttp = plainHttp }));
        Assert.Equal(name, cookies.NameOf("wr-session"));
        Assert.Equal(secure, cookies.NewOptions().Secure);
        Assert.True(cookies.NewOptions().HttpOnly);
    }
}
