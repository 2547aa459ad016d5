// What was a slip, and what somebody else wrote meanwhile: nothing goes unseen, and nothing typed is lost.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, launch, open } from '../lib/browser.mjs';
import { assertAxe } from '../lib/looks.mjs';
import { textOf } from '../lib/paper.mjs';
import { press, register, signIn } from '../lib/people.mjs';
import { sharedServer } from '../lib/server.mjs';

const goal = 'Sleep at home every night';
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

/** Where a form leads that is sent as it stands, with one of its buttons. */
const sent = (form, button) =>
  form.evaluate((element, name) => {
    const pressed = element.querySelectorAll('button[type="submit"]')[name];
    const fields = new URLSearchParams(new FormData(element));
    if (pressed.name) fields.append(pressed.name, pressed.value);
    return `${element.action}?${fields}`;
  }, button);

/** A chart with a goal. Gives the address of its plan, and stays on the goal. */
async function goalOf(page, name) {
  await register(page, server, name, { program: 'ARTS' });
  const plan = `${page.url().split('?')[0].replace(/\/$/, '')}/plan`;
  await page.goto(plan);
  await press(page, page.locator('form[action$="/start"] button').first());
  await page.locator('input[name="statement"]').fill(goal);
  await press(page, page.locator('form[action$="/goals"] button[type="submit"]'));
  return plan;
}

/** Until the device has kept what was typed. */
const kept = (page) => page.waitForFunction(() => Object.keys(localStorage).length > 0);

test('the paper names the agency only where somebody asks for it, and a late plan may say why', async () => {
  const page = await open(browser, { size: 'desk' });
  await signIn(page, server, 'peer-specialist', { agency: 'james-river' });
  const plan = await goalOf(page, 'Robin Paper');
  await page.goto(plan);
  assert.equal(await page.locator('select[name="late"]').count(), 0, 'a plan in time has nothing to explain');
  await press(page, page.locator('form[action$="/freeze"] button[type="submit"]'));
  const form = page.locator('form[action$="/plan.pdf"]');
  assert.doesNotMatch(await textOf(page, await sent(form, 0)), /James River/);
  assert.match(await textOf(page, await sent(form, 1)), /James River/, 'for the files of the agency');
  await assertAxe(page);
  await close(page);
});

test('"I did it" is taken back on the same day', async () => {
  const page = await open(browser, { size: 'phone', lang: 'es' });
  await signIn(page, server, 'member', { at: '/es/sign-in' });
  await page.goto(`${server.url}/me`);
  assert.ok((await page.locator('form[action$="/done"]').count()) > 0, 'there is a step to do');
  await press(page, page.locator('form[action$="/done"] button').first());
  const slip = page.locator('form[action$="/not-done"] button');
  assert.ok((await slip.count()) > 0);
  await assertAxe(page);
  const before = await slip.count();
  await press(page, slip.first());
  assert.match(page.url(), /said=not-done/);
  assert.equal(await slip.count(), before - 1);
  await close(page);
});

test('a new step and a translation outlive a closed page; a step that grew is not taken out unseen', async () => {
  const page = await open(browser, { size: 'desk' });
  await signIn(page, server, 'peer-specialist', { agency: 'james-river' });
  const plan = await goalOf(page, 'Robin Words');
  const here = page.url().split('?')[0];
  const way = page.locator('form[action$="/strategies"] input[name="statement"]');
  await way.fill('Ask my sister');
  await kept(page);
  await page.goto(`${server.url}/work`);
  await page.goto(here);
  await page.waitForFunction(() => document.querySelector('form[action$="/strategies"] input[name="statement"]').value !== '');
  assert.equal(await way.inputValue(), 'Ask my sister');
  await press(page, page.locator('form[action$="/strategies"] button[type="submit"]'));
  await page.waitForFunction(() => Object.keys(localStorage).length === 0);

  await page.locator('details:has(form[action$="/actions"]) summary').click();
  const step = page.locator('form[action$="/actions"] input[name="what"]');
  await step.fill('Call her');
  await kept(page);
  await page.goto(here);
  await page.waitForFunction(() => document.querySelector('form[action$="/actions"] input[name="what"]').value !== '');
  assert.equal(await step.inputValue(), 'Call her');
  assert.ok(await step.isVisible(), 'where it comes back it is shown');
  await press(page, page.locator('form[action$="/actions"] button[type="submit"]').first());

  // Somebody writes in the step while this page shows it.
  await page.locator('a[href*="/actions/"]', { hasText: 'Call her' }).click();
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.locator('textarea[data-field="action-what"]').fill('Call her before noon');
  await press(other, other.locator('form[action$="/text"] button[type="submit"]'));
  await other.close();
  await page.locator('details:has(form[action$="/take-away"]) summary').click();
  await press(page, page.locator('form[action$="/take-away"] button'));
  assert.match(await page.locator('#take-away').innerText(), /wrote here/);
  assert.equal(await page.locator('textarea[data-field="action-what"]').inputValue(), 'Call her before noon');
  await press(page, page.locator('form[action$="/take-away"] button'));
  assert.match(page.url(), /said=taken-away/);

  await page.goto(plan);
  await press(page, page.locator('form[action$="/freeze"] button[type="submit"]'));
  await page.locator('main a[href$="/translation"]').click();
  const words = page.locator('main textarea').first();
  await words.fill('Dormir en casa cada noche');
  await kept(page);
  const form = page.url();
  await page.goto(`${server.url}/work`);
  await page.goto(form);
  await page.waitForFunction(() => document.querySelector('main textarea').value !== '');
  assert.equal(await words.inputValue(), 'Dormir en casa cada noche');

  // Somebody else translates the same words: both stand there, and the next save is a choice.
  const second = await page.context().newPage();
  await second.goto(form);
  await second.locator('main textarea').first().fill('Dormir en mi cama');
  await press(second, second.locator('main form button[type="submit"]'));
  await second.close();
  await press(page, page.locator('main form button[type="submit"]'));
  assert.match(await page.locator('main .error').first().innerText(), /Dormir en mi cama/);
  assert.equal(await words.inputValue(), 'Dormir en casa cada noche');
  await assertAxe(page);
  await press(page, page.locator('main form button[type="submit"]'));
  assert.match(page.url(), /said=saved/);
  await page.context().close();
});
