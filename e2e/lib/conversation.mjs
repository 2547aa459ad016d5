// The conversation in which a plan comes together, as two people go through it.

import assert from 'node:assert/strict';
import { press, register } from './people.mjs';

const say = { en: /The meeting is in the plan/, es: /La reunión está en el plan/ };

/** What is told on the way; the meeting's name comes with it. */
export const told = {
  life: 'Mornings with my kids 🌅',
  pathway: 'My garden',
  corner: 'Rosa',
  goal: 'A door that is mine',
  way: 'Be with people who know',
  step: 'Try a group',
};

/** A new chart, by its peer; gives the address of its plan. */
export async function newChart(page, server, name, options) {
  await register(page, server, name, options);
  await press(page, page.locator('main a[href$="/plan"]').first());
  return page.url().split('?')[0];
}

/** The whole conversation, from the first word to the step with a meeting in it. */
export async function talk(page, plan, { lang, js, meeting }) {
  await page.goto(plan);
  await press(page, page.locator('form[action$="/start"] button[value="together"]'));
  assert.match(page.url(), /together\/relationship/);
  assert.equal(await page.locator('nav.nav').count(), 0, 'no menu in a conversation');
  for (const word of ['caseload', 'units', 'coverage']) assert.doesNotMatch(await page.locator('main').innerText(), new RegExp(word, 'i'));

  await page.goto(`${plan}/together/icebreakers`);
  await page.locator('textarea[data-field="good-life"]').fill(told.life);
  await press(page, page.locator('form[action$="/text"] button[type="submit"]'));
  assert.match(page.url(), /together\/icebreakers/, 'one stays in the conversation');
  assert.equal(await page.locator('textarea[data-field="good-life"]').inputValue(), told.life);

  await page.goto(`${plan}/together/pathways`);
  await page.locator('select[name="standing.wrap"]').selectOption('trying');
  await page.locator('select[name="standing.twelve-step"]').selectOption('curious');
  await page.locator('input[name="custom"]').fill(told.pathway);
  await press(page, page.locator('form[action$="/pathways"] button[type="submit"]'));
  assert.equal(await page.locator('select[name="standing.wrap"]').inputValue(), 'trying');
  assert.equal(await page.locator('select[name="standing.own0"]').inputValue(), 'curious');

  await page.goto(`${plan}/together/environment`);
  await page.locator('input[name="corner_name"]').fill(told.corner);
  await press(page, page.locator('form:has(input[name="corner_name"]) button[type="submit"]'));
  assert.match(await page.locator('main .list').innerText(), new RegExp(told.corner));

  await page.goto(`${plan}/together/goals`);
  await page.locator('input[name="statement"]').fill(told.goal);
  await press(page, page.locator('form[action$="/goals"] button[type="submit"]'));
  assert.match(page.url(), /together\/goals/);

  await page.goto(`${plan}/together/strategies`);
  await page.locator('form[action$="/strategies"] input[name="statement"]').fill(told.way);
  await press(page, page.locator('form[action$="/strategies"] button[type="submit"]'));

  await page.goto(`${plan}/together/actions`);
  await page.locator('details.more:has(input[name="what"]) > summary').click();
  await page.locator('input[name="what"]').fill(told.step);
  await press(page, page.locator('button[name="then"][value="meeting"]'));
  assert.match(page.url(), /\/meetings/);
  await pick(page, js, meeting);
  assert.match(await page.locator('.flash').innerText(), say[lang]);
  assert.match(await page.locator('main').innerText(), meeting.place);

  await page.goto(`${plan}/together/read-back`);
  const read = await page.locator('main').innerText();
  for (const words of [...Object.values(told), meeting.name]) assert.ok(read.includes(words), `${words} is read back`);
}

/** Looks for this week, near Raleigh, in the evening, and puts the meeting into the plan. */
async function pick(page, js, meeting) {
  const names = page.locator('#found h3');
  const search = async (ready) => {
    if (!js) return press(page, page.locator('form[data-meetings] button[type="submit"]'));
    return page.waitForFunction(ready, meeting.name);
  };
  await page.locator('input[name="near"]').fill('Raleigh');
  await page.locator('select[name="part"]').selectOption('evening');
  await search((name) => {
    const found = Array.from(document.querySelectorAll('#found h3'), (one) => one.textContent);
    return found.length > 0 && !found.includes('Early Birds') && !found.includes('By the Sea');
  });
  const near = await names.allInnerTexts();
  assert.ok(near.length > 0 && !near.includes('By the Sea') && !near.includes('Early Birds'), 'near, and in the evening');
  await page.locator('input[name="q"]').fill(meeting.words);
  await search((name) => {
    const found = Array.from(document.querySelectorAll('#found h3'), (one) => one.textContent);
    return found.length === 1 && found[0] === name;
  });
  assert.deepEqual(await names.allInnerTexts(), [meeting.name]);
  await press(page, page.locator('#found form button[type="submit"]'));
}
