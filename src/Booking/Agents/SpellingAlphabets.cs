namespace WaitingRoom.Booking.Agents;

/// <summary>The alphabets as data: each entry is a character, a blank and its word.</summary>
internal static class SpellingAlphabets
{
    public static readonly IReadOnlyDictionary<char, string> German = Of(
        "A Aachen, Ä Umlaut Aachen, B Berlin, C Chemnitz, D Düsseldorf, E Essen, F Frankfurt, G Goslar, H Hamburg, I Ingelheim, J Jena, K Köln, L Leipzig, M München, N Nürnberg, "
        + "O Offenbach, Ö Umlaut Offenbach, P Potsdam, Q Quickborn, R Rostock, S Salzwedel, ß Eszett, T Tübingen, U Unna, Ü Umlaut Unna, V Völklingen, W Wuppertal, X Xanten, "
        + "Y Ypsilon, Z Zwickau, 0 Null, 1 Eins, 2 Zwei, 3 Drei, 4 Vier, 5 Fünf, 6 Sechs, 7 Sieben, 8 Acht, 9 Neun");

    public static readonly IReadOnlyDictionary<char, string> International = Of(
        "A Alfa, B Bravo, C Charlie, D Delta, E Echo, F Foxtrot, G Golf, H Hotel, I India, J Juliett, K Kilo, L Lima, M Mike, N November, O Oscar, P Papa, Q Quebec, R Romeo, "
        + "S Sierra, T Tango, U Uniform, V Victor, W Whiskey, X X-ray, Y Yankee, Z Zulu, 0 Zero, 1 One, 2 Two, 3 Three, 4 Four, 5 Five, 6 Six, 7 Seven, 8 Eight, 9 Nine");

    private static Dictionary<char, string> Of(string table) => table.Split(", ").ToDictionary(entry => entry[0], entry => entry[2..]);
}
