// Two people write a plan side by side: the conversation, a meeting of a real list, the device in the member's hands.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, launch, open } from '../lib/browser.mjs';
import { newChart, talk } from '../lib/conversation.mjs';
import { bringIn } from '../lib/lists.mjs';
import { assertAxe, assertQuiet } from '../lib/looks.mjs';
import { press, signIn } from '../lib/people.mjs';
import { picture } from '../lib/picture.mjs';
import { startServer } from '../lib/server.mjs';

const pin = '482913';

let server;
let browser;
let meeting;

before(async () => {
  // A server of its own: it ends sessions and sets a PIN.
  server = await startServer();
  browser = await launch();
  meeting = await bringIn(server);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const { js, lang } of [{ js: true, lang: 'en' }, { js: false, lang: 'en' }, { js: true, lang: 'es' }, { js: false, lang: 'es' }]) {
  test(`a plan comes together in a conversation ${js ? 'with' : 'without'} JavaScript, ${lang}`, async () => {
    const page = await open(browser, { js, lang, size: js ? 'desk' : 'phone' });
    await signIn(page, server, 'peer-specialist', { at: lang === 'es' ? '/es/sign-in' : '/sign-in' });
    const plan = await newChart(page, server, `Robin ${js} ${lang}`);
    await talk(page, plan, { lang, js, meeting });
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
    const other = await newChart(page, server, `Somebody else ${js}`);
    const plan = await newChart(page, server, `Handed ${js}`);
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
    if (js) await picture(page, 'take-back');
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
  const plan = await newChart(dana, server, 'Both');
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
  const plan = await newChart(page, server, 'Offline');
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
  const plan = await newChart(page, server, 'Long');
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
