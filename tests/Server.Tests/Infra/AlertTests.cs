using System.Text;
using WaitingRoom.Support;

namespace WaitingRoom.Server.Tests.Infra;

public sealed class AlertTests
{
    [NeedsFact("promtool", "prometheus")]
    public async Task Every_alert_is_raised_by_what_it_is_for_and_not_by_what_lies_beside_it()
    {
        var said = await ForeignProgram.Run("promtool", ["test", "rules", "alerts.test.yml"], folder: InfraFiles.PathOf("prometheus"));
        Assert.Contains("SUCCESS", Encoding.UTF8.GetString(said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_alert_has_a_case_says_what_to_do_and_how_loud_it_is()
    {
        var rules = InfraFiles.Everywhere(await InfraFiles.OneYaml("prometheus/alerts.yml"), "rules").SelectMany(group => group.AsArray()).ToList();
        var cases = InfraFiles.Everywhere(await InfraFiles.OneYaml("prometheus/alerts.test.yml"), "alert_rule_test").SelectMany(test => test.AsArray())
            .Where(test => test!["exp_alerts"] is not null).Select(test => (string)test!["alertname"]!).ToList();
        Assert.NotEmpty(rules);
        Assert.All(rules, rule =>
        {
            Assert.Contains((string)rule!["alert"]!, cases);
            Assert.True((string?)rule["labels"]!["severity"] is "page" or "ticket");
            Assert.NotEmpty((string)rule["annotations"]!["summary"]!);
            Assert.NotEmpty((string)rule["annotations"]!["action"]!);
        });
    }
}
