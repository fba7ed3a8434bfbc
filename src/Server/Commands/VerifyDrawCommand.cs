using System.CommandLine;
using System.Globalization;
using WaitingRoom.Grains.Draws;

namespace WaitingRoom.Server.Commands;

/// <summary><c>verify-draw</c>: recomputes a published draw from its file alone. Exit code 0 when all of it holds, 1 when something differs, 2 when it cannot be read.</summary>
internal static class VerifyDrawCommand
{
    /// <summary>A million tickets take 67 MB; an array has at most 2 GB.</summary>
    private const long LargestFileBytes = 1L << 30;

    private const int NotVerified = 1;

    public static Command Make()
    {
        var file = new Argument<string>("FILE") { Description = "The draw file, from /rooms/{room}/draw." };
        var ticket = new Option<string?>("--ticket") { Description = "A ticket (the JWT) or its number: tells its place and proves that it took part.", HelpName = "T" };
        var commitment = new Option<string?>("--commitment") { Description = "The commitment as you saw it before the opening.", HelpName = "HEX" };
        var beacon = new Option<string?>("--beacon-value") { Description = "The public value as its source published it.", HelpName = "VALUE" };
        ticket.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !DrawTicket.TryRead(result.Tokens[0].Value, out _))
            {
                result.AddError("--ticket is a number from 1 on, or a whole ticket.");
            }
        });
        var command = new Command("verify-draw", "Recompute a draw from its published file, offline.") { file, ticket, commitment, beacon };
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetValue(file)!;
            var read = await Read(path, cancellation);
            DrawTicket.TryRead(parsed.GetValue(ticket), out var wanted);
            return Report(read, wanted, parsed.GetValue(commitment), parsed.GetValue(beacon), Console.Out);
        });
        return command;
    }

    /// <returns>The exit code.</returns>
    private static int Report(DrawFile file, DrawTicket? ticket, string? commitment, string? beaconValue, TextWriter output)
    {
        var findings = new List<(string Name, bool Holds, string Says)>();
        if (ticket is { Room: { } room } && room != file.Room)
        {
            findings.Add(("ticket", false, $"the ticket is of the room '{room}'"));
            ticket = null;
        }

        var leaf = ticket is { BrowserHash: { } hash } ? RosterLeaf.Of(file.Room, hash) : [];
        findings.InsertRange(0, DrawCheck.Of(file, ticket?.Number, leaf).Select(f => (f.Step.ToString().ToLowerInvariant(), f.Holds, f.Says)));
        AddSeen(findings, "published commitment", commitment?.ToLowerInvariant(), file.Commitment);
        AddSeen(findings, "published beacon value", beaconValue, file.BeaconValue);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Draw of the room '{file.Room}', opened {file.OpensAt:u}, beacon {file.Beacon}"));
        foreach (var (name, holds, says) in findings)
        {
            output.WriteLine($"{(holds ? "ok     " : "DIFFERS")} {name}: {says}");
        }

        var verified = findings.TrueForAll(f => f.Holds);
        output.WriteLine(verified ? "Verified: everybody's place follows from this file." : "NOT VERIFIED.");
        if (verified && (commitment is null || beaconValue is null))
        {
            output.WriteLine($"What the file cannot prove by itself: that the commitment was published before, and that the beacon's value is {file.BeaconValue}. --commitment and --beacon-value compare them.");
        }

        return verified ? 0 : NotVerified;
    }

    private static void AddSeen(List<(string Name, bool Holds, string Says)> findings, string name, string? seen, string? inFile)
    {
        if (seen is not null)
        {
            findings.Add((name, seen == inFile, seen == inFile ? "as in the file" : $"you saw {seen}, the file says {inFile}"));
        }
    }

    private static async Task<DrawFile> Read(string path, CancellationToken cancellation)
    {
        if (new FileInfo(path) is { Exists: true, Length: > LargestFileBytes })
        {
            throw new IOException($"{path} is larger than any draw file.");
        }

        var bytes = await File.ReadAllBytesAsync(path, cancellation);
        try
        {
            return DrawFileReading.Read(bytes);
        }
        catch (InvalidDataException fault)
        {
            throw new IOException($"{path}: {fault.Message}", fault);
        }
    }
}
