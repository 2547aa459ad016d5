// A member joins on a phone of their own.

import { open } from './browser.mjs';
import { press } from './people.mjs';

export const memberPin = '407193';

const submit = (page, action) => press(page, page.locator(`form[action$="${action}"] button[type="submit"]`).first());

/** Types a code of the staff on a phone; gives the page that asks for a PIN. */
export async function typeCode(browser, server, code, { js = true, lang = 'en' } = {}) {
  const phone = await open(browser, { js, lang });
  await phone.goto(`${server.url}${lang === 'es' ? '/es' : ''}/join`);
  await phone.locator('#code').fill(code);
  await submit(phone, '/join');
  return phone;
}

/** Chooses a PIN in the fields of a page. */
export async function choosePin(page, pin) {
  await page.locator('#pin').fill(pin);
  await page.locator('#pin_again').fill(pin);
}

/** The peer makes a code, a phone joins with it, the peer says yes; gives the phone, signed in, and its made-up name. */
export async function join(browser, server, { peer, chart, ...ways }) {
  await peer.goto(`${chart}/invite`);
  await submit(peer, '/invite');
  const phone = await typeCode(browser, server, await peer.locator('[data-code]').innerText(), ways);
  await choosePin(phone, memberPin);
  await press(phone, phone.locator('button[value="make"]'));
  const name = await phone.locator('[data-username]').innerText();
  await press(phone, phone.locator('main a.btn'));
  await peer.goto(chart);
  await press(peer, peer.locator('form[action*="/joins/"] button[value="yes"]'));
  return { phone, name };
}
