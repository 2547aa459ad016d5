// A picture of every page: phone and desk, light and dark, English and Spanish.
//   node shots.mjs [--readme] [NAME]...

import { spawn } from 'node:child_process';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { close, languages, launch, open, themes } from './lib/browser.mjs';
import { signIn } from './lib/people.mjs';
import { startServer } from './lib/server.mjs';
import { visit } from './lib/visit.mjs';
import { address, elsewhere, pages } from './pages.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'target/shots');
const images = join(root, 'docs/images');
const names = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const renew = process.argv.includes('--readme');
const wanted = pages.filter((page) => names.length === 0 || names.includes(page.name));

async function shoot(server, browser, size, theme, lang) {
  // One sign-in for each role, not for each page.
  for (const role of [...new Set(wanted.map((page) => page.role))]) {
    const tab = await open(browser, { size, theme, lang });
    try {
      if (role !== null) await signIn(tab, server, role, { at: address('/sign-in', lang) });
      for (const page of wanted.filter((each) => each.role === role)) {
        const file = join(folder, `${page.name}.${size}.${theme}.${lang}.png`);
        try {
          await visit(tab, server, page, lang);
          await tab.screenshot({ path: file, fullPage: true });
          taken += 1;
        } catch (error) {
          missed.push(`${page.name} (${size}, ${theme}, ${lang}): ${error.message.split('\n')[0]}`);
        }
      }
    } catch (error) {
      missed.push(`${role} (${size}, ${theme}, ${lang}): ${error.message.split('\n')[0]}`);
    } finally {
      await close(tab);
    }
  }
}

let taken = 0;
const missed = [];
await mkdir(folder, { recursive: true });
const server = await startServer();
const browser = await launch();
try {
  for (const size of ['phone', 'desk']) {
    for (const theme of themes) {
      for (const lang of languages) await shoot(server, browser, size, theme, lang);
    }
  }
} finally {
  await browser.close();
  await server.stop();
}
// Pages at the end of a longer way: the tests that go it take their pictures. `elsewhere` names them.
if (names.length === 0) {
  const tests = Object.keys(elsewhere).filter((name) => name.endsWith('.test.mjs')).map((name) => `tests/${name}`);
  const env = { ...process.env, ALONGSIDE_SHOTS: folder };
  const child = spawn(process.execPath, ['run.mjs', ...tests], { cwd: join(root, 'e2e'), env, stdio: 'inherit' });
  const code = await new Promise((done) => child.once('exit', done));
  if (code !== 0) missed.push('pages at the end of a longer way: a test failed');
}
if (renew) {
  await mkdir(images, { recursive: true });
  for (const { name } of wanted.filter((page) => page.readme)) {
    for (const shot of [`${name}.phone.light.en`, `${name}.desk.light.en`]) {
      await copyFile(join(folder, `${shot}.png`), join(images, `${shot}.png`)).catch((error) => missed.push(error.message));
    }
  }
}
console.log(`${taken} pictures in target/shots`);
for (const line of missed) console.log(`missing: ${line}`);
process.exitCode = missed.length ? 1 : 0;
