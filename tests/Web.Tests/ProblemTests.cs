using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Web.Tests;

public sealed class ProblemTests(WebHost host) : IClassFixture<WebHost>
{
    private static readonly (string, string) Browser = ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

    [Fact]
    public async Task A_problem_names_its_type_and_when_to_come_back()
    {
        var response = await host.Get("/full");
        var body = await response.Content.ReadFromJsonAsync<JsonObject>();
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("/problems/room-full", (string?)body!["type"]);
        Assert.Equal(503, (int?)body["status"]);
        Assert.Equal(0, (int?)body["places"]);
        Assert.Equal("5", response.Headers.RetryAfter?.ToString());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/problem+json")]
    [InlineData("*/*")]
    [InlineData("application/json, text/html;q=0.5")]
    public async Task Programs_get_data(string accept)
    {
        var response = await host.Get("/full", ("Accept", accept));
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/nothing-here", 404, "Diese Seite gibt es nicht")]
    [InlineData("/full", 503, "Voll")]
    [InlineData("/fault", 500, "Bei uns ist ein Fehler aufgetreten")]
    public async Task Browsers_get_a_page_in_their_language(string path, int status, string title)
    {
        var response = await host.Get(path, Browser, ("Accept-Language", "de-AT,en;q=0.5"));
        var page = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains($"<h1 class=\"kern-heading-x-large\">{title}</h1>", page, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"de\">", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json")]
    public async Task A_fault_says_nothing_about_its_cause(string accept)
    {
        var response = await host.Get("/fault", ("Accept", accept));
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.DoesNotContain(WebHost.Secret, body, StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(InvalidOperationException), body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_storage_that_is_silent_is_no_fault_and_says_when_to_come_back()
    {
        var response = await host.Get("/silent", ("Accept", "application/json"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(5)), (response.StatusCode, response.Headers.RetryAfter?.Delta));
        var said = await response.Content.ReadAsStringAsync();
        Assert.Contains("/problems/storage-silent", said, StringComparison.Ordinal);
        Assert.DoesNotContain(WebHost.Secret, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_is_a_bad_request_and_no_fault()
    {
        using var content = new StringContent("[\"x\"]", null, "application/json");
        var response = await host.Client.PostAsync(new Uri("/read", UriKind.Relative), content);
        var body = await response.Content.ReadFromJsonAsync<JsonObject>();
        Assert.Equal("/problems/bad-request", (string?)body!["type"]);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("Room Full", 503)]
    [InlineData("https://elsewhere", 503)]
    [InlineData("fine", 200)]
    public void A_problem_that_is_none_cannot_be_made(string name, int status) =>
        Assert.Throws<ArgumentException>(() => Problems.Problems.Of(name, status, Text.Same("x")));
}
