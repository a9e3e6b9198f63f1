// ./test.sh --playground: a person works with the bot in the Microsoft 365 Agents Playground, in both languages.
// By hand only: it needs a tool that may be used and not shipped. Screenshots: artifacts/playground/*.png.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { artifacts, browse, install, startBot, startPlayground, stopAll } from './tools.mjs';

let passed = 0;
let failed = 0;
let page;

/** One thing to see; what follows a failure still runs. */
async function step(name, act) {
  try {
    await act();
    passed++;
    console.log(`  passed  ${name}`);
  } catch (fault) {
    failed++;
    console.log(`  FAILED  ${name}: ${String(fault.message ?? fault).split('\n')[0]}`);
  }

  await page.screenshot({ path: join(artifacts, `${String(passed + failed).padStart(2, '0')}-${name.replace(/[^\p{L}\p{N}]+/gu, '-')}.png`) });
}

// Two activities announce a newcomer, and neither says which language that is.
const welcome = /到时候提醒你|remind you when something is due/;

const lastCard = () => page.locator('.ac-adaptiveCard').last();
const see = (text) => page.getByText(text, { exact: false }).last().waitFor({ timeout: 20_000 });
const seeOnCard = (text) => lastCard().getByText(text, { exact: false }).first().waitFor({ timeout: 20_000 });
const press = (title) => lastCard().getByRole('button', { name: title }).click({ timeout: 20_000 });
const fill = (label, text) => lastCard().getByRole('textbox', { name: label }).fill(text, { timeout: 20_000 });

async function say(text) {
  await page.locator('div[role=textbox][contenteditable=true]').first().click();
  await page.keyboard.type(text);
  await page.getByRole('button', { name: 'Send Message' }).click();
}

async function choose(label, option) {
  await lastCard().getByRole('combobox', { name: label }).click({ timeout: 20_000 });
  await page.getByRole('option', { name: option }).click({ timeout: 20_000 });
}

/** A customer from the first word to the answer about it; the words are one language's. */
async function work(w) {
  await step(`${w.tag} language`, async () => {
    await say(w.speak);
    await see(w.spoken);
  });
  await step(`${w.tag} form for a new customer`, async () => {
    await say(`${w.create} ${w.customer}`);
    await seeOnCard(w.newTitle);
  });
  await step(`${w.tag} customer made in place`, async () => {
    const cards = await page.locator('.ac-adaptiveCard').count();
    await press(w.createButton);
    await seeOnCard(w.noNext);
    if ((await page.locator('.ac-adaptiveCard').count()) !== cards) {
      throw new Error('the form was not replaced by the card of the customer');
    }
  });
  await step(`${w.tag} form for a follow-up`, async () => {
    await press(w.file);
    await seeOnCard(w.formTitle);
  });
  await step(`${w.tag} a thin summary is asked about once`, async () => {
    await choose(w.channel, w.visit);
    await fill(w.summary, w.thin);
    await press(w.submit);
    await seeOnCard(w.askOnce);
  });
  await step(`${w.tag} follow-up filed in place`, async () => {
    await fill(w.summary, w.good);
    await press(w.submit);
    await seeOnCard(w.saved);
  });
  await step(`${w.tag} answer about the customer`, async () => {
    await say(w.ask);
    await seeOnCard(w.good);
  });
  await step(`${w.tag} one welcome, and no error on either side`, async () => {
    const errors = await page.getByText(/Something went wrong|Unable to reach app/).count();
    const [taken, refused] = [await page.getByText(/message 201/).count(), await page.getByText(/(message|invoke|Update) [45]\d\d/).count()];
    const welcomes = await page.getByText(welcome).count();
    if (errors > 0 || refused > 0 || taken === 0 || welcomes !== 1) {
      throw new Error(`${errors} errors, ${taken} taken, ${refused} refused, ${welcomes} welcomes`);
    }
  });
}

const chinese = {
  tag: 'zh', speak: '用中文', spoken: '以后用中文', create: '新建客户', customer: '远山科技', newTitle: '新建客户', createButton: '创建',
  noNext: '没有下一步', file: '记录跟进', formTitle: '这次跟进谈了什么', channel: '方式', visit: '拜访', summary: '谈了什么', thin: '已拜访客户',
  submit: '提交', askOnce: '补一句再提交', good: '要两条产线,嫌报价高8%,张总下周定', saved: '已保存', ask: '远山科技怎么样',
};
const english = {
  tag: 'en', speak: 'speak english', spoken: 'English from now on', create: 'new customer', customer: 'Wingtip Toys', newTitle: 'New customer', createButton: 'Create',
  noNext: 'No next step', file: 'Record a follow-up', formTitle: 'What happened', channel: 'Channel', visit: 'Visit', summary: 'What was said', thin: 'visited them',
  submit: 'Submit', askOnce: 'Add a line and submit', good: 'They want a trial for 20 users in October and find 8% too dear', saved: 'Saved', ask: 'how is Wingtip Toys',
};

try {
  mkdirSync(artifacts, { recursive: true });
  readdirSync(artifacts).filter((file) => file.endsWith('.png')).forEach((file) => rmSync(join(artifacts, file)));
  install();
  const bot = await startBot();
  const playground = await startPlayground(bot.url);
  const browser = await browse();
  page = await browser.newPage({ viewport: { width: 1200, height: 1400 } });
  // Its fonts come from elsewhere; without them nothing waits for an answer.
  await page.route((url) => url.origin !== new URL(playground).origin, (route) => route.abort());
  await page.goto(playground);
  await step('welcome', () => lastCard().getByText(welcome).waitFor({ timeout: 20_000 }));
  await work(chinese);
  await work(english);
  await step('a reload installs again and greets nobody twice', async () => {
    await page.reload();
    await say(chinese.speak);
    await see(chinese.spoken);
    if ((await page.getByText(welcome).count()) > 1) {
      throw new Error('there is more than one welcome');
    }
  });
  await step('the bot reported no fault', async () => {
    const faults = bot.said.join('').match(/^(fail|crit): .*(\n .*)?/gm);
    if (faults) {
      throw new Error(faults.join('; '));
    }
  });
  await browser.close();
} catch (fault) {
  failed++;
  console.error(fault.message ?? fault);
} finally {
  await stopAll();
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
