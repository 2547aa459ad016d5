// A real agency begins: from the code that the machine gave its first administrator to the first signed plan.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, launch, open } from '../lib/browser.mjs';
import { code } from '../lib/codes.mjs';
import { newChart } from '../lib/conversation.mjs';
import { assertAxe, assertQuiet, overflow } from '../lib/looks.mjs';
import { draw, freeze, openMore } from '../lib/paper.mjs';
import { press } from '../lib/people.mjs';
import { picture } from '../lib/picture.mjs';
import { startAgency } from '../lib/server.mjs';

let browser;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
});

const submit = (page, action) => press(page, page.locator(`form[action$="${action}"] button[type="submit"]`).first());

/**
 * Somebody comes for the first time, on a phone, in Spanish: sets a passphrase, and the second step that a real
 * agency asks for, before anything else opens.
 */
async function comes(server, { username, given, passphrase, js }) {
  const page = await open(browser, { js, lang: 'es' });
  const axe = async () => {
    if (js) await assertAxe(page);
    assert.equal(await page.locator('html').getAttribute('lang'), 'es');
    assert.equal(await overflow(page), 0);
  };
  await page.goto(`${server.url}/es/first-time/sign-in`);
  assert.equal(await page.locator('.ribbon').count(), 0, 'nothing is invented here');
  await page.locator('input[name="username"]').fill(username);
  await page.locator('input[name="code"]').fill(given);
  await page.locator('input[name="passphrase"]').fill(passphrase);
  await submit(page, '/first-time/sign-in');
  await page.goto(`${server.url}/es/sign-in`);
  await page.locator('input[name="username"]').fill(username);
  await page.locator('input[name="passphrase"]').fill(passphrase);
  await submit(page, '/sign-in');
  assert.equal(new URL(page.url()).pathname, '/es/sign-in/set-up');
  await axe();
  if (js) await picture(page, `set-up.${username}`);
  for (const path of ['/agency', '/work', '/account']) {
    await page.goto(server.url + path);
    assert.match(new URL(page.url()).pathname, /sign-in/, `${path} does not open before the second step`);
  }
  await page.goto(`${server.url}/es/sign-in/set-up`);
  const secret = await page.locator('.code').textContent();
  await page.locator('input[name="code"]').fill('12');
  await submit(page, '/sign-in/set-up');
  assert.equal(await page.locator('input[name="code"]').getAttribute('aria-invalid'), 'true');
  assert.equal(await page.locator('.code').textContent(), secret, 'the same secret after a wrong code');
  // The browser tells of the page that came back.
  page.watch.errors.length = 0;
  await page.locator('input[name="code"]').fill(code(secret));
  await submit(page, '/sign-in/set-up');
  assert.equal(await page.locator('main li code').count(), 10);
  await axe();
  if (js) await picture(page, `recovery-codes.${username}`);
  if (js) assertQuiet(page);
  await press(page, page.locator('p.submit a.btn'));
  return page;
}

/** Whoever looks after the agency takes somebody on, with a role; gives the code for their first time. */
async function takeOn(page, server, { name, username, role }) {
  await page.goto(`${server.url}/agency/tall-pines`);
  await openMore(page, '/people');
  await page.locator('form[action$="/people"] input[name="name"]').fill(name);
  await page.locator('input[name="title"]').fill('Peer');
  await page.locator('input[name="username"]').fill(username);
  await submit(page, '/people');
  const given = (await page.locator('main .code').innerText()).trim();
  await press(page, page.locator('main a.btn'));
  const grant = page.locator('form:has(select[name="role"])');
  await page.locator('details:has(select[name="role"]) > summary').click();
  await grant.locator('select[name="role"]').selectOption(role);
  await press(page, grant.locator('button[type="submit"]'));
  return given;
}

for (const js of [true, false]) {
  test(`from the first code to the first signed plan, ${js ? 'with' : 'without'} JavaScript`, async () => {
    const server = await startAgency({ slug: 'tall-pines', name: 'Tall Pines', admin: 'Ruth Ann Dove', username: 'ruth' });
    try {
      const ruth = await comes(server, { username: 'ruth', given: server.code, passphrase: 'the kettle sings at six', js });
      assert.equal(new URL(ruth.url()).pathname, '/agency/tall-pines');
      await openMore(ruth, '/programs');
      await ruth.locator('input[name="program_name"]').fill('Peer support');
      await ruth.locator('select[name="rule_pack"]').selectOption('virginia-arts');
      await submit(ruth, '/programs');
      assert.match(await ruth.locator('main').innerText(), /Peer support/);
      if (js) await assertAxe(ruth);
      const given = await takeOn(ruth, server, { name: 'Quinn Abara', username: 'quinn.abara', role: 'peer-specialist' });
      await close(ruth);

      const quinn = await comes(server, { username: 'quinn.abara', given, passphrase: 'a lake of quiet geese', js });
      assert.equal(new URL(quinn.url()).pathname, '/work/tall-pines');
      const plan = await newChart(quinn, server, 'Ash');
      await press(quinn, quinn.locator('form[action$="/start"] button').first());
      await quinn.locator('input[name="statement"]').fill('Sleep at home');
      await submit(quinn, '/goals');
      await freeze(quinn, plan);
      await openMore(quinn, '/witness');
      await quinn.locator('input[name="who"][value="member"]').check({ force: true });
      await quinn.locator('input[name="who_name"]').fill('Ash');
      if (js) await draw(quinn);
      await submit(quinn, '/witness');
      await submit(quinn, '/sign');
      const signed = await quinn.locator('#signatures').innerText();
      for (const name of ['Ash', 'Quinn Abara']) assert.ok(signed.includes(name), `${name} signed`);
      assert.equal(await quinn.locator('.hello .badge.signed').count(), 1, 'the plan is signed');
      if (js) {
        await assertAxe(quinn);
        assertQuiet(quinn);
      }
      await close(quinn);
    } finally {
      await server.stop();
    }
  });
}
