'use strict';
// npm adaptivecards-templating behind lines of JSON. {template, data?, host?} in, {as, agreed} out: what the engine makes of it as
// it is, and with the functions set right in which ours differs on purpose. Both are {card, failed}. Ends with its input.
const readline = require('readline');
const { ExpressionEvaluator, ExpressionFunctions, FunctionUtils, ReturnType } = require('adaptive-expressions');
const { Template } = require('adaptivecards-templating');

const fails = Symbol('fails');
const known = ExpressionFunctions.standardFunctions;
const compare = (a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : a < b ? -1 : a > b ? 1 : 0);

// The deliberate differences, as src/Cards/README.md lists them; below also: an or of nothing is false.
const agreed = {
  sum: ([list]) => list.reduce((all, one) => all + one, 0),
  sortBy: ([list]) => [...list].sort(compare),
  sortByDescending: ([list]) => [...list].sort(compare).reverse(),
  string: ([value]) => (typeof value === 'number' ? String(value) : typeof value === 'string' ? value : value == null ? '' : JSON.stringify(value)),
  skip: ([list, count]) => list.slice(Math.max(count, 0)),
};
const theirs = Object.fromEntries(Object.keys(agreed).map((name) => [name, known.get(name)]));
const or = known.get('or');
const ours = Object.fromEntries(Object.entries(agreed).map(([name, body]) => [name, new ExpressionEvaluator(
  name, FunctionUtils.apply(body, theirs[name].type === 'sum' ? FunctionUtils.verifyNumericList : undefined), ReturnType.Object)]));
theirs.or = theirs['||'] = or;
ours.or = ours['||'] = new ExpressionEvaluator('||', (...args) => {
  const { value, error } = or.tryEvaluate(...args);
  return { value: value ?? false, error };
}, ReturnType.Boolean);

function parsed(template, functions) {
  Object.entries(functions).forEach(([name, evaluator]) => known.set(name, evaluator));
  return new Template(template);
}

function expand(template, { data, host }, functions) {
  try {
    return parsed(template, functions).expand({ $root: data, $host: host }) ?? null;
  } catch {
    return fails;
  }
}

/** One expression that fails loses the whole card: then each member of the card is expanded by itself. */
function whole(question, functions) {
  const { template } = question;
  const card = expand(template, question, functions);
  if (card !== fails) {
    return { card, failed: [] };
  }

  const parts = Object.entries(template).map(([name, value]) => [name, expand({ value }, question, functions)]);
  return {
    card: Object.fromEntries(parts.filter(([, part]) => part !== fails && 'value' in part).map(([name, part]) => [name, part.value])),
    failed: parts.filter(([, part]) => part === fails).map(([name]) => name),
  };
}

// Half of a surrogate pair cannot be written as UTF-8: both engines show the replacement character.
const text = (answer) => JSON.stringify(answer, (_, value) => (typeof value === 'string' ? value.toWellFormed() : value));

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const question = JSON.parse(line);
  process.stdout.write(text({ as: whole(question, theirs), agreed: whole(question, ours) }) + '\n');
});
