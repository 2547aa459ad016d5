// A member shares a part of their plan, sees what the other sees, stops, and locks everything; the second PIN; rows that
// do not show on one device; who may sign for somebody.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, launch, open } from '../lib/browser.mjs';
import { choosePin, join, memberPin, typeCode } from '../lib/joining.mjs';
import { assertAxe, assertQuiet, overflow } from '../lib/looks.mjs';
import { press, register, signIn } from '../lib/people.mjs';
import { startServer } from '../lib/server.mjs';

const goal = 'A door that is mine';
let server;
let browser;

before(async () => {
  server = await startServer();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const submit = (page, action) => press(page, page.locator(`main form[action$="${action}"] button[type="submit"]`).first());

async function looks(page, js) {
  assert.equal(await overflow(page), 0);
  if (!js) return;
  await assertAxe(page);
  assertQuiet(page, { typedWrong: true });
}

/** A peer with a new chart, and its member's phone with a goal in the plan. */
async function somebody(called, js) {
  const peer = await open(browser, { size: 'desk', js });
  await signIn(peer, server, 'peer-specialist', { agency: 'james-river' });
  await register(peer, server, called);
  const chart = peer.url().split('?')[0];
  const { phone, name } = await join(browser, server, { peer, chart, js });
  await phone.goto(`${server.url}/me/plan`);
  await submit(phone, '/start');
  await phone.locator('form[action$="/goals"] input[name="statement"]').fill(goal);
  await submit(phone, '/goals');
  return { peer, chart, phone, name };
}

for (const js of [true, false]) {
  const way = js ? 'with' : 'without';

  test(`a supporter reads what is shared, until it ends without a word, ${way} JavaScript`, async () => {
    const { peer, phone } = await somebody(`Wren ${js ? 'Oak' : 'Elm'}`, js);
    await phone.goto(`${server.url}/me/sharing`);
    await looks(phone, js);
    await press(phone, phone.locator('main a[href="/me/sharing/new"]'));
    await looks(phone, js);
    await phone.locator('input[name="name"]').fill('Aunt Lena');
    await phone.locator('input[name="shown_as"]').fill('My niece');
    // Nothing picked comes back with what was typed.
    await submit(phone, '/me/sharing/new');
    assert.equal(await phone.locator('input[name="shown_as"]').inputValue(), 'My niece');
    await phone.locator('input[name="parts"][value="goals"]').check({ force: true });
    await submit(phone, '/me/sharing/new');
    await looks(phone, js);
    const code = await phone.locator('[data-code]').innerText();
    const message = await phone.locator('[data-message]').innerText();
    assert.ok(message.includes(code));
    for (const word of ['River', 'recovery', 'plan', 'peer', 'Alongside']) assert.ok(!message.includes(word), `the words name ${word}`);

    const aunt = await typeCode(browser, server, code, { js });
    assert.ok(!(await aunt.locator('main').innerText()).includes('niece'), 'nothing is said before');
    await choosePin(aunt, '592604');
    await press(aunt, aunt.locator('button[value="make"]'));
    await press(aunt, aunt.locator('main a.btn'));
    assert.equal(new URL(aunt.url()).pathname, '/shared');
    await looks(aunt, js);
    await press(aunt, aunt.locator('main .list a'));
    await looks(aunt, js);
    const seen = await aunt.locator('[data-shared]').innerText();
    assert.ok(seen.includes(goal) && seen.includes('My niece') && !seen.includes('Wren'));
    assert.equal((await aunt.goto(`${server.url}/me`)).status(), 404);
    await aunt.goBack();

    await phone.goto(`${server.url}/me/sharing`);
    await press(phone, phone.locator('main a[href$="/as-they-see"]'));
    await looks(phone, js);
    assert.equal(await phone.locator('[data-shared]').innerText(), seen, 'the owner sees that very page');
    await phone.goto(`${server.url}/me/information`);
    await press(phone, phone.locator('main a[href$="/looked"]'));
    assert.match(await phone.locator('main').innerText(), /Aunt Lena/);

    await phone.goto(`${server.url}/me/sharing`);
    await press(phone, phone.locator('main a.btn.quiet.small[href^="/me/sharing/"]'));
    await looks(phone, js);
    await submit(phone, '/end');
    await aunt.reload();
    assert.match(await aunt.locator('[data-shared]').innerText(), /Nothing new right now/);
    await aunt.goto(`${server.url}/shared`);
    assert.equal(await aunt.locator('main .list a').count(), 1, 'the list tells nothing');

    // A worker who does not walk beside them.
    await phone.goto(`${server.url}/me/sharing/new?with=staff`);
    await looks(phone, js);
    await phone.locator('select[name="staff"]').selectOption({ label: 'Tess Okafor · Peer trainee' });
    await phone.locator('input[name="parts"][value="goals"]').check({ force: true });
    await submit(phone, '/me/sharing/new');
    const tess = await open(browser, { size: 'desk', js });
    await signIn(tess, server, 'trainee', { agency: 'james-river' });
    await press(tess, tess.locator('main a[href$="/shared"]').first());
    await looks(tess, js);
    await press(tess, tess.locator('main .list a').last());
    await looks(tess, js);
    assert.ok((await tess.locator('[data-shared]').innerText()).includes(goal));
    for (const page of [peer, phone, aunt, tess]) await close(page);
  });

  test(`everything is locked in two taps, and a recovery code leads back in, ${way} JavaScript`, async () => {
    const { peer, chart, phone, name } = await somebody(`Lark ${js ? 'Oak' : 'Elm'}`, js);
    await phone.goto(`${server.url}/me/plan`);
    await press(phone, phone.locator('footer a[href="/me/lock"]'));
    await looks(phone, js);
    await submit(phone, '/me/lock');
    assert.equal(new URL(phone.url()).pathname, '/locked');
    await looks(phone, js);
    const words = await phone.locator('main').innerText();
    for (const word of ['Lark', name, 'River', 'plan']) assert.ok(!words.includes(word), `it names ${word}`);
    await phone.goto(`${server.url}/me`);
    assert.match(new URL(phone.url()).pathname, /sign-in/);
    await phone.locator('input[name="username"]').fill(name);
    await phone.locator('input[name="passphrase"]').fill(memberPin);
    await press(phone, phone.locator('form:has(input[name="passphrase"]) button[type="submit"]').first());
    assert.match(new URL(phone.url()).pathname, /sign-in/, 'the PIN opens nothing');

    // The same by the peer, at the word of somebody else.
    const other = await somebody(`Finch ${js ? 'Oak' : 'Elm'}`, js);
    await other.peer.goto(other.chart);
    await other.peer.locator('details:has(form[action$="/lock"]) > summary').click();
    await submit(other.peer, '/lock');
    await looks(other.peer, js);
    await other.phone.goto(`${server.url}/me`);
    assert.match(new URL(other.phone.url()).pathname, /sign-in/);
    assert.ok(chart !== other.chart);
    for (const page of [peer, phone, other.peer, other.phone]) await close(page);
  });

  test(`a second PIN comes before private pages, and rows are hidden here alone, ${way} JavaScript`, async () => {
    const { peer, phone, name } = await somebody(`Robin ${js ? 'Oak' : 'Elm'}`, js);
    await phone.goto(`${server.url}/me/second-pin`);
    await looks(phone, js);
    await choosePin(phone, '713504');
    await submit(phone, '/me/second-pin');
    assert.equal(new URL(phone.url()).pathname, '/account');
    // Another session is asked.
    await press(phone, phone.locator('[data-sign-out] button'));
    await phone.goto(`${server.url}/sign-in`);
    await phone.locator('input[name="username"]').fill(name);
    await phone.locator('input[name="passphrase"]').fill(memberPin);
    await press(phone, phone.locator('form:has(input[name="passphrase"]) button[type="submit"]').first());
    await phone.goto(`${server.url}/me/sharing`);
    assert.equal(new URL(phone.url()).pathname, '/me/second-pin');
    await looks(phone, js);
    await phone.locator('input[name="pin"]').fill('000111');
    await submit(phone, '/open');
    assert.equal(await phone.locator('input[name="pin"]').getAttribute('aria-invalid'), 'true');
    await phone.locator('input[name="pin"]').fill('713504');
    await submit(phone, '/open');
    assert.equal(new URL(phone.url()).pathname, '/me/sharing');

    await phone.goto(`${server.url}/me/hidden`);
    await looks(phone, js);
    await phone.locator('input[name="hide"][value="sharing"]').check({ force: true });
    await phone.locator('label', { hasText: goal }).locator('input').check({ force: true });
    await submit(phone, '/me/hidden');
    assert.equal(await phone.locator('nav.nav a[href="/me/sharing"]').count(), 0);
    await phone.goto(`${server.url}/me/plan`);
    assert.ok(!(await phone.locator('main').innerText()).includes(goal));
    for (const page of [peer, phone]) await close(page);
  });

  test(`a paper lets somebody sign, staff turn them down, somebody else looks, ${way} JavaScript`, async () => {
    const peer = await open(browser, { size: 'desk', js });
    await signIn(peer, server, 'peer-specialist', { agency: 'james-river' });
    await register(peer, server, `Jay ${js ? 'Oak' : 'Elm'}`);
    const chart = peer.url().split('?')[0];
    await peer.goto(`${chart}/consents`);
    await press(peer, peer.locator('main a[href$="/representatives"]'));
    await looks(peer, js);
    await peer.locator('#name').fill('Lena Oak');
    await peer.locator('#kind').selectOption('parent');
    await peer.locator('#paper').fill('Birth record');
    await peer.locator('#from_on').fill('2015-03-02');
    await submit(peer, '/representatives');
    assert.match(await peer.locator('main').innerText(), /Ended: they are of age/, 'who gave no birthday is grown');
    await peer.locator('details:has(form[action$="/decline"]) > summary').click();
    await peer.locator('form[action$="/decline"] input[name="reason"]').fill('They are afraid of her');
    await submit(peer, '/decline');
    await looks(peer, js);
    assert.equal(await peer.locator('form[action$="/review"]').count(), 0, 'not by who turned her down');

    const desk = await open(browser, { size: 'desk', js });
    await signIn(desk, server, 'privacy-officer', { agency: 'james-river' });
    await desk.goto(`${server.url}/agency/james-river/privacy`);
    await press(desk, desk.locator('section[aria-labelledby="p-declined"] a').first());
    await looks(desk, js);
    await desk.locator('form[action$="/review"] input[name="words"]').first().fill('I asked them both');
    await press(desk, desk.locator('form[action$="/review"] button[value="upheld"]').first());
    assert.match(await desk.locator('main').innerText(), /it stays: I asked them both/);
    for (const page of [peer, desk]) await close(page);
  });
}
