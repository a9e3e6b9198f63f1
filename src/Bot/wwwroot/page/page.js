// Who sits here, their chat, their clock. Everything said is kept by the bot's side: a restart of the chat loses nothing.
import { loadPeople, chosen, show, onChoice } from './people.js';
import { clockOf, readClock } from './clock.js';
import { styleOptions, cardConfig, onLookChange } from './look.js';
import { speak, tell, untell } from './words.js';

const main = document.getElementById('chat');
const expired = 3, failed = 4, ended = 5, online = 2;
const wait = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

let chat = null;

async function tokenFor(person) {
  const response = await fetch('/v3/directline/tokens/generate', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: { id: person.id, name: person.name }, locale: person.language, localTimezone: person.zone }),
  });
  if (!response.ok) throw new Error(`token: ${response.status}`);
  return (await response.json()).token;
}

// Machine time is not people's time, so "a minute ago" would contradict the clock above; a failed send is still shown.
const status = () => next => args => (args.sendState === 'sent' ? false : next(args));

// The client library answers "retry" when the bot did not accept; Web Chat would take that for an id and show it as sent.
function strict(directLine) {
  const post = directLine.postActivity.bind(directLine);
  directLine.postActivity = activity => post(activity).map(id => {
    if (id === 'retry') throw new Error('The bot did not accept the message.');
    return id;
  });
  return directLine;
}

// Web Chat gives a message that is sent again a new id; with the first one beside it, it stays one message.
function recognisable(action) {
  const { activity } = action.payload;
  const first = activity.channelData?.retryOf ?? activity.channelData?.clientActivityID;
  return first
    ? { ...action, payload: { ...action.payload, activity: { ...activity, channelData: { ...activity.channelData, retryOf: first } } } }
    : action;
}

function draw() {
  if (!chat?.directLine) return;
  window.WebChat.renderWebChat({
    directLine: chat.directLine,
    store: chat.store,
    userID: chat.person.id,
    username: chat.person.name,
    locale: chat.person.language,
    styleOptions: styleOptions(),
    adaptiveCardsHostConfig: cardConfig(),
    adaptiveCardsParserMaxVersion: '1.6',
    activityStatusMiddleware: status,
  }, chat.element);
}

function leave() {
  main.ariaBusy = 'true';
  chat?.watch?.unsubscribe();
  chat?.directLine?.end();
  chat?.element.remove();
  chat = null;
}

async function enter(person) {
  leave();
  show(person);
  clockOf(person);
  const mine = { person, element: document.createElement('div') };
  mine.element.className = 'webchat';
  chat = mine;

  let token = null;
  while (chat === mine && !token) {
    try {
      token = await tokenFor(person);
    } catch {
      tell('noAnswer');
      await wait(2000);
    }
  }
  if (chat !== mine) return;
  untell('noAnswer');

  mine.directLine = strict(window.WebChat.createDirectLine({ token, domain: `${location.origin}/v3/directline` }));
  mine.store = window.WebChat.createStore({}, () => next => action => {
    if (action.type === 'DIRECT_LINE/INCOMING_ACTIVITY') readSoon();
    return next(action.type === 'DIRECT_LINE/POST_ACTIVITY' ? recognisable(action) : action);
  });
  mine.watch = mine.directLine.connectionStatus$.subscribe(state => {
    if (chat === mine) main.ariaBusy = String(state !== online);
    if (state === online) untell('noAnswer');
    if ((state === expired || state === failed || state === ended) && chat === mine) {
      chat = null;
      tell('noAnswer');
      wait(1500).then(() => {
        mine.element.remove();
        if (!chat) enter(person);
      });
    }
  });
  main.append(mine.element);
  draw();
}

let reading = 0;
function readSoon() {
  clearTimeout(reading);
  reading = setTimeout(readClock, 400);
}

async function start() {
  speak(navigator.language);
  while (true) {
    try {
      await loadPeople();
      untell('noAnswer');
      break;
    } catch (problem) {
      if (problem?.off) {
        tell('demoOff');
        return;
      }
      tell('noAnswer');
      await wait(2000);
    }
  }

  const person = chosen();
  if (!person) {
    tell('demoOff');
    return;
  }
  if (!window.WebChat) {
    show(person);
    await clockOf(person);
    tell('noWebChat');
    onChoice(other => { show(other); clockOf(other).then(() => tell('noWebChat')); });
    return;
  }
  onChoice(enter);
  onLookChange(draw);
  await enter(person);
}

start();
