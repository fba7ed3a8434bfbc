using WaitingRoom.Grains.Ledger;
using WaitingRoom.Simulation.Driving;

namespace WaitingRoom.Simulation.Storage;

/// <summary>What becomes of the operations that wait at storage: done, done and not told, done later, or never.</summary>
internal sealed class StorageFate(World world)
{
    public bool IsOut { get; private set; }

    public void Outage(bool isOut)
    {
        if (isOut != IsOut)
        {
            IsOut = isOut;
            world.Counters.Count(isOut ? "storage outages" : "storage is back");
            world.Log.Add($"storage {(isOut ? "does not answer" : "answers again")}");
        }
    }

    public void Proceed(int index)
    {
        var pending = world.Ledger.Pending[index];
        var fate = world.Choices.Next(100);
        if (pending is PendingRead read)
        {
            world.Ledger.Pending.RemoveAt(index);
            if (IsOut || fate >= 98)
            {
                world.Counters.Count("reads without an answer");
                read.Fail();
            }
            else
            {
                read.Answer(world.Ledger);
            }

            return;
        }

        var append = (PendingAppend)pending;
        if (append.IsLate)
        {
            Decide(append, lands: fate < 50);
        }
        else if (IsOut || fate >= 95)
        {
            // The connection of a whole group breaks: one transaction, several streams, one fate.
            var lands = world.Choices.Next(3);
            var group = world.Choices.OneIn(3) ? world.Ledger.Pending.OfType<PendingAppend>().Where(a => !a.IsLate).Take(3).ToArray() : [append];
            world.Counters.Count(group.Length > 1 ? "group failures" : "connections lost");
            foreach (var one in group)
            {
                Lose(one, lands);
            }
        }
        else
        {
            world.Ledger.Pending.RemoveAt(index);
            append.Reply(Land(append));
        }
    }

    public void ProceedCalmly()
    {
        var pending = world.Ledger.Pending[0];
        world.Ledger.Pending.RemoveAt(0);
        if (pending is PendingRead read)
        {
            read.Answer(world.Ledger);
        }
        else
        {
            var append = (PendingAppend)pending;
            append.Reply(Land(append));
        }
    }

    /// <summary>Every append whose fate was open gets one.</summary>
    public void Settle()
    {
        foreach (var append in world.Ledger.Pending.OfType<PendingAppend>().Where(a => a.IsLate).ToArray())
        {
            Decide(append, lands: world.Choices.Next(2) == 0);
        }
    }

    private void Lose(PendingAppend append, int lands)
    {
        switch (lands)
        {
            case 0:
                world.Ledger.Pending.Remove(append);
                world.Counters.Count(Land(append) == AppendResult.Committed ? "acknowledgements lost" : "refusals of the ledger lost");
                append.Reply(AppendResult.Unknown);
                break;
            case 1:
                append.BecomeLate();
                break;
            default:
                world.Ledger.Pending.Remove(append);
                world.Counters.Count("commits lost");
                append.Reply(AppendResult.Unknown);
                break;
        }
    }

    private void Decide(PendingAppend append, bool lands)
    {
        world.Ledger.Pending.Remove(append);
        if (!lands)
        {
            world.Counters.Count("late commits that never came");
        }
        else
        {
            world.Counters.Count(Land(append) == AppendResult.Committed ? "late commits that landed" : "late commits that were fenced");
        }
    }

    private AppendResult Land(PendingAppend append)
    {
        var result = world.Ledger.Land(append.Request, operationsFirst: world.Choices.Next(2) == 1);
        world.Counters.Count("ledger: " + result);
        world.Log.Add($"ledger: {append.Stream} #{append.Request.Entries[0].Sequence}+{append.Request.Entries.Count} by node {append.Asker.Process.Node}: {result}{(append.IsLate ? " (late)" : "")}");
        world.Log.Hash((long)result);
        if (result == AppendResult.Committed)
        {
            foreach (var entry in append.Request.Entries)
            {
                world.Log.Hash(entry.Body.Span);
            }

            world.Checker.Landed(append.Request);
        }

        return result;
    }
}
