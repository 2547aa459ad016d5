// A consent on screen and on paper, the signed plan to whom it names, and the door that shuts when it is taken back.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, launch, open } from '../lib/browser.mjs';
import { join as joinPhone } from '../lib/joining.mjs';
import { assertAxe, overflow } from '../lib/looks.mjs';
import { openMore, textOf } from '../lib/paper.mjs';
import { press, pressAnyway, register, signIn, speak } from '../lib/people.mjs';
import { sharedServer } from '../lib/server.mjs';

const notice = '42 CFR part 2 prohibits unauthorized use or disclosure of these records.';
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

/** What a PDF says, on one line. */
const lineOf = async (page, url) => (await textOf(page, url)).replace(/\s+/g, ' ');

/** A chart in a program, with a plan that the member and the peer signed. Gives its address. */
async function withSignedPlan(page, name) {
  await register(page, server, name, { program: 'ARTS' });
  const chart = page.url().split('?')[0].replace(/\/$/, '');
  await page.goto(`${chart}/plan`);
  await press(page, page.locator('form[action$="/start"] button').first());
  await page.locator('input[name="statement"]').fill('A kitchen that smells of bread');
  await press(page, page.locator('form[action$="/goals"] button[type="submit"]'));
  await page.goto(`${chart}/plan`);
  await press(page, page.locator('form[action$="/freeze"] button[type="submit"]'));
  await openMore(page, '/witness');
  await page.locator('input[name="who_name"]').fill('Robin');
  await page.locator('input[name="how"][value="drawn"]').check();
  await press(page, page.locator('form[action$="/witness"] button[type="submit"]'));
  await press(page, page.locator('form[action$="/sign"] button[type="submit"]'));
  assert.match(await page.locator('.hello').innerText(), /Signed/);
  return chart;
}

for (const js of [true, false]) {
  test(`a consent opens a door and shuts it ${js ? 'with' : 'without'} JavaScript`, async () => {
    const peer = await open(browser, { js, size: 'desk' });
    await signIn(peer, server, 'peer-specialist', { agency: 'james-river' });
    const chart = await withSignedPlan(peer, `Robin Consents ${js}`);

    await peer.goto(`${chart}/plan/give`);
    assert.match(await peer.locator('main').innerText(), /No consent in force/);
    await peer.goto(`${chart}/consents`);
    if (js) await assertAxe(peer);
    await peer.goto(`${chart}/consents/new`);
    assert.match(await peer.locator('main').innerText(), /Not open yet/);
    if (js) await assertAxe(peer);

    // What is missing comes back with what was typed.
    await peer.goto(`${chart}/consents/new/specific`);
    await peer.locator('input[name="recipient.0"]').fill('Dr. Ana Ruiz');
    await peer.locator('input[name="purpose"]').fill('so that we plan together');
    await press(peer, peer.locator('form[action$="/new/specific"] button[type="submit"]'));
    assert.equal(await peer.locator('input[name="recipient.0"]').inputValue(), 'Dr. Ana Ruiz');
    assert.match(await peer.locator('main').innerText(), /Pick what may be shared/);
    if (js) await assertAxe(peer);
    await peer.locator('input[name="piece"][value="plan"]').check();
    await peer.locator('select[name="recipient_kind.0"]').selectOption('covered-entity');
    await peer.locator('input[name="expires_event"]').fill('when I leave the program');
    await press(peer, peer.locator('form[action$="/new/specific"] button[type="submit"]'));
    const consent = peer.url().split('?')[0];
    if (js) await assertAxe(peer);
    assert.match(await lineOf(peer, `${consent}/paper.pdf`), /Dr\. Ana Ruiz/);
    assert.doesNotMatch(await peer.title(), /Robin|Ruiz/);

    await peer.goto(`${chart}/plan/give`);
    assert.match(await peer.locator('main').innerText(), /It waits for a signature/);
    await peer.goto(consent);
    await peer.locator('form[action$="/witness"] input[name="name"]').fill('Robin');
    await press(peer, peer.locator('form[action$="/witness"] button[type="submit"]'));
    assert.match(await peer.locator('.hello').innerText(), /In force/);

    await peer.goto(`${chart}/plan/give`);
    if (js) await assertAxe(peer);
    await press(peer, peer.locator('form[action$="/give"] button[type="submit"]'));
    const paper = await peer.locator('a[href$="/plan.pdf"]').getAttribute('href');
    const said = await lineOf(peer, server.url + paper);
    assert.ok(said.includes(notice), 'the exact notice');
    assert.match(said, /Dr\. Ana Ruiz/);
    await peer.goto(`${chart}/consents/given`);
    assert.match(await peer.locator('main').innerText(), /Dr\. Ana Ruiz/);
    if (js) await assertAxe(peer);

    // Taken back in words: shut in the same minute, in page, list and paper alike.
    await peer.goto(`${chart}/consents`);
    await openMore(peer, '/revoke');
    await press(peer, peer.locator('form[action$="/revoke"] button[value=""]').first());
    assert.match(await peer.locator('main').innerText(), /This door is shut now/);
    await peer.goto(`${chart}/plan/give`);
    assert.match(await peer.locator('main').innerText(), /It was taken back/);
    assert.equal(await peer.locator('form[action$="/give"]').count(), 0);
    assert.equal((await peer.context().request.get(server.url + paper)).status(), 403);
    await peer.goto(`${chart}/consents/given`);
    assert.match(await peer.locator('main').innerText(), /Dr\. Ana Ruiz/, 'what went out stays written down');
    await close(peer);
  });
}

test('a member asks that something stays in, and says yes to peer support', async () => {
  const phone = await open(browser, {});
  await signIn(phone, server, 'member');
  await phone.goto(`${server.url}/me/information`);
  await press(phone, phone.locator('main a[href$="/consents"]').first());
  const list = phone.url().split('?')[0];
  await assertAxe(phone);
  await phone.locator('#kept summary').last().click();
  await phone.locator('input[name="restrict_from"]').fill('My landlord');
  await press(phone, phone.locator('form[action$="/restrictions"] button[type="submit"]'));
  assert.match(await phone.locator('#kept').innerText(), /My landlord/);
  await phone.goto(`${list}/notice`);
  await assertAxe(phone);
  await phone.goto(`${list}/given`);
  await assertAxe(phone);
  await close(phone);
});

for (const js of [true, false]) {
  test(`a member reads a consent, signs it and takes it back ${js ? 'with' : 'without'} JavaScript`, async () => {
    const peer = await open(browser, { size: 'desk' });
    await signIn(peer, server, 'peer-specialist', { agency: 'james-river' });
    await register(peer, server, `Wren Consents ${js}`);
    const chart = peer.url().split('?')[0].replace(/\/$/, '');
    const { phone } = await joinPhone(browser, server, { peer, chart, js });
    await peer.goto(`${chart}/consents/new/specific`);
    await peer.locator('input[name="recipient.0"]').fill('Dr. Ana Ruiz');
    await peer.locator('select[name="recipient_kind.0"]').selectOption('covered-entity');
    await peer.locator('input[name="purpose"]').fill('so that we plan together');
    await peer.locator('input[name="piece"][value="plan"]').check();
    await peer.locator('input[name="expires_event"]').fill('when I leave the program');
    await press(peer, peer.locator('form[action$="/new/specific"] button[type="submit"]'));

    await phone.goto(`${server.url}/me/information`);
    await press(phone, phone.locator('main a[href$="/consents"]').first());
    await press(phone, phone.locator('main article a[href*="/consents/"]').first());
    const consent = phone.url().split('?')[0];
    assert.match(consent, /\/me\/information\/[0-9a-f]{32}\/consents\/[0-9a-f]{32}$/);
    assert.match(await phone.locator('main').innerText(), /Dr\. Ana Ruiz/);
    assert.doesNotMatch(await phone.title(), /Wren|Ruiz/);
    assert.equal(await overflow(phone), 0);
    if (js) {
      for (const lang of ['es', 'en']) {
        await speak(phone, lang);
        await phone.goto(consent);
        await assertAxe(phone);
      }
    }
    // Without a name it comes back.
    await phone.locator('form[action$="/sign"] input[name="name"]').fill('');
    await pressAnyway(phone, phone.locator('form[action$="/sign"] button[type="submit"]'));
    assert.equal(await phone.locator('form[action$="/sign"] .error, form[action$="/sign"] [id$="-error"]').count() > 0, true);
    await phone.locator('form[action$="/sign"] input[name="name"]').fill('Wren');
    await press(phone, phone.locator('form[action$="/sign"] button[type="submit"]'));
    await phone.goto(consent);
    assert.match(await phone.locator('.hello').innerText(), /In force/);
    assert.match(await textOf(phone, `${consent}/paper.pdf`), /Wren/);

    await openMore(phone, '/revoke');
    await press(phone, phone.locator('form[action$="/revoke"] button[value=""]').first());
    await phone.goto(consent);
    assert.match(await phone.locator('#stays').innerText(), /\S/);
    if (js) await assertAxe(phone);
    await peer.goto(`${chart}/consents`);
    assert.doesNotMatch(await peer.locator('main').innerText(), /In force/, 'the peer sees it in the same minute');
    await close(phone);
    await close(peer);
  });
}
