namespace WaitingRoom.Chaos.Checks;

/// <summary>A promise that was broken.</summary>
/// <param name="Rule">Which one, in a word.</param>
/// <param name="What">What exactly was found.</param>
internal sealed record Violation(string Rule, string What)
{
    public override string ToString() => $"{Rule}: {What}";
}
