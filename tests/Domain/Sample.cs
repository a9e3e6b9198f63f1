namespace CrmBot.Domain.Tests;

/// <summary>A small company: ly manages wm, lq and zw; hw manages ly and tb.</summary>
internal static class Sample
{
    public static readonly Company Company = new(
    [
        Person("hw", Role.Director, null), Person("ly", Role.Manager, "hw"), Person("wm", Role.Rep, "ly"), Person("lq", Role.Rep, "ly"),
        Person("zw", Role.Rep, "ly"), Person("tb", Role.Rep, "hw") with { Zone = "Europe/London", Team = "International" },
        Person("admin", Role.Admin, null),
    ]);

    public static Person Who(string id) => Company.Find(id)!;

    public static Step Step(DateOnly day, string zone = "Asia/Shanghai", string owner = "wm") =>
        new("s1", "给一版分期方案", owner, OwedBy.Us, day, null, zone, Due.At(day, null, zone), StepState.Open, 1, "f1", null);

    public static CustomerFile File(string owner = "wm", IReadOnlyList<Step>? steps = null, IReadOnlyList<string>? helpers = null) => new(
        new Customer("C1", "华东精密机械有限公司", ["华精"], owner, helpers ?? [], Tier.A, Stage.Mature, Status.Active, null),
        3, [], steps ?? [], [], [], []);

    private static Person Person(string id, Role role, string? manager) => new(id, id, null, [], role, "华东", manager, "Asia/Shanghai", "zh-CN");
}
