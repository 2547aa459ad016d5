// From a version to sign to its next: every signer, what changed, a look at it together, paper.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { close, launch, open } from '../lib/browser.mjs';
import { assertAxe } from '../lib/looks.mjs';
import { draw, freeze, openMore, textOf } from '../lib/paper.mjs';
import { press, register, signIn } from '../lib/people.mjs';
import { sharedServer } from '../lib/server.mjs';

const goal = 'A kitchen that smells of bread';
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

/** A chart with one goal and a version of it to sign. Gives the addresses of the plan and the version. */
async function versionToSign(page, name) {
  await register(page, server, name, { program: 'ARTS' });
  const plan = `${page.url().split('?')[0].replace(/\/$/, '')}/plan`;
  await page.goto(plan);
  await press(page, page.locator('form[action$="/start"] button').first());
  await page.locator('input[name="statement"]').fill(goal);
  await press(page, page.locator('form[action$="/goals"] button[type="submit"]'));
  return { plan, version: await freeze(page, plan) };
}

for (const js of [true, false]) {
  test(`all sign, the plan changes, and it is looked at ${js ? 'with' : 'without'} JavaScript`, async () => {
    const peer = await open(browser, { js, size: 'desk' });
    await signIn(peer, server, 'peer-specialist');
    const { plan, version } = await versionToSign(peer, `Robin Versions ${js}`);

    await openMore(peer, '/witness');
    await peer.locator('input[name="who_name"]').fill('Robin');
    if (js) await draw(peer);
    await press(peer, peer.locator('form[action$="/witness"] button[type="submit"]'));
    assert.equal(await peer.locator('#signatures img.drawn').count(), js ? 1 : 0);
    await press(peer, peer.locator('form[action$="/sign"] button[type="submit"]'));
    assert.match(await peer.locator('#signatures').innerText(), /Robin/);
    assert.match(await peer.locator('.hello').innerText(), /Signed/);
    if (js) await assertAxe(peer);

    // A clinician outside, with a link that works once.
    await openMore(peer, '/links');
    await peer.locator('input[name="link_name"]').fill('Dr. Vale');
    await peer.locator('input[name="link_agreed"]').check();
    await press(peer, peer.locator('form[action$="/links"] button[type="submit"]'));
    const link = (await peer.locator('#links .code-line').innerText()).trim();
    const outside = await open(browser, { js });
    const here = new URL(link);
    await outside.goto(server.url + here.pathname);
    assert.match(await outside.locator('main').innerText(), new RegExp(goal));
    assert.doesNotMatch(await outside.title(), /Robin/);
    if (js) await assertAxe(outside);
    await press(outside, outside.locator('form:has(input[value="sign"]) button[type="submit"]'));
    assert.match(outside.url(), /\/signed/);
    const again = await outside.goto(server.url + here.pathname);
    assert.equal(again.status(), 404, 'the link opens nothing more');
    await close(outside);

    // The supervisor, from the list of plans to co-sign.
    const supervisor = await open(browser, { js, size: 'desk' });
    await signIn(supervisor, server, 'supervisor');
    await supervisor.goto(`${server.url}/team`);
    const waiting = supervisor.locator('section[aria-labelledby="cosign-title"] a', { hasText: `Robin Versions ${js}` });
    await press(supervisor, waiting.first());
    await press(supervisor, supervisor.locator('form[action$="/sign"] button[type="submit"]'));
    const signed = await supervisor.locator('#signatures').innerText();
    for (const part of ['Member', 'Peer', 'Supervisor', 'Recommending clinician']) assert.match(signed, new RegExp(part));
    await close(supervisor);

    // A look at the plan together leads to the next version and what it changed.
    await peer.goto(`${plan}/review`);
    await peer.locator('textarea[name^="words."]').first().fill('Bread twice this week');
    await peer.locator('input[value="reached"]').first().check({ force: true });
    await press(peer, peer.locator('form[action$="/review"] button[type="submit"]'));
    assert.match(await peer.locator('#p-reviews').innerText(), /Bread twice this week/);
    const second = await freeze(peer, plan);
    await peer.goto(`${second}/changes`);
    assert.match(await peer.locator('del').first().innerText(), /\w/);
    assert.match(await peer.locator('ins').first().innerText(), /Reached/);
    if (js) await assertAxe(peer);

    const english = await textOf(peer, `${version}/plan.pdf?lang=en`);
    assert.match(english, /Goal 1/);
    assert.match(english.replace(/\s+/g, ' '), new RegExp(goal));
    assert.doesNotMatch(english, /Medicaid|RRWP|Part 2|Recovery Community/);
    const spanish = await textOf(peer, `${version}/plan.pdf?lang=es`);
    assert.match(spanish, /Meta 1/);
    assert.match(spanish.replace(/\s+/g, ' '), new RegExp(goal));
    await close(peer);
  });
}

test('a sheet that is no picture is refused at the field, a photograph is kept, and 50 MB get an answer', async () => {
  const page = await open(browser, { js: false, size: 'desk' });
  await signIn(page, server, 'peer-specialist');
  const { version } = await versionToSign(page, 'Robin Sheet');
  const folder = await mkdtemp(join(tmpdir(), 'alongside-sheets-'));
  const send = async (name, bytes) => {
    const file = join(folder, name);
    await writeFile(file, bytes);
    await page.goto(version);
    await openMore(page, '/sheet');
    await page.locator('input[name="paper_name"]').fill('Robin');
    await page.locator('input[name="file"]').setInputFiles(file);
    const [answer] = await Promise.all([
      page.waitForResponse((each) => each.request().method() === 'POST'),
      page.locator('form[action$="/sheet"] button[type="submit"]').click(),
    ]);
    await page.waitForLoadState();
    return answer.status();
  };
  assert.equal(await send('x.jpg', Buffer.from('not a picture')), 422);
  assert.match(await page.locator('#file-error').innerText(), /PDF/);
  assert.equal(await page.locator('input[name="paper_name"]').inputValue(), 'Robin');
  assert.equal(await send('large.pdf', Buffer.alloc(45 * 1024 * 1024, 'x')), 422);
  assert.match(await page.locator('#file-error').innerText(), /10 MB/);
  assert.equal(await send('sheet.pdf', Buffer.from('%PDF-1.4\n%%EOF')), 303);
  const sheet = await page.locator('#signatures a[download]').getAttribute('href');
  const answer = await page.context().request.get(server.url + sheet);
  assert.match(answer.headers()['content-disposition'], /^attachment/);
  assert.equal(answer.headers()['x-content-type-options'], 'nosniff');
  await rm(folder, { recursive: true, force: true });
  await close(page);
});

test('a member signs their own plan in Spanish, and keeps a copy', async () => {
  const page = await open(browser, { lang: 'es' });
  await signIn(page, server, 'member', { at: '/es/sign-in' });
  await page.goto(`${server.url}/me/plans`);
  const before = await page.locator('main ul.list > li').count();
  await page.goto(`${server.url}/me/plan`);
  const plan = page.url();
  await page.locator('textarea[data-field="home"]').fill(`Casa ${Date.now()}`);
  await press(page, page.locator('form[action$="/text"]:has(textarea[data-field="home"]) button[type="submit"]').first());
  await freeze(page, plan);
  await press(page, page.locator('form[action$="/sign"] button[type="submit"]'));
  assert.match(page.url(), /said=signed/);
  await page.goto(`${server.url}/me/plans`);
  assert.equal(await page.locator('main ul.list > li').count(), before + 1);
  await assertAxe(page);
  await page.locator('main ul.list a').first().click();
  const paper = `${page.url()}/plan.pdf?lang=es`;
  assert.match(await textOf(page, paper), /Mi plan/);
  await close(page);
});

test('blank sheets and the wallet card are papers of their own', async () => {
  const page = await open(browser, { js: false });
  assert.match(await textOf(page, `${server.url}/es/paper/plan.pdf`), /Mi plan/);
  await signIn(page, server, 'member');
  await page.goto(`${server.url}/me/plan`);
  await page.goto(`${page.url()}/card`);
  await page.locator('textarea[name="helps"]').fill('Walking\nMy sister’s voice');
  const form = await page.locator('form[action$="/card"]').evaluate((element) => [...new FormData(element)]);
  const fields = new URLSearchParams(form.map(([name, value]) => [name, String(value)]));
  const answer = await page.context().request.post(`${page.url()}`, {
    data: fields.toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  assert.equal(answer.status(), 200);
  assert.equal(answer.headers()['content-type'], 'application/pdf');
  await close(page);
});
