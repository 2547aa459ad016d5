// Versions of a plan, and what is printed of them.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { press } from './people.mjs';

const run = promisify(execFile);

/** What a PDF says, read back. */
export async function textOf(page, url) {
  const answer = await page.context().request.get(url);
  assert.equal(answer.status(), 200, url);
  assert.equal(answer.headers()['content-type'], 'application/pdf');
  const folder = await mkdtemp(join(tmpdir(), 'alongside-pdf-'));
  const file = join(folder, 'plan.pdf');
  await writeFile(file, await answer.body());
  const { stdout } = await run('pdftotext', ['-layout', file, '-']);
  await rm(folder, { recursive: true, force: true });
  return stdout;
}

/** Makes a version of the plan to sign; gives its address. */
export async function freeze(page, plan) {
  await page.goto(plan);
  await press(page, page.locator('form[action$="/freeze"] button[type="submit"]'));
  return page.url().split('?')[0];
}

/** Opens the part of a page that holds the form for this, if it is not open. */
export async function openMore(page, action) {
  const more = page.locator(`details:has(form[action$="${action}"])`).first();
  if (!(await more.evaluate((element) => element.open))) await more.locator('summary').click();
}

/** Draws a signature on the pad. */
export async function draw(page) {
  const pad = page.locator('canvas[data-pad]');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  await page.mouse.move(box.x + 30, box.y + 40);
  await page.mouse.down();
  for (const [x, y] of [[60, 90], [90, 40], [130, 100], [180, 60]]) await page.mouse.move(box.x + x, box.y + y);
  await page.mouse.up();
}
