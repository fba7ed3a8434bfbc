using System.Net;
using WaitingRoom.Booking.Contacts;

namespace WaitingRoom.Booking.Tests.Contacts;

public sealed class ContactLimitTests(BookingHost host) : IClassFixture<BookingHost>
{
    [Theory]
    [InlineData("0351 123456", "49351123456")]
    [InlineData("+49 (351) 123-456", "49351123456")]
    [InlineData("0049351123456", "49351123456")]
    [InlineData("+420 123 456", "420123456")]
    public void A_number_is_the_same_however_it_is_typed(string typed, string plain) => Assert.Equal(plain, ContactMarking.PlainNumber(typed));

    [Fact]
    public async Task A_contact_books_for_a_household_and_no_more_until_one_is_given_back()
    {
        var day = BookingHost.Today.AddDays(3);
        await host.WriteCampaign(BookingHost.ACampaign with { BookingsPerContact = null });
        host.Time.Advance(TimeSpan.FromSeconds(2));
        await host.Supply(BookingHost.Dresden, day, "1000-johnson", web: 20);
        var references = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            using var member = await host.Citizen();
            var (_, hold) = await member.Hold("johnson", "k", (BookingHost.Dresden, day, "1000-johnson"));
            var (status, booked) = await member.Book(hold.Text("id"));
            Assert.Equal(HttpStatusCode.Created, status);
            references.Add(booked.Text("reference"));
            if (i == 3)
            {
                // The fifth, with the same address in other letters.
                using var fifth = await host.Citizen();
                (_, var other) = await fifth.Hold("johnson", "k", (BookingHost.Dresden, day, "1000-johnson"));
                var contact = new { name = "Max", email = "ERIKA@example.org" };
                (status, var body) = await fifth.Post("/booking/bookings", new { hold = other.Text("id"), contact }, "key-5");
                Assert.Equal((HttpStatusCode.Conflict, "/problems/contact-limit", 4), (status, body.Type(), body!["most"]!.GetValue<int>()));

                // Nor by way of a change: booked with another contact, then changed to this one. To keep one's own is no change of that.
                using var sixth = await host.Citizen();
                (_, var third) = await sixth.Hold("johnson", "k", (BookingHost.Dresden, day, "1000-johnson"));
                (_, booked) = await sixth.Post("/booking/bookings", new { hold = third.Text("id"), contact = new { name = "Max" } }, "key-6");
                var own = $"/booking/bookings/{booked.Text("reference")}/contact";
                (status, body) = await sixth.Put(own, contact, "key-7");
                Assert.Equal((HttpStatusCode.Conflict, "/problems/contact-limit"), (status, body.Type()));
                Assert.Contains("Termine gelten weiter", body.Text("detail"), StringComparison.Ordinal);
                Assert.Equal(HttpStatusCode.NoContent, (await member.Put($"/booking/bookings/{references[3]}/contact", contact, "key-8")).Status);

                // The hold is still there: another contact, or a place given back, books it.
                Assert.Equal(HttpStatusCode.OK, (await member.Delete($"/booking/bookings/{references[3]}")).Status);
                Assert.Equal(HttpStatusCode.Created, (await fifth.Post("/booking/bookings", new { hold = other.Text("id"), contact }, "key-5")).Status);
            }
        }
    }
}
