using QRCoder;

namespace WaitingRoom.Booking.CheckIn;

/// <summary>QR codes as SVG: sharp on a telephone and on paper.</summary>
internal static class CheckInCode
{
    private const int PixelsPerModule = 4;

    public static string ToSvg(string token)
    {
        // M: a folded letter may lose 15 % and is still read.
        using var data = QRCodeGenerator.GenerateQrCode(token, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return code.GetGraphic(PixelsPerModule);
    }
}
