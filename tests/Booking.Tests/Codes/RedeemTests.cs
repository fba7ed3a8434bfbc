using System.Net;
using WaitingRoom.Booking.Codes;
using WaitingRoom.Grains.Documents;

namespace WaitingRoom.Booking.Tests.Codes;

public sealed class RedeemTests(BookingHost host) : IClassFixture<BookingHost>
{
    [Fact]
    public async Task A_code_is_stored_only_as_a_keyed_hash()
    {
        Assert.True(BookingCode.TryRead(await host.Code(), out var code));
        var id = await host.Get<CodeHashing>().Of(code);
        Assert.Matches("^[0-9a-f]{40}$", id.Hash);
        Assert.True((await host.Grains.Read(id))!.Issued);

        // Under another pepper the same code is another.
        var other = new CodeHashing(new Booking.Keys.DocumentKeys(new NoDocuments()));
        Assert.NotEqual(id, await other.Of(code));
    }

    [Fact]
    public async Task A_slip_and_a_stranger_are_told_apart()
    {
        using var citizen = new Citizen(host.Address);
        await citizen.Enter();
        var code = await host.Code();
        var slip = code[..^1] + (code[^1] == '2' ? '3' : '2');
        var (status, body) = await citizen.Post("/booking/codes", new { code = slip }, key: null);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/problems/code-mistyped"), (status, body.Type()));
        (status, body) = await citizen.Post("/booking/codes", new { code = BookingCode.New().ToString() }, key: null);
        Assert.Equal((HttpStatusCode.NotFound, "/problems/code-unknown"), (status, body.Type()));
        (status, body) = await citizen.Post("/booking/codes", new { code = code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal) }, key: null);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(1, body!["group"]!.GetValue<int>());
        Assert.Null(body["pair"]);
    }

    [Fact]
    public async Task Guessing_ends_after_a_few_tries_of_a_session_and_another_session_goes_on()
    {
        using var guesser = new Citizen(host.Address);
        await guesser.Enter();
        for (var i = 0; i < new BookingOptions().CodeTriesPerSession; i++)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await guesser.Post("/booking/codes", new { code = BookingCode.New().ToString() }, key: null)).Status);
        }

        var (status, body) = await guesser.Post("/booking/codes", new { code = await host.Code() }, key: null);
        Assert.Equal((HttpStatusCode.TooManyRequests, "/problems/too-many-codes"), (status, body.Type()));

        // Entering again with the same admission is the same session and gives no new tries.
        await guesser.Enter();
        Assert.Equal(HttpStatusCode.TooManyRequests, (await guesser.Post("/booking/codes", new { code = await host.Code() }, key: null)).Status);
        using var other = await host.Citizen();
    }

    [Fact]
    public async Task Without_a_session_and_without_a_code_nothing_opens()
    {
        using var stranger = new Citizen(host.Address);
        var (status, body) = await stranger.Offers("johnson");
        Assert.Equal((HttpStatusCode.Unauthorized, "/problems/session-missing"), (status, body.Type()));
        using var citizen = new Citizen(host.Address);
        await citizen.Enter();
        (status, body) = await citizen.Offers("johnson");
        Assert.Equal((HttpStatusCode.Forbidden, "/problems/code-missing"), (status, body.Type()));
    }

    private sealed class NoDocuments : IDocuments
    {
        private readonly Dictionary<string, Document> documents = [];

        public ValueTask<Document?> Get(string name, CancellationToken cancellation = default) => new(documents.GetValueOrDefault(name));

        public ValueTask<bool> Put(string name, long expectedVersion, ReadOnlyMemory<byte> body, CancellationToken cancellation = default)
        {
            documents[name] = new Document(name, expectedVersion + 1, body);
            return new(true);
        }

        public ValueTask<IReadOnlyList<Document>> Under(string prefix, string? after, int limit, CancellationToken cancellation = default) => new([]);

        public ValueTask<bool> Delete(string name, long expectedVersion, CancellationToken cancellation = default) => new(documents.Remove(name));
    }
}
