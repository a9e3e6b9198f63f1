using System.Globalization;
using CrmBot.Domain;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmBot.Storage.Bench.Scale;

/// <summary>
/// One tenant of 300 people in 30 teams with 100,000 customers and 1,000,000 follow-ups in the 500 days before
/// <see cref="Now"/>. Everything of a customer follows from its number, so that any of them can be made again.
/// </summary>
internal static class Company
{
    public const string Tenant = "contoso";
    public const int Customers = 100_000;
    public const int FollowUps = 1_000_000;
    public const int People = 300;

    private const int Teams = 30;
    private const int Days = 500;

    // Of each thousand, 333 have 9, 666 have 10, and one has 343: 10 in the mean.
    private const int Block = 1000;

    public static readonly DateTimeOffset Now = new(2026, 6, 1, 1, 0, 0, TimeSpan.Zero);

    private static readonly string[] Names = ["华东精密", "蓝海科技", "恒通汽配", "Contoso", "Northwind", "新光电子", "瑞康医药", "Tailspin"];
    private static readonly string[] Kinds = ["制造有限公司", "集团", "贸易行", " Ltd", " Software", "研究院", "Logistics"];

    public static string CustomerId(int number) => Ids.Hash("customer", Text(number));

    public static Person Person(int number) => new(
        $"p{number:D3}", $"员工{number:D3}", null, [], number < Teams ? Role.Manager : Role.Rep, $"team{number % Teams}",
        number < Teams ? null : $"p{number % Teams:D3}", "Asia/Shanghai", "zh-CN");

    public static Person Owner(int customer) => Person(customer % People);

    public static int FollowUpsOf(int customer) => customer % Block == Block - 1 ? 343 : customer % Block % 3 == 0 ? 9 : 10;

    public static Report Report(int customer, int nth, DateTimeOffset at, bool next) => new(
        (Channel)(nth % 6),
        at,
        "王总",
        $"第 {nth} 次联系:客户的预算已经批了,卡在法务对数据存放地的要求,希望我们给一份书面说明。对 {customer % 97} 号方案的价格还有顾虑,"
        + "提到竞品给了更低的首年报价,但对我们的交付周期和本地支持满意;采购负责人下周出差回来后再定。",
        (Sentiment)(nth % 4),
        (Status)(nth % 6),
        next ? [new NextStep("发书面说明并约法务电话", OwedBy.Us, Owner(customer).Id, "Asia/Shanghai", DateOnly.FromDateTime(at.UtcDateTime).AddDays(14), null)] : [],
        next ? null : "客户主动联系",
        false);

    /// <summary>Everything that the stores write for a customer, in the order of its history.</summary>
    public static async Task LiveAsync(int number, ITables tables)
    {
        var (id, owner) = (CustomerId(number), Owner(number));
        var clock = new SetClock();
        var store = new CustomerStore(tables, clock, new NumberedIds(id), new NoDueSignal(), NullLogger<CustomerStore>.Instance);
        var count = FollowUpsOf(number);
        await ChangeAsync("made", Now.AddDays(-Days).AddMinutes(number % 500), file => Made(number, id, owner));
        for (var i = 0; i < count; i++)
        {
            // The latest of all was today; each has a step every second time, and all but the latest are done.
            var at = Now.AddDays(-Days + (i + 1) * (double)Days / (count + 1)).AddMinutes(number % 600);
            var opId = Ids.Hash(id, Text(i));
            await ChangeAsync(opId, at, file => Filing.File(file!, Report(number, i, at, next: i % 2 == 0 || i == count - 1), opId, owner, at));
            if (i % 2 == 0 && i < count - 2)
            {
                var done = at.AddDays(3);
                await ChangeAsync(Ids.Hash(opId, "done"), done, file => Steps.Done(file!, file!.OpenSteps.First(), done));
            }
        }

        async Task ChangeAsync(string opId, DateTimeOffset at, Func<CustomerFile?, CustomerEdit> edit)
        {
            clock.Now = at;
            var outcome = await store.ChangeAsync<string>(
                new ChangeRequest(Tenant, id, opId, owner.Id, at), file => new Decision<string>.Commit(edit(file)), CancellationToken.None);
            if (outcome is not ChangeOutcome<string>.Committed { ShadowsStand: true })
            {
                throw new InvalidOperationException($"A change of customer {number} became {outcome}.");
            }
        }
    }

    private static CustomerEdit Made(int number, string id, Person owner)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Names[number % Names.Length]}{number:D6}{Kinds[number % Kinds.Length]}");
        string[] helpers = number % 5 == 0 ? [Person((number + 7) % People).Id] : [];
        return new CustomerEdit("created", new Customer(
            id, name, [$"{Names[number % Names.Length]}{number % 1000}"], owner.Id, helpers, (Tier)(number % 3), (Stage)(number % 3), Status.New, null))
        {
            Contacts = [new(Ids.Hash(id, "k1"), $"王{number % 100}", "王总", "采购总监", "13800000000"), new(Ids.Hash(id, "k2"), "Li Na", null, null, null)],
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class NumberedIds(string of) : IIds
    {
        private int count;

        public string New() => Ids.Hash(of, "run", Text(++count));
    }
}
