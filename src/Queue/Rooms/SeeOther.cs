using Microsoft.AspNetCore.Http;

namespace WaitingRoom.Queue.Rooms;

/// <summary>303: whatever was posted is done; look there with GET, so that reloading posts nothing again (RFC 9110, 15.4.4).</summary>
internal sealed class SeeOther : IResult
{
    private readonly string location;

    private SeeOther(string location) => this.location = location;

    public static SeeOther To(string location) => new(location);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
