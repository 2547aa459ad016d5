// The desk of the directory: a queue, an entry with its history, a source, a reading that waits, a contact's link.

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

async function ned(options) {
  const page = await open(browser, options);
  const at = options.lang === 'es' ? '/es/sign-in' : '/sign-in';
  await signIn(page, server, 'directory-editor', { agency: 'james-river', at });
  return page;
}

/** Opens a disclosure by the words of its summary's form. */
async function unfold(page, form) {
  const fold = page.locator('details', { has: page.locator(form) });
  if ((await fold.getAttribute('open')) === null) await fold.locator('> summary').click();
}

for (const { js, size } of [{ js: true, size: 'phone' }, { js: false, size: 'desk' }]) {
  test(`an editor works through the queue, ${size}, ${js ? 'with' : 'without'} JavaScript`, async () => {
    const page = await ned({ size, js });
    await page.goto(server.url + desk);
    assert.equal(await page.locator('section[aria-labelledby="d-reported"]').count(), 1);
    assert.equal(await page.locator('section[aria-labelledby="d-runs"]').count(), 1);
    if (js) await assertAxe(page);
    assert.equal(await overflow(page), 0);

    // Not the first: that one is reported too, and its contact's word would answer the report.
    await press(page, page.locator('section[aria-labelledby="d-unverified"] a').nth(1));
    const entry = page.url().split('?')[0];
    const before = await page.locator('section[aria-labelledby="e-history"] li').count();
    await press(page, page.locator('form:has(input[value="hide"]) button'));
    assert.equal(await page.locator('form:has(input[name="do"][value="show"])').count(), 1);
    await press(page, page.locator('form:has(input[value="put-back"]) button').first());
    assert.equal(await page.locator('section[aria-labelledby="e-history"] li').count(), before + 2);
    assert.equal(await page.locator('form:has(input[name="do"][value="hide"])').count(), 1, 'shown again');

    // What is wrong comes back at its field, with what was typed.
    if (js) await unfold(page, 'input[name="do"][value="save"]');
    const form = page.locator('form:has(input[name="do"][value="save"])');
    if (!js) await page.locator('details:has(input[name="do"][value="save"]) > summary').click();
    await form.locator('#start').fill('25:99');
    await press(page, form.locator('button[type="submit"]'));
    assert.equal(await page.locator('#start').getAttribute('aria-invalid'), 'true');
    assert.equal(await page.locator('#start').inputValue(), '25:99');

    // A link for the contact, used once by a stranger.
    await page.goto(entry);
    await page.locator('details:has(form[action$="/link"]) summary').click();
    await press(page, page.locator('form[action$="/link"] button[type="submit"]'));
    const link = new URL(await page.locator('[data-listing-link]').innerText());
    const contact = await open(browser, { size: 'phone', js });
    await contact.goto(server.url + link.pathname);
    if (js) await assertAxe(contact);
    await press(contact, contact.locator('form:has(input[value="right"]) button'));
    assert.equal(await contact.locator('form:has(input[value="right"])').count(), 0, 'it has done its work');
    await close(contact);
    await page.goto(entry);
    // What was typed wrong came back as such, which the console tells too; nothing else.
    assertQuiet(page, { typedWrong: true });
    await close(page);
  });
}

test('a reading that waits is looked at, declined, and the list stays', async () => {
  const page = await ned({ size: 'desk' });
  await page.goto(server.url + desk);
  await press(page, page.locator('section[aria-labelledby="d-runs"] a').first());
  assert.equal(await page.locator('section[aria-labelledby="r-gone"] li').count(), 5);
  await assertAxe(page);
  await press(page, page.locator('form:has(input[value="no"]) button'));
  await page.goto(server.url + desk);
  assert.equal(await page.locator('section[aria-labelledby="d-runs"]').count(), 0);
  await close(page);
});

test('a source is added, an inside address is refused in words, and a file is read and taken back', async () => {
  const page = await ned({ size: 'desk' });
  await page.goto(`${server.url}${desk}/sources`);
  const form = page.locator('form[action$="/sources"]');
  if (!(await form.isVisible())) await page.locator('details:has(form[action$="/sources"]) summary').click();
  await form.locator('#name').fill('Inside list');
  await form.locator('#address').fill('http://127.0.0.1:22/list.json');
  await press(page, form.locator('button[type="submit"]'));
  await press(page, page.locator('form:has(input[value="read"]) button'));
  assert.match(await page.locator('.note.warn').innerText(), /private network/);

  await page.locator('details:has(#file) summary').click();
  const rows = [1, 2, 3].map((day) => ({ slug: `w-${day}`, name: `Willow Bend ${day}`, day, time: '18:00' }));
  rows.push({ slug: 'bad', name: 'Willow Bend bad', day: 2, time: '25:99' });
  await page.locator('#file').setInputFiles({ name: 'w.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(rows)) });
  await press(page, page.locator('form[action$="/file"] button[type="submit"]'));
  assert.match(await page.locator('main').innerText(), /4 read = 3 new \+ 0 changed \+ 0 nothing new \+ 1 not used/);
  assert.equal(await page.locator('section[aria-labelledby="r-rows"] li').count(), 1);
  await page.locator('details:has(input[value="undo"]) summary').click();
  await press(page, page.locator('form:has(input[value="undo"]) button[type="submit"]'));
  await page.goto(`${server.url}/meetings?q=willow+bend`);
  assert.equal(await page.locator('#found .list a', { hasText: 'Willow Bend' }).count(), 0);
  await close(page);
});

test('a source says what its columns are, and a wrong word comes back at its field', async () => {
  const page = await ned({ size: 'phone', lang: 'es' });
  await page.goto(`${server.url}${desk}/sources`);
  const form = page.locator('form[action$="/sources"]');
  if (!(await form.isVisible())) await page.locator('details:has(form[action$="/sources"]) summary').click();
  await form.locator('#name').fill('Una tabla');
  await form.locator('#format').selectOption('csv');
  await form.locator('#pathway').selectOption('secular');
  await form.locator('#columns').fill('Grupo');
  await press(page, form.locator('button[type="submit"]'));
  assert.equal(await page.locator('#columns').getAttribute('aria-invalid'), 'true');
  assert.equal(await page.locator('#columns').inputValue(), 'Grupo');
  assert.equal(await page.locator('#pathway').inputValue(), 'secular');
  await assertAxe(page);
  await page.locator('#columns').fill('name=Grupo, day=Tag');
  await press(page, page.locator('form[action$="/sources"] button[type="submit"]'));
  await page.locator('details:has(#file) summary').click();
  await page.locator('#file').setInputFiles({ name: 't.csv', mimeType: 'text/csv', buffer: Buffer.from('Grupo;Tag;time;\nSauce Norte;lunes;18:00;\n') });
  await press(page, page.locator('form[action$="/file"] button[type="submit"]'));
  assert.match(await page.locator('main').innerText(), /1 leídas = 1 nuevas/);
  await page.goto(`${server.url}/meetings?q=sauce+norte&pathway=secular`);
  assert.equal(await page.locator('#found .list a').count(), 1);
  await close(page);
});

test('a colleague finds the way from a meeting to what should be put right, and an editor sees what differs', async () => {
  const dana = await open(browser, { size: 'phone' });
  await signIn(dana, server, 'peer-specialist', { agency: 'james-river' });
  await dana.goto(`${server.url}/meetings`);
  await press(dana, dana.locator('#found .list a').first());
  await press(dana, dana.locator('a[href*="/directory/entries/"]'));
  const entry = dana.url().split('?')[0];
  await dana.locator('details:has(form[action$="/propose"]) > summary').click();
  await dana.locator('#door').fill('Use the side door');
  await press(dana, dana.locator('form[action$="/propose"] > .submit button'));
  await close(dana);
  const page = await ned({ size: 'desk' });
  await page.goto(entry);
  assert.match(await page.locator('section[aria-labelledby="e-prop"] dl').innerText(), /Use the side door/);
  await press(page, page.locator('form:has(input[value="accept"]) button'));
  assert.equal(await page.locator('#door').inputValue(), 'Use the side door');
  await assertAxe(page);
  await close(page);
});

test('a help line takes two people, and so does taking it back', async () => {
  const lines = `${server.url}${desk}/help-lines`;
  const shown = async (page) => {
    await page.goto(`${server.url}/help-lines`);
    return page.locator('#line-crisis-text-line a').getAttribute('href');
  };
  const page = await ned({ size: 'phone', lang: 'es' });
  await page.goto(lines);
  const form = page.locator('form:has(select#line)');
  assert.equal(await form.locator('option[value^="911|"], option[value^="988|"]').count(), 0);
  await form.locator('#line').selectOption('trevor|');
  await form.locator('#says').fill('804 555 0100');
  await form.locator('#source').fill('Called it');
  await press(page, form.locator('button[type="submit"]'));
  assert.ok(await page.locator('.field.wrong #line').isVisible(), 'a number takes the place of one number');
  assert.equal(await form.locator('#says').inputValue(), '804 555 0100', 'what was typed is still there');
  await form.locator('#line').selectOption('crisis-text-line|text 741741');
  await press(page, form.locator('button[type="submit"]'));
  assert.equal(await page.locator('form:has(input[value="agree"])').count(), 0, 'not by the same person');
  await assertAxe(page);
  const joan = await open(browser, { size: 'desk' });
  await signIn(joan, server, 'agency-admin', { agency: 'james-river' });
  const agree = async () => {
    await joan.goto(lines);
    await press(joan, joan.locator('form:has(input[value="agree"]) button').first());
    assert.equal(await joan.locator('form:has(input[value="agree"])').count(), 0);
  };
  await agree();
  assert.equal(await shown(joan), 'sms:8045550100');

  await page.goto(lines);
  assert.equal(await page.locator('form:has(input[value="drop"])').count(), 0, 'nobody ends alone what two agreed on');
  const back = page.locator('details:has(input[value="restored"])');
  await back.locator('summary').click();
  await back.locator('input[name="source"]').fill('Called the old one, it answers');
  await press(page, back.locator('button[type="submit"]'));
  assert.equal(await shown(page), 'sms:8045550100', 'asking changes nothing');
  await agree();
  assert.equal(await shown(joan), 'sms:741741');
  await joan.goto(lines);
  assert.equal(await joan.locator('main .list').count(), 0, 'nothing is left over');
  await close(page);
  await close(joan);
});

for (const js of [true, false]) {
  test(`anyone says what is wrong, with no cookie, ${js ? 'with' : 'without'} JavaScript`, async () => {
    const page = await open(browser, { size: 'phone', js });
    await page.goto(`${server.url}/meetings`);
    await press(page, page.locator('#found .list a').first());
    await press(page, page.locator('a[href$="/tell"]'));
    if (js) await assertAxe(page);
    await press(page, page.locator('form:has(input[value="report"]) button[type="submit"]'));
    assert.equal(await page.locator('fieldset.wrong').count(), 1, 'what is missing is said at its field');
    await page.locator(`input[name="kind"][value="${js ? 'wrong-place' : 'wrong-link'}"]`).check({ force: true });
    await press(page, page.locator('form:has(input[value="report"]) button[type="submit"]'));
    const code = await page.locator('[data-code]').innerText();
    assert.match(code, /^[0-9A-F]{16}$/);
    await page.goto(`${server.url}/told`);
    await page.locator('#code').fill(code.toLowerCase());
    await press(page, page.locator('main form button[type="submit"]'));
    assert.equal(await page.locator('section[role="status"]').count(), 1);
    assert.equal((await page.context().cookies()).length, 0, 'no cookie');
    await close(page);
  });
}

for (const js of [true, false]) {
  test(`an editor adds a meeting that no list names, ${js ? 'with' : 'without'} JavaScript`, async () => {
    const page = await ned({ size: 'phone', js });
    await page.goto(server.url + desk);
    assert.ok((await page.locator('section[aria-labelledby="d-lines"] li').count()) > 0, 'help lines to call');
    await press(page, page.locator(`main a[href="${desk}/add"]`));
    await page.locator('#name').fill('Porch light');
    await page.locator('label.choice:has(input[name="days"][value="2"])').click();
    await page.locator('#start').fill('25:99');
    await press(page, page.locator('main form button[type="submit"]'));
    assert.equal(await page.locator('#name').inputValue(), 'Porch light', 'what was typed stays');
    await page.locator('#start').fill('19:30');
    await page.locator('#city').fill(js ? 'Richmond' : 'Petersburg');
    await press(page, page.locator('main form button[type="submit"]'));
    assert.match(page.url(), /\/entries\/[0-9a-f]{32}/);
    if (js) await assertAxe(page);
    assert.equal(await overflow(page), 0);
    await close(page);
  });
}
