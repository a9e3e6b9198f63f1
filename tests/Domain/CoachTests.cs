namespace CrmBot.Domain.Tests;

public sealed class CoachTests
{
    private static readonly Evidence Good = new()
    {
        Length = 40,
        Content = 20,
        Need = true,
        Figures = 1,
        Step = StepSaid.Own,
        StepNamesObject = true,
        Owner = true,
    };

    [Fact]
    public void Substance_and_a_dated_step_of_ours_are_enough()
    {
        var review = Coach.Review(new Evidence { Length = 30, Content = 8, Objection = true, Step = StepSaid.Own });

        Assert.False(review.Shallow);
        Assert.Equal((75, 0, 0), (review.Score, review.Reasons.Count, review.Asks.Count));
    }

    [Theory]
    [InlineData(StepSaid.None)]
    [InlineData(StepSaid.Undated)]
    public void No_detail_makes_up_for_a_step_without_a_day(StepSaid step)
    {
        var review = Coach.Review(new Evidence
        {
            Length = 400,
            Content = 200,
            Need = true,
            Objection = true,
            Fact = true,
            Figures = 9,
            Names = 3,
            Owner = true,
            Step = step,
        });

        Assert.True(review.Shallow);
        Assert.Contains(step == StepSaid.None ? ShallowReason.NoNextStep : ShallowReason.NoDue, review.Reasons);
        Assert.Equal([step == StepSaid.None ? Ask.NextStep : Ask.Day], review.Asks);
    }

    [Fact]
    public void Somebody_else_s_day_needs_something_certain_besides()
    {
        var theirs = new Evidence { Length = 30, Content = 8, Need = true, Step = StepSaid.Promised };

        Assert.True(Coach.Review(theirs).Shallow);
        Assert.False(Coach.Review(theirs with { Figures = 1 }).Shallow);
    }

    [Fact]
    public void A_reason_for_no_next_step_stands_for_one() => Assert.False(Coach.Review(Good with { Step = StepSaid.Closed }).Shallow);

    [Theory]
    [InlineData(ShallowReason.Contradiction)]
    [InlineData(ShallowReason.Duplicate)]
    [InlineData(ShallowReason.VerbatimLog)]
    public void What_looks_good_is_shallow_when_it_contradicts_itself_or_is_copied(ShallowReason reason)
    {
        var evidence = reason switch
        {
            ShallowReason.Contradiction => Good with { Contradicts = true },
            ShallowReason.Duplicate => Good with { Near = Coach.Copied },
            _ => Good with { Turns = 6 },
        };

        var review = Coach.Review(evidence);

        Assert.True(review.Shallow);
        Assert.Equal(reason, review.Reasons[0]);
        Assert.NotEmpty(review.Asks);
    }

    [Fact]
    public void A_near_copy_is_one_from_four_fifths_on() => Assert.False(Coach.Review(Good with { Near = Coach.Copied - 0.01 }).Shallow);

    [Fact]
    public void More_evidence_never_lowers_the_score()
    {
        var random = new Random(11);
        for (var i = 0; i < 2000; i++)
        {
            var less = new Evidence
            {
                Length = random.Next(100),
                Content = random.Next(40),
                Need = random.Next(2) == 0,
                Figures = random.Next(3),
                Names = random.Next(2),
                Step = (StepSaid)random.Next(6),
                Waits = random.Next(2) == 0,
                Vague = random.Next(2) == 0,
                SaysSame = random.Next(4) == 0,
            };
            var review = Coach.Review(less);

            Assert.InRange(review.Score, 0, 100);
            Assert.InRange(review.Asks.Count, review.Shallow ? 1 : 0, review.Shallow ? Coach.MostAsks : 0);
            Assert.Equal(review.Shallow, review.Reasons.Count > 0);
            foreach (var more in new[]
            {
                less with { Content = less.Content + 10 }, less with { Need = true }, less with { Figures = less.Figures + 1 },
                less with { Names = 1 }, less with { Owner = true }, less with { Step = StepSaid.Own },
            })
            {
                Assert.True(Coach.Review(more).Score >= review.Score, $"{more} scores less than {less}");
            }
        }
    }
}
