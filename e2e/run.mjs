// Runs the browser tests against one demonstration. The last line is `N passed, N failed`.
//   node run.mjs [FILE]...

import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from './lib/server.mjs';

const here = dirname(fileURLToPath(import.meta.url));

async function testFiles() {
  const named = process.argv.slice(2).map((file) => resolve(file));
  if (named.length) return named;
  const all = await readdir(join(here, 'tests'), { recursive: true });
  return all.filter((file) => file.endsWith('.test.mjs')).sort().map((file) => join(here, 'tests', file));
}

/** Node's own runner: its report for people, its counts from a second, machine's report. */
async function run(files, env) {
  const folder = await mkdtemp(join(tmpdir(), 'alongside-report-'));
  const report = join(folder, 'report.tap');
  const args = ['--test', '--test-reporter=spec', '--test-reporter-destination=stdout'];
  args.push('--test-reporter=tap', `--test-reporter-destination=${report}`, ...files);
  const child = spawn(process.execPath, args, { cwd: here, env: { ...process.env, ...env }, stdio: 'inherit' });
  const code = await new Promise((done) => child.once('exit', (status) => done(status ?? 1)));
  const text = await readFile(report, 'utf8').catch(() => '');
  await rm(folder, { recursive: true, force: true });
  const count = (word) => Number(text.match(new RegExp(`^# ${word} (\\d+)`, 'm'))?.[1] ?? 0);
  const failed = count('fail') + count('cancelled');
  return { passed: count('pass'), failed: code === 0 ? failed : Math.max(failed, 1) };
}

let result = { passed: 0, failed: 1 };
let server;
try {
  const started = Date.now();
  server = await startServer();
  console.log(`The demonstration answers at ${server.url} after ${((Date.now() - started) / 1000).toFixed(1)} s`);
  result = await run(await testFiles(), { ALONGSIDE_E2E_URL: server.url, ALONGSIDE_E2E_DATA: server.data });
} catch (error) {
  console.error(String(error.message ?? error));
} finally {
  await server?.stop();
}
console.log(`${result.passed} passed, ${result.failed} failed`);
process.exitCode = result.failed === 0 && result.passed > 0 ? 0 : 1;
