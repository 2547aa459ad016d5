// Help in choosing on a phone, with JavaScript and without, in both languages: answers lead to a choice and stay nowhere.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { close, languages, launch, open } from '../lib/browser.mjs';
import { assertAxe, assertQuiet, overflow } from '../lib/looks.mjs';
import { press } from '../lib/people.mjs';
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

        await press(page, page.locator('#found article a[href*="/meetings?pathway="]').first());
        assert.match(page.url(), /\/meetings\?pathway=[a-z-]+$/, 'only the pathway goes along');
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

      test('the library is searched, read, and left only after a warning', async () => {
        const page = await open(browser, { lang, js });
        await page.goto(server.url + address('/library', lang));
        await page.locator('main input[name="q"]').fill(lang === 'es' ? 'naloxna' : 'naloxne');
        await press(page, page.locator('main form[role="search"] button'));
        await press(page, page.locator('main .list a[href$="/library/naloxone"]'));
        assert.ok(await page.locator('main ol').isVisible());
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
