// Words in a form that is not saved as it is typed: they outlive a lost line and a closed page, and go when they are kept.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, launch, open } from '../lib/browser.mjs';
import { press, signIn } from '../lib/people.mjs';
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

/** Until the device has kept what was typed. */
const kept = (page) => page.waitForFunction(() => Object.keys(localStorage).length > 0);

test('a note about oneself outlives a closed page and a lost line, and goes when it is saved', async () => {
  const page = await open(browser, { size: 'phone' });
  await signIn(page, server, 'peer-specialist', { agency: 'james-river' });
  await page.goto(`${server.url}/work/members`);
  const chart = await page.locator('main a[href*="/members/"]').first().getAttribute('href');
  const form = `${server.url}${chart}/reach/about`;
  const note = page.locator('input[name="note"]');
  await page.goto(form);
  await note.fill('Ring twice, then wait');
  await kept(page);
  const raw = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  assert.doesNotMatch(raw, /Ring twice/, 'sealed on the device');

  await page.goto(`${server.url}/work`);
  await page.goto(form);
  await page.waitForFunction(() => document.querySelector('input[name="note"]').value !== '');
  assert.equal(await note.inputValue(), 'Ring twice, then wait');
  assert.match(await page.locator('form .note').innerText(), /not sent yet/);

  await page.context().setOffline(true);
  await page.locator('form:has(input[name="note"]) button[type="submit"]').click({ noWaitAfter: true });
  await page.waitForTimeout(500);
  await page.context().setOffline(false);
  await page.goto(form);
  await page.waitForFunction(() => document.querySelector('input[name="note"]').value !== '');
  assert.equal(await note.inputValue(), 'Ring twice, then wait', 'after a lost line');

  await press(page, page.locator('form:has(input[name="note"]) button[type="submit"]'));
  assert.match(page.url(), /said=saved/);
  await page.waitForFunction(() => Object.keys(localStorage).length === 0);
  await page.context().close();
});

test('what was written of a goal in a review outlives a closed page', async () => {
  const page = await open(browser, { size: 'phone' });
  await signIn(page, server, 'peer-specialist', { agency: 'james-river' });
  await page.goto(`${server.url}/work/members`);
  const chart = await page.locator('main a[href*="/members/"]').first().getAttribute('href');
  const form = `${server.url}${chart}/plan/review`;
  await page.goto(form);
  const words = page.locator('textarea[name^="words."]').first();
  await words.fill('Two mornings, and a good one');
  await kept(page);
  await page.goto(`${server.url}/work`);
  await page.goto(form);
  await page.waitForFunction(() => document.querySelector('textarea[name^="words."]').value !== '');
  assert.equal(await words.inputValue(), 'Two mornings, and a good one');
  assert.match(await page.locator('form[action$="/review"] .note').first().innerText(), /not sent yet/);
  assert.deepEqual(page.watch.errors, []);
  await page.evaluate(() => localStorage.clear());
  await page.context().close();
});
