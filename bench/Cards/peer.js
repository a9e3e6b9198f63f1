'use strict';
// npm adaptivecards-templating, measured by its own clock. One JSON object a line in, one out; ends with its input.
//   {name, template, root, host}   parses the template once; answers {card}, the expanded card
//   {name, milliseconds}           expands for that long; answers {expand, text}: microseconds a card, without and with its JSON text
const readline = require('readline');
const { ExpressionEvaluator, ExpressionFunctions, FunctionUtils, ReturnType } = require('adaptive-expressions');
const { Template } = require('adaptivecards-templating');

// The two functions of ours, each as short as JavaScript allows.
const special = /[\\*_[\]~`<|]|\{(?=\{)|&(?=[A-Za-z0-9#])|^(?<= *)[#\-+>=]|(?<=^ *\d+)[.)]/gm;
own('plain', ([text]) => String(text).replace(special, '\\$&').replace(/\r\n?|\n/g, '\n\n'));
own('fill', ([text, ...pairs]) => {
  for (let at = 0; at < pairs.length; at += 2) {
    text = text.replaceAll(`{${pairs[at]}}`, pairs[at + 1]);
  }
  return text;
});

function own(name, body) {
  const evaluate = FunctionUtils.apply(body);
  ExpressionFunctions.standardFunctions.set(name, new ExpressionEvaluator(name, evaluate, ReturnType.String));
}

const cases = new Map();

/** Microseconds a call: the median of short batches, so that what else the machine does stays out. */
function measure(milliseconds, body) {
  const batches = [];
  const end = process.hrtime.bigint() + BigInt(milliseconds) * 1000000n;
  let now = process.hrtime.bigint();
  for (let count = 1; now < end;) {
    const start = now;
    for (let at = 0; at < count; at++) {
      body();
    }
    now = process.hrtime.bigint();
    const took = Number(now - start) / 1000;
    batches.push(took / count);
    count = took < 1000 ? count * 2 : count;
  }
  return batches.sort((a, b) => a - b)[batches.length >> 1];
}

function answer({ name, template, root, host, milliseconds }) {
  if (template !== undefined) {
    const parsed = new Template(template);
    cases.set(name, () => parsed.expand({ $root: root, $host: host }));
    return { card: cases.get(name)() };
  }

  const expand = cases.get(name);
  return { expand: measure(milliseconds, expand), text: measure(milliseconds, () => JSON.stringify(expand())) };
}

readline.createInterface({ input: process.stdin })
  .on('line', (line) => process.stdout.write(JSON.stringify(answer(JSON.parse(line))) + '\n'));
