// Going to a page of pages.mjs as anyone would who may see it.

import { address } from '../pages.mjs';
import { press, speak } from './people.mjs';

async function take(tab, links) {
  for (const selector of links) await press(tab, tab.locator(selector).first());
}

/** Opens the page, following its links. Whoever may see it is signed in already. */
export async function visit(tab, server, { path, follow = [], then, after = [], role }, lang) {
  const ask = async (url) => {
    const response = await tab.goto(url);
    if (response.status() !== 200) throw new Error(`${url} answers ${response.status()}`);
  };
  const open = role === null || path.startsWith('/sign-in/');
  await ask(server.url + (open ? address(path, lang) : path));
  if (role !== null) await speak(tab, lang);
  await take(tab, follow);
  if (then) await ask(tab.url().split(/[?#]/)[0] + then);
  await take(tab, after);
  if (role !== null) await speak(tab, lang);
}
