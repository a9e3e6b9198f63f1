using System.Buffers;
using System.Text.Json;

namespace CrmBot.Cards;

/// <summary>
/// An Adaptive Card Template, compiled once. Immutable: any number of threads render it at once. Knows the language of
/// <c>${…}</c>, <c>$data</c>, <c>$when</c>, <c>$root</c>, <c>$index</c> and <c>$host</c> (Adaptive Cards Templating 2.x with
/// Adaptive Expressions), plus two functions of ours, <c>plain(text)</c> and <c>fill(text, 'name', value, …)</c>.
/// </summary>
public sealed class CardTemplate
{
    private readonly PlanNode plan;
    private readonly string file;

    private CardTemplate(string file, PlanBuilder builder)
    {
        this.file = file;
        try
        {
            plan = builder.Build();
        }
        catch (InvalidOperationException fault)
        {
            // What the reader says of half a surrogate pair.
            throw new JsonException(fault.Message, fault);
        }

        Faults = builder.Faults;
        Bounds = builder.Bounds;
    }

    /// <summary>What is wrong with the expressions, with places. A tolerant render writes such expressions as they stand.</summary>
    public IReadOnlyList<CardFault> Faults { get; }

    internal IReadOnlyList<Bound> Bounds { get; }

    /// <summary>Compiles a template.</summary>
    /// <param name="json">UTF-8 JSON without comments; not kept.</param>
    /// <param name="file">Its name in faults.</param>
    /// <exception cref="JsonException">The template is not JSON.</exception>
    public static CardTemplate Parse(ReadOnlyMemory<byte> json, string file = "template.json") => new(file, new PlanBuilder(file, json));

    /// <summary>Compiles a template for one language: its words are known before there is data.</summary>
    internal static CardTemplate Parse(ReadOnlyMemory<byte> json, string file, Words words) => new(file, new PlanBuilder(file, json, words));

    /// <summary>Writes the card that the template makes of the data.</summary>
    /// <param name="data">Becomes <c>$root</c>; an undefined element means that there is none.</param>
    /// <param name="host">Becomes <c>$host</c>.</param>
    /// <param name="output">Receives UTF-8 JSON; nothing when the render throws.</param>
    /// <param name="strict">
    /// True: a path that leads nowhere, an error or null inside a text throws. False: the documented behaviour of the
    /// language, in which <c>${path}</c> stays; then no data makes the render throw.
    /// </param>
    /// <exception cref="CardFaultException">Only when strict; names the file, the place and the expression, never data.</exception>
    public void Render(JsonElement data, JsonElement? host, IBufferWriter<byte> output, bool strict)
    {
        if (strict && Faults.Count > 0)
        {
            throw new CardFaultException(Faults);
        }

        var scope = new Scope(Value.Of(data), Value.Of(host.GetValueOrDefault()), null, strict ? Unresolved.Fails : Unresolved.Stays);
        var buffer = Buffers.Take();
        Render(scope, buffer);
        output.Write(buffer.Written);
        Buffers.Return(buffer);
    }

    internal void Render(Scope scope, Utf8Output output, ICollection<CardFault>? faults = null)
    {
        var render = new Render(file, scope, output) { Faults = faults };
        if (!plan.Write(render))
        {
            output.Write("null"u8);
        }
    }
}
