// From an empty chart to a signed plan, as a peer and a member do it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, launch, open } from '../lib/browser.mjs';
import { newChart } from '../lib/conversation.mjs';
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

/** A new chart with a plan that has begun; gives the address of the plan. */
async function begun(page, name) {
  const plan = await newChart(page, server, name);
  await press(page, page.locator('form[action$="/start"] button').first());
  return plan;
}

/** The goals on the page of a plan. */
const goalsOf = (page) => page.locator('section[aria-labelledby="p-goals"] article').count();

for (const js of [true, false]) {
  const way = js ? 'with' : 'without';

  test(`a double click, the way back and a form sent again make one goal, ${way} JavaScript`, async () => {
    const page = await open(browser, { js, size: 'desk' });
    await signIn(page, server, 'peer-specialist');
    const plan = await begun(page, `Twice ${js}`);
    const sent = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/goals')) sent.push(request.postData());
    });
    await page.locator('input[name="statement"]').fill('One door, knocked at twice');
    await page.locator('form[action$="/goals"] button[type="submit"]').dblclick({ noWaitAfter: true });
    await page.waitForURL(/\/goals\/[0-9a-f]{32}/);
    const goal = new URL(page.url()).pathname;
    await page.goto(plan);
    assert.equal(await goalsOf(page), 1, 'clicked twice');

    await page.goBack();
    await page.goForward();
    await page.reload();
    await page.goto(plan);
    assert.equal(await goalsOf(page), 1, 'back, forward, again');

    assert.ok(sent.length >= 1);
    const again = await page.context().request.post(`${plan}/goals`, {
      data: sent[0],
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: server.url, 'sec-fetch-site': 'same-origin' },
      maxRedirects: 0,
    });
    assert.equal(again.status(), 303);
    assert.ok(again.headers().location.startsWith(goal), 'the first goal is the answer');
    await page.goto(plan);
    assert.equal(await goalsOf(page), 1, 'sent again');
    await close(page);
  });

  test(`two tabs of one person clash and keep both texts, ${way} JavaScript`, async () => {
    const first = await open(browser, { js, size: 'desk' });
    await signIn(first, server, 'peer-specialist');
    const plan = await begun(first, `Tabs ${js}`);
    const second = await first.context().newPage();
    await Promise.all([first.goto(plan), second.goto(plan)]);
    const field = (page) => page.locator('textarea[data-field="good-life"]');
    const keep = async (page, text, state) => {
      await field(page).fill(text);
      if (js) await page.locator(`.field:has(textarea[data-field="good-life"]) [data-saving][data-state="${state}"]`).waitFor();
      else await press(page, page.locator('form[action$="/text"]:has(textarea[data-field="good-life"]) button[type="submit"]'));
    };
    await keep(first, 'A garden', 'saved');
    await keep(second, 'A house', 'clash');
    await first.goto(plan);
    const clash = await first.locator('.clash').first().innerText();
    for (const words of ['A garden', 'A house']) assert.ok(clash.includes(words), `${words} is kept`);
    // With JavaScript the field holds what this device has yet to settle.
    if (!js) assert.equal(await field(first).inputValue(), 'A garden', 'what came first stands');
    if (js) {
      await second.locator('.clash [data-choose="join"]').click();
      await second.locator('.field:has(textarea[data-field="good-life"]) [data-saving][data-state="saved"]').waitFor();
    } else {
      await press(first, first.locator('.clash button[value="join"]').first());
    }
    await first.goto(plan);
    assert.equal(await first.locator('.clash').count(), 0);
    assert.equal((await field(first).inputValue()).replaceAll('\r', ''), 'A garden\n\nA house');
    await close(first);
  });

  test(`a goal says which parts are still open and asks for one, and another word is offered to staff alone, ${way} JavaScript`, async () => {
    const page = await open(browser, { js, size: 'desk' });
    await signIn(page, server, 'peer-specialist');
    const plan = await begun(page, `Helped ${js}`);
    await page.locator('input[name="statement"]').fill('I am no addict any more');
    await press(page, page.locator('form[action$="/goals"] button[type="submit"]'));
    const goal = page.url().split('?')[0];
    const clear = page.locator('section[aria-labelledby="g-smart"]');
    assert.match(await clear.innerText(), /Still open: .*Measurable/);
    assert.match(await clear.innerText(), /What could you count or notice along the way\?/);
    assert.equal(await page.locator('.suggest').count(), 0, 'nobody speaks of the member’s own words');

    const words = 'He was an addict for years';
    const piece = clear.locator('textarea').first();
    await piece.fill(words);
    if (!js) await press(page, clear.locator('form[action$="/text"] button[type="submit"]'));
    await page.goto(page.url());
    await clear.locator('.suggest').first().waitFor();
    assert.match(await clear.locator('.suggest').first().innerText(), /addict/);
    assert.equal(await piece.inputValue(), words, 'the text stays as it is');
    if (js) {
      await piece.fill(`${words}.`);
      await clear.locator('.suggest').first().waitFor();
      await assertAxe(page);
    }
    await page.goto(goal);
    assert.doesNotMatch(await clear.innerText(), /Specific, |What would be different/, 'what is there is no longer asked for');

    const member = await open(browser, { js });
    await signIn(member, server, 'member');
    await member.goto(`${server.url}/me/plan`);
    const home = member.locator('textarea[data-field="home"]');
    const before = await home.inputValue();
    await home.fill('I was an addict');
    if (!js) await press(member, member.locator('form[action$="/text"]:has(textarea[data-field="home"]) button[type="submit"]').first());
    else await member.waitForTimeout(1_200);
    assert.equal(await member.locator('.suggest').count(), 0, 'a member is never corrected');
    await home.fill(before);
    if (js) await member.locator('.field:has(textarea[data-field="home"]) [data-saving][data-state="saved"]').waitFor();
    else await press(member, member.locator('form[action$="/text"]:has(textarea[data-field="home"]) button[type="submit"]').first());
    await Promise.all([close(page), close(member)]);
  });
}
