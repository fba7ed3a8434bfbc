using WaitingRoom.Grains;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Booking.Rules;

/// <summary>
/// Lets the capacity of all coming days follow the doses per vial that the campaign says. What has been applied stands in a document of its own, and each day
/// is asked under an operation id that follows from it: whoever was killed half-way, the next one finishes it, and no day is scaled twice.
/// </summary>
internal sealed class VialDays(IGrains grains, IDocuments documents, IReadModels readModels, TimeProvider time) : IDisposable
{
    public const string DocumentName = "campaign/vials";

    /// <summary>Slots listed in one answer; the rest is found by asking for deficits.</summary>
    public const int MostListed = 500;

    /// <summary>Days asked at once: enough to fill the ledger's shared commits, few enough to leave the queues to people.</summary>
    private const int AtOnce = 64;

    /// <summary>Tries for one day before it is left to the next round.</summary>
    private const int TryLimit = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly SemaphoreSlim oneAtATime = new(1, 1);

    /// <summary>Brings the days to what the campaign says. The first campaign that is seen is taken as applied: what is published is published.</summary>
    /// <exception cref="LedgerUnavailableException">Storage does not answer; what is missing is done the next time.</exception>
    public async Task<IReadOnlyList<VialChange>> Follow(CancellationToken cancellation)
    {
        await oneAtATime.WaitAsync(cancellation);
        try
        {
            return await documents.Get(Campaign.DocumentName, cancellation) is { } document ? await Follow(Campaign.FromJson(document.Body), cancellation) : [];
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>What a change of the doses per vial would do to the days as they are now.</summary>
    public async Task<VialChange> Foresee(string vaccine, int from, int to, CancellationToken cancellation) => Sum(vaccine, from, to, await EachDay(
        vaccine,
        async day =>
        {
            var state = await grains.Read(day) ?? throw new LedgerUnavailableException();
            SlotState[] slots = [.. state.Slots.Values.Where(s => s.Id.Vaccine == vaccine)];
            var places = VialScale.Of(slots, from, to);
            return new DayOutcome.SupplyScaled(slots.Sum(s => s.Capacity), places.Sum(p => p.Web + p.Phone), VialScale.Deficits(slots, places));
        },
        cancellation));

    public void Dispose() => oneAtATime.Dispose();

    private async Task<IReadOnlyList<VialChange>> Follow(Campaign campaign, CancellationToken cancellation)
    {
        var stored = await documents.Get(DocumentName, cancellation);
        var applied = stored is null ? null : System.Text.Json.JsonSerializer.Deserialize(stored.Body.Span, RulesJson.Default.DosesByVaccine)!;
        var wanted = campaign.Vaccines.Where(v => v.DosesPerVial is not null).ToDictionary(v => v.Id, v => v.DosesPerVial!.Value);
        if (applied is not null && applied.Count == wanted.Count && applied.All(a => wanted.GetValueOrDefault(a.Key) == a.Value))
        {
            return [];
        }

        var changes = new List<VialChange>();
        foreach (var (vaccine, doses) in wanted)
        {
            if (applied is not null && applied.TryGetValue(vaccine, out var before) && before != doses)
            {
                changes.Add(await Scale(vaccine, before, doses, stored!.Version, cancellation));
            }
        }

        // Losing this one means that another process did the same.
        await documents.Put(
            DocumentName, stored?.Version ?? 0, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(wanted, RulesJson.Default.DosesByVaccine), cancellation);
        return changes;
    }

    private async Task<VialChange> Scale(string vaccine, int from, int to, long round, CancellationToken cancellation)
    {
        var name = $"{round}/{vaccine}/{from}/{to}";
        return Sum(vaccine, from, to, await EachDay(
            vaccine,
            async day =>
            {
                var command = new DayCommand.ScaleSupply(OperationId.Derive("vials", name, day.ToString()), vaccine, from, to);
                for (var attempt = 0; attempt < TryLimit; attempt++)
                {
                    if (await grains.Ask(day, command) is Reply<DayOutcome>.Done { Outcome: DayOutcome.SupplyScaled scaled })
                    {
                        return scaled;
                    }

                    await Task.Delay(Pause, time, cancellation);
                }

                throw new LedgerUnavailableException();
            },
            cancellation));
    }

    private async Task<IReadOnlyList<(DayId Day, DayOutcome.SupplyScaled Scaled)>> EachDay(
        string vaccine, Func<DayId, Task<DayOutcome.SupplyScaled>> ask, CancellationToken cancellation)
    {
        // The day before is still today somewhere; of a day that is over nothing depends.
        var from = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-1);
        var rows = (await readModels.ReadAvailability(0, cancellation)).Rows;
        DayId[] days =
        [
            .. rows.Where(row => row.Day.Date >= from && DayAvailability.FromJson(row.Body).Vaccines.Any(v => v.Vaccine == vaccine))
                .Select(row => row.Day).Distinct().OrderBy(day => day.Date).ThenBy(day => day.Centre, StringComparer.Ordinal),
        ];
        var answers = new List<(DayId, DayOutcome.SupplyScaled)>(days.Length);
        foreach (var chunk in days.Chunk(AtOnce))
        {
            answers.AddRange(chunk.Zip(await Task.WhenAll(chunk.Select(ask))));
        }

        return answers;
    }

    private static VialChange Sum(string vaccine, int from, int to, IReadOnlyList<(DayId Day, DayOutcome.SupplyScaled Scaled)> days) => new(
        vaccine,
        from,
        to,
        days.Count,
        days.Sum(d => (long)d.Scaled.Before),
        days.Sum(d => (long)d.Scaled.After),
        days.Sum(d => d.Scaled.Deficits.Sum(x => (long)x.Seats)),
        [.. days.SelectMany(d => d.Scaled.Deficits.Select(x => new DeficitView(d.Day.Centre, d.Day.Date, x.Slot.ToString(), x.Seats))).Take(MostListed)]);
}
