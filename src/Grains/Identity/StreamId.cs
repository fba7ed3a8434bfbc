namespace WaitingRoom.Grains.Identity;

/// <summary>The name of one grain's history in the ledger: kind, a slash, key. For example <c>day/dresden/2026-03-29</c>.</summary>
public readonly record struct StreamId(string Value)
{
    /// <summary>The part before the first slash: which aggregate reads this stream.</summary>
    public string Kind => Value[..Value.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>The part after the first slash: which one it is.</summary>
    public string Key => Value[(Value.IndexOf('/', StringComparison.Ordinal) + 1)..];

    public override string ToString() => Value;
}
