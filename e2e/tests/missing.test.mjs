// What is missing in the directory, events by day, who offers a service, and a new help line: with JavaScript and without.

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

const desk = '/agency/james-river/directory';
const send = (page) => press(page, page.locator('main form.card button[type="submit"]').first());

/** Opens a disclosure that holds a field, where it is shut. */
async function unfold(page, field) {
  const fold = page.locator('details', { has: page.locator(field) }).last();
  if ((await fold.getAttribute('open')) === null) await fold.locator('> summary').click();
}

for (const js of [true, false]) {
  test(`a stranger says what is missing, an editor takes it over, ${js ? 'with' : 'without'} JavaScript`, async () => {
    const name = js ? 'Larkspur pantry' : 'Juniper pantry';
    const page = await open(browser, { js, size: 'phone' });
    await page.goto(`${server.url}/services`);
    await press(page, page.locator('main a[href$="/services/missing"]'));
    if (js) await assertAxe(page);
    assert.equal(await overflow(page), 0);
    await page.locator('#name').fill(name);
    await unfold(page, '[name="kinds"]');
    await page.locator('input[name="kinds"][value="food"]').check({ force: true });
    await unfold(page, '#hours-0');
    await page.locator('#hours-0').fill('9-5');
    await page.locator('#address').fill(js ? '12 Larkspur Lane' : '13 Juniper Lane');
    await page.locator('#city').fill('Richmond');
    await send(page);
    assert.equal(await page.locator('#hours-0').getAttribute('aria-invalid'), 'true');
    assert.equal(await page.locator('#name').inputValue(), name, 'what was typed is still there');
    await page.locator('#hours-0').fill('9 am-5 pm');
    await send(page);
    const code = await page.locator('[data-code]').innerText();
    await page.goto(`${server.url}/services?q=${name.split(' ')[0]}`);
    assert.ok(!(await page.locator('#found').innerText()).includes(name), 'nothing is shown before');
    assert.deepEqual(await page.context().cookies(), []);

    const ned = await open(browser, { js, size: 'desk' });
    await signIn(ned, server, 'directory-editor', { agency: 'james-river' });
    await ned.goto(server.url + desk);
    await press(ned, ned.locator('section[aria-labelledby="d-missing"] a', { hasText: name }));
    if (js) await assertAxe(ned);
    assert.equal(await ned.locator('#hours-0').inputValue(), '9 am-5 pm');
    await send(ned);
    assert.match(ned.url(), /\/directory\/services\//);
    await close(ned);

    await page.goto(`${server.url}/told`);
    await page.locator('#code').fill(code);
    await press(page, page.locator('main form button[type="submit"]'));
    assert.match(await page.locator('main').innerText(), /It is in the directory now/);
    await page.goto(`${server.url}/services?q=${name.split(' ')[0]}`);
    await press(page, page.locator('#found .list h3 a', { hasText: name }));
    assert.match(await page.locator('main').innerText(), /9:00 am to 5:00 pm/);
    assertQuiet(page, { typedWrong: true });
    await close(page);
  });
}

test('a colleague says what is missing from inside and reads the answer', async () => {
  const dana = await open(browser, { size: 'phone' });
  await signIn(dana, server, 'peer-specialist', { agency: 'james-river' });
  await dana.goto(`${server.url}/meetings/missing`);
  await press(dana, dana.locator('main a[href$="/directory/missing/meeting"]'));
  await dana.locator('#name').fill('Larkspur evening');
  await dana.locator('input[name="days"][value="2"]').check({ force: true });
  await dana.locator('#start').fill('19:00');
  await dana.locator('#address').fill('14 Larkspur Lane');
  await send(dana);
  assert.match(await dana.locator('body').innerText(), /Somebody who looks after the directory will see it/);

  const ned = await open(browser, { size: 'desk' });
  await signIn(ned, server, 'directory-editor', { agency: 'james-river' });
  await ned.goto(server.url + desk);
  await press(ned, ned.locator('section[aria-labelledby="d-missing"] a', { hasText: 'Larkspur evening' }));
  await ned.locator('#why').selectOption('not-found');
  await press(ned, ned.locator('form:has(#why) button[type="submit"]'));
  assert.equal(await ned.locator('section[aria-labelledby="d-missing"] a', { hasText: 'Larkspur evening' }).count(), 0);
  await close(ned);

  await dana.goto(`${server.url}/services?q=common+table`);
  await press(dana, dana.locator('#found .list h3 a').first());
  await press(dana, dana.locator('a[href*="/directory/services/"]'));
  assert.match(await dana.locator('section[aria-labelledby="e-own"]').innerText(), /We could not find out/);
  await close(dana);
});

for (const js of [true, false]) {
  test(`an editor puts right who may come to a service ${js ? 'with' : 'without'} JavaScript, and puts it back`, async () => {
    const ned = await open(browser, { js, size: 'phone' });
    await signIn(ned, server, 'directory-editor', { agency: 'james-river' });
    await ned.goto(`${server.url}/services?q=recovery+community+center`);
    await press(ned, ned.locator('#found .list h3 a').first());
    const shown = ned.url().split('?')[0];
    await press(ned, ned.locator('a[href*="/directory/services/"]'));
    const entry = ned.url().split('?')[0];
    const form = 'form:has(input[name="do"][value="save"])';
    await ned.locator(`details:has(${form}) > summary`).click();
    await unfold(ned, '#fit-medicaid');
    await ned.locator('#fit-medicaid').selectOption('no');
    await unfold(ned, '#hours-0');
    await ned.locator('#hours-0').fill('9 am-6 pm');
    if (js) await assertAxe(ned);
    assert.equal(await overflow(ned), 0);
    await press(ned, ned.locator(`${form} > .submit button`));
    await ned.goto(shown);
    assert.match(await ned.locator('main').innerText(), /It does not take Medicaid\.[^]*Somebody asked there\./);
    await ned.goto(entry);
    await press(ned, ned.locator('form:has(input[value="put-back"]) button').first());
    await ned.goto(shown);
    assert.doesNotMatch(await ned.locator('main').innerText(), /It does not take Medicaid/);
    await close(ned);
  });
}

test('events stand by day and lead to a calendar; a service leads to who offers it', async () => {
  const page = await open(browser, { js: false, size: 'phone' });
  await page.goto(`${server.url}/services`);
  await press(page, page.locator('main a[href$="/services/events"]'));
  assert.match(await page.locator('#found').innerText(), /Saturday, September 18, 2027/);
  assert.equal(await overflow(page), 0);
  const href = await page.locator('#found a[href*="/feeds/events.ics"]').getAttribute('href');
  assert.match(await (await page.request.get(server.url + href)).text(), /BEGIN:VEVENT/);
  await press(page, page.locator('#found a', { hasText: 'Recovery Walk' }).first());
  assert.match(await page.locator('section[aria-labelledby="t-next"]').innerText(), /September 18, 2027/);
  await page.goto(`${server.url}/es/services?q=naloxona`);
  await press(page, page.locator('#found .list h3 a').first());
  await press(page, page.locator('main a[href*="/es/services/by/"]').first());
  assert.match(await page.locator('main').innerText(), /Lo que ofrecen/);
  assert.ok((await page.locator('#found .list h3 a').count()) > 1);
  assert.deepEqual(await page.context().cookies(), []);
  await close(page);
});

test('a help line that is missing takes two people', async () => {
  const ned = await open(browser, { size: 'desk' });
  await signIn(ned, server, 'directory-editor', { agency: 'james-river' });
  await ned.goto(`${server.url}${desk}/help-lines`);
  await ned.locator('details:has(input[name="do"][value="new"]) > summary').first().click();
  await ned.locator('#new-kind').selectOption('warm');
  await ned.locator('#new-name').fill('Larkspur line');
  await ned.locator('#new-about_en').fill('A peer listens.');
  await ned.locator('#new-about_es').fill('Alguien escucha.');
  await ned.locator('#new-call').fill('911');
  await ned.locator('input[name="answers"][value="peers"]').check({ force: true });
  await ned.locator('input[name="languages"][value="en"]').check({ force: true });
  await ned.locator('#new-source').fill('We called it');
  const form = ned.locator('form:has(input[name="do"][value="new"])');
  await press(ned, form.locator('> .submit button'));
  assert.equal(await ned.locator('#new-call').getAttribute('aria-invalid'), 'true', '911 is built in');
  assert.equal(await ned.locator('#new-name').inputValue(), 'Larkspur line');
  await assertAxe(ned);
  await ned.locator('#new-call').fill('804-555-0155');
  await press(ned, form.locator('> .submit button'));
  assert.match(await ned.locator('section[aria-labelledby="h-now"]').innerText(), /Larkspur line[^]*Somebody else has to check it/);
  await ned.goto(`${server.url}/help-lines`);
  assert.doesNotMatch(await ned.locator('main').innerText(), /Larkspur line/);
  await close(ned);
});
