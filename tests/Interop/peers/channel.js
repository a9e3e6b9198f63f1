'use strict';
// A channel on Microsoft's SDK: the connector routes with which botbuilder itself serves the bots it calls.
const { ChannelServiceHandlerBase, ChannelServiceRoutes, StatusCodeError } = require('botbuilder');
const { start } = require('./express');
const { serve, tell } = require('./lines');

let count = 0;
const known = new Map();

class Channel extends ChannelServiceHandlerBase {
  async authenticate() {}

  async onSendToConversation(_, conversation, activity) {
    return this.keep('send', conversation, undefined, activity);
  }

  async onReplyToActivity(_, conversation, to, activity) {
    return this.keep('reply', conversation, to, activity);
  }

  async onUpdateActivity(_, conversation, id, activity) {
    this.find(conversation, id);
    tell({ route: 'update', conversation, id, activity });
    return { id };
  }

  async onDeleteActivity(_, conversation, id) {
    this.find(conversation, id);
    tell({ route: 'delete', conversation, id });
  }

  async onCreateConversation(_, parameters) {
    tell({ route: 'create', parameters });
    return { id: `a:${parameters.members[0].id}` };
  }

  keep(route, conversation, to, activity) {
    const id = `${conversation}|${++count}`;
    known.set(id, conversation);
    tell({ route, conversation, to, id, activity });
    return { id };
  }

  find(conversation, id) {
    if (known.get(id) !== conversation) {
      throw new StatusCodeError(404, 'There is no such activity.');
    }
  }
}

const routes = [];
const add = (method) => (path, handler) => routes.push([method, path, handler]);
new ChannelServiceRoutes(new Channel()).register({
  get: add('GET'),
  post: add('POST'),
  put: add('PUT'),
  delete: add('DELETE'),
});

serve(async () => ({}));
start(routes).then((port) => tell({ listening: port }));
