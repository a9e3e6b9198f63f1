// People's time: shown in the zone of whoever sits here, moved forward only.
import { say, speak, tell, untell } from './words.js';

const strip = document.getElementById('clock');
const now = document.getElementById('now');
const buttons = { next: document.getElementById('next'), hour: document.getElementById('hour'), day: document.getElementById('day') };

let person = null;
let known = null;
let readAt = 0;

const format = (instant, options) =>
  new Intl.DateTimeFormat(person.language, { timeZone: person.zone, hourCycle: 'h23', ...options }).format(instant);

const peopleNow = () => new Date(Date.parse(known.now) + (performance.now() - readAt));

function draw() {
  if (!known || !person) return;
  const current = peopleNow();
  const due = known.nextDue ? new Date(known.nextDue) : null;
  const ahead = due !== null && due > current;
  now.dateTime = current.toISOString();
  now.textContent = format(current, { year: 'numeric', month: 'short', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit' });
  now.title = say('zone', person.zone);

  const at = ahead ? format(due, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }) : '';
  buttons.next.textContent = say(ahead ? 'nextDue' : 'noneDue');
  buttons.next.title = ahead ? say('toDue', at) : '';
  if (ahead) {
    const when = document.createElement('small');
    when.textContent = at;
    buttons.next.append(' ', when);
  }
  buttons.next.disabled = !known.movable || !ahead;
  buttons.hour.disabled = buttons.day.disabled = !known.movable;
  strip.hidden = false;
}

// What is next is asked for whoever sits here: another's reminder would arrive in another chat.
const route = () => (person ? `/dev/clock?persona=${encodeURIComponent(person.id)}` : '/dev/clock');

function learn(state) {
  known = state;
  readAt = performance.now();
  draw();
}

/** Reads the time again; the next due item changes with what is said. */
export async function readClock() {
  try {
    const response = await fetch(route(), { cache: 'no-store' });
    if (response.ok) learn(await response.json());
    else if (response.status === 404) strip.hidden = true;
  } catch {
    // The chat says when the bot does not answer; the clock goes on by itself.
  }
}

async function move(body) {
  untell('clockRefused');
  const response = await fetch(route(), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    .catch(() => null);
  if (response?.ok) {
    learn(await response.json());
    setTimeout(readClock, 1500);
    return;
  }
  const answer = await response?.json().catch(() => null);
  tell('clockRefused', answer?.error?.message);
  await readClock();
}

buttons.next.addEventListener('click', () => known?.nextDue && move({ to: known.nextDue }));
buttons.hour.addEventListener('click', () => move({ advance: '01:00:00' }));
buttons.day.addEventListener('click', () => move({ advance: '1.00:00:00' }));

/** Shows the time as this person reads it. */
export function clockOf(someone) {
  person = someone;
  speak(person.language);
  draw();
  return readClock();
}

setInterval(draw, 1000);
setInterval(() => { if (!document.hidden) readClock(); }, 15000);
document.addEventListener('visibilitychange', () => { if (!document.hidden) readClock(); });
