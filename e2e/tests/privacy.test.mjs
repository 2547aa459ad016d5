// Emergencies and rights: a page is opened and looked at, a member asks and reads the answer, a stranger complains.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { close, launch, open } from '../lib/browser.mjs';
import { assertAxe, overflow } from '../lib/looks.mjs';
import { press, register, signIn, speak } from '../lib/people.mjs';
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

async function officer(js = true) {
  const page = await open(browser, { size: 'desk', js });
  await signIn(page, server, 'privacy-officer', { agency: 'james-river' });
  return page;
}

for (const js of [true, false]) {
  test(`a page is opened in an emergency and somebody else looks at it, ${js ? 'with' : 'without'} JavaScript`, async () => {
    // A new chart walks with one peer; a family partner of the same agency finds it by name.
    const peer = await open(browser, { size: 'desk', js });
    await signIn(peer, server, 'peer-specialist');
    const called = `Wren ${js ? 'Alder' : 'Birch'}`;
    await register(peer, server, called);
    await close(peer);

    const page = await open(browser, { size: 'phone', js });
    await signIn(page, server, 'family-partner');
    await page.goto(`${server.url}/work/james-river/members`);
    await page.locator('#q').fill(called);
    await press(page, page.locator('form[role="search"] button'));
    await press(page, page.locator('a[href$="/open"]').first());
    if (js) await assertAxe(page);
    assert.equal(await overflow(page), 0);
    await page.locator('input[name="reason"][value="danger"]').check({ force: true });
    await page.locator('#words').fill('Not answering since noon');
    await press(page, page.locator('form[action$="/open"] button[type="submit"]'));
    assert.equal(await page.locator('section[aria-labelledby="g-open"] a').count(), 4);
    await press(page, page.locator('section[aria-labelledby="g-open"] a').first());
    assert.ok((await page.locator('main').innerText()).includes(called));
    await close(page);

    const desk = await officer(js);
    await desk.goto(`${server.url}/agency/james-river/privacy`);
    if (js) await assertAxe(desk);
    await press(desk, desk.locator('section[aria-labelledby="p-openings"] a').first());
    assert.ok((await desk.locator('main').innerText()).includes('Not answering since noon'));
    if (js) await assertAxe(desk);
    await desk.locator('input[name="verdict"][value="right"]').check({ force: true });
    await desk.locator('#words').fill('It was needed');
    await press(desk, desk.locator('form:has(input[value="review"]) button[type="submit"]'));
    assert.equal(await desk.locator('section[aria-labelledby="p-openings"]').count(), 0);
    await close(desk);
  });
}

for (const js of [true, false]) {
  test(`medical staff are told from a phone and it is written down, ${js ? 'with' : 'without'} JavaScript`, async () => {
    const page = await open(browser, { size: 'phone', js });
    await signIn(page, server, 'peer-specialist');
    await page.goto(`${server.url}/work/james-river/members`);
    await press(page, page.locator('main a[href*="/members/"]').first());
    await press(page, page.locator('main a[href$="/emergency"]'));
    if (js) await assertAxe(page);
    assert.equal(await overflow(page), 0);
    await page.locator('#name').fill('Sam Lee');
    await page.locator('#affiliation').fill('County ambulance');
    await page.locator('input[name="nature"][value="overdose"]').check({ force: true });
    await page.locator('input[name="told"][value="name"]').check({ force: true });
    await press(page, page.locator('form[action$="/emergency"] button[type="submit"]'));
    assert.ok(new URL(page.url()).searchParams.get('said') === 'emergency-told');
    await close(page);
  });
}

test('a member asks for something and reads the answer', async () => {
  const member = await open(browser, { size: 'phone' });
  await signIn(member, server, 'member');
  await member.goto(`${server.url}/me/information`);
  await press(member, member.locator('main a[href$="/rights"]'));
  await assertAxe(member);
  assert.equal(await overflow(member), 0);
  await member.locator('input[name="kind"][value="correction"]').check({ force: true });
  await member.locator('#words').fill('My street is spelled wrong');
  await press(member, member.locator('form[action$="/rights"] button[type="submit"]'));
  const desk = await officer();
  await desk.goto(`${server.url}/agency/james-river/privacy`);
  await press(desk, desk.locator('section[aria-labelledby="p-requests"] a').last());
  await assertAxe(desk);
  const request = desk.url();
  await press(desk, desk.locator('main a[href$="/hold"]'));
  await assertAxe(desk);
  await desk.locator('#reason').fill('Case 7');
  await press(desk, desk.locator('form[action$="/hold"] button[type="submit"]'));
  assert.ok((await desk.locator('#p-holds').innerText()).includes('Case 7'));
  await desk.goto(request);
  await desk.locator('input[name="answer"][value="done"]').check({ force: true });
  await desk.locator('#words').fill('It is right now');
  await press(desk, desk.locator('form:has(input[value="answer"]) button[type="submit"]'));
  await close(desk);
  await member.reload();
  assert.ok((await member.locator('#r-asked').innerText()).includes('It is right now'));
  await press(member, member.locator('main a[href$="/leaving"]'));
  await assertAxe(member);
  await close(member);
});

for (const lang of ['en', 'es']) {
  test(`a stranger complains and reads the answer by a code, in ${lang}`, async () => {
    const page = await open(browser, { size: 'phone', lang });
    const start = lang === 'es' ? '/es' : '';
    await page.goto(`${server.url}${start}/complaints`);
    await assertAxe(page);
    assert.equal(await overflow(page), 0);
    await page.locator('#agency').selectOption('james-river');
    await page.locator('#words').fill('It was loud at night');
    await press(page, page.locator('form[action$="/complaints"] button[type="submit"]'));
    const code = await page.locator('[data-code]').innerText();
    const desk = await officer();
    await desk.goto(`${server.url}/agency/james-river/privacy`);
    await press(desk, desk.locator('section[aria-labelledby="p-complaints"] a').last());
    await desk.locator('#words').fill('We moved the group');
    await press(desk, desk.locator('form[action*="/complaints/"] button[type="submit"]'));
    await close(desk);
    await page.goto(`${server.url}${start}/complaints/answer`);
    await page.locator('#code').fill(code);
    await press(page, page.locator('form[action$="/answer"] button[type="submit"]'));
    assert.ok((await page.locator('main').innerText()).includes('We moved the group'));
    await close(page);
  });
}

for (const js of [true, false]) {
  test(`a member takes everything along, once, ${js ? 'with' : 'without'} JavaScript`, async () => {
    const member = await open(browser, { size: 'phone', js });
    await signIn(member, server, 'member');
    await member.goto(`${server.url}/me/information`);
    await press(member, member.locator('main a[href$="/rights"]'));
    await press(member, member.locator('form[action$="/export"] button'));
    const ready = member.url().split('?')[0];
    assert.match(ready, /\/export\/[0-9a-f]{32}$/);
    assert.equal(await overflow(member), 0);
    if (js) {
      for (const lang of ['es', 'en']) {
        await speak(member, lang);
        await member.goto(ready);
        await assertAxe(member);
      }
    }
    const take = member.locator(`form[action$="${new URL(ready).pathname}"] button`);
    const [download] = await Promise.all([member.waitForEvent('download'), take.click()]);
    assert.equal(download.suggestedFilename(), 'my-data.zip');
    const file = await readFile(await download.path());
    for (const name of ['read-me.txt', 'everything.pdf', 'everything.json']) assert.ok(file.includes(name), name);
    await member.goto(ready);
    assert.equal(await take.count(), 0, 'once');
    if (js) await assertAxe(member);
    await close(member);
  });
}
