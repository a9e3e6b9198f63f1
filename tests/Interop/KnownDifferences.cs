namespace CrmBot.Interop.Tests;

/// <param name="TheyAccept">True when Microsoft's code lets in what ours refuses; false the other way round.</param>
internal sealed record Difference(bool TheyAccept, string Reason);

/// <summary>Where botframework-connector 4.23.3 judges otherwise than this bot, and why this bot does not follow.</summary>
internal static class KnownDifferences
{
    public static readonly IReadOnlyDictionary<string, Difference> OfTheChannel = new Dictionary<string, Difference>(StringComparer.Ordinal)
    {
        ["no expiry"] = new(true, "It checks exp only when there is one; such a token would never end."),
        ["expiry no number can hold"] = new(true, "It reads it as infinite; such a token would never end."),
        ["a critical header we do not know"] = new(true, "It ignores crit, which says that the token may not be used without understanding it (RFC 7515, 4.1.11)."),
        ["a critical header that is empty"] = new(true, "As above; an empty list is no list of extensions."),
        ["too long"] = new(true, "It has no bound; ours is far above any token of the channel."),
        ["key too short"] = new(true, "It takes RSA keys of any length; here 2,048 bits is the least (RFC 7518, 3.3)."),
        ["key for encryption"] = new(true, "It does not look at use."),
        ["emulator, version 1"] = new(true, "It trusts the emulator's tenants always; here an Entra issuer is trusted only when configured."),
        ["emulator, version 2"] = new(true, "As above."),
        ["emulator, newer, version 1"] = new(true, "As above."),
        ["emulator, newer, version 2"] = new(true, "As above."),
        ["emulator of the government's cloud"] = new(true, "It adds the tenant that the unverified token names to its issuers, so any tenant's token for this app id passes."),
        ["Entra for everybody"] = new(true, "As above."),
        ["Entra of a tenant that nobody configured"] = new(true, "As above."),
        ["no service URL anywhere"] = new(true, "It compares the service URL only when the activity has one; without it nothing binds the token to where answers go."),
        ["service URL claim empty, as the activity's"] = new(true, "As above."),
        ["replayed for a service URL with nothing"] = new(true, "As above."),
        ["replayed for a service URL with none"] = new(true, "As above."),
        ["a key without endorsements"] = new(true, "A key that endorses no channel speaks for every channel there; here for none."),
        ["a key endorsed for nothing"] = new(true, "As above."),
        ["a key whose endorsements are no list"] = new(true, "As above."),
        ["service URL without its last slash"] = new(false, "It compares byte for byte; one slash at the end does not make another address."),
        ["the activity's service URL without its last slash"] = new(false, "As above."),
        ["service URL in other case"] = new(false, "It compares byte for byte; botbuilder for .NET, whose rule ours is, ignores case."),
        ["an audience list of us alone"] = new(false, "It takes only a text; a list of one says the same (RFC 7519, 4.1.3)."),
        ["expired 300 s ago"] = new(false, "It ends the five minutes one second earlier: exp + 300 is too late there, and the last second here."),
    };

    public static readonly IReadOnlyDictionary<string, Difference> OfOneTenant = new Dictionary<string, Difference>(StringComparer.Ordinal)
    {
        ["foreign tenant"] = new(true, "It knows no tenants of people; that check is this bot's own."),
        ["no tenant"] = new(true, "As above."),
        ["Entra for a person of a foreign tenant"] = new(true, "As above."),
        ["Entra of a foreign tenant"] = new(true, "It adds the tenant that the unverified token names to its issuers."),
        ["Entra tid of another tenant than its issuer"] = new(true, "It does not compare the two; the issuer's tenant is the one that was configured."),
        ["Entra without tid"] = new(true, "As above."),
        ["Entra with a foreign serviceurl claim"] = new(true, "It ignores the claim on this way in; a token that names a service URL is held to it here."),
        ["Entra 2.0, the bot's own"] = new(false, "Its own list holds this tenant in the 1.0 form; that keeps the 2.0 form out, although it is configured."),
        ["Entra on a channel that the key may not speak for"] = new(false, "Entra's keys carry no endorsements; those of this test do, and on this way in only the peer looks at them."),
    };
}
