// What a page must be for everyone: axe, screen readers, keyboards, small plans of data.

import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const snapshots = resolve(here, '../snapshots');
const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Evaluates outside the page's content security policy, which stays in force for the page. */
async function evaluate(page, expression) {
  const session = await page.context().newCDPSession(page);
  try {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  } finally {
    await session.detach();
  }
}

/**
 * What axe finds, one line for each place. It waits on the page's own timers, so JavaScript must be on. The window is
 * as tall as the page meanwhile, so that what sticks to its edges hides nothing that one would scroll to.
 */
export async function axe(page) {
  if (!page.watch.js) throw new Error('axe needs JavaScript: look at this page in a context that has it');
  await evaluate(page, `${await axeSource}; undefined`);
  const options = JSON.stringify({ runOnly: rules, resultTypes: ['violations'] });
  const size = page.viewportSize();
  await tall(page);
  const { violations } = await evaluate(page, `axe.run(document, ${options})`);
  await page.setViewportSize(size);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n    ${node.html.slice(0, 200)}\n    ${node.failureSummary ?? ''}`),
  );
}

/** Makes the window as tall as the page: the bar at the foot of a phone covers nothing then that one would scroll past. */
async function tall(page) {
  const { width } = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: height + 400 });
}

/** Names of elements that stand twice on the page: a label or a script would find the wrong one. Axe no longer looks. */
function namesTwice(page) {
  return evaluate(
    page,
    `(() => { const ids = Array.from(document.querySelectorAll('[id]'), (one) => one.id);
      return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))].map((id) => 'two elements are called ' + id); })()`,
  );
}

/** No violation on the page as it stands. */
export async function assertAxe(page, what = page.url()) {
  const found = [...(await axe(page)), ...(await namesTwice(page))];
  assert.equal(found.length, 0, `${what}\n  ${found.join('\n  ')}`);
}

/**
 * Nothing left this machine, and the console is silent. Where a test typed something wrong on purpose, the browser says
 * there that the form came back.
 */
export function assertQuiet(page, { typedWrong = false } = {}) {
  assert.deepEqual(page.watch.foreign, [], 'requests left this machine');
  const errors = page.watch.errors.filter((error) => !(typedWrong && /status of 422/.test(error)));
  assert.deepEqual(errors, [], 'errors in the console');
}

/** What changes from day to day or run to run, and what stands for it in a snapshot. */
const volatile = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID'],
  [/localhost:\d+/g, 'localhost'],
  [/[0-9a-f]{32}/g, 'ID'],
  [/\d{4}-\d{2}-\d{2}/g, 'DATE'],
  [/[A-Z][a-z]+ \d{1,2}, \d{4}/g, 'DATE'],
  [/\d{1,2} de [a-z]+ de \d{4}/g, 'DATE'],
];

/**
 * What a screen reader is told, held against the snapshot of this name.
 * `UPDATE=1` writes it anew; on a developer's machine a missing one is written too.
 * `replace` is a list of [pattern, text] for what may change on this page.
 */
export async function assertAria(locator, name, { replace = [] } = {}) {
  let seen = `${await locator.ariaSnapshot()}\n`;
  for (const [pattern, text] of [...replace, ...volatile]) seen = seen.replace(pattern, text);
  const file = join(snapshots, `${name}.aria.yml`);
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (process.env.UPDATE || (kept === undefined && !process.env.CI)) {
    await mkdir(dirname(file), { recursive: true });
    return writeFile(file, seen);
  }
  assert.notEqual(kept, undefined, `e2e/snapshots/${name}.aria.yml is missing: run with UPDATE=1 and read it`);
  assert.equal(seen, kept, `the page no longer reads as e2e/snapshots/${name}.aria.yml`);
}

/** Bytes over the wire while `visit` runs: fonts apart, as the budgets have it. */
export async function weigh(page, visit) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const kinds = new Map();
  const weight = { fonts: 0, rest: 0, requests: 0 };
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    weight[kinds.get(requestId) === 'Font' ? 'fonts' : 'rest'] += encodedDataLength;
    weight.requests += 1;
  });
  await visit();
  await page.waitForLoadState('networkidle');
  await session.detach();
  return weight;
}

/** The first `count` stops of the Tab key, by their accessible words. */
export async function tabStops(page, count) {
  const stops = [];
  for (let stop = 0; stop < count; stop += 1) {
    await page.keyboard.press('Tab');
    stops.push(
      await evaluate(
        page,
        `(() => { const at = document.activeElement;
          return { tag: at.tagName.toLowerCase(), id: at.id, name: at.getAttribute('name'),
            action: at.form?.getAttribute('action') ?? null, href: at.getAttribute('href'),
            words: (at.getAttribute('aria-label') ?? at.innerText ?? '').trim() }; })()`,
      ),
    );
  }
  return stops;
}

/** Script and style that stand in the page itself; the policy runs neither. */
export function inlineCode(page) {
  return evaluate(
    page,
    `(() => {
      const scripts = [...document.scripts].filter((s) => !s.src && !/json/.test(s.type)).map((s) => s.outerHTML);
      const handlers = [...document.querySelectorAll('*')].flatMap((element) => [...element.attributes]
        .filter((a) => /^on/.test(a.name) || a.name === 'style' || /^\\s*javascript:/i.test(a.value))
        .map((a) => element.tagName + ' ' + a.name));
      const styles = [...document.querySelectorAll('style')].map((s) => s.outerHTML);
      return [...scripts, ...handlers, ...styles];
    })()`,
  );
}

/** How far the page is wider than its window; 0 when nothing has to be scrolled sideways. */
export function overflow(page) {
  return evaluate(page, 'Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)');
}
