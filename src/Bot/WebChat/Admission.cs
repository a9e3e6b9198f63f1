namespace CrmBot.Bot.WebChat;

/// <summary>Whose conversation a Direct Line request may touch: that of its token, and no other.</summary>
internal sealed class Admission(ChatTokens tokens)
{
    /// <summary>The conversation the request may touch; null after it has answered why not.</summary>
    /// <param name="wanted">The conversation named in the path; null when the token alone decides.</param>
    /// <param name="given">The token; null: the one in the Authorization header.</param>
    public async Task<string?> AdmitAsync(HttpContext context, string? wanted = null, string? given = null)
    {
        switch (await tokens.JudgeAsync(given ?? Bearer(context), context.RequestAborted))
        {
            case TokenVerdict.Good good when wanted is null || wanted == good.Conversation:
                return good.Conversation;
            case TokenVerdict.Expired:
                await Wire.ErrorAsync(context, StatusCodes.Status403Forbidden, "TokenExpired", "The token has expired.");
                return null;
            case TokenVerdict.Good:
                await Wire.ErrorAsync(context, StatusCodes.Status403Forbidden, "BadArgument", "The token is for another conversation.");
                return null;
            default:
                await Wire.ErrorAsync(context, StatusCodes.Status401Unauthorized, "Unauthorized", "A token of this conversation is needed.");
                return null;
        }
    }

    private static string? Bearer(HttpContext context) =>
        context.Request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..] : null;
}
