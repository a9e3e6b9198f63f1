namespace CrmBot.Domain;

/// <summary>What an act of care is about; decides its sentence.</summary>
public enum CareTopic
{
    Birthday,
    ExamResult,
    SchoolBreak,
    Recovery,
    Condolence,
    NewJob,
    Birth,
    Baby,
    Promotion,
    Move,
    Retirement,
    SportResult,
    Wedding,
    Return,
}

/// <summary>When something that was told of somebody's life is worth a word.</summary>
/// <param name="Day">The day by the rule, worked or not.</param>
/// <param name="Until">The last day on which the word still makes sense; then it is dropped.</param>
public sealed record CareDay(CareTopic Topic, StepKind Kind, DateOnly Day, DateOnly Until)
{
    /// <summary>The day itself matters: where it is free, the word belongs to the worked day before it.</summary>
    public bool Before => Topic is CareTopic.Birthday or CareTopic.Wedding;
}
