// Two people write a plan side by side: the conversation, a meeting of a real list, the device in the member's hands.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { close, launch, open } from '../lib/browser.mjs';
import { assertAxe, assertQuiet } from '../lib/looks.mjs';
import { press, register, signIn } from '../lib/people.mjs';
import { startServer } from '../lib/server.mjs';

const run = promisify(execFile);
const root = resolve(fileURLToPath(import.meta.url), '../../..');
const binary = process.env.ALONGSIDE_BIN ?? join(root, 'target/debug/alongside');
const pin = '482913';

// A few rows as the Raleigh list publishes them: days as names, seconds, coordinates as text, HTML entities.
const rows = [
  { name: 'Hope &amp; Courage', slug: 'hope-courage', day: 'Tuesday', time: '19:00:00', location: 'Oak Street Hall', address: '12 Oak St', city: 'Raleigh', latitude: '35.7806', longitude: '-78.6389', types: ['O', 'D'] },
  { name: 'Early Birds', slug: 'early-birds', day: 'Monday', time: '06:30:00', location: 'Oak Street Hall', address: '12 Oak St', city: 'Raleigh', latitude: '35.7806', longitude: '-78.6389', types: ['O'] },
  { name: 'By the Sea', slug: 'by-the-sea', day: 'Tuesday', time: '19:00:00', location: 'Pier House', address: '1 Pier Rd', city: 'Wilmington', latitude: '34.2257', longitude: '-77.9447', types: ['O'] },
];

let server;
let browser;
let folder;

before(async () => {
  // A server of its own: it ends sessions and sets a PIN.
  server = await startServer();
  browser = await launch();
  folder = await mkdtemp(join(tmpdir(), 'alongside-list-'));
  const list = join(folder, 'raleigh.json');
  await writeFile(list, JSON.stringify(rows));
  const { stdout, stderr } = await run(binary, ['import', 'meetings', list, '--data', server.data]);
  assert.match(stdout + stderr, /3 read, 3 added/);
});

after(async () => {
  await browser?.close();
  await server?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** A new chart, by its peer; gives the address of its plan. */
async function newChart(page, name, lang) {
  await register(page, server, name, { lang });
  await press(page, page.locator('main a[href$="/plan"]').first());
  return page.url().split('?')[0];
}

const say = {
  en: { title: 'Side by side', inPlan: /The meeting is in the plan/ },
  es: { title: 'Lado a lado', inPlan: /La reunión está en el plan/ },
};

/** The whole conversation, from the first word to the step with a meeting in it. */
async function talk(page, plan, lang, js) {
  await page.goto(plan);
  await press(page, page.locator('form[action$="/start"] button[value="together"]'));
  assert.match(page.url(), /together\/relationship/);
  assert.equal(await page.locator('nav.nav').count(), 0, 'no menu in a conversation');
  for (const word of ['caseload', 'units', 'coverage']) assert.doesNotMatch(await page.locator('main').innerText(), new RegExp(word, 'i'));

  await page.goto(`${plan}/together/icebreakers`);
  await page.locator('textarea[data-field="good-life"]').fill('Mornings with my kids 🌅');
  await press(page, page.locator('form[action$="/text"] button[type="submit"]'));
  assert.match(page.url(), /together\/icebreakers/, 'one stays in the conversation');
  assert.equal(await page.locator('textarea[data-field="good-life"]').inputValue(), 'Mornings with my kids 🌅');

  await page.goto(`${plan}/together/pathways`);
  await page.locator('select[name="standing.wrap"]').selectOption('trying');
  await page.locator('select[name="standing.twelve-step"]').selectOption('curious');
  await page.locator('input[name="custom"]').fill('My garden');
  await press(page, page.locator('form[action$="/pathways"] button[type="submit"]'));
  assert.equal(await page.locator('select[name="standing.wrap"]').inputValue(), 'trying');
  assert.equal(await page.locator('select[name="standing.own0"]').inputValue(), 'curious');

  await page.goto(`${plan}/together/environment`);
  await page.locator('input[name="corner_name"]').fill('Rosa');
  await press(page, page.locator('form:has(input[name="corner_name"]) button[type="submit"]'));
  assert.match(await page.locator('main .list').innerText(), /Rosa/);

  await page.goto(`${plan}/together/goals`);
  await page.locator('input[name="statement"]').fill('A door that is mine');
  await press(page, page.locator('form[action$="/goals"] button[type="submit"]'));
  assert.match(page.url(), /together\/goals/);

  await page.goto(`${plan}/together/strategies`);
  await page.locator('form[action$="/strategies"] input[name="statement"]').fill('Be with people who know');
  await press(page, page.locator('form[action$="/strategies"] button[type="submit"]'));

  await page.goto(`${plan}/together/actions`);
  await page.locator('details.more:has(input[name="what"]) > summary').click();
  await page.locator('input[name="what"]').fill('Try a group');
  await press(page, page.locator('button[name="then"][value="meeting"]'));
  assert.match(page.url(), /\/meetings/);
  await page.locator('input[name="near"]').fill('Raleigh');
  await page.locator('select[name="part"]').selectOption('evening');
  if (js) {
    await page.locator('#found h3', { hasText: 'Hope & Courage' }).waitFor();
    await page.waitForFunction(() => document.querySelectorAll('#found h3').length === 1);
  } else {
    await press(page, page.locator('form[data-meetings] button[type="submit"]'));
  }
  assert.deepEqual(await page.locator('#found h3').allInnerTexts(), ['Hope & Courage'], 'near, in the evening, and not by the sea');
  await press(page, page.locator('#found form button[type="submit"]'));
  assert.match(await page.locator('.flash').innerText(), say[lang].inPlan);
  assert.match(await page.locator('main').innerText(), /Hope & Courage, .*12 Oak St/s);

  await page.goto(`${plan}/together/read-back`);
  const read = await page.locator('main').innerText();
  for (const words of ['Mornings with my kids', 'My garden', 'Rosa', 'A door that is mine', 'Be with people who know', 'Try a group', 'Hope & Courage']) {
    assert.ok(read.includes(words), `${words} is read back`);
  }
}

for (const { js, lang } of [{ js: true, lang: 'en' }, { js: false, lang: 'en' }, { js: true, lang: 'es' }, { js: false, lang: 'es' }]) {
  test(`a plan comes together in a conversation ${js ? 'with' : 'without'} JavaScript, ${lang}`, async () => {
    const page = await open(browser, { js, lang, size: js ? 'desk' : 'phone' });
    await signIn(page, server, 'peer-specialist', { at: lang === 'es' ? '/es/sign-in' : '/sign-in' });
    const plan = await newChart(page, `Robin ${js} ${lang}`);
    await talk(page, plan, lang, js);
    if (js) {
      for (const part of ['', '/relationship', '/pathways', '/goals', '/actions', '/read-back']) {
        await page.goto(`${plan}/together${part}`);
        await assertAxe(page);
      }
      assertQuiet(page);
    }
    if (lang === 'es') {
      await page.goto(`${server.url}/language?back=/work`);
      await press(page, page.locator('button[value="en"]'));
    }
    await close(page);
  });
}

for (const js of [true, false]) {
  test(`the device is handed over and nothing but the plan opens, ${js ? 'with' : 'without'} JavaScript`, async () => {
    const page = await open(browser, { js });
    await signIn(page, server, 'peer-specialist');
    const other = await newChart(page, `Somebody else ${js}`);
    const plan = await newChart(page, `Handed ${js}`);
    await press(page, page.locator('form[action$="/start"] button').first());
    await page.goto(`${plan}/hand-over`);
    if (await page.locator('input[name="pin"]').count()) {
      await page.locator('input[name="pin"]').fill('111111');
      await page.locator('input[name="pin_again"]').fill('111111');
      await press(page, page.locator('form[action$="/hand-over"] button[type="submit"]'));
      assert.equal(await page.locator('input[name="pin"]').getAttribute('aria-invalid'), 'true');
      await page.locator('input[name="pin"]').fill(pin);
      await page.locator('input[name="pin_again"]').fill(pin);
    }
    await press(page, page.locator('form[action$="/hand-over"] button[type="submit"]'));
    assert.match(page.url(), /\/together/);
    assert.equal(await page.locator('header.top').count(), 0);

    const agency = new URL(plan).pathname.split('/')[2];
    const chart = new URL(plan).pathname.replace(/\/plan$/, '');
    const closed = ['/', '/work', `/work/${agency}`, `/work/${agency}/members`, chart, new URL(other).pathname, `${chart}/plan/self-check`, `${chart}/plan/hand-over`, '/team', '/agency', '/me', '/sign-in', '/language', '/meetings', '/account'];
    for (const path of closed) {
      const answer = await page.goto(server.url + path);
      assert.equal(answer.status(), 404, path);
      const links = await page.locator('a[href]').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
      const out = links.filter((href) => href.startsWith('/work') && !href.includes('/plan'));
      assert.deepEqual(out, [], `${path} leads nowhere else`);
    }
    // Every link on every page of the conversation stays within the plan.
    for (const path of ['', '/relationship', '/environment', '/goals', '/read-back']) {
      await page.goto(`${plan}/together${path}`);
      const links = await page.locator('a[href^="/"]').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
      const within = (href) => href.startsWith(`${chart}/plan`) || ['/take-back', '/crisis', '/es/crisis'].includes(href);
      assert.deepEqual(links.filter((href) => !within(href)), [], path);
    }
    await page.goto(`${plan}/together/icebreakers`);
    await page.locator('textarea[data-field="strengths"]').fill('I do not give up.');
    await press(page, page.locator('form[action$="/text"] button[type="submit"]'));
    await page.goto(plan);
    assert.equal(await page.locator('a[href$="/hand-over"]').count(), 0);
    assert.equal(await page.locator('textarea[data-field="strengths"]').inputValue(), 'I do not give up.');

    await page.goto(`${server.url}/take-back`);
    await page.locator('input[name="secret"]').fill('482914');
    await press(page, page.locator('form[action="/take-back"] button[type="submit"]'));
    assert.equal(await page.locator('input[name="secret"]').getAttribute('aria-invalid'), 'true');
    assert.equal((await page.goto(`${server.url}/work/${agency}`)).status(), 404, 'a wrong try opens nothing');
    await page.goto(`${server.url}/take-back`);
    await page.locator('input[name="secret"]').fill(pin);
    await press(page, page.locator('form[action="/take-back"] button[type="submit"]'));
    assert.equal((await page.goto(`${server.url}/work/${agency}/members`)).status(), 200);

    // Handed over once more: too many wrong tries, and the session is gone. The words are not.
    await page.goto(`${plan}/hand-over`);
    await press(page, page.locator('form[action$="/hand-over"] button[type="submit"]'));
    await page.goto(`${server.url}/take-back`);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await page.locator('input[name="secret"]').fill('000111');
      await press(page, page.locator('form[action="/take-back"] button[type="submit"]'));
    }
    assert.match(page.url(), /sign-in/);
    await signIn(page, server, 'peer-specialist');
    await page.goto(plan);
    assert.equal(await page.locator('textarea[data-field="strengths"]').inputValue(), 'I do not give up.');
    await close(page);
  });
}

test('two people write at once and no word is lost', async () => {
  const [dana, renee] = [await open(browser, { size: 'desk' }), await open(browser, { size: 'desk' })];
  await signIn(dana, server, 'peer-specialist');
  const plan = await newChart(dana, 'Both');
  await press(dana, dana.locator('form[action$="/start"] button').first());
  await signIn(renee, server, 'supervisor');
  await Promise.all([dana.goto(plan), renee.goto(plan)]);
  const field = (page) => page.locator('textarea[data-field="good-life"]');
  const state = (page, name) => page.locator(`.field:has(textarea[data-field="good-life"]) [data-saving][data-state="${name}"]`).waitFor();
  await field(dana).fill('A garden');
  await state(dana, 'saved');
  await field(renee).fill('A house');
  await state(renee, 'clash');
  assert.equal(await renee.locator('.clash [data-slot="mine"]').innerText(), 'A house');
  assert.equal(await renee.locator('.clash [data-slot="theirs"]').innerText(), 'A garden');
  await dana.goto(plan);
  assert.match(await dana.locator('.clash').innerText(), /A house/, 'both texts are kept on the server');
  await renee.locator('.clash [data-choose="join"]').click();
  await state(renee, 'saved');
  await dana.goto(plan);
  assert.equal(await dana.locator('.clash').count(), 0, 'settled in one browser is settled');
  assert.equal(await field(dana).inputValue(), 'A garden\n\nA house');

  // The other's saved words come in by themselves while one is looking.
  await field(renee).fill('A garden and a house');
  await state(renee, 'saved');
  await dana.mouse.wheel(0, 10);
  await dana.waitForFunction(() => document.querySelector('textarea[data-field="good-life"]').value === 'A garden and a house', null, { timeout: 30_000 });
  await Promise.all([close(dana), close(renee)]);
});

test('a lost line loses no word, and another account never sees it', async () => {
  const page = await open(browser, { size: 'desk' });
  await signIn(page, server, 'peer-specialist');
  const plan = await newChart(page, 'Offline');
  await press(page, page.locator('form[action$="/start"] button').first());
  await page.context().setOffline(true);
  const field = page.locator('textarea[data-field="home"]');
  await field.fill('Quiet at night');
  await page.locator('[data-saving][data-state="offline"]').waitFor();
  const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
  assert.doesNotMatch(kept, /Quiet/, 'what waits on the device is sealed');
  await page.context().setOffline(false);
  await page.locator('.field:has(textarea[data-field="home"]) [data-state="saved"]').waitFor();
  await page.reload();
  assert.equal(await field.inputValue(), 'Quiet at night');
  await close(page);
});

test('too much at once is a clear message, and the words before it are kept', async () => {
  const page = await open(browser, { js: false });
  await signIn(page, server, 'peer-specialist');
  const plan = await newChart(page, 'Long');
  await press(page, page.locator('form[action$="/start"] button').first());
  await page.locator('textarea[data-field="strengths"]').fill('Short and good');
  // Set as a paste would: typing this much takes a browser longer than a test may last.
  const pasted = 'a word '.repeat(18_000).trim();
  await page.locator('textarea[data-field="home"]').evaluate((area, text) => { area.value = text; }, pasted);
  const [answer] = await Promise.all([
    page.waitForResponse((each) => each.request().method() === 'POST'),
    page.locator('form[action$="/text"] button[type="submit"]').click(),
  ]);
  assert.equal(answer.status(), 422);
  assert.equal(await page.locator('textarea[data-field="home"]').getAttribute('aria-invalid'), 'true');
  assert.equal((await page.locator('textarea[data-field="home"]').inputValue()).length, pasted.length);
  await page.goto(plan);
  assert.equal(await page.locator('textarea[data-field="strengths"]').inputValue(), 'Short and good');
  await close(page);
});
