// A new start after a lost PIN: two of the staff say yes, and the phone from before may say that it was not them.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, launch, open } from '../lib/browser.mjs';
import { newChart } from '../lib/conversation.mjs';
import { choosePin, join, memberPin, typeCode } from '../lib/joining.mjs';
import { assertAxe, assertQuiet, overflow } from '../lib/looks.mjs';
import { press, signIn } from '../lib/people.mjs';
import { picture } from '../lib/picture.mjs';
import { startServer } from '../lib/server.mjs';

const thiefsPin = '592604';
const ownPin = '713504';
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

const submit = (page, action) => press(page, page.locator(`form[action$="${action}"] button[type="submit"]`).first());

async function looks(page, js, name) {
  assert.equal(await overflow(page), 0);
  if (!js) return;
  await picture(page, name);
  await assertAxe(page);
  assertQuiet(page);
}

/** The peer asks, the supervisor agrees, the peer makes the code. */
async function startCode(peer, chart, js) {
  await peer.goto(`${chart}/new-start`);
  await press(peer, peer.locator('button[value="ask"]'));
  assert.equal(await peer.locator('button[value="agree"], button[value="code"]').count(), 0, 'nobody says both yes');
  const supervisor = await open(browser, { js, size: 'desk' });
  await signIn(supervisor, server, 'supervisor', { agency: 'james-river' });
  await supervisor.goto(`${chart}/new-start`);
  await press(supervisor, supervisor.locator('button[value="agree"]'));
  await close(supervisor);
  await peer.goto(`${chart}/new-start`);
  await press(peer, peer.locator('button[value="code"]'));
  if (js) await assertAxe(peer);
  return peer.locator('[data-code]').innerText();
}

/** Somebody who came by the code starts on another phone. */
async function startElsewhere(code, name, js) {
  const other = await typeCode(browser, server, code, { js });
  await looks(other, js, 'join-new-start');
  await choosePin(other, thiefsPin);
  await press(other, other.locator('button[value="restart"]'));
  assert.equal(await other.locator('[data-username]').innerText(), name);
  await press(other, other.locator('main a.btn'));
  assert.equal(new URL(other.url()).pathname, '/me');
  assert.match(await other.locator('main').innerText(), /only what you have with the people who helped you/);
  return other;
}

for (const js of [true, false]) {
  const way = js ? 'with' : 'without';

  test(`the phone that is still signed in is told, and ends it, ${way} JavaScript`, async () => {
    const peer = await open(browser, { js, size: 'desk' });
    await signIn(peer, server, 'peer-specialist', { agency: 'james-river' });
    const chart = (await newChart(peer, server, `Wren ${js}`)).replace(/\/plan$/, '');
    const { phone, name } = await join(browser, server, { peer, chart, js });
    const other = await startElsewhere(await startCode(peer, chart, js), name, js);

    await phone.goto(`${server.url}/me`);
    assert.match(await phone.locator('main').innerText(), /helped you to a new start/);
    await press(phone, phone.locator('main a[href="/me/new-start"]'));
    await looks(phone, js, 'me-new-start');
    await choosePin(phone, ownPin);
    await submit(phone, '/me/new-start');
    assert.match(await phone.locator('[role="status"]').first().innerText(), /other phone is signed out/);
    await other.goto(`${server.url}/me`);
    assert.match(new URL(other.url()).pathname, /sign-in$/, 'the other phone is out');
    await Promise.all([close(other), close(phone), close(peer)]);
  });

  test(`the phone from before is asked at the door whether that was them, ${way} JavaScript`, async () => {
    const peer = await open(browser, { js, size: 'desk' });
    await signIn(peer, server, 'peer-specialist', { agency: 'james-river' });
    const chart = (await newChart(peer, server, `Finch ${js}`)).replace(/\/plan$/, '');
    const { phone, name } = await join(browser, server, { peer, chart, js });
    await press(phone, phone.locator('[data-sign-out] button'));
    const other = await startElsewhere(await startCode(peer, chart, js), name, js);

    const signInWith = async (pin) => {
      await phone.goto(`${server.url}/sign-in`);
      await phone.locator('input[name="username"]').fill(name);
      await phone.locator('input[name="passphrase"]').fill(pin);
      await submit(phone, '/sign-in');
    };
    await signInWith(memberPin);
    assert.equal(new URL(phone.url()).pathname, '/sign-in/new-start');
    await looks(phone, js, 'sign-in-new-start');
    await choosePin(phone, ownPin);
    await submit(phone, '/sign-in/new-start');
    await other.goto(`${server.url}/me`);
    assert.match(new URL(other.url()).pathname, /sign-in$/, 'the other phone is out');
    await signInWith(ownPin);
    assert.equal(new URL(phone.url()).pathname, '/me');
    await Promise.all([close(other), close(phone), close(peer)]);
  });
}
