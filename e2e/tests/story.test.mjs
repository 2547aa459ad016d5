// The whole way of one plan, in one piece: a walk-in is registered, joins on a phone, tells, signs, changes, looks back.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, launch, open } from '../lib/browser.mjs';
import { newChart, talk, told } from '../lib/conversation.mjs';
import { join, memberPin } from '../lib/joining.mjs';
import { bringIn } from '../lib/lists.mjs';
import { assertAxe, assertQuiet } from '../lib/looks.mjs';
import { draw, freeze, openMore, textOf } from '../lib/paper.mjs';
import { press, signIn } from '../lib/people.mjs';
import { picture } from '../lib/picture.mjs';
import { startServer } from '../lib/server.mjs';

const peerPin = '482913';
const say = {
  en: { signed: /Signed/, reached: /Reached/, goal: /Goal 1/, parts: ['Member', 'Peer', 'Recommending clinician', 'Supervisor'] },
  es: { signed: /Firmado/, reached: /Lograda/, goal: /Meta 1/, parts: ['Miembro', 'Acompañante', 'Profesional clínico', 'Supervisión'] },
};

let server;
let browser;
let meeting;

before(async () => {
  // A server of its own: it chooses PINs, and brings in lists.
  server = await startServer();
  browser = await launch();
  meeting = await bringIn(server);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const at = (lang) => (lang === 'es' ? '/es/sign-in' : '/sign-in');
const submit = (page, action) => press(page, page.locator(`form[action$="${action}"] button[type="submit"]`).first());

/** The device goes into the member's hands: nothing but the plan opens until the peer takes it back. */
async function handOver(peer, plan, chart) {
  await peer.goto(`${plan}/hand-over`);
  if (await peer.locator('input[name="pin"]').count()) {
    await peer.locator('input[name="pin"]').fill(peerPin);
    await peer.locator('input[name="pin_again"]').fill(peerPin);
  }
  await submit(peer, '/hand-over');
  for (const path of ['/', '/work', '/work/members', '/account', new URL(chart).pathname]) {
    assert.equal((await peer.goto(server.url + path)).status(), 404, `${path} stays shut`);
  }
  // The browser tells of each shut door.
  peer.watch.errors.length = 0;
  await peer.goto(`${plan}/together/icebreakers`);
  await peer.locator('textarea[data-field="strengths"]').fill('I do not give up.');
  await submit(peer, '/text');
  await peer.goto(`${server.url}/take-back`);
  await peer.locator('input[name="secret"]').fill(peerPin);
  await submit(peer, '/take-back');
  assert.equal((await peer.goto(chart)).status(), 200, 'taken back');
}

/** Somebody at an outside clinic signs with a link that opens this version, once. */
async function signOutside(peer, version, { js, lang }) {
  await peer.goto(version);
  await openMore(peer, '/links');
  await peer.locator('input[name="link_name"]').fill('Dr. Vale');
  await peer.locator('input[name="link_agreed"]').check();
  await submit(peer, '/links');
  const link = new URL((await peer.locator('#links .code-line').innerText()).trim());
  const outside = await open(browser, { js, lang });
  await outside.goto(server.url + link.pathname);
  const seen = await outside.locator('main').innerText();
  for (const words of [told.goal, meeting.name]) assert.ok(seen.includes(words), `${words} is shown`);
  if (js) await picture(outside, `sign-by-link.${lang}`);
  await press(outside, outside.locator('form:has(input[value="sign"]) button[type="submit"]'));
  assert.equal((await outside.goto(server.url + link.pathname)).status(), 404, 'the link opens nothing more');
  await close(outside);
}

/** The supervisor, from the list of plans to co-sign. */
async function coSign(called, { js, lang }) {
  const supervisor = await open(browser, { js, lang, size: 'desk' });
  await signIn(supervisor, server, 'supervisor', { at: at(lang) });
  await supervisor.goto(`${server.url}/team`);
  await press(supervisor, supervisor.locator('section[aria-labelledby="cosign-title"] a', { hasText: called }).first());
  await submit(supervisor, '/sign');
  const signed = await supervisor.locator('#signatures').innerText();
  for (const part of say[lang].parts) assert.ok(signed.includes(part), `${part} signed`);
  await close(supervisor);
}

for (const lang of ['en', 'es']) {
  for (const js of [true, false]) {
    test(`from the door to the second version, ${lang}, ${js ? 'with' : 'without'} JavaScript`, async () => {
      const ways = { js, lang, meeting };
      const called = `Sol ${lang} ${js}`;
      const peer = await open(browser, { js, lang, size: 'desk' });
      await signIn(peer, server, 'peer-specialist', { at: at(lang) });
      const plan = await newChart(peer, server, called, { lang, program: 'ARTS' });
      const chart = plan.replace(/\/plan$/, '');
      const { phone } = await join(browser, server, { peer, chart, js, lang });
      await talk(peer, plan, ways);
      await handOver(peer, plan, chart);

      // Signed by the member on their own phone, by the peer, by somebody outside, by the supervisor.
      const version = await freeze(peer, plan);
      await phone.goto(`${server.url}/me/plan`);
      assert.match(await phone.locator('main').innerText(), new RegExp(told.goal));
      await press(phone, phone.locator('main a[href*="/versions/"]').first());
      const seen = await phone.locator('main').innerText();
      for (const words of [told.life, told.goal, told.step, meeting.name, 'I do not give up.']) assert.ok(seen.includes(words), `${words} is read before it is signed`);
      await phone.locator('input[name="name"]').fill(called);
      await phone.locator('input[name="pin"]').fill(memberPin);
      await submit(phone, '/sign');
      assert.match(phone.url(), /said=signed/);
      await peer.goto(version);
      await peer.locator('form[action$="/sign"] input[name="pin"]').fill(peerPin);
      await submit(peer, '/sign');
      assert.match(await peer.locator('.hello').innerText(), say[lang].signed);
      await signOutside(peer, version, ways);
      await coSign(called, ways);

      // Something changes, and both look at it.
      await peer.goto(`${plan}/review`);
      await peer.locator('textarea[name^="words."]').first().fill('I hold the key');
      await peer.locator('input[value="reached"]').first().check({ force: true });
      await submit(peer, '/review');
      assert.match(await peer.locator('#p-reviews').innerText(), /I hold the key/);
      const second = await freeze(peer, plan);
      await peer.goto(`${second}/changes`);
      assert.match(await peer.locator('ins').first().innerText(), say[lang].reached);
      if (js) await assertAxe(peer);
      if (js) await picture(peer, `work-changes.${lang}`);
      const own = `/me/plan/${new URL(plan).pathname.split('/')[4]}/versions/${second.split('/').at(-1)}`;
      await phone.goto(`${server.url}${own}/changes`);
      assert.match(await phone.locator('ins').first().innerText(), say[lang].reached);
      assert.equal(await phone.locator('html').getAttribute('lang'), lang);
      if (js) await assertAxe(phone);
      if (js) await picture(phone, `me-changes.${lang}`);

      for (const [who, address] of [[peer, version], [phone, `${server.url}${own}`]]) {
        const paper = (await textOf(who, `${address}/plan.pdf?lang=${lang}`)).replace(/\s+/g, ' ');
        assert.match(paper, say[lang].goal);
        for (const words of [told.goal, told.step, meeting.name]) assert.ok(paper.includes(words), `${words} is on paper`);
        assert.doesNotMatch(paper, /ARTS|Medicaid|RRWP|Part 2|Recovery Community/);
      }
      if (js) {
        assertQuiet(peer);
        assertQuiet(phone);
      }
      await Promise.all([close(peer), close(phone)]);
    });
  }
}

for (const js of [true, false]) {
  test(`a plan of a family is signed by the mother, ${js ? 'with' : 'without'} JavaScript`, async () => {
    const page = await open(browser, { js, size: 'desk' });
    await signIn(page, server, 'family-partner', { agency: 'james-river' });
    const plan = await newChart(page, server, `Ana ${js}`, { program: 'Mental health' });
    const chart = plan.replace(/\/plan$/, '');
    await page.goto(`${chart}/programs`);
    await openMore(page, '/family');
    const family = page.locator('form[action$="/family"]');
    await family.locator('input[value="guardian"]').check({ force: true });
    await family.locator('input[name="ally_name"]').fill('Pilar Soto');
    await family.locator('input[name="basis"][value="law"]').check({ force: true });
    await family.locator('input[name="signs"]').check({ force: true });
    await submit(page, '/family');
    assert.match(await page.locator('main').innerText(), /Pilar Soto/);

    await page.goto(plan);
    await press(page, page.locator('form[action$="/start"] button').first());
    await page.locator('input[name="statement"]').fill('Homework before dinner');
    await submit(page, '/goals');
    await freeze(page, plan);
    await openMore(page, '/witness');
    await page.locator('input[name="who"][value="guardian"]').check({ force: true });
    await page.locator('input[name="who_name"]').fill('Pilar Soto');
    await page.locator('input[name="interpreter"]').fill('Rosa Lim');
    if (js) await draw(page);
    await submit(page, '/witness');
    const signed = await page.locator('#signatures').innerText();
    assert.match(signed, /Pilar Soto/);
    assert.match(signed, /guardian/i);
    assert.match(signed, /Rosa Lim/);
    assert.equal(await page.locator('#signatures img.drawn').count(), js ? 1 : 0);
    await submit(page, '/sign');
    assert.match(await page.locator('.hello').innerText(), /Signed/, 'her signature and the partner’s are enough');
    if (js) await assertAxe(page);
    const paper = (await textOf(page, `${page.url().split('?')[0]}/plan.pdf?lang=en`)).replace(/\s+/g, ' ');
    for (const words of ['Homework before dinner', 'Pilar Soto']) assert.ok(paper.includes(words), `${words} is on paper`);
    await close(page);
  });
}
