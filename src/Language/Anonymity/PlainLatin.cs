namespace CrmBot.Language;

/// <summary>Whether a word of Latin letters is an everyday one. All folded.</summary>
internal static class PlainLatin
{
    private static readonly HashSet<string> Two = [.. "am an as at be by do go he if in is it me my no of on or so to up us we ok vs re pm id ai it hr qa po pr ui".Split(' ')];

    // With a capital these open a sentence; with none they are words like any other.
    private static readonly HashSet<string> Openers = [.. (
        "a about after again agreed all almost already also although and another any are as asked at back because been before both but by call called can caught clear closed confirmed could customer customers currently deal delivery demo did discussed do does done don during each either email emailed every expected feedback first followed following for from full gave general get goal going good got had has have he her here his how however i if in initial instead interested is issue it its just last later left let long main major many may maybe meeting met might more most moved must my need needed needs negotiated new next no none not now of offer offered on once one only onsite open or order other our outcome over owner pain payment pending per plan possible presented price pricing problem procurement promised proposal proposed provided quick quote quoted reached really received renewal replied requested resolved reviewed sales said saw send sending sent shared she should showed signed since so some soon spoke status still stock summary support talked team thanks that the their them then there they this those though to today tomorrow tonight took trial tried two under until update very visit visited waiting walked want wanted wants was we went were what when where which while who why will with without worried would yes yesterday yet you your didn doesn isn wasn won couldn wouldn shouldn haven hasn aren weren " +
        "risk objection objections decision budget contract training install installation integration support warranty service technical background needs feedback action actions cost costs implementation internal legal finance main overall positive negative neutral").Split(' ')];

    private static readonly HashSet<string> Capital = [.. "i monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun english chinese christmas easter".Split(' ')];

    private static readonly HashSet<string> Letters = [.. "api csv dpa eod eom eow erp crm eta eu faq fyi gdp gdpr hr html http https id ip it jpg kpi mes moq mou na nda nps pdf pic pm png ppt po poc ppt pr qa qbr roi rfp rfq sdk sku sla sms sql sso tbd uat ui url usb vip vm vpn wifi wms xlsx ok ai saas b2b b2c usd rmb cny gbp eur hkd".Split(' ')];

    // With a capital they are a day that is somebody's, or somebody: April, May, June.
    private static readonly HashSet<string> Months = [.. "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec".Split(' ')];

    // Everyday words among the names of places and firms that other parts of the language know.
    private static readonly HashSet<string> Firms = [.. "google salesforce sap oracle slack zoom apple amazon target shell visa visio delta linkedin whatsapp orange sprint quantum pioneer summit titan nova apex acme asana notion stripe square uber lyft meta alphabet microsoft excel teams fox boss gap ford chase wells".Split(' ')];

    private static readonly HashSet<string> PlaceWords = [.. "london paris berlin york boston chicago shanghai beijing shenzhen guangzhou hangzhou suzhou nanjing singapore tokyo kong taiwan taipei china britain england america europe asia usa uk pacific atlantic american british european manchester birmingham leeds bristol edinburgh glasgow dublin hong kowloon macau seoul osaka bangkok mumbai delhi dubai sydney melbourne toronto".Split(' ')];

    // Given names that are verbs and nouns, too; written small they are those.
    private static readonly HashSet<string> AlsoWords = ["will", "may", "mark", "bill", "april", "june", "summer", "rich", "drew", "rose", "max", "joy", "grace", "art", "pat", "hope", "sue", "rob", "frank", "grant", "chase"];

    // Everyday words of this trade that the common ones lack.
    private static readonly HashSet<string> Trade = [.. (
        "objection objections pricey expensive cheaper upfront rollout onboarding checklist competitor competitors incumbent payback timeline timelines milestone milestones discount discounts discounted tier tiered invoice invoices warranty downtime uptime throughput capacity installer install installed upgrade upgrades migration migrate template templates dashboard dashboards spreadsheet walkthrough hesitant reluctant skeptical sceptical convinced reassured approve approved approval approver stakeholder stakeholders procurement compliance certificate certification refund refunds rebate rebates penalty clause clauses breakdown comparison comparisons alternative alternatives phased phase phases instalment instalments installment installments savings save saves saved annual yearly monthly quarterly maintenance retrofit spec specs specification specifications sample samples prototype supplier suppliers distributor branch branches warehouse warehouses logistics shipping delivery deliveries lead leads deadline deadlines escalate escalated workaround fix fixes fixed prioritise prioritize priority priorities justify justified proof evidence reference references testimonial calculate calculated calculation estimate estimated estimates percentage volume volumes unit units operators operator engineer engineers workshop workshops session sessions hardware software module modules licence license licences licenses renewals subscription usage analytics report reports reporting export exports import imports feature features roadmap pilot pilots pilotphase trial trials signed sign signature countersigned mood tone walked explained clarified confirmed agreed accept accepted happen annoy lean scope correct smooth contractor clinic decide decided settle settled answer answered offer lower raise signing seat seats active login rate line lines cost quality batch batches machine machines device devices mobile data server servers cloud access account accounts admin audit backup bug bugs crash crashes error errors slow faster speed manual manuals draft drafts paper document documents scan form forms list lists queue delay delays delayed risk risks worry worried afraid unsure sure happy unhappy pleased glad upset angry calm honest fair firm tough gentle small large bigger smaller cheap cheaper low lower high higher main minor major total half quarter dated signed legal lawyer board committee director manager boss assistant buyer owner founder partner driver staff crew store stores shop plant factory floor office branch site sites room rooms line shift shifts night morning evening afternoon noon weekend holiday travel visit lunch dinner coffee tea school exam birthday wedding baby family daughter son wife husband mother father retire retired retirement vacation leave sick hospital hobby golf football running marathon revise voicemail replace reorganise reorganize compare quotation clarify summary summarise terms compare list start end finish begin continue prepare present review test tested visit invite arrange arranged book reschedule rescheduled postpone chase remind insist insisted demand emphasise mention complain compliment praise thank apologise apologize explain show demonstrate prove measure count check verify confirm negotiate bargain haggle close win won lose lost keep stay leave switch change move grow shrink expand open launch roll train teach learn understand know hear listen ask tell talk speak say write read send receive give take bring carry ship deliver install repair fix maintain service support help solve resolve handle manage lead run operate produce make build design plan schedule estimate budget spend cost pay invoice charge bill refund discount sell buy purchase order rent lease own share join meet greet introduce refer recommend suggest propose offer accept reject refuse decline hesitate wait delay stop pause resume").Split(' ')];

    private const int ShortestStem = 3;

    private static readonly (string Ending, string Stands)[] Endings =
        [("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("ly", ""), ("er", ""), ("er", "e"), ("est", ""), ("est", "e"), ("ment", ""), ("ments", "")];

    /// <param name="word">Folded.</param>
    /// <param name="written">As it stands.</param>
    /// <param name="opens">Whether it opens a sentence, where every word has a capital.</param>
    public static bool IsPlain(string word, ReadOnlySpan<char> written, bool opens)
    {
        if (word.AsSpan().ContainsAnyExceptInRange('a', 'z'))
        {
            return false;
        }

        if (word.Length > 1 && Looks.IsCapitals(written))
        {
            return Letters.Contains(word);
        }

        if (char.IsUpper(written[0]))
        {
            return Capital.Contains(word) || (opens && Openers.Contains(word) && !LatinNames.IsGiven(word) && !Months.Contains(word));
        }

        return word.Length switch
        {
            1 => word is "a" or "i" or "w",
            2 => Two.Contains(word),
            _ => (IsKnown(word) || HasKnownStem(word)) && !Firms.Contains(word) && !PlaceWords.Contains(word) && (!LatinNames.IsGiven(word) || AlsoWords.Contains(word)),
        };
    }

    private static bool IsKnown(string word) =>
        EnglishWords.IsCommon(word) || Openers.Contains(word) || Capital.Contains(word) || Letters.Contains(word) || Trade.Contains(word);

    /// <summary>Another form of a word that is known: asked, training, quotes, quickly.</summary>
    private static bool HasKnownStem(string word)
    {
        foreach (var (ending, stands) in Endings)
        {
            if (word.Length - ending.Length >= ShortestStem && word.EndsWith(ending, StringComparison.Ordinal))
            {
                var stem = word[..^ending.Length] + stands;
                if ((stem.Length > 2 && IsKnown(stem)) || (stands.Length == 0 && stem[^1] == stem[^2] && stem.Length > ShortestStem && IsKnown(stem[..^1])))
                {
                    return true;
                }
            }
        }

        return false;
    }

    public static bool IsMonth(string word) => Months.Contains(word);

    public static bool IsPlace(string word) => PlaceWords.Contains(word);
}
