// Going to a page of pages.mjs as anyone would who may see it.

import { address } from '../pages.mjs';
import { press } from './people.mjs';

async function take(tab, links) {
  for (const selector of links) await press(tab, tab.locator(selector).first());
}

/** Opens the page, following its links. Whoever may see it is signed in already. */
export async function visit(tab, server, { path, follow = [], then, after = [], role }, lang) {
  const ask = async (url) => {
    const response = await tab.goto(url);
    if (response.status() !== 200) throw new Error(`${url} answers ${response.status()}`);
  };
  await ask(server.url + (role === null ? address(path, lang) : path));
  await take(tab, follow);
  if (then) await ask(tab.url().split(/[?#]/)[0] + then);
  await take(tab, after);
}
