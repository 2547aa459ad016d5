// The finder of services, on a phone: without JavaScript and with it, without a cookie, in both languages.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, launch, open } from '../lib/browser.mjs';
import { assertAxe, assertQuiet, overflow } from '../lib/looks.mjs';
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

for (const js of [false, true]) {
  test(`something wrong with a service is told and looked up ${js ? 'with' : 'without'} JavaScript`, async () => {
    const page = await open(browser, { js, size: 'phone' });
    await page.goto(`${server.url}/services?q=common+table`);
    await press(page, page.locator('#found .list h3 a').first());
    await press(page, page.locator('main a[href$="/tell"]'));
    await press(page, page.locator('main form button[type="submit"]'));
    assert.match(await page.locator('main').innerText(), /pick one/, 'nothing was chosen');
    // The same visitor is not heard twice on the same thing.
    const [kind, words] = js ? ['wrong-link', /The number or the link/] : ['wrong-time', /The hours are wrong/];
    await page.locator(`input[name="kind"][value="${kind}"]`).check({ force: true });
    await press(page, page.locator('main form button[type="submit"]'));
    const code = await page.locator('[data-code]').innerText();
    await page.goto(`${server.url}/told`);
    await page.locator('#code').fill(code);
    await press(page, page.locator('main form button[type="submit"]'));
    assert.match(await page.locator('main').innerText(), words);
    assert.deepEqual(await page.context().cookies(), []);
    await close(page);
  });
}

test('an event shows its day, and a drawing shows where services are', async () => {
  const page = await open(browser, { js: false, size: 'phone' });
  await page.goto(`${server.url}/services?kind=event`);
  assert.deepEqual(await names(page), ['Recovery Walk along the River']);
  assert.match(await page.locator('#found .list li').innerText(), /September 18, 2027/);
  await page.goto(`${server.url}/services?near=23220&miles=30`);
  assert.ok((await page.locator('#found .list li').allInnerTexts()).some((text) => text.includes('about')), 'a place by its postal code');
  await page.locator('details:has(svg.map) summary').click();
  assert.match(await page.locator('figcaption').innerText(), /services are in this drawing/);
  await close(page);
});

test('an editor brings in a list of services, looks at one, and takes the list back', async () => {
  const page = await open(browser, { size: 'desk' });
  await signIn(page, server, 'directory-editor', { agency: 'james-river' });
  await page.goto(`${server.url}/agency/james-river/directory/sources`);
  const form = page.locator('form[action$="/sources"]');
  if (!(await form.isVisible())) await page.locator('details:has(form[action$="/sources"]) summary').click();
  await form.locator('#name').fill('Willow services');
  await form.locator('#format').selectOption('hsds');
  await press(page, form.locator('button[type="submit"]'));
  await page.locator('details:has(#file) summary').click();
  const rows = [1, 2, 3].map((n) => ({ id: `w-${n}`, name: n === 3 ? '' : `Willow pantry ${n}`, status: 'active' }));
  await page.locator('#file').setInputFiles({ name: 'w.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(rows)) });
  await press(page, page.locator('form[action$="/file"] button[type="submit"]'));
  const run = page.url().split('?')[0];
  await page.waitForFunction(() => /3 read = 2 new/.test(document.querySelector('main').innerText));
  await page.goto(`${server.url}/agency/james-river/directory`);
  await page.locator('#q').fill('willow pantry 1');
  await press(page, page.locator('form[action$="/find"] button[type="submit"]'));
  await press(page, page.locator('main .list a').first());
  await press(page, page.locator('form:has(input[value="hide"]) button'));
  assert.equal(await page.locator('form:has(input[name="do"][value="show"])').count(), 1);
  await press(page, page.locator('form:has(input[value="put-back"]) button').first());
  assert.equal(await page.locator('form:has(input[name="do"][value="hide"])').count(), 1, 'shown again');
  await page.goto(run);
  await page.locator('details:has(input[value="undo"]) summary').click();
  await press(page, page.locator('form:has(input[value="undo"]) button'));
  await page.goto(`${server.url}/services?q=willow+pantry`);
  assert.ok(!(await names(page)).includes('Willow pantry 2'));
  await close(page);
});

test('a search goes along on paper, as a table and as a picture', async () => {
  const page = await open(browser, { js: false, size: 'phone' });
  await page.goto(`${server.url}/es/services?kind=food`);
  const href = (part) => page.locator(`#found a[href*="${part}"]`).getAttribute('href');
  const pdf = await page.request.get(server.url + (await href('list.pdf')));
  assert.equal(pdf.headers()['content-type'], 'application/pdf');
  assert.equal((await pdf.body()).subarray(0, 5).toString(), '%PDF-');
  assert.match(await (await page.request.get(server.url + (await href('services.csv')))).text(), /Common Table Supper/);
  await press(page, page.locator('#found a[href*="/services/send"]'));
  assert.match(await page.locator('[data-address]').innerText(), /\/es\/services\?kind=food$/);
  assert.equal(await page.locator('.qr svg').count(), 1);
  assert.equal(await overflow(page), 0);
  await press(page, page.locator('main a.btn'));
  assert.ok((await names(page)).includes('Common Table Supper'), 'the way back keeps the search');
  assert.deepEqual(await page.context().cookies(), []);
  await close(page);
});

for (const js of [true, false]) {
  test(`a colleague proposes, an editor decides, the contact has the last word, ${js ? 'with' : 'without'} JavaScript`, async () => {
    const words = js ? 'Use the side door' : 'Ring the bell twice';
    const dana = await open(browser, { size: 'phone', js });
    await signIn(dana, server, 'peer-specialist', { agency: 'james-river' });
    await dana.goto(`${server.url}/services?q=common+table`);
    await press(dana, dana.locator('#found .list h3 a').first());
    await press(dana, dana.locator('a[href*="/directory/services/"]'));
    const entry = dana.url().split('?')[0];
    await dana.locator('details:has(form[action$="/propose"]) > summary').click();
    await dana.locator('#alert').fill(words);
    await press(dana, dana.locator('form[action$="/propose"] > .submit button'));
    await close(dana);

    const ned = await open(browser, { size: 'desk', js });
    await signIn(ned, server, 'directory-editor', { agency: 'james-river' });
    await ned.goto(`${server.url}/agency/james-river/directory`);
    await press(ned, ned.locator('section[aria-labelledby="d-services-proposed"] a').first());
    assert.equal(ned.url().split('?')[0], entry);
    assert.match(await ned.locator('section[aria-labelledby="e-prop"] dl').innerText(), new RegExp(words));
    if (js) await assertAxe(ned);
    await press(ned, ned.locator('form:has(input[value="accept"]) button'));
    assert.equal(await ned.locator('#alert').inputValue(), words);
    await ned.locator('details:has(form[action$="/link"]) summary').click();
    await press(ned, ned.locator('form[action$="/link"] button[type="submit"]'));
    const link = new URL(await ned.locator('[data-listing-link]').innerText());

    const contact = await open(browser, { size: 'phone', js });
    await contact.goto(server.url + link.pathname);
    if (js) await assertAxe(contact);
    await contact.locator('details:has(input[value="put-right"]) > summary').click();
    await contact.locator('#phone').fill('call Ann');
    await press(contact, contact.locator('form:has(input[value="put-right"]) button'));
    assert.equal(await contact.locator('#phone').getAttribute('aria-invalid'), 'true');
    assert.equal(await contact.locator('#phone').inputValue(), 'call Ann', 'what was typed is still there');
    await contact.locator('#phone').fill('804 555 0199');
    await press(contact, contact.locator('form:has(input[value="put-right"]) button'));
    assert.equal(await contact.locator('form').filter({ has: contact.locator('input[name="do"]') }).count(), 0, 'it has done its work');
    await close(contact);
    await ned.goto(entry);
    assert.equal(await ned.locator('#phone').inputValue(), '804 555 0199');
    await close(ned);
  });
}
