namespace CrmBot.Domain.Tests;

/// <summary>Whom a quiet time of one contact keeps away. Source: scenario S9.</summary>
public sealed class QuietContactTests
{
    private static readonly DateOnly Today = new(2025, 9, 10);
    private static readonly Contact Wu = new("w", "吴建华", "吴主任", null, null);
    private static readonly Contact Nurse = new("h", "护士长", null, null, null);

    private static readonly CustomerFile File = Sample.File() with { Contacts = [Wu, Nurse], Recent = [Record("f1", "吴主任"), Record("f2", "护士长"), Record("f3", null)] };

    [Theory]
    [InlineData("再问项目进度", "f1", true)] // of the record's contact
    [InlineData("再问项目进度", "f2", false)]
    [InlineData("给吴主任寄样品", "f2", true)] // who is named in the step is who it is about
    [InlineData("约护士长看演示", "f1", false)]
    [InlineData("给吴主任和护士长看演示", null, true)]
    [InlineData("寄样品", "f3", false)] // of nobody: the customer has others to talk to
    [InlineData("寄样品", null, false)]
    public void A_step_is_about_who_it_names_or_else_about_the_contact_of_its_record(string what, string? source, bool about) =>
        Assert.Equal(about, QuietContacts.Concerns(File, Sample.Step(Today) with { What = what, SourceId = source }, QuietContacts.KeyOf(File, "吴主任")));

    [Fact]
    public void An_act_of_care_is_about_whose_moment_it_is()
    {
        var file = File with { Moments = [new Moment("m1", MomentKind.FamilyHealth, "妈妈住院", "吴主任", null, false, "f9", "wm", DateTimeOffset.UnixEpoch)] };
        var care = Sample.Step(Today) with { What = "问候恢复情况", SourceId = "m1", Kind = StepKind.Care };
        Assert.True(QuietContacts.Concerns(file, care, QuietContacts.KeyOf(file, "吴主任")));
        Assert.False(QuietContacts.Concerns(file, care, QuietContacts.KeyOf(file, "护士长")));
    }

    [Fact]
    public void A_step_of_an_old_record_is_about_the_contact_of_that_record() =>
        Assert.True(QuietContacts.Concerns(File, Sample.Step(Today) with { SourceId = "f0" }, "w", Record("f0", "吴建华")));

    [Fact]
    public void Who_is_written_down_later_is_still_who_was_meant()
    {
        var before = File with { Contacts = [Nurse] };
        var key = QuietContacts.KeyOf(before, "吴主任");
        Assert.DoesNotContain("吴", key, StringComparison.Ordinal);
        Assert.True(QuietContacts.Concerns(File, Sample.Step(Today) with { SourceId = "f1" }, key));
        Assert.True(QuietContacts.Concerns(before, Sample.Step(Today) with { SourceId = "f1" }, key));
    }

    [Fact]
    public void Where_there_is_nobody_else_a_step_that_names_nobody_is_about_them() =>
        Assert.True(QuietContacts.Concerns(File with { Contacts = [Wu, Nurse with { LeftOn = Today }] }, Sample.Step(Today) with { What = "寄样品", SourceId = null }, "w"));

    [Theory]
    [InlineData("also send the papers", false)]
    [InlineData("send Al the papers", true)]
    public void A_Latin_name_is_a_word_of_its_own(string what, bool about)
    {
        var file = File with { Contacts = [new Contact("a", "Al", null, null, null), Nurse] };
        Assert.Equal(about, QuietContacts.Concerns(file, Sample.Step(Today) with { What = what, SourceId = null }, "a"));
    }

    [Fact]
    public void Of_two_quiet_times_the_later_one_counts_and_one_of_the_customer_holds_its_people()
    {
        var (soon, late) = (new Mute("C1", Today.AddDays(3)) { Contact = "w" }, new Mute("C1", Today.AddDays(9)) { Contact = "w" });
        Assert.Equal([late], QuietContacts.With(QuietContacts.With(Sample.Who("wm"), soon, Today), late, Today).Mutes!);
        Assert.Equal([late], QuietContacts.With(QuietContacts.With(Sample.Who("wm"), late, Today), soon, Today).Mutes!);

        var whole = new Mute("C1", Today.AddDays(5));
        Assert.Equal([whole], QuietContacts.With(QuietContacts.With(Sample.Who("wm"), soon, Today), whole, Today).Mutes!);
        Assert.Equal([whole, late], QuietContacts.With(QuietContacts.With(Sample.Who("wm"), whole, Today), late, Today).Mutes!);
        var other = new Mute("C1", Today.AddDays(5)) { Contact = "h" };
        Assert.Equal([soon, other], QuietContacts.With(QuietContacts.With(Sample.Who("wm"), soon, Today), other, Today).Mutes!);
    }

    [Fact]
    public void After_a_merge_the_quiet_times_of_one_customer_are_those_of_the_other()
    {
        var (short_, long_) = (new Mute("C2", Today.AddDays(2)) { SourceId = "f1" }, new Mute("C1", Today.AddDays(9)));
        var of = new Mute("C2", Today.AddDays(20)) { Contact = "w" };
        var before = Sample.Who("wm") with { Mutes = [short_, long_, of, new Mute("C3", Today.AddDays(4))] };
        Assert.Equal([long_, new Mute("C3", Today.AddDays(4)), of with { CustomerId = "C1" }], QuietContacts.Merged(before, "C2", "C1", Today).Mutes!);
        Assert.Equal([short_ with { CustomerId = "C9" }], QuietContacts.Merged(Sample.Who("wm") with { Mutes = [short_] }, "C2", "C9", Today).Mutes!);
        Assert.Same(before, QuietContacts.Merged(before, "C8", "C1", Today));
    }

    private static FollowUp Record(string id, string? contact) =>
        new(id, "wm", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, Channel.Call, contact, "", null, null, null, null, false, 1);
}
