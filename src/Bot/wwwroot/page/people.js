import { say } from './words.js';

const select = document.getElementById('who');
let people = [];

const remembered = () => decodeURIComponent(location.hash.slice(1)) || localStorage.getItem('who');

/** Fetches who can be chosen. Throws { off: true } when the bot says that there is no demo. */
export async function loadPeople() {
  const response = await fetch('/dev/personas', { cache: 'no-store' });
  if (response.status === 404) throw { off: true };
  if (!response.ok) throw new Error(`personas: ${response.status}`);
  people = (await response.json()).personas;

  const groups = new Map();
  for (const person of people) {
    const team = person.team ?? '';
    if (!groups.has(team)) groups.set(team, []);
    groups.get(team).push(new Option(`${person.name} · ${person.about}`, person.id));
  }
  select.replaceChildren(...[...groups].map(([team, options]) => {
    if (!team) {
      const rest = document.createDocumentFragment();
      rest.append(...options);
      return rest;
    }
    const group = document.createElement('optgroup');
    group.label = team;
    group.append(...options);
    return group;
  }));
  select.disabled = people.length === 0;
}

/** The person the address or the browser remembers, else the first one. */
export const chosen = () => people.find(person => person.id === remembered()) ?? people[0];

export function show(person) {
  select.value = person.id;
  select.title = say('who');
  document.title = `${person.name} · CrmBot`;
  localStorage.setItem('who', person.id);
  if (location.hash.slice(1) !== person.id) history.replaceState(null, '', `#${encodeURIComponent(person.id)}`);
}

/** Calls back when another person is chosen, by the list or by the address. */
export function onChoice(choose) {
  select.addEventListener('change', () => { location.hash = select.value; });
  window.addEventListener('hashchange', () => { if (people.length > 0) choose(chosen()); });
}
