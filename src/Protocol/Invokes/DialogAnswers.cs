namespace CrmBot.Protocol;

/// <summary>The answers to <c>task/fetch</c> and <c>task/submit</c>.</summary>
public static class DialogAnswers
{
    /// <summary>Opens the dialog, or goes on in it, with a card.</summary>
    /// <param name="title">Stands above the card.</param>
    /// <param name="card">UTF-8 JSON of an adaptive card, written as it is. Its buttons must be <c>Action.Submit</c>: a dialog knows no <c>Action.Execute</c>.</param>
    /// <param name="height"><c>small</c>, <c>medium</c> or <c>large</c>; so is <paramref name="width"/>.</param>
    public static InvokeResponse Show(string title, ReadOnlyMemory<byte> card, string height = "large", string width = "medium") =>
        InvokeResponse.Of((title, card, height, width), static (json, dialog) =>
        {
            json.WriteStartObject();
            json.WriteStartObject("task"u8);
            json.WriteString("type"u8, "continue"u8);
            json.WriteStartObject("value"u8);
            json.WriteString("title"u8, dialog.title);
            json.WriteString("height"u8, dialog.height);
            json.WriteString("width"u8, dialog.width);
            json.WriteStartObject("card"u8); // an attachment, not the bare card
            json.WriteString("contentType"u8, Attachment.AdaptiveCard);
            json.WritePropertyName("content"u8);
            json.WriteRawValue(dialog.card.Span, skipInputValidation: true);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        });

    /// <summary>Closes the dialog and shows a short text.</summary>
    public static InvokeResponse Say(string text) => InvokeResponse.Of(text, static (json, text) =>
    {
        json.WriteStartObject();
        json.WriteStartObject("task"u8);
        json.WriteString("type"u8, "message"u8);
        json.WriteString("value"u8, text);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>Closes the dialog.</summary>
    public static InvokeResponse Close() => InvokeResponse.Empty();
}
