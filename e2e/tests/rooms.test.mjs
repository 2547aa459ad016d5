// What every page behind the sign-in must be: readable to everyone, whole on a narrow phone, silent in the console.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { close, launch, open } from '../lib/browser.mjs';
import { assertAria, assertAxe, assertQuiet, overflow } from '../lib/looks.mjs';
import { signIn } from '../lib/people.mjs';
import { sharedServer } from '../lib/server.mjs';
import { visit } from '../lib/visit.mjs';
import { address, elsewhere, pages } from '../pages.mjs';

let server;
let browser;

before(async () => {
  server = await sharedServer();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

test('no page of the table of routes is left out', async () => {
  const routes = (await readFile(new URL('../routes.txt', import.meta.url), 'utf8')).trim().split('\n');
  const known = [...pages.map((page) => page.route ?? page.path), ...Object.values(elsewhere).flat()];
  assert.deepEqual(routes.filter((route) => !known.includes(route)), [], 'add these to pages.mjs');
  assert.deepEqual(known.filter((route) => !routes.includes(route)), [], 'these are gone');
});

const inside = pages.filter((page) => page.role !== null);

for (const role of new Set(inside.map((page) => page.role))) {
  for (const { lang, theme, size } of [
    { lang: 'en', theme: 'light', size: 'narrow' },
    { lang: 'es', theme: 'dark', size: 'desk' },
  ]) {
    describe(`${role}: ${lang}, ${theme}, ${size}`, () => {
      let tab;
      before(async () => {
        tab = await open(browser, { lang, theme, size });
        await signIn(tab, server, role, { agency: role === 'member' ? undefined : 'james-river', at: address('/sign-in', lang) });
      });
      after(() => close(tab));
      for (const page of inside.filter((each) => each.role === role)) {
        test(page.name, async () => {
          tab.watch.errors.length = 0;
          await visit(tab, server, page, lang);
          assert.equal(await tab.locator('html').getAttribute('lang'), lang, 'in the language of its reader');
          assert.equal(await tab.locator('h1').count(), 1, 'one title');
          await assertAxe(tab);
          assert.equal(await overflow(tab), 0, 'nothing is cut off');
          assertQuiet(tab);
          if (page.still) await assertAria(tab.locator('main'), `inside/${page.name}.${lang}`);
        });
      }
    });
  }
}
