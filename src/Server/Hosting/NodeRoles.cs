namespace WaitingRoom.Server.Hosting;

/// <summary>Which modules a process serves; one machine serves all.</summary>
[Flags]
internal enum NodeRoles
{
    None = 0,

    /// <summary>The waiting rooms.</summary>
    Queue = 1,

    /// <summary>Codes, offers, holds, bookings, feeds.</summary>
    Booking = 2,

    /// <summary>Consoles and APIs of operators and centre administrators.</summary>
    Admin = 4,

    All = Queue | Booking | Admin,
}

internal static class NodeRolesText
{
    /// <summary>Reads <c>queue,booking,admin</c> in any order.</summary>
    /// <param name="wrong">The first word that is no role; empty when there is no word at all.</param>
    public static bool TryParse(string text, out NodeRoles roles, out string wrong)
    {
        (roles, wrong) = (NodeRoles.None, "");
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var role = word switch
            {
                "queue" => NodeRoles.Queue,
                "booking" => NodeRoles.Booking,
                "admin" => NodeRoles.Admin,
                _ => NodeRoles.None,
            };
            if (role == NodeRoles.None)
            {
                wrong = word;
                return false;
            }

            roles |= role;
        }

        return roles != NodeRoles.None;
    }
}
