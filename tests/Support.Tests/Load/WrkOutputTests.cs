using WaitingRoom.Bench.Load;
using Xunit;

namespace WaitingRoom.Support.Tests.Load;

public sealed class WrkOutputTests
{
    private const string Clean = """
        Running 5s test @ http://127.0.0.1:8080/
          1 threads and 64 connections
          Thread Stats   Avg      Stdev     Max   +/- Stdev
            Latency     1.02ms    2.10ms  41.00ms   92.10%
            Req/Sec    98.50k     3.00k  102.00k    70.00%
          Latency Distribution
             50%  635.00us
             75%  900.00us
             90%    1.90ms
             99%    1.20s
          492500 requests in 5.01s, 301.20MB read
        Requests/sec:  98303.39
        Transfer/sec:     60.12MB
        """;

    [Fact]
    public void A_report_gives_rate_count_and_latencies_in_milliseconds() =>
        Assert.Equal(new WrkOutput(492_500, 98_303.39, 0.635, 1200, Bad: 0, SocketErrors: 0), WrkOutput.Parse(Clean));

    [Fact]
    public void Bad_answers_and_socket_errors_are_seen()
    {
        var output = WrkOutput.Parse(Clean + "\n  Socket errors: connect 1, read 2, write 3, timeout 4\n  Non-2xx or 3xx responses: 17\n");
        Assert.Equal((17, 10), (output.Bad, output.SocketErrors));
    }

    [Theory]
    [InlineData("")]
    [InlineData("unable to connect to 127.0.0.1:1 Connection refused")]
    public void What_is_no_report_is_refused(string text) => Assert.Throws<FormatException>(() => WrkOutput.Parse(text));

    [Theory]
    [InlineData(1000, 1100, 100, 0)]
    [InlineData(1000, 1164, 100, 64)]
    public void As_many_numbers_as_answers_and_those_under_way_prove_a_run(long before, long after, long answers, int connections) =>
        Issued.Prove(before, after, answers, connections);

    [Theory]
    [InlineData(1000, 1099, 100, 64)]
    [InlineData(1000, 1165, 100, 64)]
    public void Too_few_or_too_many_numbers_contradict_a_run(long before, long after, long answers, int connections) =>
        Assert.Throws<InvalidOperationException>(() => Issued.Prove(before, after, answers, connections));
}
