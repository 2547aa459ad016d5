// Help in choosing on a phone, with JavaScript and without, in both languages: answers lead to a choice and stay nowhere.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { close, languages, launch, open } from '../lib/browser.mjs';
import { assertAxe, assertQuiet, overflow } from '../lib/looks.mjs';
import { press, signIn } from '../lib/people.mjs';
import { sharedServer } from '../lib/server.mjs';
import { address } from '../pages.mjs';

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

const secular = { en: 'No religion', es: 'Sin religión' };

/** Ticks an answer as a finger does: on its words. */
async function tick(page, question, answer) {
  await page.locator(`label.choice:has(input[name="${question}"][value="${answer}"])`).click();
}

const send = (page) => press(page, page.locator('form[action$="/help-me-choose"] button[type="submit"]'));

/** What is suggested: each name with its pathway. */
const ways = (page) =>
  page.locator('#found article').evaluateAll((all) =>
    all.map((one) => ({ name: one.querySelector('h3').textContent, way: one.querySelector('.badge').textContent.trim() })));

for (const lang of languages) {
  for (const js of [true, false]) {
    describe(`${lang}, ${js ? 'with' : 'without'} JavaScript`, () => {
      test('from the first page to a few ways that may fit, and on to meetings', async () => {
        const page = await open(browser, { lang, js });
        await page.goto(server.url + address('/', lang));
        await press(page, page.locator('main a[href$="/help-me-choose"]').first());
        await tick(page, 'goal', 'cut-down');
        await tick(page, 'substance', 'alcohol');
        await tick(page, 'spirit', 'not');
        await page.locator('form details > summary').click();
        await tick(page, 'room', 'women');
        await send(page);

        const found = await ways(page);
        assert.ok(found.length >= 3 && found.length <= 5, JSON.stringify(found));
        assert.ok(new Set(found.map((one) => one.way)).size >= 2, JSON.stringify(found));
        assert.ok(found.some((one) => one.way === secular[lang]), JSON.stringify(found));
        assert.ok(found.some((one) => one.name === 'Moderation Management'), JSON.stringify(found));
        const names = found.map((one) => one.name);
        assert.deepEqual(names, [...names].sort((a, b) => a.localeCompare(b, lang)), 'in ABC order');
        for (const article of await page.locator('#found article').all()) {
          assert.equal(await article.locator('h4').count(), 3, 'why, what to know, what research says');
        }
        assert.ok(await page.locator('input[name="goal"][value="cut-down"]').isChecked(), 'what was answered is still there');
        assert.equal(await overflow(page), 0);
        if (js) {
          await assertAxe(page);
          assertQuiet(page);
        }

        const narrow = page.locator('form[aria-labelledby="narrow-title"]');
        assert.ok((await narrow.locator('input[type="checkbox"]').count()) >= 8, 'what else is needed can be picked');
        assert.equal(await narrow.locator('input:checked').count(), 0, 'and nothing is picked for anybody');
        await press(page, page.locator('#found article a[href*="/meetings?pathway="]').first());
        assert.match(page.url(), /\/meetings\?pathway=[a-z-]+(&q=[a-z+-]+)?$/, 'only the pathway and the words of the group go along');
        await close(page);
      });

      test('nothing of the answers stays', async () => {
        const page = await open(browser, { lang, js });
        const asked = [];
        page.on('request', (request) => asked.push(request.url()));
        await page.goto(server.url + address('/help-me-choose', lang));
        await tick(page, 'goal', 'stay-safe');
        await tick(page, 'substance', 'opioids');
        await send(page);
        assert.ok(await page.locator('#found .note a[href$="/crisis"]').isVisible(), 'who wants to stay safe reads of naloxone');
        assert.deepEqual(await page.context().cookies(), []);
        assert.ok(asked.every((url) => !/stay-safe|opioids/.test(url)), asked.join('\n'));
        if (js) {
          const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
          assert.doesNotMatch(kept, /stay-safe|opioids/);
        }
        await page.goto(server.url + address('/help-me-choose', lang));
        assert.equal(await page.locator('input:checked').count(), 0, 'the next visit knows nothing');
        await close(page);
      });

      test('answers are kept on the device when somebody asks for it, and forgotten on leaving', async () => {
        const page = await open(browser, { lang, js });
        await page.goto(server.url + address('/help-me-choose', lang));
        const keeping = page.locator('[data-keeping]');
        if (!js) {
          assert.ok(!(await keeping.isVisible()), 'no dead button');
          await close(page);
          return;
        }
        await keeping.locator('[data-do="keep"]').click();
        assert.ok(await keeping.locator('[data-said="nothing"]').isVisible(), 'nothing is ticked yet');
        await tick(page, 'goal', 'cut-down');
        await page.locator('form details > summary').click();
        await tick(page, 'room', 'women');
        await keeping.locator('[data-do="keep"]').click();
        assert.ok(await keeping.locator('[data-said="keep"]').isVisible());
        await page.goto(server.url + address('/help-me-choose', lang));
        assert.equal(await page.locator('input:checked').count(), 0, 'nothing is shown before one asks');
        await keeping.locator('[data-do="fill"]').click();
        const ticked = await page.locator('input:checked').evaluateAll((all) => all.map((one) => `${one.name}.${one.value}`));
        assert.deepEqual(ticked, ['goal.cut-down', 'room.women']);
        await assertAxe(page);
        await page.locator('form[action="/quick-exit"] button').click();
        await page.waitForURL((url) => !url.pathname.endsWith('/help-me-choose'));
        await page.goto(server.url + address('/help-me-choose', lang));
        assert.ok(!(await keeping.locator('[data-do="fill"]').isVisible()), 'leaving forgets them');
        assert.deepEqual(await page.context().cookies(), []);
        await close(page);
      });

      test('for someone I love, and without any answer, there is a choice too', async () => {
        const page = await open(browser, { lang, js });
        for (const who of ['someone', null]) {
          await page.goto(server.url + address('/help-me-choose', lang));
          if (who) await tick(page, 'who', who);
          await send(page);
          const found = await ways(page);
          assert.ok(found.length >= 3, JSON.stringify(found));
          assert.ok(found.some((one) => one.way === secular[lang]), JSON.stringify(found));
        }
        await close(page);
      });

      test('help lines say what they are for, and 911 and 988 come first', async () => {
        const page = await open(browser, { lang, js });
        await page.goto(server.url + address('/help-lines', lang));
        const numbers = await page.locator('main a[href^="tel:"]').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
        assert.deepEqual(numbers.slice(0, 2), ['tel:911', 'tel:988']);
        for (const part of ['overdose', 'warm', 'treatment', 'place-1']) {
          assert.ok(await page.locator(`section#${part}`).isVisible(), part);
        }
        assert.equal(await overflow(page), 0);
        await close(page);
      });

      test('five doors lead to each other, and the other language asks the same', async () => {
        const page = await open(browser, { lang, js });
        await page.goto(server.url + address('/meetings', lang));
        const doors = ['/meetings', '/services', '/help-lines', '/help-me-choose', '/library'].map((path) => address(path, lang));
        const menu = page.locator('nav.nav a');
        for (const door of doors) {
          await press(page, page.locator(`nav.nav a[href="${door}"]`));
          assert.deepEqual(await menu.evaluateAll((all) => all.map((one) => one.getAttribute('href'))), doors);
          assert.equal(await page.locator('nav.nav a[aria-current="page"]').getAttribute('href'), door);
        }
        await page.goto(`${server.url}${address('/meetings', lang)}?q=young+%26+free&when=thu`);
        const other = page.locator('header.top a[hreflang]');
        if (js) {
          await page.locator('main input[name="q"]').fill('young');
          await page.waitForFunction(() => !location.search.includes('free'));
        }
        await press(page, other);
        const asked = new URL(page.url());
        assert.equal(asked.pathname, address('/meetings', lang === 'en' ? 'es' : 'en'));
        assert.equal(asked.searchParams.get('q'), js ? 'young' : 'young & free');
        assert.equal(asked.searchParams.get('when'), 'thu');
        for (const quiet of ['/sign-in', '/crisis', '/join']) {
          await page.goto(server.url + address(quiet, lang));
          assert.equal(await menu.count(), 0, quiet);
        }
        await close(page);
      });

      test('stories say whose they are', async () => {
        const page = await open(browser, { lang, js });
        await page.goto(server.url + address('/library', lang));
        await press(page, page.locator('section[aria-labelledby="stories-title"] a').first());
        assert.ok(await page.locator('main .note').first().isVisible());
        assert.equal(await overflow(page), 0);
        if (js) await assertAxe(page);
        await close(page);
      });

      test('the library is searched, read, and left only after a warning', async () => {
        const page = await open(browser, { lang, js });
        await page.goto(server.url + address('/library', lang));
        await page.locator('main input[name="q"]').fill(lang === 'es' ? 'naloxna' : 'naloxne');
        await press(page, page.locator('main form[role="search"] button'));
        await press(page, page.locator('main .list a[href$="/library/naloxone"]'));
        assert.ok(await page.locator('main ol').isVisible());
        await press(page, page.locator('main article a[href*="/services?kind=naloxone"]'));
        assert.ok(await page.locator('input[name="kind"][value="naloxone"]').isChecked());
        await page.goto(server.url + address('/library/training', lang));
        const out = await page.locator('main a[href^="http"]').count();
        assert.equal(out, 0, 'no guide leads out by itself');
        await press(page, page.locator('main article a[href*="/library/leave/"]').first());
        assert.match(await page.locator('main a[href^="https://"]').first().getAttribute('rel'), /noreferrer/);
        assert.equal(await overflow(page), 0);
        await close(page);
      });
    });
  }
}

for (const js of [true, false]) {
  test(`a member puts a way in their own plan, ${js ? 'with' : 'without'} JavaScript`, async () => {
    const page = await open(browser, { js });
    await signIn(page, server, 'member');
    await page.goto(`${server.url}/help-me-choose`);
    await tick(page, 'goal', 'cut-down');
    await send(page);
    const form = page.locator('#found form[action="/me/pathways"]').first();
    const name = await form.locator('input[name="custom"]').getAttribute('value');
    await press(page, form.locator('button'));
    // Who has a plan at several agencies says which.
    const which = page.locator('main form[action="/me/pathways"] button');
    if (await which.count()) await press(page, which.first());
    assert.match(new URL(page.url()).pathname, /^\/me\/plan\/[0-9a-f]{32}$/);
    assert.ok((await page.locator('section[aria-labelledby="p-pathways"]').innerText()).includes(name), name);
    await close(page);
  });
}
