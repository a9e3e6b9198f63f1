// What the run starts: the Playground and a driver for its page, installed beside the build and not part of the
// repository (the Playground's licence allows use, not shipping), and the bot itself.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const pins = { '@microsoft/m365agentsplayground': '0.2.28', 'playwright-core': '1.65.1' };

export const root = join(import.meta.dirname, '..', '..');
export const artifacts = join(root, 'artifacts', 'playground');

const packages = join(artifacts, 'packages');
const running = [];

export function install() {
  const isThere = Object.entries(pins).every(([name, version]) => {
    const file = join(packages, 'node_modules', name, 'package.json');
    return existsSync(file) && JSON.parse(readFileSync(file)).version === version;
  });
  if (isThere) {
    return;
  }

  console.log('installing the Playground (its licence: artifacts/playground/packages/node_modules/@microsoft/m365agentsplayground/LICENSE)');
  mkdirSync(packages, { recursive: true });
  writeFileSync(join(packages, 'package.json'), JSON.stringify({ private: true, dependencies: pins }));
  const npm = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], { cwd: packages });
  if (npm.status !== 0) {
    throw new Error('npm could not install the Playground.');
  }
}

/** The driver of a browser that is on this machine already. */
export async function browse() {
  const { chromium } = createRequire(join(packages, 'package.json'))('playwright-core');
  const executablePath = process.env.CHROMIUM_PATH ?? spawnSync('which', ['chromium']).stdout.toString().trim();
  return chromium.launch({ executablePath, headless: true, args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'] });
}

export async function startBot() {
  const folder = mkdtempSync(join(tmpdir(), 'crmbot-'));
  const url = `http://127.0.0.1:${await freePort()}`;
  const said = start('dotnet', [join(root, 'artifacts', 'bin', 'Bot', 'debug', 'CrmBot.Bot.dll')], {
    ASPNETCORE_ENVIRONMENT: 'Development',
    ASPNETCORE_URLS: url,
    Storage__Sqlite__Path: join(folder, 'crmbot.db'),
    Demo__Now: '2025-09-10T17:40:00+08:00',
  }, () => rmSync(folder, { recursive: true, force: true }));
  await until(async () => (await fetch(`${url}/dev/clock`)).ok, () => `The bot did not start:\n${said.join('')}`);
  return { url, said };
}

/** The Playground's address. */
export async function startPlayground(botUrl) {
  const program = join(packages, 'node_modules', '@microsoft', 'm365agentsplayground', 'cli.js');
  const said = start(process.execPath, [program, 'start', '-e', `${botUrl}/api/messages`, '-c', 'msteams', '-p', String(await freePort()), '--disable-telemetry'], {
    TEAMSAPPTESTER_BROWSER: 'none',
    M365_AGENTS_PLAYGROUND_LOGFILE: join(artifacts, 'playground.log'),
    M365_AGENTS_PLAYGROUND_CONFIG_PATH: join(import.meta.dirname, 'people.yml'),
  });
  // It takes another port than it was given when that one is busy, so what it says counts.
  const port = await until(() => /Listening on (\d+)/.exec(said.join(''))?.[1], () => `The Playground did not start:\n${said.join('')}`);
  return `http://127.0.0.1:${port}/`;
}

export async function stopAll() {
  for (const { child, over } of running.reverse()) {
    const gone = child.exitCode !== null || new Promise((done) => child.once('exit', done));
    child.kill();
    await gone;
    over?.();
  }
}

function start(program, parameters, environment, over) {
  const said = [];
  const child = spawn(program, parameters, { cwd: artifacts, env: { ...process.env, ...environment } });
  child.stdout.on('data', (text) => said.push(text.toString()));
  child.stderr.on('data', (text) => said.push(text.toString()));
  running.push({ child, over });
  return said;
}

async function until(probe, complaint) {
  for (const end = Date.now() + 120_000; Date.now() < end; await new Promise((go) => setTimeout(go, 100))) {
    const found = await Promise.resolve().then(probe).catch(() => undefined);
    if (found) {
      return found;
    }
  }

  throw new Error(complaint());
}

function freePort() {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}
