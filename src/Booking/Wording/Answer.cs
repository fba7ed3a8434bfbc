using System.Diagnostics.CodeAnalysis;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Wording;

/// <summary>What was asked for, or the refusal to be told; pages and data endpoints share it.</summary>
internal readonly struct Answer<T>
    where T : class
{
    private Answer(T? value, ProblemResult? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    public T? Value { get; }

    public ProblemResult? Refusal { get; }

    public bool IsGiven([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out ProblemResult? refusal)
    {
        (value, refusal) = (Value, Refusal);
        return value is not null;
    }

    public static implicit operator Answer<T>(T value) => new(value, null);

    public static implicit operator Answer<T>(ProblemResult refusal) => new(null, refusal);
}
