using CrmBot.Domain;
using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;

namespace CrmBot.Scheduler.Tests;

/// <summary>The operations that the model plays; the decisions are the product's own.</summary>
internal static class ModelOperations
{
    public static readonly IReadOnlyList<string> People = [Sample.Owner, Sample.Other, "cat", "hal"];

    public static CustomerEdit? Edit(string operation, CustomerFile file)
    {
        var step = file.Steps.FirstOrDefault(s => s.Id == Sample.StepId) ?? Sample.Step();
        return operation switch
        {
            "done" => step.State == StepState.Open ? Steps.Done(file, step, Sample.Start) : null,
            "snooze" => Steps.PutOff(file, step, new DateOnly(2025, 9, 18), null),
            "reassign" => Give(file, Sample.Other),
            "back" => Give(file, Sample.Owner),
            "on" => Give(file, "cat"),
            "plan" => new CustomerEdit(operation, file.Head) { Steps = [Sample.Step()] },
            "edit" => new CustomerEdit(operation, file.Head) { Steps = [step with { What = "in other words" }] },
            "pull" => new CustomerEdit(operation, file.Head) { Steps = [step with { DueAt = Sample.DueAt.AddHours(-1), Ver = step.Ver + 1 }] },
            "tier" => new CustomerEdit(operation, file.Head with { Tier = Tier.C }),
            "untier" => new CustomerEdit(operation, file.Head with { Tier = Tier.A }),
            "alone" => new CustomerEdit(operation, file.Head with { Helpers = [] }),
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "No such operation."),
        };
    }

    private static CustomerEdit Give(CustomerFile file, string to) => new("reassigned", file.Head with { OwnerId = to })
    {
        Steps = [.. file.OpenSteps.Select(s => s with { OwnerId = to, Ver = s.Ver + 1 })],
    };
}

/// <summary>One person's operations, one after the other, and what they were told.</summary>
internal sealed class Writer(string operations)
{
    // The person was answered without a word of a reminder that these versions had.
    private readonly List<int> _tookAway = [];

    public string Operation => operations;

    public ChangeOutcome<string>? Outcome { get; private set; }

    public bool Answered { get; private set; }

    public IReadOnlyList<string> OpIds => operations.Split(", ");

    public async Task RunAsync(Bot bot)
    {
        foreach (var operation in OpIds)
        {
            int? before = null;
            Outcome = await Sample.Change(bot.Stores, operation, file =>
            {
                before = file!.Steps.FirstOrDefault(s => s.Id == Sample.StepId)?.Ver;
                return ModelOperations.Edit(operation, file);
            });
            if (Outcome is ChangeOutcome<string>.Committed { OnItsWay: var onItsWay } done && before is { } ver
                && done.File.Steps.FirstOrDefault(s => s.Id == Sample.StepId) is { } now && (now.Ver > ver || now.State != StepState.Open) && !onItsWay.Except(done.Arrived, StringComparer.Ordinal).Any())
            {
                _tookAway.Add(ver);
            }
        }

        Answered = Outcome is ChangeOutcome<string>.Committed or ChangeOutcome<string>.AlreadyDone;
    }

    public bool TookAway(DuePrompt prompt) => prompt.StepId == Sample.StepId && _tookAway.Contains(prompt.Ver);
}
