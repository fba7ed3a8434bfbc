using System.Collections.Concurrent;

namespace WaitingRoom.Chaos.World;

/// <summary>Booking codes, one for each citizen; more are issued before they run out, however long a round takes.</summary>
internal sealed class CodeSupply(ServerCommands commands, int batch)
{
    private readonly ConcurrentQueue<string> codes = new();
    private Task issuing = Task.CompletedTask;

    /// <summary>Waits for the first ones.</summary>
    public Task BeginAsync() => IssueAsync();

    /// <summary>Null when there is none at the moment. One caller at a time.</summary>
    public string? Next()
    {
        if (codes.Count < batch / 2 && issuing.IsCompleted)
        {
            issuing = IssueMoreAsync();
        }

        return codes.TryDequeue(out var code) ? code : null;
    }

    /// <summary>Waits for codes that are being issued.</summary>
    public Task EndAsync() => issuing;

    private async Task IssueMoreAsync()
    {
        try
        {
            await IssueAsync();
        }
        catch (InvalidOperationException)
        {
            // The database is away; the next citizen tries again.
        }
    }

    private async Task IssueAsync()
    {
        foreach (var code in await commands.IssueCodesAsync(batch))
        {
            codes.Enqueue(code);
        }
    }
}
