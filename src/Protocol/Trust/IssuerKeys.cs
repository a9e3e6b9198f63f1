using System.Collections.Frozen;
using Microsoft.Extensions.Logging;

namespace CrmBot.Protocol;

/// <summary>What is known of a key id. <see cref="Key"/> is null when there is none; then <see cref="Certain"/> says whether that is known for sure.</summary>
internal readonly record struct KeyLookup(SigningKey? Key, bool Certain);

/// <summary>
/// One issuer's keys: fetched when first needed, daily, and when a key is unknown. Old keys serve while no new ones can be had;
/// a failed fetch leaves nothing behind. All who wait at one time wait for one fetch.
/// </summary>
internal sealed class IssuerKeys(string issuer, string metadata, KeyFetch fetch, TimeProvider time, ILogger log)
{
    /// <summary>Keys older than this are fetched anew.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromHours(24);

    /// <summary>Keys older than this are used only after a fetch was tried; younger ones serve while it runs.</summary>
    public static readonly TimeSpan UnwatchedFor = TimeSpan.FromHours(48);

    /// <summary>Between two fetches for an unknown key, and between two failed daily ones.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromMinutes(5);

    /// <summary>Before the next fetch for an unknown key when the last one failed: that one told nothing, and a new key's callers are turned away meanwhile.</summary>
    public static readonly TimeSpan GapAfterFailure = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private volatile Snapshot? _keys;
    private volatile bool _failing;
    private Task? _flight;
    private long? _lastDaily;
    private long? _lastUnknown;

    public string Issuer { get; } = issuer;

    public AuthorityState State => _failing ? AuthorityState.Failing : _keys is null ? AuthorityState.NotAsked : AuthorityState.Answering;

    public ValueTask<KeyLookup> FindAsync(string id)
    {
        var keys = _keys;
        if (keys is null || !keys.ById.TryGetValue(id, out var key))
        {
            return SearchAsync(id);
        }

        var age = time.GetElapsedTime(keys.FetchedAt);
        if (age < FreshFor)
        {
            return new(new KeyLookup(key, true));
        }

        var flight = Begin(unknown: null);
        return age < UnwatchedFor || flight.IsCompleted ? new(new KeyLookup(key, true)) : AfterAsync(flight, id);
    }

    private ValueTask<KeyLookup> SearchAsync(string id) => AfterAsync(Begin(unknown: id), id);

    private async ValueTask<KeyLookup> AfterAsync(Task flight, string id)
    {
        await flight;
        return _keys is { } keys
            ? keys.ById.TryGetValue(id, out var key) ? new KeyLookup(key, true) : new KeyLookup(null, !_failing)
            : default;
    }

    /// <summary>The fetch that is under way, a new one where one is due, or nothing to wait for.</summary>
    private Task Begin(string? unknown)
    {
        lock (_lock)
        {
            if (_flight is { IsCompleted: false })
            {
                return _flight;
            }

            var now = time.GetTimestamp();
            var keys = _keys;
            if (keys is null || (time.GetElapsedTime(keys.FetchedAt, now) >= FreshFor && Due(_lastDaily, now, Gap)))
            {
                _lastDaily = now;
            }
            else if (unknown is not null && !keys.ById.ContainsKey(unknown) && Due(_lastUnknown, now, _failing ? GapAfterFailure : Gap))
            {
                _lastUnknown = now;
            }
            else
            {
                return Task.CompletedTask;
            }

            return _flight = Task.Run(FetchAsync);
        }
    }

    private bool Due(long? last, long now, TimeSpan gap) => last is not { } stamp || time.GetElapsedTime(stamp, now) >= gap;

    private async Task FetchAsync()
    {
        try
        {
            var fetched = time.GetTimestamp();
            _keys = new Snapshot(await fetch.GetAsync(metadata), fetched);
            _failing = false;
            Log.KeysFetched(log, Issuer, _keys.ById.Count);
        }
        catch (Exception fault)
        {
            // Whatever it was: the keys at hand go on serving, and whoever waits must be told.
            _failing = true;
            Log.KeysNotFetched(log, fault, Issuer);
        }
    }

    private sealed record Snapshot(FrozenDictionary<string, SigningKey> ById, long FetchedAt);
}
