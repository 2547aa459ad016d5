// What every page without sign-in must be, before anything else is asked of it.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { close, languages, launch, open, themes } from '../lib/browser.mjs';
import { assertAria, assertAxe, assertQuiet, inlineCode, overflow, tabStops, weigh } from '../lib/looks.mjs';
import { signIn } from '../lib/people.mjs';
import { startServer } from '../lib/server.mjs';
import { address, pages } from '../pages.mjs';

/** Compressed bytes: a first visit besides the font, the font, and a page whose parts are kept. */
const budget = { first: 50 * 1024, fonts: 45 * 1024, again: 15 * 1024 };

// A demonstration of its own: what other tests change is not in the snapshots.
let server;
let browser;

before(async () => {
  server = await startServer();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** What changes with the hour on a page. */
function of(name) {
  // The list begins with what is soonest.
  if (name === 'meetings') return [[/\n {4}- list:[\s\S]*?(?=\n- contentinfo)/, '\n    - list']];
  // Whether a line answers, and whether a door is open.
  if (name === 'help-lines') return [[/(Open now, until|Opens|Abierta ahora, hasta las|Abre) [^(]*\(/g, 'HOURS (']];
  if (name === 'services') return [[/(Open now|Closed now|Abierto ahora|Cerrado ahora)[^"\n]*/g, 'HOURS']];
  return [];
}

async function at(path, options) {
  const page = await open(browser, options);
  const response = await page.goto(server.url + path, { waitUntil: 'networkidle' });
  assert.equal(response.status(), 200, path);
  return page;
}

for (const { name, path } of pages.filter((page) => page.role === null && !page.follow)) {
  describe(name, () => {
    for (const lang of languages) {
      for (const theme of themes) {
        test(`axe finds nothing: ${lang}, ${theme}`, async () => {
          const page = await at(address(path, lang), { lang, theme });
          assert.equal(await page.locator('html').getAttribute('lang'), lang);
          await assertAxe(page);
          await page.locator('#help-now > summary').click();
          await assertAxe(page, `${name} with help open`);
          assertQuiet(page);
          await close(page);
        });
      }

      test(`a screen reader hears it: ${lang}`, async () => {
        const page = await at(address(path, lang), { lang });
        await assertAria(page.locator('body'), `public/${name}.${lang}`, { replace: of(name) });
        await close(page);
      });

      test(`nothing is cut off at 320 pixels: ${lang}`, async () => {
        const page = await at(address(path, lang), { lang, size: 'narrow' });
        assert.equal(await overflow(page), 0);
        await close(page);
      });
    }

    test('the quick way out is the first stop of the keyboard', async () => {
      const page = await at(path, { size: 'desk' });
      const [first, second] = await tabStops(page, 2);
      assert.equal(first.action, '/quick-exit');
      assert.equal(first.tag, 'button');
      assert.equal(second.href, '#main');
      await close(page);
    });

    test('no script or style stands in the page', async () => {
      const page = await at(path);
      assert.deepEqual(await inlineCode(page), []);
      const policy = (await page.request.get(server.url + path)).headers()['content-security-policy'] ?? '';
      assert.match(policy, /default-src 'none'|default-src 'self'|script-src 'self'/);
      assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval/);
      await close(page);
    });

    test('a first and a second visit keep to their budgets', async () => {
      const page = await open(browser);
      const first = await weigh(page, () => page.goto(server.url + path));
      assert.ok(first.rest <= budget.first, `${first.rest} bytes besides the font`);
      assert.ok(first.fonts <= budget.fonts, `${first.fonts} bytes of fonts`);
      const again = await weigh(page, () => page.goto(server.url + path));
      assert.ok(again.rest + again.fonts <= budget.again, `${again.rest + again.fonts} bytes the second time`);
      await close(page);
    });

    test('it works without JavaScript', async () => {
      const page = await at(path, { js: false });
      assert.ok(await page.locator('main h1').first().isVisible());
      await page.locator('#help-now > summary').click();
      assert.ok(await page.locator('a[href="tel:988"]').first().isVisible());
      await close(page);
    });
  });
}

test('nothing is asked of any other machine', async () => {
  const page = await open(browser, { size: 'desk' });
  for (const { path } of pages.filter((each) => each.role === null)) {
    await page.goto(server.url + path, { waitUntil: 'networkidle' });
  }
  assert.deepEqual(page.watch.foreign, []);
  await close(page);
});

test('a wrong passphrase is refused without saying which part was wrong', async () => {
  const page = await at('/sign-in');
  await page.locator('input[name="username"]').fill('nobody-of-this-name');
  await page.locator('input[name="passphrase"]').fill('not the passphrase');
  const [response] = await Promise.all([
    page.waitForResponse((each) => each.request().method() === 'POST'),
    page.locator('form:has(input[name="passphrase"]) button').first().click(),
  ]);
  assert.ok(response.status() >= 400 && response.status() < 500, `status ${response.status()}`);
  assert.equal(await page.locator('input[name="username"]').inputValue(), 'nobody-of-this-name');
  assert.equal(await page.locator('input[name="passphrase"]').inputValue(), '');
  await close(page);
});

test('leaving quickly ends the session, and Back does not bring it back', async () => {
  const page = await open(browser);
  await signIn(page, server, 'member');
  const inside = page.url();
  await page.locator('form[action="/quick-exit"] button').click();
  await page.waitForURL((url) => !url.pathname.startsWith('/me'));
  await page.goto(inside);
  assert.match(new URL(page.url()).pathname, /sign-in$/);
  await close(page);
});
