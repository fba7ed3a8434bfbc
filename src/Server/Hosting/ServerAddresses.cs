namespace WaitingRoom.Server.Hosting;

/// <summary>Tells whoever started the server where each group of users goes.</summary>
internal static class ServerAddresses
{
    public static void Print(TextWriter output, string address, string waitingPage, IReadOnlyList<string> demoCodes)
    {
        output.WriteLine($"""
            Listening on {address}
              Citizens      {address}/            start, leads to the waiting room
                            {address}{waitingPage}   waiting room, leads to booking
              Everybody     {address}/availability    free appointments, no session
              Apps          {address}/openapi/v1.json
              Operations    {address}/health/ready   {address}/health/live
              Staff         no consoles for agents, centres and operators yet; the command line imports slots and issues codes
            """);
        if (demoCodes.Count > 0)
        {
            output.WriteLine("Demonstration campaign made: the 13 centres of Saxony, first appointments for four weeks from tomorrow and second ones for the four weeks after.");
            output.WriteLine($"Booking codes to try: {string.Join("  ", demoCodes)}");
        }

        output.WriteLine("Stop with Ctrl+C.");
        output.Flush();
    }
}
