// The finder of services, on a phone: without JavaScript and with it, without a cookie, in both languages.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, launch, open } from '../lib/browser.mjs';
import { assertQuiet } from '../lib/looks.mjs';
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

const names = (page) => page.locator('#found .list h3 a').allInnerTexts();
const search = (page) => press(page, page.locator('main form button[type="submit"]'));

for (const js of [false, true]) {
  test(`what must be so is asked for and found ${js ? 'with' : 'without'} JavaScript`, async () => {
    const page = await open(browser, { js });
    await page.goto(`${server.url}/services`);
    assert.ok((await names(page)).length > 5);
    await page.locator('main form details summary').click();
    await page.locator('input[name="fit"][value="pet"]').check();
    await page.locator('input[name="fit"][value="partner"]').check();
    await search(page);
    assert.deepEqual(await names(page), ['Winter Night Shelter']);
    assert.ok(await page.locator('input[name="fit"][value="pet"]').isChecked(), 'the choice stays');
    await press(page, page.locator('#found .list h3 a'));
    const shown = await page.locator('main').innerText();
    for (const words of ['Your pet can come.', 'We read this in what they wrote', 'CC0 1.0', 'November 1, 2026', 'Monday to Sunday', '6:00 pm to 7:00 am']) {
      assert.ok(shown.includes(words), `“${words}” in: ${shown}`);
    }
    assert.deepEqual(await page.context().cookies(), []);
    assertQuiet(page);
    await close(page);
  });
}

test('slips are forgiven, places are known, and what means nothing is passed over', async () => {
  const page = await open(browser, { js: false });
  await page.goto(`${server.url}/services?q=nalaxone`);
  assert.equal((await names(page))[0], 'Free Naloxone');
  await page.goto(`${server.url}/services?near=23224&miles=5&kind=food`);
  assert.deepEqual(await names(page), ['Common Table Supper']);
  assert.match(await page.locator('#found .list li').first().innerText(), /miles away/);
  await page.goto(`${server.url}/services?near=Xyzzyville`);
  assert.match(await page.locator('#found').innerText(), /We do not know this place/);
  await page.goto(`${server.url}/services?fit=x&kind=%00&page=abc&miles=-1&open=maybe&speaks=tlh`);
  assert.ok((await names(page)).length > 5);
  await page.goto(`${server.url}/services?q=${encodeURIComponent('<script>alert(1)</script>')}`);
  assert.match(await page.locator('#found').innerText(), /No services found/);
  const nobody = await page.goto(`${server.url}/services/01890000-0000-7000-8000-000000000000`);
  assert.equal(nobody.status(), 404);
  await close(page);
});

test('in Spanish the page and the search are Spanish', async () => {
  const page = await open(browser, { js: false, lang: 'es' });
  await page.goto(`${server.url}/es/services?q=comida`);
  assert.ok((await names(page)).includes('Common Table Supper'));
  await page.goto(`${server.url}/es/services?speaks=es&kind=family`);
  await press(page, page.locator('#found .list h3 a', { hasText: 'Apoyo para Familias' }));
  assert.match(page.url(), /\/es\/services\//);
  assert.match(await page.locator('main').innerText(), /De dónde viene esto/);
  await close(page);
});
