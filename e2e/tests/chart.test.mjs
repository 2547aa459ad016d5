// A chart from the front door to the desk of the agency: register, hand over, enroll, adopt.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, launch, open } from '../lib/browser.mjs';
import { assertAxe } from '../lib/looks.mjs';
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

/** The only option of a list whose words hold this text. */
async function pick(page, selector, text) {
  const value = await page.locator(`${selector} option`, { hasText: text }).first().getAttribute('value');
  await page.locator(selector).selectOption(value);
}

/** Types a walk-in's name: the page of a new chart, or whoever is likely meant. */
async function lookFor(page, name) {
  await page.goto(`${server.url}/work/members`);
  const form = page.locator('form:has(input[name="called"]:not([type="hidden"]))');
  await form.locator('input[name="called"]').fill(name);
  await press(page, form.locator('button[type="submit"]'));
}

for (const js of [true, false]) {
  const way = js ? 'with' : 'without';

  test(`a walk-in is looked for, registered, handed over and enrolled ${way} JavaScript`, async () => {
    const name = js ? 'Philippa Quartermaine' : 'Ignatius Oglethorpe';
    const slip = js ? 'Phillipa Quatermaine' : 'Ignacius Oglethorp';
    const page = await open(browser, { js, size: 'desk' });
    await signIn(page, server, 'peer-specialist', { agency: 'james-river' });
    await lookFor(page, name);
    assert.match(await page.locator('h1').innerText(), new RegExp(name));
    const chart = page.url().split('?')[0];
    if (js) await assertAxe(page);

    await lookFor(page, slip);
    assert.match(await page.locator('#likely').innerText(), new RegExp(name));
    if (js) await assertAxe(page);
    await page.locator('#likely a', { hasText: name }).click();
    await page.waitForURL(chart);
    await page.goto(`${chart}/timeline`);
    assert.match(await page.locator('main').innerText(), /Dana Whitfield began to walk/);
    await close(page);

    const desk = await open(browser, { js, size: 'phone' });
    await signIn(desk, server, 'supervisor', { agency: 'james-river' });
    await desk.goto(`${chart}/peer`);
    await pick(desk, '#transfer-staff', 'Marcus Bell');
    await desk.locator('#transfer-from').evaluate((field) => { field.type = 'text'; });
    await desk.locator('#transfer-from').fill('2020-01-01');
    await press(desk, desk.locator('form:has(#transfer-staff) button[type="submit"]'));
    assert.match(await desk.locator('#transfer-from-error').innerText(), /to come/);
    assert.match(await desk.locator('#transfer-staff option:checked').innerText(), /Marcus/, 'the pick stays');
    await desk.locator('#transfer-from').fill('');
    await press(desk, desk.locator('form:has(#transfer-staff) button[type="submit"]'));
    assert.match(await desk.locator('main .list').innerText(), /Marcus Bell[\s\S]*Dana Whitfield/);
    if (js) await assertAxe(desk);

    await desk.goto(`${chart}/programs`);
    await pick(desk, 'select[name="program"]', 'ARTS');
    await desk.locator('input[name="mandated_by"]').fill('Drug court');
    await press(desk, desk.locator('form:has(select[name="program"]) button[type="submit"]'));
    assert.match(await desk.locator('main .list').innerText(), /ARTS/);
    await desk.locator('main .list a').first().click();
    await desk.waitForURL(/\/programs\/[0-9a-f]+/);
    assert.match(await desk.locator('main').innerText(), /Drug court/);
    assert.match(await desk.locator('#card').innerText(), /Recommendation/);
    if (js) await assertAxe(desk);
    await close(desk);

    const before = await open(browser, { js, size: 'desk' });
    await signIn(before, server, 'peer-specialist', { agency: 'james-river' });
    assert.equal((await before.goto(chart)).status(), 404, 'the peer before is out');
    await close(before);
  });
}

test('the compliance officer adopts a rule with its page, and takes it back', async () => {
  const page = await open(browser, { size: 'desk' });
  await signIn(page, server, 'compliance-officer', { agency: 'james-river' });
  await page.goto(`${server.url}/agency/james-river/rules`);
  const first = page.locator('li.card', { hasText: 'The first plan is due' }).first();
  await first.locator('summary').click();
  await first.locator('input[name="page"]').fill('Supplement, page 14');
  await press(page, first.locator('button[type="submit"]'));
  const taken = page.locator('li.card', { hasText: 'The first plan is due' }).first();
  assert.match(await taken.innerText(), /Victor Hale[\s\S]*page 14/);
  await assertAxe(page);
  await press(page, taken.getByRole('button', { name: /Take it back/ }));
  assert.doesNotMatch(await page.locator('li.card', { hasText: 'The first plan is due' }).first().innerText(), /Victor/);
  await close(page);
});

test('somebody new at the agency gets a code, a passphrase of their own, and a role', async () => {
  const page = await open(browser, { size: 'desk' });
  await signIn(page, server, 'agency-admin', { agency: 'james-river' });
  await page.goto(`${server.url}/agency/james-river`);
  await page.locator('summary', { hasText: 'Add someone who works here' }).click();
  await page.locator('input[name="name"]').fill('Quinn Abara');
  await page.locator('input[name="title"]').fill('Peer');
  await page.locator('input[name="username"]').fill('quinn.abara');
  await press(page, page.locator('form:has(input[name="username"]) button[type="submit"]'));
  const code = await page.locator('.code').innerText();
  await assertAxe(page);
  await press(page, page.locator('main a.btn'));
  await page.locator('summary', { hasText: 'Give a role' }).click();
  await pick(page, 'select[name="role"]', 'Peer specialist');
  await press(page, page.locator('form:has(select[name="role"]) button[type="submit"]'));
  assert.match(await page.locator('main').innerText(), /Peer specialist[\s\S]*given by Joan Pruitt/);
  await assertAxe(page);
  await close(page);

  const own = await open(browser, { size: 'phone' });
  await own.goto(`${server.url}/es/first-time/sign-in`);
  await assertAxe(own);
  await own.locator('input[name="username"]').fill('quinn.abara');
  await own.locator('input[name="code"]').fill('0000-0000');
  await own.locator('input[name="passphrase"]').fill('a lake of quiet geese');
  await press(own, own.locator('main form button[type="submit"]'));
  assert.equal(await own.locator('input[name="username"]').inputValue(), 'quinn.abara');
  await own.locator('input[name="code"]').fill(code);
  await own.locator('input[name="passphrase"]').fill('a lake of quiet geese');
  await press(own, own.locator('main form button[type="submit"]'));
  assert.match(own.url(), /\/sign-in/);
  await close(own);
});

for (const role of ['front-desk', 'clinician', 'biller', 'privacy-officer', 'volunteer', 'directory-editor', 'trainee', 'supervisor']) {
  test(`the hat of a ${role} starts on a page that is there`, async () => {
    const page = await open(browser, { size: 'phone' });
    await signIn(page, server, role, { agency: 'james-river' });
    assert.equal(await page.locator('h1').count(), 1);
    assert.ok((await page.goto(page.url())).ok());
    for (const href of await page.locator('nav.nav a').evaluateAll((links) => links.map((link) => link.href))) {
      assert.ok((await page.goto(href)).ok(), `${role}: ${href}`);
    }
    await close(page);
  });
}
