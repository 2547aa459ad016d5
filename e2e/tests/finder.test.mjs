// The finder of meetings, on a phone: with JavaScript and without, without a cookie, in both languages.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { close, launch, open } from '../lib/browser.mjs';
import { assertAxe, assertQuiet, overflow } from '../lib/looks.mjs';
import { press } from '../lib/people.mjs';
import { sharedServer } from '../lib/server.mjs';

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

const count = async (page) => Number((await page.locator('#found-title').innerText()).match(/\d+/)?.[0] ?? 0);
const names = (page) => page.locator('#found .list h3 a').allInnerTexts();
const search = (page) => press(page, page.locator('form[data-meetings] button[type="submit"]'));

/** Waits until the list says something else than before. */
const changes = (page, before) =>
  page.waitForFunction((text) => document.getElementById('found-title').innerText !== text, before);

for (const js of [false, true]) {
  describe(js ? 'with JavaScript' : 'without JavaScript', () => {
    test('a search is narrowed, widened by one tap, and kept in the address', async () => {
      const page = await open(browser, { js });
      await page.goto(`${server.url}/meetings`);
      const all = await count(page);
      assert.ok(all > 10, `${all} meetings`);
      await page.locator('select[name="when"]').selectOption('thu');
      if (js) await changes(page, `${all} meetings`);
      else await search(page);
      const thursday = await count(page);
      assert.ok(thursday > 0 && thursday < all, `${thursday} on Thursday`);
      for (const when of await page.locator('#found .list li p').filter({ hasText: /\d:\d\d (am|pm)/ }).allInnerTexts()) {
        assert.match(when, /Thursdays|Every day|On now|Starts/);
      }
      assert.match(page.url(), /when=thu/);
      await press(page, page.locator('#found a', { hasText: 'Thursday' }).first());
      assert.equal(await count(page), all);
      assert.doesNotMatch(page.url(), /when=/);
      assert.deepEqual(await page.context().cookies(), []);
      assertQuiet(page);
      await close(page);
    });

    test('near a ZIP code the distance is told, and a slip of the finger is forgiven', async () => {
      const page = await open(browser, { js });
      await page.goto(`${server.url}/meetings?near=23220&q=staing`);
      assert.deepEqual(await names(page), ['Young and Staying']);
      assert.match(await page.locator('#found .list li').first().innerText(), /mile/);
      assert.ok(await page.locator('#found a', { hasText: 'Within 15 miles of 23220' }).isVisible());
      await page.goto(`${server.url}/meetings?near=33101`);
      assert.equal(await count(page), 0);
      assert.ok(await page.locator('#found a', { hasText: 'Anywhere' }).isVisible(), 'a wider search is offered');
      await press(page, page.locator('#found a', { hasText: 'Anywhere' }));
      assert.ok((await count(page)) > 10);
      await page.goto(`${server.url}/meetings?near=Atlantis`);
      assert.match(await page.locator('#found').innerText(), /We do not know the place “Atlantis”/);
      await close(page);
    });

    test('filters go by the codes of the listing', async () => {
      const page = await open(browser, { js });
      await page.goto(`${server.url}/meetings?f=women`);
      assert.deepEqual(await names(page), ['Women by the River']);
      await page.goto(`${server.url}/meetings?speaks=spanish`);
      assert.deepEqual((await names(page)).sort(), ['En Línea los Domingos', 'Nueva Mañana']);
      await page.goto(`${server.url}/meetings?f=medication-friendly`);
      assert.deepEqual(await names(page), ['Medication Welcome Here']);
      await page.goto(`${server.url}/meetings?f=nothing&when=noon&zone=Mars&page=0&miles=x`);
      assert.ok((await count(page)) > 10, 'what means nothing is passed over');
      await close(page);
    });

    test('the week, a meeting, and the way back', async () => {
      const page = await open(browser, { js });
      await page.goto(`${server.url}/meetings`);
      await press(page, page.locator('#found .tabs a', { hasText: 'As a week' }));
      // What is over today comes again in a week: an eighth day.
      assert.ok([7, 8].includes(await page.locator('#found section.card').count()));
      await press(page, page.locator('#found section.card a', { hasText: 'Quiet Sunday' }).first());
      assert.match(new URL(page.url()).pathname, /^\/meetings\/[0-9a-f]{32}$/);
      assert.equal(await page.locator('main h1').innerText(), 'Quiet Sunday');
      assert.match(await page.locator('main').innerText(), /Sundays, 9:00 am/);
      assert.match(await page.locator('main').innerText(), /List last read on/);
      assert.equal(await page.locator('.qr svg').count(), 1);
      assert.equal(await overflow(page), 0);
      // In the other language it is the same meeting.
      await press(page, page.locator('a[hreflang="es"]'));
      assert.equal(await page.locator('html').getAttribute('lang'), 'es');
      assert.match(await page.locator('main').innerText(), /Domingos, 9:00 a\. m\./);
      assert.deepEqual(await page.context().cookies(), []);
      assertQuiet(page);
      await close(page);
    });
  });
}

test('a meeting has structured data, and the policy stops nothing', async () => {
  const page = await open(browser);
  await page.goto(`${server.url}/meetings?q=sunrise`);
  await press(page, page.locator('#found .list h3 a').first());
  const text = await page.locator('script[type="application/ld+json"]').textContent();
  const data = JSON.parse(text);
  assert.equal(data['@type'], 'Event');
  assert.equal(data.name, 'Sunrise on the Canal');
  assert.deepEqual(data.eventSchedule.byDay, ['https://schema.org/Monday']);
  assert.equal(data.eventSchedule.startTime, '07:00:00');
  assert.match(data.startDate, /^\d{4}-\d\d-\d\dT07:00:00-0[45]:00$/);
  assert.equal(data.location[0]['@type'], 'Place');
  await assertAxe(page);
  assertQuiet(page);
  await close(page);
});

test('the street map is a link that warns, and nothing else leaves this machine', async () => {
  const page = await open(browser);
  await page.goto(`${server.url}/meetings?near=richmond`);
  await page.locator('#found summary', { hasText: 'drawing' }).click();
  assert.ok(await page.locator('svg.map').isVisible());
  await assertAxe(page);
  assert.deepEqual(page.watch.foreign, []);
  await close(page);
});

test('times are shown where the reader is', async () => {
  const page = await open(browser, { timezoneId: 'America/Los_Angeles' });
  await page.goto(`${server.url}/meetings?q=sunrise`);
  await page.waitForFunction(() => /where you are/.test(document.getElementById('found').innerText));
  assert.match(await page.locator('#found .list li').first().innerText(), /Mondays, 7:00 am \(4:00 am where you are\)/);
  await press(page, page.locator('#found .list h3 a').first());
  assert.match(await page.locator('main').innerText(), /4:00 am where you are/, 'and on its own page');
  await close(page);
});

test('the pocket list is a PDF of the search', async () => {
  const page = await open(browser, { js: false });
  await page.goto(`${server.url}/es/meetings?when=thu`);
  const link = await page.locator('#found a[href*="list.pdf"]').getAttribute('href');
  assert.match(link, /^\/es\/meetings\/list\.pdf\?when=thu$/);
  const answer = await page.request.get(server.url + link);
  assert.equal(answer.headers()['content-type'], 'application/pdf');
  assert.equal((await answer.body()).subarray(0, 5).toString(), '%PDF-');
  await close(page);
});

test('a search goes along as a calendar and as a table, and kinds are found by their names', async () => {
  const page = await open(browser, { js: false });
  await page.goto(`${server.url}/es/meetings?q=mujeres`);
  assert.ok((await names(page)).includes('Women by the River'));
  const calendar = await page.locator('#found a[href*="meetings.ics"]').getAttribute('href');
  const table = await page.locator('#found a[href*="meetings.csv"]').getAttribute('href');
  assert.match(calendar, /^\/feeds\/meetings\.ics\?q=mujeres&lang=es$/);
  assert.match(await (await page.request.get(server.url + calendar)).text(), /SUMMARY:Women by the River/);
  assert.match(await (await page.request.get(server.url + table)).text(), /Women by the River/);
  await press(page, page.locator('main a[href="/es/meetings/statistics"]'));
  assert.equal(await page.locator('html').getAttribute('lang'), 'es');
  await close(page);
});

test('an address of no meeting is not there, in both languages', async () => {
  const page = await open(browser);
  for (const path of ['/meetings/00000000000070008000000000000000', '/es/meetings/00000000000070008000000000000000', '/meetings/hope']) {
    const response = await page.goto(server.url + path);
    assert.equal(response.status(), 404, path);
  }
  await close(page);
});

for (const js of [true, false]) {
  test(`a search goes to a phone, ${js ? 'with' : 'without'} JavaScript`, async () => {
    const page = await open(browser, { size: 'phone', js });
    await page.goto(`${server.url}/meetings?near=23220`);
    await press(page, page.locator('main a[href*="/meetings/send?"]'));
    assert.match(await page.locator('[data-address]').textContent(), /\/meetings\?near=23220/);
    assert.equal(await page.locator('.qr svg').count(), 1);
    assert.equal(await overflow(page), 0);
    await close(page);
  });
}
