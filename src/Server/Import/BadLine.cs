namespace WaitingRoom.Server.Import;

/// <summary>A line of an import file that cannot be taken.</summary>
/// <param name="Line">Counted from 1, the header included.</param>
/// <param name="Reason">For the person who has to mend the file.</param>
internal sealed record BadLine(string File, int Line, string Reason)
{
    public override string ToString() => $"{File}:{Line}: {Reason}";
}

/// <summary>What a file holds: every good row, and every bad line with its reason.</summary>
/// <param name="Unreadable">The file as a whole cannot be taken: no header, wrong encoding.</param>
internal sealed record ParsedFile<TRow>(IReadOnlyList<TRow> Rows, IReadOnlyList<BadLine> BadLines, bool Unreadable = false);
