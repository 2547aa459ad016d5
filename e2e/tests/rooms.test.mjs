// What every page behind the sign-in must be: readable to everyone, whole on a narrow phone, silent in the console.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { close, launch, open, sizes } from '../lib/browser.mjs';
import { assertAria, assertAxe, assertQuiet, overflow, weigh } from '../lib/looks.mjs';
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

/** Compressed bytes: a first visit besides the font, the font, and a page whose parts are kept. */
const budget = { first: 50 * 1024, fonts: 45 * 1024, again: 15 * 1024 };
/** The pages that people open every day. */
const daily = ['me-today', 'me-plan', 'work-today', 'work-member', 'work-plan'].map((name) => inside.find((page) => page.name === name));

for (const page of daily) {
  describe(`${page.name}, in a small plan of data and in large letters`, () => {
    let tab;
    before(async () => {
      tab = await open(browser, { size: 'phone' });
      await signIn(tab, server, page.role, { agency: page.role === 'member' ? undefined : 'james-river' });
      await visit(tab, server, page, 'en');
    });
    after(() => close(tab));

    test('a first and a second visit keep to their budgets', async () => {
      const address = tab.url();
      // Signed in, with nothing kept of the page's parts.
      const tools = await tab.context().newCDPSession(tab);
      await tools.send('Network.enable');
      await tools.send('Network.clearBrowserCache');
      const first = await weigh(tab, () => tab.goto(address));
      assert.ok(first.rest <= budget.first, `${first.rest} bytes besides the font`);
      assert.ok(first.fonts <= budget.fonts, `${first.fonts} bytes of fonts`);
      const again = await weigh(tab, () => tab.goto(address));
      assert.ok(again.rest + again.fonts <= budget.again, `${again.rest + again.fonts} bytes the second time`);
    });

    for (const size of ['phone', 'desk']) {
      test(`nothing is cut off at 200 percent text: ${size}`, async () => {
        await tab.setViewportSize(sizes[size]);
        await tab.addStyleTag({ content: 'html { font-size: 200% }' }).catch(() => enlarge(tab));
        assert.equal(await tab.evaluate(() => getComputedStyle(document.documentElement).fontSize), '32px');
        assert.equal(await overflow(tab), 0);
        assert.ok(await tab.locator('h1').first().isVisible());
        await tab.reload();
      });
    }

    test('on paper there is the text and none of the controls', async () => {
      await tab.emulateMedia({ media: 'print' });
      assert.ok(await tab.locator('h1').first().isVisible());
      for (const control of ['.nav', '.safety', '.foot', 'main .submit', 'main .btn']) {
        for (const one of await tab.locator(control).all()) assert.equal(await one.isVisible(), false, `${control} is not printed`);
      }
      const paper = await tab.locator('body').evaluate((body) => getComputedStyle(body).backgroundImage);
      assert.equal(paper, 'none');
      await tab.emulateMedia({ media: 'screen' });
    });
  });
}

/** Larger letters past the content security policy, as a reader's own setting comes. */
async function enlarge(tab) {
  const tools = await tab.context().newCDPSession(tab);
  await tools.send('Page.enable');
  const { frameTree } = await tools.send('Page.getFrameTree');
  await tools.send('DOM.enable');
  await tools.send('CSS.enable');
  const { styleSheetId } = await tools.send('CSS.createStyleSheet', { frameId: frameTree.frame.id });
  await tools.send('CSS.setStyleSheetText', { styleSheetId, text: 'html { font-size: 200% }' });
}

test('a version that was signed is printed with who signed it', async () => {
  const tab = await open(browser, { size: 'desk' });
  await signIn(tab, server, 'member');
  await visit(tab, server, inside.find((page) => page.name === 'me-version'), 'en');
  await tab.emulateMedia({ media: 'print' });
  assert.ok(await tab.locator('#signatures .signs').isVisible());
  for (const one of await tab.locator('form.no-print, .no-print').all()) assert.equal(await one.isVisible(), false);
  await close(tab);
});

for (const lang of ['en', 'es']) {
  test(`without a signal the crisis lines are there, ${lang}`, async () => {
    const tab = await open(browser, { size: 'phone', lang });
    await tab.goto(server.url + address('/', lang));
    await tab.evaluate(async () => {
      await navigator.serviceWorker.ready;
      const kept = async () => (await caches.match('/crisis')) && (await caches.match('/es/crisis'));
      for (let tries = 0; tries < 100 && !(await kept()); tries += 1) await new Promise((later) => setTimeout(later, 100));
    });
    await tab.reload();
    await tab.context().setOffline(true);
    for (const path of [address('/meetings', lang), address('/crisis', lang)]) {
      await tab.goto(server.url + path);
      assert.equal(await tab.locator('html').getAttribute('lang'), lang);
      for (const line of ['988', '911']) assert.ok((await tab.locator(`a[href="tel:${line}"]:visible`).count()) > 0, `${line} at ${path}`);
    }
    await tab.context().setOffline(false);
    await close(tab);
  });
}

test('whoever is away from the device is warned, may stay, and is not signed out while they type', async () => {
  const tab = await open(browser, { size: 'phone' });
  await tab.clock.install();
  await signIn(tab, server, 'member');
  const limit = Number(await tab.locator('body').getAttribute('data-idle-seconds')) * 1000;
  assert.ok(limit > 0);
  const warning = tab.locator('.idle');
  await tab.clock.runFor(limit - 65_000);
  assert.equal(await warning.count(), 0, 'not yet');
  await tab.clock.runFor(10_000);
  await warning.waitFor();
  assert.equal(await warning.getByRole('button').first().evaluate((button) => button === document.activeElement), true);
  const stays = tab.waitForResponse((answer) => answer.url().endsWith('/still-here'));
  await warning.getByRole('button').first().click();
  assert.ok((await stays).ok());
  assert.equal(await warning.count(), 0, 'told the server, and on one goes');
  await tab.clock.runFor(limit - 65_000);
  await tab.locator('body').press('a');
  await tab.clock.runFor(30_000);
  assert.equal(await warning.count(), 0, 'a key pressed is somebody there');
  await close(tab);
});
