// Somebody opens more charts in an hour than is usual: a supervisor is asked to look, and answers in words.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { close, launch, open } from '../lib/browser.mjs';
import { assertAxe, overflow } from '../lib/looks.mjs';
import { press, pressAnyway, register, signIn, speak } from '../lib/people.mjs';
import { startServer } from '../lib/server.mjs';

/** One more than the rule of the demonstration lets pass (content/record/watch.toml). */
const charts = 31;
let browser;
let data;

before(async () => {
  browser = await launch();
  data = await mkdtemp(join(tmpdir(), 'alongside-alerts-'));
});

after(async () => {
  await browser?.close();
  await rm(data, { recursive: true, force: true });
});

test('many charts in an hour are asked about, and the answer is given in words', { timeout: 300_000 }, async () => {
  // A house of its own: nobody else's charts are counted.
  let server = await startServer({ data });
  const peer = await open(browser, { js: false, size: 'desk' });
  await signIn(peer, server, 'peer-specialist', { agency: 'james-river' });
  for (let number = 0; number < charts; number += 1) {
    await register(peer, server, `Zephyrine Quill ${number} ${number * 7}`);
    assert.match(peer.url(), /\/members\/[0-9a-f]{32}/);
  }
  await close(peer);
  // The watch looks when the program starts, and every minute after.
  await server.stop();
  server = await startServer({ data });
  try {
    for (const lang of ['en', 'es']) {
      const desk = await open(browser, { size: 'phone' });
      await signIn(desk, server, 'supervisor', { agency: 'james-river' });
      await speak(desk, lang);
      await desk.goto(`${server.url}/team/james-river`);
      await press(desk, desk.locator('section[aria-labelledby="t-alerts"] a').first());
      assert.match(desk.url(), /\/team\/james-river\/alerts$/);
      await assertAxe(desk);
      assert.equal(await overflow(desk), 0);
      await speak(desk, 'en');
      await close(desk);
    }

    const desk = await open(browser, { size: 'desk' });
    await signIn(desk, server, 'supervisor', { agency: 'james-river' });
    const page = `${server.url}/team/james-river/alerts`;
    await desk.goto(page);
    const form = desk.locator('form[action*="/alerts/"]').first();
    // Without words it comes back, with what was chosen.
    await form.locator('input[name="answer"][value="talked"]').check({ force: true });
    await pressAnyway(desk, form.locator('button[type="submit"]'));
    assert.ok(await desk.locator('input[name="answer"][value="talked"]').first().isChecked());
    await assertAxe(desk);
    await desk.locator('input[name="note"]').first().fill('We looked at it side by side');
    await press(desk, desk.locator('form[action*="/alerts/"] button[type="submit"]').first());
    await desk.goto(page);
    assert.equal(await desk.locator('form[action*="/alerts/"]').count(), 0, 'it waits no more');
    await assertAxe(desk);
    await close(desk);
  } finally {
    await server.stop();
  }
});
