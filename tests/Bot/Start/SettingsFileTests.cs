using System.ComponentModel;
using System.Reflection;
using CrmBot.Bot.Directory;
using CrmBot.Bot.Start;
using CrmBot.Protocol;
using CrmBot.Scheduler;
using CrmBot.Storage;
using Microsoft.Extensions.Configuration;

namespace CrmBot.Bot.Tests.Start;

/// <summary><c>appsettings.json</c> shows every knob with the default of the code; an empty file means the same.</summary>
public sealed class SettingsFileTests
{
    /// <summary>Set by the host, by the engine or by what kind of environment it is.</summary>
    private static readonly string[] NotShown = ["Protocol:AllowLoopback", "Scheduler:OneProcess"];

    private static readonly IConfiguration File =
        new ConfigurationBuilder().AddJsonFile(Path.Combine(Engine.Root(), "appsettings.json"), optional: false).Build();

    public static TheoryData<string> Sections => [.. Options.Keys];

    private static Dictionary<string, object> Options => new(StringComparer.Ordinal)
    {
        ["Bot"] = new BotOptions(),
        [PeopleOptions.Section] = new PeopleOptions(),
        [ProtocolOptions.Section] = new ProtocolOptions(),
        [ConnectorOptions.Section] = new ConnectorOptions(),
        [SchedulerOptions.Section] = new SchedulerOptions(),
        [AzureTablesOptions.Section] = new AzureTablesOptions(),
    };

    [Theory]
    [MemberData(nameof(Sections))]
    public void Every_setting_of_a_section_is_in_the_file_with_the_default_of_the_code(string section)
    {
        var options = Options[section];
        var said = File.GetSection(section).GetChildren().ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        foreach (var knob in Knobs(options).Where(k => !NotShown.Contains($"{section}:{k.Name}", StringComparer.Ordinal)))
        {
            if (!said.Remove(knob.Name, out var value) && knob.GetValue(options) is null)
            {
                continue; // Secrets and addresses have no default to show.
            }

            Assert.True(value is not null, $"{section}:{knob.Name} is not in appsettings.json.");
            Assert.True(
                Equals(knob.GetValue(options), TypeDescriptor.GetConverter(knob.PropertyType).ConvertFromInvariantString(value)),
                $"{section}:{knob.Name} is {value} in appsettings.json and {knob.GetValue(options)} in the code.");
        }

        Assert.True(said.Count == 0, $"No code reads {section}:{string.Join(", ", said.Keys)}.");
    }

    [Fact]
    public void What_the_host_decides_is_no_setting_of_the_file()
    {
        foreach (var name in NotShown)
        {
            var (section, knob) = (name[..name.LastIndexOf(':')], name[(name.LastIndexOf(':') + 1)..]);
            Assert.Contains(Knobs(Options[section]), k => k.Name == knob);
            Assert.Null(File[name]);
        }
    }

    private static IEnumerable<PropertyInfo> Knobs(object options) =>
        options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite);
}
