using Microsoft.Extensions.Time.Testing;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Storage;
using WaitingRoom.Support;

namespace WaitingRoom.Booking.Tests.Campaigns;

public sealed class CampaignBookTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(BookingHost.Start);
    private Store store = null!;
    private CampaignBook book = null!;

    public async Task InitializeAsync()
    {
        store = await Store.OpenAsync(new StorageOptions { DataFolder = folder.Path });
        book = new CampaignBook(store.Documents, time);
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>The server makes the demonstration, says that it is ready, and is asked in the same moment; loops had looked for a campaign before there was one.</summary>
    [Fact]
    public async Task A_campaign_is_there_as_soon_as_it_is_written_also_for_those_who_looked_before()
    {
        Assert.Null(await book.Get());
        Assert.Null(await book.GetOrLast());
        await store.Documents.Put(Campaign.DocumentName, 0, BookingHost.ACampaign.ToJson());
        Assert.NotNull(await book.Get());
        Assert.NotNull(await book.GetOrLast());
    }

    [Fact]
    public async Task A_changed_campaign_is_seen_a_second_later_and_until_then_storage_is_not_asked()
    {
        await store.Documents.Put(Campaign.DocumentName, 0, BookingHost.ACampaign.ToJson());
        var first = await book.Get();
        await store.Documents.Put(Campaign.DocumentName, 1, (BookingHost.ACampaign with { HoldMinutes = 7 }).ToJson());
        Assert.Same(first, await book.Get());
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(7, (await book.Get())!.Campaign.HoldMinutes);
    }
}
