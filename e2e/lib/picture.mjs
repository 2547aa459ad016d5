// Pictures of pages that only a test comes to, where somebody asked for pictures (shots.mjs).

import { join } from 'node:path';

/** A picture of the page as it stands, in the folder that ALONGSIDE_SHOTS names; nothing where it names none. */
export async function picture(page, name) {
  const folder = process.env.ALONGSIDE_SHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
