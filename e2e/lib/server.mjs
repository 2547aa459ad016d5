// The demonstration, started for one run: a temporary data folder, a free port.

import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const binary = process.env.ALONGSIDE_BIN ?? join(root, 'target/debug/alongside');
// Seeding takes seconds on a quiet machine; a busy one may take ten times as long.
const patience = 120_000;

/** A port that was free a moment ago. */
export function freePort() {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });
}

/**
 * A server of its own, for a test that would disturb others.
 * `data` keeps the folder of an earlier one, so that a restart can be tested.
 */
export async function startServer({ args = [], env = {}, data } = {}) {
  const own = data === undefined;
  const folder = data ?? (await mkdtemp(join(tmpdir(), 'alongside-e2e-')));
  const port = await freePort();
  const command = ['demo', '--data', join(folder, 'demo'), '--port', String(port), ...args];
  const child = spawn(binary, command, { cwd: folder, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  let address;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text) => {
      said.push(text);
      address ??= said.join('').match(/http:\/\/(?:localhost|127\.0\.0\.1):\d+/)?.[0];
    });
  }
  let ended = null;
  const end = new Promise((done) => {
    child.once('error', (error) => done((ended = String(error))));
    child.once('exit', (code, signal) => done((ended = `ended with ${signal ?? code}`)));
  });

  const stop = async (signal = 'SIGTERM') => {
    if (!ended) child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await end;
    clearTimeout(late);
    if (own) await rm(folder, { recursive: true, force: true });
  };

  const deadline = Date.now() + patience;
  while (!ended && Date.now() < deadline && !(address && (await answers(address)))) {
    await new Promise((later) => setTimeout(later, 100));
  }
  if (ended || !address) {
    await stop('SIGKILL');
    throw new Error(`${binary} ${command.join(' ')}: ${ended ?? 'printed no address'}\n${said.join('')}`);
  }
  return {
    url: address.replace('127.0.0.1', 'localhost'),
    data: join(folder, 'demo'),
    folder,
    pid: child.pid,
    said: () => said.join(''),
    stop,
  };
}

/**
 * The house of an agency that has just begun, as somebody would put it up: a key, a database, the agency, `serve`.
 * `username` and `code` are what its first administrator was given. Nothing is relaxed here.
 */
export async function startAgency({ slug, name, admin, username }) {
  const folder = await mkdtemp(join(tmpdir(), 'alongside-house-'));
  const key = join(folder, 'house.key');
  await writeFile(key, randomBytes(32).toString('hex'), { mode: 0o600 });
  const place = ['--database-url', `sqlite:${join(folder, 'data/alongside.db')}`, '--key-file', key];
  const run = async (...args) => (await promisify(execFile)(binary, [...args, ...place])).stdout;
  await run('migrate');
  const told = await run('agency', 'add', slug, '--name', name, '--zone', 'America/New_York', '--state', 'VA', '--admin', admin, '--username', username);
  const code = told.match(new RegExp(`^${username} +(\\S+)`, 'm'))?.[1];
  if (!code) throw new Error(`no code for ${username}: ${told}`);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const args = ['serve', ...place, '--listen', `127.0.0.1:${port}`, '--metrics', 'off'];
  const child = spawn(binary, args, { cwd: folder, stdio: 'ignore' });
  const end = new Promise((done) => child.once('exit', done));
  const stop = async () => {
    child.kill('SIGTERM');
    await end;
    await rm(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + patience;
  while (!(await answers(url))) {
    if (Date.now() > deadline || child.exitCode !== null) {
      await stop();
      throw new Error(`${binary} ${args.join(' ')} does not answer`);
    }
    await new Promise((later) => setTimeout(later, 100));
  }
  return { url, code, username, stop };
}

async function answers(address) {
  try {
    await fetch(address, { redirect: 'manual' });
    return true;
  } catch {
    return false;
  }
}

/** The server that the whole run shares; a file run by itself starts one. */
export async function sharedServer() {
  const { ALONGSIDE_E2E_URL: url, ALONGSIDE_E2E_DATA: data } = process.env;
  return url ? { url, data, stop: async () => {} } : startServer();
}

/** The sign-ins that the demonstration wrote down: role, agency, username, passphrase. */
export async function accounts(server) {
  return JSON.parse(await readFile(join(server.data, 'demo-accounts.json'), 'utf8'));
}
