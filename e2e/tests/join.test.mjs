// A peer makes a code, a phone joins with it, the peer says yes, and the member opens the plan.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, launch, open } from '../lib/browser.mjs';
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

/** Opens a chart and makes a code; gives the peer's page on the invitation and the code. */
async function invited(called, js = true) {
  const peer = await open(browser, { size: 'desk', js });
  await signIn(peer, server, 'peer-specialist');
  await register(peer, server, called);
  const home = peer.url().split('?')[0];
  await peer.goto(`${home}/invite`);
  await press(peer, peer.locator('form[action$="/invite"] button[type="submit"]'));
  const code = await peer.locator('[data-code]').innerText();
  assert.match(code, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  return { peer, home, code };
}

for (const { lang, js } of [
  { lang: 'en', js: true },
  { lang: 'es', js: true },
  { lang: 'en', js: false },
]) {
  test(`a member joins on a phone, in ${lang}, ${js ? 'with' : 'without'} JavaScript`, async () => {
    const { peer, home, code } = await invited(`Sky ${lang} ${js}`, js);
    assert.equal(await peer.locator('.qr svg path').count(), 1);
    if (js) await assertAxe(peer);

    const phone = await open(browser, { lang, js });
    const prefix = lang === 'es' ? '/es' : '';
    await phone.goto(`${server.url}${prefix}/join${js ? `#${code}` : ''}`);
    const words = await phone.locator('main').innerText();
    for (const name of ['River', 'Sky', 'Dana']) assert.ok(!words.includes(name), `${name} is not named before joining`);
    if (js) {
      await phone.waitForFunction(() => document.querySelector('#code').value !== '');
      assert.ok(!phone.url().includes(code), 'the code leaves the address');
      await assertAxe(phone);
    } else {
      await phone.locator('#code').fill(code.toLowerCase());
    }
    await press(phone, phone.locator('form[action$="/join"] button[type="submit"]').first());

    const first = await phone.locator('.code').innerText();
    assert.match(first, /^[\p{L}]+-[\p{L}]+-\d+$/u);
    await press(phone, phone.locator('button[value="again"]'));
    assert.notEqual(await phone.locator('.code').innerText(), first);
    if (js) await assertAxe(phone);

    // Too easy a PIN comes back with the name kept.
    const name = await phone.locator('.code').innerText();
    await phone.locator('#pin').fill('123456');
    await phone.locator('#pin_again').fill('123456');
    await press(phone, phone.locator('button[value="make"]'));
    assert.equal(await phone.locator('#pin').getAttribute('aria-invalid'), 'true');
    assert.equal(await phone.locator('.code').innerText(), name);

    await phone.locator('#pin').fill('407193');
    await phone.locator('#pin_again').fill('407193');
    await press(phone, phone.locator('button[value="make"]'));
    assert.equal(await phone.locator('[data-username]').innerText(), name);
    assert.equal(await phone.locator('[data-recovery]').count(), 5);
    if (js) await assertAxe(phone);
    await press(phone, phone.locator('main a.btn'));
    assert.equal(new URL(phone.url()).pathname, '/me');
    // Below the title: a made-up name may end in a number too.
    const number = (await phone.locator('main section p').first().innerText()).match(/\b\d\d\b/)[0];
    assert.equal(await phone.locator('main a[href*="/me/plan/"]').count(), 0, 'nothing of the chart yet');

    await peer.goto(home);
    const asks = peer.locator('form[action*="/joins/"]');
    assert.match(await peer.locator('main').innerText(), new RegExp(number));
    await press(peer, asks.locator('button[value="yes"]'));
    assert.equal(await asks.count(), 0);

    await phone.reload();
    await press(phone, phone.locator('main a[href*="/me/plan/"]').first());
    assert.match(phone.url(), /\/me\/plan\//);

    // Back on the same phone, with the name and the PIN.
    await press(phone, phone.locator('[data-sign-out] button'));
    await phone.goto(`${server.url}${prefix}/sign-in`);
    await phone.locator('input[name="username"]').fill(name);
    await phone.locator('input[name="passphrase"]').fill('407193');
    await press(phone, phone.locator('form:has(input[name="passphrase"]) button[type="submit"]').first());
    assert.equal(new URL(phone.url()).pathname, '/me');

    // What the member tells of themselves.
    await phone.goto(`${server.url}/me/information`);
    const own = phone.url();
    await phone.goto(`${own}/channels`);
    await phone.locator('input[name="value"]').fill('nonsense');
    await press(phone, phone.locator('form[action$="/channels"] button[type="submit"]'));
    assert.equal(await phone.locator('input[name="value"]').inputValue(), 'nonsense');
    await phone.locator('input[name="value"]').fill('804 555 0142');
    await phone.locator('label.choice:has(input[value="text"])').click();
    await press(phone, phone.locator('form[action$="/channels"] button[type="submit"]'));
    assert.match(await phone.locator('main').innerText(), /8045550142/);
    if (js) await assertAxe(phone);
    await phone.goto(`${own}/looked`);
    assert.match(await phone.locator('main').innerText(), /Dana|Peer/);
    if (js) await assertAxe(phone);
    await phone.goto(`${own}/someone-else`);
    await press(phone, phone.locator('button[name="wish"]'));
    assert.equal(await phone.locator('button[name="wish"][value="back"]').count(), 1);
    if (js) await assertAxe(phone);
    await close(phone);

    await peer.goto(`${home}/reach`);
    assert.match(await peer.locator('main').innerText(), /8045550142/);
    if (js) await assertAxe(peer);
    await close(peer);
  });
}

test('a wrong code says so at the field and tells nothing', async () => {
  const phone = await open(browser, { js: false });
  await phone.goto(`${server.url}/join`);
  await phone.locator('#code').fill('ZZZZ-ZZZZ');
  const [answer] = await Promise.all([
    phone.waitForResponse((each) => each.request().method() === 'POST'),
    phone.locator('form[action$="/join"] button[type="submit"]').click(),
  ]);
  assert.equal(answer.status(), 422);
  assert.equal(await phone.locator('#code').inputValue(), 'ZZZZ-ZZZZ');
  await close(phone);
});
