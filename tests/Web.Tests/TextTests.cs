using System.Globalization;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Web.Tests;

public sealed class TextTests
{
    [Fact]
    public void Every_text_of_the_layout_speaks_both_languages_with_the_same_placeholders() =>
        Assert.Empty(TextCheck.FaultsIn(typeof(Text).Assembly));

    [Theory]
    [InlineData("", "Next")]
    [InlineData("Weiter", " ")]
    [InlineData("Noch {0} Minuten", "Some minutes left")]
    [InlineData("{0} von {1}", "{0} of {0}")]
    public void A_text_that_lacks_a_language_or_a_placeholder_is_found(string german, string english) =>
        Assert.NotEmpty(TextCheck.FaultsOf(new Text(german, english)));

    [Fact]
    public void A_format_or_an_escaped_brace_is_no_difference() =>
        Assert.Empty(TextCheck.FaultsOf(new Text("{0:N0} {{x}} {1}", "{1} of {0}")));

    [Fact]
    public void An_assembly_without_texts_cannot_pass_the_check() =>
        Assert.Throws<ArgumentException>(() => TextCheck.FaultsIn(typeof(object).Assembly));

    [Theory]
    [InlineData("de-DE", "1.234 frei")]
    [InlineData("en-GB", "1,234 free")]
    public void Numbers_follow_the_language(string culture, string expected)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        Assert.Equal(expected, new Text("{0:N0} frei", "{0:N0} free").With(1234).ToString());
    }
}
