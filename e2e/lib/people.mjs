// Signing in as the people of the demonstration.

import assert from 'node:assert/strict';
import { accounts } from './server.mjs';

/** The demonstration's account of this role, in this agency if one is named. */
export async function account(server, role, agency) {
  const all = await accounts(server);
  const found = all.find((each) => each.role === role && (agency === undefined || each.agency === agency));
  const roles = [...new Set(all.map((each) => each.role))].join(', ');
  assert.ok(found, `the demonstration has no ${role}${agency ? ` of ${agency}` : ''}; it has ${roles}`);
  return found;
}

/** Changes the language of whoever is signed in, by the link that every page has, and comes back. */
export async function speak(page, lang) {
  if ((await page.locator('html').getAttribute('lang')) === lang) return;
  await press(page, page.locator('header.top a[hreflang]'));
  const choice = page.locator(`button[name="lang"][value="${lang}"]`);
  if (await choice.count()) await press(page, choice);
}

/**
 * Signs in through the form, as anyone would, and gives the account. It speaks the language of the form:
 * the account keeps what the last test chose.
 */
export async function signIn(page, server, role, { agency, at = '/sign-in' } = {}) {
  const who = await account(server, role, agency);
  await page.goto(server.url + at);
  const form = page.locator('form').filter({ has: page.locator('input[name="passphrase"]') });
  await form.locator('input[name="username"]').fill(who.username);
  await form.locator('input[name="passphrase"]').fill(who.passphrase);
  await Promise.all([
    page.waitForURL((url) => !url.pathname.endsWith('/sign-in')),
    form.locator('button[type="submit"], button:not([type]), input[type="submit"]').first().click(),
  ]);
  await speak(page, at.startsWith('/es/') ? 'es' : 'en');
  return who;
}

/** Presses a button or link and waits for the page after it. */
export async function press(page, locator) {
  await Promise.all([page.waitForNavigation(), locator.click()]);
}

/** The same with a form that lacks something: past the browser, which would not send it, to what we say ourselves. */
export async function pressAnyway(page, button) {
  await button.evaluate((element) => { element.form.noValidate = true; });
  await press(page, button);
}

/** Looks for somebody by one name on the page of members, and says that nobody in the list is meant. */
export async function register(page, server, called, { lang, program } = {}) {
  await page.goto(`${server.url}/work/members`);
  const form = page.locator('form:has(input[name="called"]:not([type="hidden"]))');
  await form.locator('input[name="called"]').fill(called);
  if (lang) await form.locator(`input[name="lang"][value="${lang}"]`).check();
  if (program) await form.locator('label', { hasText: program }).locator('input[name="program"]').check();
  await press(page, form.locator('button[type="submit"]'));
  const someoneNew = page.locator('form:has(input[name="someone_new"]) button[type="submit"]');
  if (await someoneNew.count()) await press(page, someoneNew);
}
