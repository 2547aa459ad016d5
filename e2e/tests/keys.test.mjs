// How people prove who they are: passkeys, codes, hats, and a form that comes after its session has ended.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, launch, open } from '../lib/browser.mjs';
import { code } from '../lib/codes.mjs';
import { assertAxe, assertQuiet, overflow } from '../lib/looks.mjs';
import { account, press, register } from '../lib/people.mjs';
import { picture } from '../lib/picture.mjs';
import { startServer } from '../lib/server.mjs';

let server;
let browser;

// A server of its own: what happens here to the keys of the demonstration's people would lock other tests out.
before(async () => {
  server = await startServer();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const passphraseForm = (page) => page.locator('form[action$="/sign-in"]');

async function typeIn(page, username, passphrase, { at = '/sign-in' } = {}) {
  if (at) await page.goto(server.url + at);
  await page.locator('input[name="username"]').fill(username);
  await page.locator('input[name="passphrase"]').fill(passphrase);
  await press(page, passphraseForm(page).locator('button[type="submit"]'));
}

const passphrase = 'walk-beside-me-24';

/** A phone that unlocks passkeys by itself. */
async function authenticator(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return session;
}

test('a passkey is added, opens the door without a username, and is taken away', async () => {
  const page = await open(browser);
  const who = await account(server, 'member');
  await typeIn(page, who.username, passphrase);
  await page.goto(`${server.url}/account`);
  await assertAxe(page);
  assert.equal(await overflow(page), 0);
  // Last: a session of the tools that ends takes the authenticator with it.
  await authenticator(page);
  await page.locator('#passkey-name').fill('My phone');
  await press(page, page.locator('form[data-passkey="make"] button'));
  assert.match(await page.locator('[role="status"] .good').innerText(), /passkey is ready/);
  assert.match(await page.locator('main').innerText(), /My phone/);

  await press(page, page.locator('form[action="/sign-out"] button'));
  await page.goto(`${server.url}/sign-in`);
  await press(page, page.locator('form[data-passkey="get"] button'));
  assert.equal(new URL(page.url()).pathname, '/me');

  // The longer way stays open: another phone does not have the passkey.
  await press(page, page.locator('form[action="/sign-out"] button'));
  await typeIn(page, who.username, passphrase);
  assert.equal(new URL(page.url()).pathname, '/me');

  await page.goto(`${server.url}/confirm?back=/account`);
  await press(page, page.locator('form[data-passkey="get"] button'));
  assert.equal(new URL(page.url()).pathname, '/account');
  await press(page, page.locator('form[action$="/remove"] button'));
  assert.match(await page.locator('[role="status"] .good').innerText(), /passkey is gone/);
  assertQuiet(page);
  await close(page);
});

for (const js of [true, false]) {
  test(`codes from an app are set up and asked for, ${js ? 'with' : 'without'} JavaScript`, async () => {
    const page = await open(browser, { js, size: 'desk' });
    const who = await account(server, js ? 'biller' : 'directory-editor');
    await typeIn(page, who.username, passphrase);
    await page.goto(`${server.url}/account`);
    await press(page, page.locator('main a[href="/account/app"]'));
    await press(page, page.locator('form[action="/account/app"] button'));
    if (js) await assertAxe(page);
    if (js) await picture(page, 'account-app');
    const secret = await page.locator('.code').textContent();
    await page.locator('input[name="code"]').fill('123');
    await press(page, page.locator('form[action="/account/app/check"] button'));
    assert.equal(await page.locator('input[name="code"]').getAttribute('aria-invalid'), 'true');
    assert.equal(await page.locator('.code').textContent(), secret, 'the same secret after a wrong code');
    await page.locator('input[name="code"]').fill(code(secret));
    await press(page, page.locator('form[action="/account/app/check"] button'));
    const codes = await page.locator('main li code').allTextContents();
    assert.equal(codes.length, 10);
    if (js) await assertAxe(page);

    await press(page, page.locator('form[action="/sign-out"] button'));
    await typeIn(page, who.username, passphrase, { at: '/es/sign-in' });
    assert.equal(new URL(page.url()).pathname, '/es/sign-in/code');
    if (js) await picture(page, 'sign-in-code.es');
    await page.locator('input[name="code"]').fill('000000');
    await press(page, page.locator('form[action="/es/sign-in/code"] button'));
    assert.match(await page.locator('.error').first().innerText(), /Este código no sirve/);
    await page.locator('input[name="code"]').fill(code(secret, 1));
    await press(page, page.locator('form[action="/es/sign-in/code"] button'));
    assert.match(new URL(page.url()).pathname, /^\/work\//);

    await press(page, page.locator('form[action="/sign-out"] button'));
    await typeIn(page, who.username, passphrase);
    await page.locator('input[name="code"]').fill(codes[4].toLowerCase());
    await press(page, page.locator('form[action="/sign-in/code"] button'));
    assert.match(new URL(page.url()).pathname, /^\/work\//);
    await close(page);
  });
}

test('a volunteer who is a member chooses a hat, and changes it', async () => {
  const page = await open(browser);
  const who = await account(server, 'volunteer');
  await typeIn(page, who.username, passphrase);
  assert.equal(new URL(page.url()).pathname, '/sign-in/hat');
  await assertAxe(page);
  await press(page, page.locator('button[value="member"]'));
  assert.equal(new URL(page.url()).pathname, '/me');
  assert.equal((await page.goto(`${server.url}/work`)).status(), 404);
  await page.goto(`${server.url}/hat`);
  await assertAxe(page);
  await press(page, page.locator('button[name="hat"]').first());
  assert.match(new URL(page.url()).pathname, /^\/work\//);
  assert.equal((await page.goto(`${server.url}/me`)).status(), 404);
  await close(page);
});

test('a new passphrase signs everyone else out, and the old one opens nothing', async () => {
  const [here, there] = [await open(browser), await open(browser)];
  const who = await account(server, 'privacy-officer');
  for (const page of [here, there]) await typeIn(page, who.username, passphrase);
  await here.goto(`${server.url}/account/passphrase`);
  await assertAxe(here);
  const change = async (first, second) => {
    await here.locator('input[name="new_passphrase"]').fill(first);
    await here.locator('input[name="again"]').fill(second);
    await press(here, here.locator('form[action="/account/passphrase"] button'));
  };
  await change('password1234', 'password1234');
  assert.equal(await here.locator('input[name="new_passphrase"]').getAttribute('aria-invalid'), 'true');
  await change('three boats on the lake', 'three boats on the lake');
  assert.match(await here.locator('[role="status"] .good').innerText(), /changed/);
  await there.goto(`${server.url}/account`);
  assert.match(new URL(there.url()).pathname, /sign-in$/);
  await typeIn(there, who.username, passphrase);
  assert.match(new URL(there.url()).pathname, /sign-in$/);
  await typeIn(there, who.username, 'three boats on the lake');
  assert.doesNotMatch(new URL(there.url()).pathname, /sign-in/);
  await close(here);
  await close(there);
});

test('confirming leads back, and only within this house', async () => {
  const page = await open(browser);
  const who = await account(server, 'supervisor');
  await typeIn(page, who.username, passphrase);
  await page.goto(`${server.url}/confirm?back=https://example.org`);
  await assertAxe(page);
  await page.locator('input[name="passphrase"]').fill('not this');
  await press(page, page.locator('form[action="/confirm"] button').first());
  assert.equal(await page.locator('input[name="passphrase"]').getAttribute('aria-invalid'), 'true');
  await page.locator('input[name="passphrase"]').fill(passphrase);
  await press(page, page.locator('form[action="/confirm"] button').first());
  assert.equal(page.url(), `${server.url}/`);
  await close(page);
});

for (const js of [true, false]) {
  test(`what was written when the session ended is there again, ${js ? 'with' : 'without'} JavaScript`, async () => {
    const [page, other] = [await open(browser, { js, size: 'desk' }), await open(browser, { size: 'desk' })];
    const who = await account(server, 'peer-specialist', 'james-river');
    await typeIn(page, who.username, passphrase);
    await register(page, server, `Late ${js}`);
    await press(page, page.locator('main .card a[href$="/plan"]'));
    await press(page, page.locator('form[action$="/start"] button').first());
    await page.locator('input[name="statement"]').fill(`A door that is mine 🌊 ${js}`);

    await typeIn(other, who.username, passphrase);
    await other.goto(`${server.url}/account`);
    await press(other, other.locator('form[action="/account/sessions/end-others"] button'));

    await press(page, page.locator('form[action$="/goals"] button[type="submit"]'));
    assert.match(page.url(), /\/sign-in\?said=kept$/);
    assert.match(await page.locator('[role="status"] .good').innerText(), /Nothing you wrote is lost/);

    // Somebody else on the same device sees nothing of it.
    const marcus = await account(server, 'trainee');
    await typeIn(page, marcus.username, passphrase, { at: null });
    assert.match(new URL(page.url()).pathname, /^\/work\//);
    await page.goto(`${server.url}/kept`);
    assert.doesNotMatch(await page.locator('body').innerText(), /A door that is mine/);
    await press(page, page.locator('form[action="/sign-out"] button'));

    await typeIn(page, who.username, passphrase);
    assert.equal(new URL(page.url()).pathname, '/kept');
    assert.match(await page.locator('blockquote').first().innerText(), /A door that is mine 🌊/);
    if (js) await assertAxe(page);
    if (js) await picture(page, 'kept');
    await press(page, page.locator('form:has(input[name="kept_form"]) button'));
    assert.match(await page.locator('h1').innerText(), /A door that is mine 🌊/);
    await page.goto(`${server.url}/kept`);
    assert.match(new URL(page.url()).pathname, /^\/work\//, 'what was sent is kept no more');
    await close(page);
    await close(other);
  });
}
