// Draws every card with every sample, in both themes and both widths; folded parts are drawn a second time, unfolded.
const widths = [320, 480];
const entries = JSON.parse(document.getElementById('cards').textContent);
const choices = Object.fromEntries(['card', 'language', 'theme', 'width'].map(id => [id, document.getElementById(id)]));

// What Teams understands in a text: bold, italic, lists and links.
const markdown = markdownit('zero', { breaks: true }).enable(['emphasis', 'link', 'list', 'newline', 'escape', 'entity']);
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown.render(text);
  result.didProcess = true;
};

function draw(entry, theme, width, open) {
  const figure = document.createElement('figure');
  Object.assign(figure.dataset, { card: entry.card, sample: entry.sample, language: entry.language, theme, width, open });
  figure.style.width = `${width}px`;
  const caption = figure.appendChild(document.createElement('figcaption'));
  caption.textContent = `${entry.sample} · ${theme} · ${width}${open ? ' · open' : ''}`;
  const frame = figure.appendChild(document.createElement('div'));
  frame.className = 'frame';
  frame.lang = entry.language;

  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = hostConfig(theme);
  const context = new AdaptiveCards.SerializationContext();
  card.parse(entry.json, context);
  frame.appendChild(card.render());
  const problems = [...Array(context.eventCount).keys()].map(i => context.getEventAt(i).message).filter(m => !isChart(m));
  walk(entry.json, node => {
    if (/^Chart\./.test(node.type) && typeof node.fallback !== 'object') {
      problems.push(`${node.type} has no fallback`);
    }
  });
  problems.push(...card.validateProperties().validationEvents.map(e => e.message));
  figure.dataset.problems = problems.join('\n');
  if (open) {
    unfold(frame, card);
  }

  return figure;
}

// Only Teams draws charts; everybody else, and this page, draws what stands in their place.
function isChart(message) {
  return /^Unknown element type "Chart\.\w+"/.test(message);
}

// Presses what only shows more of the card.
function unfold(frame, card) {
  const shows = [];
  walk(card.toJSON(), node => {
    if (node.type === 'Action.ToggleVisibility' || node.type === 'Action.ShowCard') {
      shows.push(node.title);
    }
  });
  for (const button of frame.querySelectorAll('button')) {
    if (shows.includes(button.textContent)) {
      button.click();
    }
  }
}

function canUnfold(json) {
  let found = false;
  walk(json, node => found ||= node.type === 'Action.ToggleVisibility' || node.type === 'Action.ShowCard');
  return found;
}

function walk(node, visit) {
  if (node && typeof node === 'object') {
    visit(node);
    Object.values(node).forEach(part => walk(part, visit));
  }
}

function append(parent, tag, properties) {
  return parent.appendChild(Object.assign(document.createElement(tag), properties));
}

function show() {
  const wanted = Object.fromEntries(Object.entries(choices).map(([id, select]) => [id, select.value]));
  history.replaceState(null, '', '#' + new URLSearchParams(Object.entries(wanted).filter(([, value]) => value)));
  const main = document.querySelector('main');
  main.replaceChildren();
  const shown = entries.filter(e => (!wanted.card || e.card === wanted.card) && (!wanted.language || e.language === wanted.language));
  for (const card of new Set(shown.map(e => e.card))) {
    const section = append(main, 'section');
    append(section, 'h2', { textContent: card });
    for (const theme of Object.keys(themes).filter(t => !wanted.theme || t === wanted.theme)) {
      for (const width of widths.filter(w => !wanted.width || w === Number(wanted.width))) {
        const row = append(section, 'div', { className: `row ${theme}` });
        for (const entry of shown.filter(e => e.card === card)) {
          for (const open of canUnfold(entry.json) ? ['', 'open'] : ['']) {
            row.appendChild(draw(entry, theme, width, open));
          }
        }
      }
    }
  }

  document.getElementById('count').textContent = `${main.querySelectorAll('figure').length} pictures`;
  document.body.dataset.ready = 'true';
}

for (const name of new Set(entries.map(e => e.card))) {
  choices.card.add(new Option(name));
}

for (const name of new Set(entries.map(e => e.language))) {
  choices.language.add(new Option(name));
}

for (const [id, value] of new URLSearchParams(location.hash.slice(1))) {
  if (choices[id]) {
    choices[id].value = value;
  }
}

Object.values(choices).forEach(select => select.addEventListener('change', show));
show();
