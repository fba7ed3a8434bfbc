using System.Text;
using WaitingRoom.Server.Import;
using WaitingRoom.Support;

namespace WaitingRoom.Server.Tests.Import;

public sealed class FileTests : IDisposable
{
    private const string CentreHeader = "centre,postcode,town,name,region,booking_group\n";
    private const string DeliveryHeader = "date,vaccine,region,doses,facility\n";

    private readonly TemporaryFolder folder = new();
    private int files;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Names_keep_their_umlauts_quotes_and_commas()
    {
        var file = Write(CentreHeader + "02708,02708,Löbau,\"Messepark, Halle \"\"Süd\"\" / Tor 2\",DE-SN,1\n");
        var centre = Assert.Single(CentreFile.Read(file).Rows);
        Assert.Equal("Löbau", centre.Town);
        Assert.Equal("Messepark, Halle \"Süd\" / Tor 2", centre.Name);
    }

    [Fact]
    public void Columns_may_stand_in_any_order_and_a_byte_order_mark_is_no_part_of_the_first()
    {
        var file = Write("\uFEFFdoses,facility,region,vaccine,date\n5,impfzentren,DE-SN,moderna,2021-03-01\n");
        var delivery = Assert.Single(DeliveryFile.Read(file, new HashSet<string> { "moderna" }).Rows);
        Assert.Equal((5, "moderna", new DateOnly(2021, 3, 1)), (delivery.Doses, delivery.Vaccine, delivery.Date));
    }

    [Theory]
    [InlineData("c/1,01067,Dresden,Messe,DE-SN,1", "id")]
    [InlineData("c1,1067,Dresden,Messe,DE-SN,1", "postcode")]
    [InlineData("c1,01067,,Messe,DE-SN,1", "town")]
    [InlineData("c1,01067,Dresden,Messe,Sachsen,1", "ISO 3166-2")]
    [InlineData("c1,01067,Dresden,Messe,DE-SN,0", "booking group")]
    [InlineData("c1,01067,Dresden,Messe,DE-SN,x", "booking group")]
    [InlineData("c1,01067,Dresden,Messe,DE-SN", "fields")]
    [InlineData("c1,01067,Dresden,\"Messe,DE-SN,1", "quotation mark")]
    [InlineData("c1,01067,Dresden,Me\"sse,DE-SN,1", "quotation mark")]
    [InlineData("c0,01067,Dresden,Messe,DE-SN,1", "second time")]
    public void A_bad_centre_is_named_by_line_and_reason(string line, string reason)
    {
        var parsed = CentreFile.Read(Write($"{CentreHeader}c0,01067,Dresden,Messe,DE-SN,1\n{line}\nc2,04103,Leipzig,Messe,DE-SN,1\n"));
        var bad = Assert.Single(parsed.BadLines);
        Assert.Equal(3, bad.Line);
        Assert.Contains(reason, bad.Reason, StringComparison.Ordinal);
        Assert.Equal(["c0", "c2"], parsed.Rows.Select(c => c.Id));
    }

    [Theory]
    [InlineData("01.03.2021,moderna,DE-SN,5,impfzentren", "date")]
    [InlineData("2021-02-30,moderna,DE-SN,5,impfzentren", "date")]
    [InlineData("2021-03-01,sputnik,DE-SN,5,impfzentren", "vaccine")]
    [InlineData("2021-03-01,moderna,SN,5,impfzentren", "ISO 3166-2")]
    [InlineData("2021-03-01,moderna,DE-SN,5.5,impfzentren", "whole number")]
    [InlineData("2021-03-01,moderna,DE-SN,99999999999,impfzentren", "whole number")]
    [InlineData("2021-03-01,moderna,DE-SN,10000001,impfzentren", "more than any delivery")]
    [InlineData("2021-03-01,moderna,DE-SN,5,", "facility")]
    public void A_bad_delivery_is_named_by_line_and_reason(string line, string reason)
    {
        var parsed = DeliveryFile.Read(Write(DeliveryHeader + line + "\n"), new HashSet<string> { "moderna" });
        var bad = Assert.Single(parsed.BadLines);
        Assert.Equal(2, bad.Line);
        Assert.Contains(reason, bad.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("date,vaccine,region,doses\n", "'facility'")]
    [InlineData("date,date,vaccine,region,doses,facility\n", "twice")]
    public void A_file_without_a_usable_header_is_not_read(string content, string reason)
    {
        var parsed = DeliveryFile.Read(Write(content), new HashSet<string>());
        Assert.True(parsed.Unreadable);
        Assert.Contains(reason, Assert.Single(parsed.BadLines).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_another_encoding_is_refused_with_the_line()
    {
        var file = folder.File("latin.csv");
        File.WriteAllBytes(file, Encoding.Latin1.GetBytes(CentreHeader + "02708,02708,Löbau,Messepark,DE-SN,1\n"));
        var parsed = CentreFile.Read(file);
        Assert.True(parsed.Unreadable);
        Assert.Equal(2, Assert.Single(parsed.BadLines).Line);
    }

    [Fact]
    public void Equal_deliveries_are_two_deliveries_and_keep_their_identity_in_another_file()
    {
        var vaccines = new HashSet<string> { "moderna" };
        const string row = "2021-03-01,moderna,DE-SN,5,impfzentren\n";
        var twice = DeliveryFile.Read(Write(DeliveryHeader + row + row), vaccines).Rows;
        var again = DeliveryFile.Read(Write(DeliveryHeader + "2021-02-01,moderna,DE-SN,9,impfzentren\n" + row + row), vaccines).Rows;
        Assert.NotEqual(twice[0].Id, twice[1].Id);
        Assert.Equal(twice.Select(d => d.Id), again.Skip(1).Select(d => d.Id));
    }

    private string Write(string content)
    {
        var file = folder.File($"{++files}.csv");
        File.WriteAllText(file, content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return file;
    }
}
