namespace WaitingRoom.Server.Hosting;

/// <summary>Tells whoever started the server where each group of users goes.</summary>
internal static class ServerAddresses
{
    public static void Print(TextWriter output, string address, string waitingPage, IReadOnlyList<string> demoCodes, IReadOnlyList<(string Role, string Token)> demoTokens)
    {
        output.WriteLine($"""
            Listening on {address}
              Citizens      {address}/            start, leads to the waiting room
                            {address}{waitingPage}   waiting room, leads to booking
              Everybody     {address}/availability    free appointments, no session
              Apps          {address}/openapi/v1.json
              Operations    {address}/health/ready   {address}/health/live
              Operators     {address}/operators/rooms   with a staff token: staff token --role operator --subject NAME
              Staff         no consoles for agents and centres yet; the command line imports slots and issues codes
            """);
        if (demoCodes.Count > 0)
        {
            output.WriteLine("Demonstration campaign made: the 13 centres of Saxony, first appointments for four weeks from tomorrow and second ones for the four weeks after.");
            output.WriteLine($"Booking codes to try: {string.Join("  ", demoCodes)}");
            foreach (var (role, token) in demoTokens)
            {
                output.WriteLine($"Token of a demonstration {role}, for a shift: {token}");
            }

        }

        output.WriteLine("Stop with Ctrl+C.");
        output.Flush();
    }
}
