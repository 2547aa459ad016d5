// From an empty chart to a signed plan, as a peer and a member do it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, launch, open } from '../lib/browser.mjs';
import { assertAxe } from '../lib/looks.mjs';
import { press, register, signIn } from '../lib/people.mjs';
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

for (const js of [true, false]) {
  test(`a peer opens a chart and writes a plan ${js ? 'with' : 'without'} JavaScript`, async () => {
    const page = await open(browser, { js, size: 'desk' });
    await signIn(page, server, 'peer-specialist');
    await register(page, server, `Robin ${js}`);
    assert.match(await page.locator('h1').innerText(), /Robin/);

    await press(page, page.locator('main .card a[href$="/plan"]'));
    const plan = page.url();
    await press(page, page.locator('form[action$="/start"] button').first());
    await page.locator('textarea[data-field="good-life"]').fill('Mornings with my kids.');
    await press(page, page.locator('form[action$="/text"] button[type="submit"]'));
    assert.equal(await page.locator('textarea[data-field="good-life"]').inputValue(), 'Mornings with my kids.');

    await page.locator('input[name="statement"]').fill('A door that is mine');
    await press(page, page.locator('form[action$="/goals"] button[type="submit"]'));
    assert.match(await page.locator('h1').innerText(), /A door that is mine/);
    if (js) await assertAxe(page);

    await page.goto(plan);
    await press(page, page.locator('form[action$="/freeze"] button[type="submit"]'));
    assert.match(page.url(), /\/versions\//);
    await page.locator('input[name="name"]').fill('Pat Peer');
    await press(page, page.locator('form[action$="/sign"] button[type="submit"]'));
    assert.match(await page.locator('#signatures').innerText(), /Pat Peer/);
    await close(page);
  });
}

test('a wrong answer keeps what was typed and names the field', async () => {
  const page = await open(browser, { js: false });
  await signIn(page, server, 'peer-specialist');
  await page.goto(`${server.url}/work/members`);
  const form = page.locator('form:has(input[name="called"])');
  await form.locator('input[name="called"]').fill('x'.repeat(300));
  const [answer] = await Promise.all([
    page.waitForResponse((each) => each.request().method() === 'POST'),
    form.locator('button[type="submit"]').click(),
  ]);
  assert.equal(answer.status(), 422);
  assert.equal(await page.locator('input[name="called"]').inputValue(), 'x'.repeat(300));
  assert.equal(await page.locator('input[name="called"]').getAttribute('aria-invalid'), 'true');
  await close(page);
});

test('a member does not find another face', async () => {
  const page = await open(browser);
  await signIn(page, server, 'member');
  for (const path of ['/work', '/team', '/agency', '/work/nowhere/members']) {
    const answer = await page.goto(server.url + path);
    assert.equal(answer.status(), 404, path);
  }
  await close(page);
});
