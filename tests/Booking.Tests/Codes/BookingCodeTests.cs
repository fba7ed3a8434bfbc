using WaitingRoom.Booking.Codes;

namespace WaitingRoom.Booking.Tests.Codes;

public sealed class BookingCodeTests
{
    private const int Codes = 200;

    [Fact]
    public void A_new_code_reads_back_whatever_its_dress()
    {
        for (var i = 0; i < Codes; i++)
        {
            var code = BookingCode.New();
            var printed = code.ToString();
            Assert.Matches("^[2-9AC-HJKMNP-RT-Z]{4}-[2-9AC-HJKMNP-RT-Z]{4}-[2-9AC-HJKMNP-RT-Z]{4}$", printed);
            foreach (var typed in new[] { printed, printed.ToLowerInvariant(), code.Characters, $"  {printed.Replace('-', ' ')} ", printed.Replace('-', '–'), printed.Replace('8', 'b').Replace('5', 's') })
            {
                Assert.Equal(CodeReading.Well, BookingCode.Read(typed, out var read));
                Assert.Equal(code, read);
            }
        }
    }

    [Fact]
    public void Every_single_wrong_character_is_caught()
    {
        for (var i = 0; i < Codes; i++)
        {
            var code = BookingCode.New().Characters;
            for (var at = 0; at < code.Length; at++)
            {
                foreach (var other in ClearAlphabet.Characters.Where(c => c != code[at]))
                {
                    Assert.Equal(CodeReading.Mistyped, BookingCode.Read(code[..at] + other + code[(at + 1)..], out _));
                }
            }
        }
    }

    [Fact]
    public void Every_exchange_of_neighbours_is_caught()
    {
        // All pairs of characters at all neighbouring places, in a code completed to be valid.
        foreach (var left in ClearAlphabet.Characters)
        {
            foreach (var right in ClearAlphabet.Characters.Where(c => c != left))
            {
                for (var at = 0; at < BookingCode.Length - 2; at++)
                {
                    var random = "23456789ACD".ToCharArray();
                    (random[at], random[at + 1]) = (left, right);
                    AssertExchangeCaught(new string(random) + BookingCode.CheckCharacter(random), at);
                }
            }
        }

        for (var i = 0; i < Codes; i++)
        {
            AssertExchangeCaught(BookingCode.New().Characters, BookingCode.Length - 2);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2345-6789")]
    [InlineData("2345-6789-ACDE-F")]
    [InlineData("0000-1111-OIIL")]
    public void What_is_no_code_is_told_apart(string? typed) => Assert.Equal(CodeReading.NotACode, BookingCode.Read(typed, out _));

    private static void AssertExchangeCaught(string code, int at)
    {
        Assert.Equal(CodeReading.Well, BookingCode.Read(code, out _));
        if (code[at] != code[at + 1])
        {
            Assert.Equal(CodeReading.Mistyped, BookingCode.Read($"{code[..at]}{code[at + 1]}{code[at]}{code[(at + 2)..]}", out _));
        }
    }
}
