using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Documents;

namespace WaitingRoom.Server.Import;

/// <summary>
/// Takes back what a negative delivery says, from seats that nobody holds or has booked. First each centre-day gives what its even share of the return is; what
/// they cannot give is taken wherever the region still has free seats of the vaccine on imported days, nearest to the date of the return first.
/// </summary>
internal sealed class ReturnRun(StubbornAsk days, IDocuments documents)
{
    /// <summary>A round takes what was free when it was planned; people who book meanwhile cause another. This many in a row mean that the stock is melting away.</summary>
    private const int MostRounds = 20;

    /// <summary>Days asked at once; they mostly are in memory from the supplies just added.</summary>
    private const int AtOnce = 64;

    /// <param name="centres">The region's centres by id.</param>
    /// <param name="imported">The region's imported days that have this vaccine.</param>
    /// <returns>Doses that could not be taken back.</returns>
    public async Task<int> Take(Delivery returned, IReadOnlyList<Centre> centres, IReadOnlyList<DayId> imported, CancellationToken cancellation)
    {
        var name = $"import/returns/{returned.Id}";
        var left = -returned.Doses;
        for (var round = 0; round < MostRounds && left > 0; round++)
        {
            var document = await documents.Get(name, cancellation);
            var record = document is null ? ReturnRecord.Empty : ReturnRecord.FromJson(document.Body);
            if (round == record.Rounds.Count)
            {
                var steps = round == 0 ? await OwnShare(returned, centres, imported, cancellation) : [];
                if (steps.Count == 0)
                {
                    steps = await Nearest(returned, left, imported, cancellation);
                }

                if (steps.Count == 0)
                {
                    break;
                }

                record = record.With(steps);
                if (!await documents.Put(name, document?.Version ?? 0, record.ToJson(), cancellation))
                {
                    // Another import took this very return up at the same time: follow what it wrote down.
                    round--;
                    continue;
                }
            }

            left -= await Do(returned, round, record.Rounds[round], cancellation);
        }

        return left;
    }

    private async Task<int> Do(Delivery returned, int round, IReadOnlyList<ReturnStep> steps, CancellationToken cancellation)
    {
        var lowered = 0;
        await Parallel.ForEachAsync(steps, Limits(cancellation), async (step, stop) =>
        {
            var day = DayId.Parse(step.Day);
            var withdraw = new DayCommand.WithdrawSupply(returned.StepFor(day, round), returned.Vaccine, step.Doses);
            if (await days.Ask(day, withdraw, stop) is DayOutcome.SupplyWithdrawn withdrawn)
            {
                Interlocked.Add(ref lowered, withdrawn.Lowered);
            }
        });
        return lowered;
    }

    private async Task<IReadOnlyList<ReturnStep>> OwnShare(Delivery returned, IReadOnlyList<Centre> centres, IReadOnlyList<DayId> imported, CancellationToken cancellation)
    {
        var has = imported.ToHashSet();
        var steps = new List<ReturnStep>();
        foreach (var (day, doses) in SupplySpread.OverDays(returned.Date, -returned.Doses, [.. centres.Select(c => c.Id)]))
        {
            if (has.Contains(day) && Math.Min(doses, await Free(day, returned.Vaccine, cancellation)) is > 0 and var take)
            {
                steps.Add(new ReturnStep(day.ToString(), take));
            }
        }

        return steps;
    }

    private async Task<IReadOnlyList<ReturnStep>> Nearest(Delivery returned, int doses, IReadOnlyList<DayId> imported, CancellationToken cancellation)
    {
        var steps = new List<ReturnStep>();
        var byDistance = imported
            .OrderBy(d => Math.Abs(d.Date.DayNumber - returned.Date.DayNumber))
            .ThenBy(d => d.Date)
            .ThenBy(d => d.Centre, StringComparer.Ordinal);
        foreach (var day in byDistance)
        {
            if (doses == 0)
            {
                break;
            }

            var take = Math.Min(doses, await Free(day, returned.Vaccine, cancellation));
            if (take > 0)
            {
                steps.Add(new ReturnStep(day.ToString(), take));
                doses -= take;
            }
        }

        return steps;
    }

    private async Task<int> Free(DayId day, string vaccine, CancellationToken cancellation) =>
        (await days.Read(day, cancellation)).Slots.Values.Where(s => s.Id.Vaccine == vaccine).Sum(s => s.Free);

    private static ParallelOptions Limits(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
}
