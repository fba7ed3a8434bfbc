using System.Net;
using WaitingRoom.Booking.Codes;
using WaitingRoom.Booking.Requesting;

namespace WaitingRoom.Booking.Tests.Requesting;

public sealed class RequestingTests(OnlineHost online) : IClassFixture<OnlineHost>
{
    [Theory]
    [InlineData("abcd", OnlineHost.Over80, false, "01067", "0151 1", "birthYear")]
    [InlineData("1860", OnlineHost.Over80, false, "01067", "0151 1", "birthYear")]
    [InlineData("1940", "nobody", false, "01067", "0151 1234567", "group")]
    [InlineData("1980", OnlineHost.Nurses, false, "01067", "0151 1234567", "occupation")]
    [InlineData("1940", OnlineHost.Over80, false, "1", "0151 1234567", "postcode")]
    [InlineData("1940", OnlineHost.Over80, false, "01067", "not a number", "contact")]
    public async Task A_wrong_answer_is_refused_at_its_field_and_nothing_is_sent(string birthYear, string group, bool occupation, string postcode, string contact, string field)
    {
        using var citizen = await online.Inside();
        var (status, body) = await citizen.Post("/booking/codes", OnlineHost.Answers(contact, birthYear, group, occupation, postcode), key: null);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/problems/code-request-invalid", field), (status, body.Type(), body.Text("field")));
        Assert.Equal("/problems/verification-missing", (await citizen.Verify("123456")).Body.Type());
    }

    [Fact]
    public async Task Who_is_not_of_the_group_or_too_early_is_told_so()
    {
        using var citizen = await online.Inside();
        var (status, body) = await citizen.Post("/booking/codes", OnlineHost.Answers("0151 1234567", "1942"), key: null);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/problems/not-eligible"), (status, body.Type()));
        Assert.Contains("1941", body.Text("detail"), StringComparison.Ordinal);
        (status, body) = await citizen.Post("/booking/codes", OnlineHost.Answers("0151 1234567", group: "later"), key: null);
        Assert.Equal((HttpStatusCode.Conflict, "/problems/group-not-open-yet"), (status, body.Type()));
    }

    [Fact]
    public async Task A_code_is_good_at_the_centres_near_its_person_and_judged_by_their_age()
    {
        using var citizen = await online.Inside();
        Assert.Equal(HttpStatusCode.Accepted, (await citizen.Post("/booking/codes", OnlineHost.Answers("halle@example.org", "1980", OnlineHost.Nurses, occupation: true, "06108"), key: null)).Status);
        var (status, body) = await citizen.Verify(await OnlineHost.Arrived(online.Mail), "halle@example.org");
        Assert.Equal((HttpStatusCode.Created, 2), (status, body!["group"]!.GetValue<int>()));
        await online.Mail.Next();
        Assert.True(BookingCode.TryRead(body.Text("code"), out var code));
        var origin = (await online.Host.Grains.Read(await online.Host.Get<CodeHashing>().Of(code)))!.Origin!;
        Assert.Equal((null, OnlineHost.Nurses, 1980), (origin.Batch, origin.Priority, origin.BirthYear));
        using var young = await online.Host.Citizen(body.Text("code"));
        await online.Host.Supply(BookingHost.Halle, BookingHost.Today.AddDays(3), "1000-johnson", web: 1);
        Assert.Equal("/problems/vaccine-not-for-age", (await young.Hold("johnson", "k", (BookingHost.Halle, BookingHost.Today.AddDays(3), "1000-johnson"))).Body.Type());
    }

    [Fact]
    public async Task One_contact_is_not_flooded_by_many_sessions()
    {
        const string Victim = "victim@example.org";
        for (var i = 0; i < ContactUse.MostSendings; i++)
        {
            using var one = await online.Inside();
            Assert.Equal(HttpStatusCode.Accepted, (await one.Ask(Victim)).Status);
            await online.Mail.Next();
        }

        using var more = await online.Inside();
        var (status, body) = await more.Ask("VICTIM@example.org");
        Assert.Equal((HttpStatusCode.TooManyRequests, "/problems/contact-used-up"), (status, body.Type()));

        // Another contact is free, and needs no wait.
        Assert.Equal(HttpStatusCode.Accepted, (await more.Ask("other@example.org")).Status);
        await online.Mail.Next();
    }

    [Fact]
    public async Task Nothing_that_names_a_person_and_no_code_is_kept_in_a_verification()
    {
        using var citizen = await online.Inside();
        await citizen.Ask("secret.person@example.org");
        var digits = await OnlineHost.Arrived(online.Mail);
        var (_, body) = await citizen.Verify(digits, "secret.person@example.org");
        await online.Mail.Next();
        var kept = await online.Host.Get<VerificationBook>().Find(citizen.Jti);
        var text = System.Text.Json.JsonSerializer.Serialize(kept, VerificationJson.Default.Verification);
        Assert.Contains("1940", text, StringComparison.Ordinal);
        foreach (var secret in new[] { "secret", "example", $"\"{digits}\"", body.Text("code"), body.Text("code").Replace("-", "", StringComparison.Ordinal) })
        {
            Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_campaign_without_groups_gives_no_codes_online()
    {
        await using var plain = new PlainHost();
        await plain.Host.InitializeAsync();
        using var citizen = new Citizen(plain.Host.Address);
        await citizen.Enter();
        Assert.Equal("/problems/codes-not-online", (await citizen.Ask("0151 1234567")).Body.Type());
    }

    private sealed class PlainHost : IAsyncDisposable
    {
        public BookingHost Host { get; } = new();

        public async ValueTask DisposeAsync() => await Host.DisposeAsync();
    }
}
