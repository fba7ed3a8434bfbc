using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Booking.Sessions;

namespace WaitingRoom.Booking.Representations;

/// <summary>Where somebody comes in: citizens and agents use the same endpoints under different addresses, and each door has its own guard.</summary>
/// <param name="Prefix">Of the addresses, such as <c>/booking</c>.</param>
/// <param name="Name">Before the names of the operations; empty for citizens.</param>
/// <param name="Guard">Who may come in, and as whom.</param>
internal sealed record Door(string Prefix, string Name, Action<RouteGroupBuilder> Guard)
{
    public static readonly Door Citizens = new("/booking", "", group => group.RequireAuthorization(BookingSession.CodePolicy));

    public RouteGroupBuilder Group(IEndpointRouteBuilder routes, string path, string tag)
    {
        var group = routes.MapGroup(Prefix + path).WithMetadata(Representation.Data).WithTags(Name.Length == 0 ? tag : "agents");
        Guard(group);
        return group;
    }

    public string Named(string operation) => Name + operation;
}
