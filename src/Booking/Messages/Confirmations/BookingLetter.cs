using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.Options;
using WaitingRoom.Booking.CheckIn;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Web;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Messages.Confirmations;

/// <summary>The letter: one A4 page of HTML for the print queue, its address where the window of an envelope shows it (DIN 5008, form B). Refers to nothing outside itself.</summary>
internal sealed class BookingLetter(CheckInTokens tokens, IOptions<MessageOptions> options, IOptions<WebOptions> web)
{
    private const string Style = """
        @page { size: A4; margin: 20mm 20mm 20mm 25mm; }
        body { font: 11pt/1.45 "Fira Sans", "DejaVu Sans", sans-serif; margin: 0; }
        .sender { position: absolute; top: 27mm; left: 0; font-size: 7.5pt; }
        .to { position: absolute; top: 32mm; left: 0; width: 85mm; white-space: pre-line; }
        main { margin-top: 82mm; }
        h1 { font-size: 15pt; margin: 0 0 6mm; }
        td { padding: 0 8mm 4mm 0; vertical-align: top; }
        .code { width: 38mm; height: 38mm; }
        .reference { font: 12pt "DejaVu Sans Mono", monospace; }
        """;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public async ValueTask<string> Write(Told told, Addressee to)
    {
        var (contact, language) = to;
        var title = told.Subject.In(language);
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html><html lang=\"{language.Code}\"><head><meta charset=\"utf-8\"><title>{Text(title)}</title><style>{Style}</style></head><body>");
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"sender\">{Text(web.Value.Authority.In(language))}</div><div class=\"to\">{Text($"{contact.Name}\n{contact.Address}")}</div><main><h1>{Text(title)}</h1>");
        html.Append(CultureInfo.InvariantCulture, $"<p>{Text(MessageTexts.Greeting.With(contact.Name).In(language))}</p>");
        foreach (var part in told.Parts)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{Text(part.Intro.In(language))}</p><table>");
            foreach (var leg in part.Legs)
            {
                html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(MessageWords.LabelOf(leg, told.Doses).In(language))}</td><td><b>{Text(MessageWords.When(leg, language))}</b><br>{Text(leg.Vaccine)}<br>{Text(MessageWords.Where(leg))}</td></tr>");
            }

            html.Append("</table>");
        }

        html.Append(CultureInfo.InvariantCulture, $"<p>{Text(PageTexts.Reference.In(language))}: <span class=\"reference\">{Text(told.Reference)}</span></p>");
        if (told.Booked)
        {
            var code = Convert.ToBase64String(Encoding.UTF8.GetBytes(CheckInCode.ToSvg(await tokens.Write(told.Reference))));
            html.Append(CultureInfo.InvariantCulture, $"<p><img class=\"code\" alt=\"\" src=\"data:image/svg+xml;base64,{code}\"></p><p>{Text(MessageTexts.Bring.In(language))}</p>");
        }

        html.Append(CultureInfo.InvariantCulture, $"<p>{Text(told.AsOf(language))} {Text(told.Next.With(options.Value.PublicAddress).In(language))}</p></main></body></html>");
        return html.ToString();
    }

    private static string Text(string words) => Encoder.Encode(words);
}
