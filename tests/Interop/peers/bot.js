'use strict';
// A bot on Microsoft's SDK, without authentication. It tells what it hears, and does what it was told to do on a text.
const { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication, TurnContext } = require('botbuilder');
const { start } = require('./express');
const { serve, tell } = require('./lines');

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
adapter.onTurnError = async (_, fault) => tell({ turnFault: String(fault.stack) });

const deeds = new Map();
const invokes = new Map();
let reference;

async function act(context, steps) {
  let last;
  for (const step of steps) {
    if (step.send) {
      last = await context.sendActivity(step.send);
    } else if (step.update) {
      await context.updateActivity({ ...step.update, id: last.id });
    } else if (step.delete) {
      await context.deleteActivity(last.id);
    }
  }
}

class Bot extends ActivityHandler {
  constructor() {
    super();
    this.onTurn(async (context, next) => {
      reference = TurnContext.getConversationReference(context.activity);
      tell({ heard: context.activity });
      await next();
    });
    this.onMessage(async (context, next) => {
      await act(context, deeds.get(context.activity.text ?? 'submit') ?? []);
      await next();
    });
    this.onMembersAdded(async (context, next) => {
      for (const member of context.activity.membersAdded.filter((m) => m.id !== context.activity.recipient.id)) {
        await context.sendActivity(`welcome ${member.name}`);
      }

      await next();
    });
  }

  async onInvokeActivity(context) {
    return invokes.get(context.activity.name) ?? super.onInvokeActivity(context);
  }
}

const bot = new Bot();

serve(async ({ on, steps, invoke, answer, later }) => {
  if (on) {
    deeds.set(on, steps);
  } else if (invoke) {
    invokes.set(invoke, answer);
  } else {
    let sent;
    await adapter.continueConversationAsync('', reference, async (context) => {
      sent = await context.sendActivity(later);
    });
    return { id: sent.id };
  }

  return {};
});

const hear = (request, response) => adapter.process(request, response, (context) => bot.run(context));
start([['POST', '/api/messages', hear]]).then((port) => tell({ listening: port }));
