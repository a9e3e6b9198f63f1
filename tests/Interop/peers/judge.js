'use strict';
// Microsoft's judgement of a request. Arguments: where the channel's and Entra's keys are described, the app id, its tenant,
// and the Entra issuers that are trusted beside its own list.
const { AuthenticationConfiguration, AuthenticationConstants, BotFrameworkAuthenticationFactory, PasswordServiceClientCredentialFactory } = require('botframework-connector');
const { serve } = require('./lines');

const [metadata, appId, tenant, ...issuers] = process.argv.slice(2);
const authentication = BotFrameworkAuthenticationFactory.create(
  '',
  true,
  AuthenticationConstants.ToChannelFromBotLoginUrl,
  AuthenticationConstants.ToChannelFromBotOAuthScope,
  AuthenticationConstants.ToBotFromChannelTokenIssuer,
  AuthenticationConstants.OAuthUrl,
  metadata,
  metadata,
  'urn:botframework:azure',
  new PasswordServiceClientCredentialFactory(appId, 'not-a-real-one', tenant),
  new AuthenticationConfiguration([], undefined, issuers),
);

console.error = () => {}; // it prints keys when it refuses

serve(async ({ authorization, activity, now }) => {
  Date.now = () => now; // both judges look at the same clock
  try {
    const { claimsIdentity } = await authentication.authenticateRequest(activity, authorization);
    return { accepted: claimsIdentity.isAuthenticated };
  } catch (refusal) {
    return { accepted: false, reason: `${refusal.name}: ${String(refusal.message).slice(0, 160)}` };
  }
});
