namespace WaitingRoom.Grains.Codes;

/// <summary>Where a code comes from and whom it is for. Says nothing that names a person.</summary>
/// <param name="Batch">The batch of letters it was printed with; null for a code given online.</param>
/// <param name="Priority">The priority group it was issued for; null for none.</param>
/// <param name="BirthYear">What the person said when the code was given online; null for a letter. Ages of vaccines are judged by it.</param>
public sealed record CodeOrigin(string? Batch = null, string? Priority = null, int? BirthYear = null);
