'use strict';
// Microsoft's connector client. Argument: the service URL. Each question names one call of it and the arguments.
const { ConnectorClient } = require('botframework-connector');
const { serve } = require('./lines');

const anonymous = { signRequest: async (request) => request };
const client = new ConnectorClient(anonymous, { baseUri: process.argv[2], noRetryPolicy: true });

serve(async ({ call, args }) => {
  try {
    const result = await client.conversations[call](...args);
    return { status: result._response.status, result };
  } catch (refusal) {
    if (refusal.statusCode === undefined) {
      throw refusal;
    }

    return { status: refusal.statusCode, code: refusal.code, message: refusal.message };
  }
});
