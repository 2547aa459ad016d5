// What leaves the directory: the widget and the frame on somebody else's page, feeds and files read back, the numbers.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { close, launch, open } from '../lib/browser.mjs';
import { assertAxe, inlineCode, overflow } from '../lib/looks.mjs';
import { sharedServer } from '../lib/server.mjs';

let server;
let browser;
let foreign;
let asked;

/** Somebody else's site, on an origin of its own, with a policy of its own. */
async function startForeign() {
  asked = [];
  const pages = {
    '/widget': ['en', `<h1>A church</h1><script src="${server.url}/widget/meetings.js" data-count="5" async></script>`],
    '/widget-es': ['es-MX', `<h1>Una iglesia</h1><script src="${server.url}/widget/meetings.js" async></script>`],
    '/frame': ['en', `<h1>A church</h1><iframe id="f" title="Meetings" width="380" height="600" src="${server.url}/embed/meetings"></iframe>`],
    '/closed': ['en', `<h1>A trap</h1><iframe id="f" title="Sign in" width="380" height="600" src="${server.url}/sign-in"></iframe>`],
    '/bare': ['en', '<h1>A page</h1>'],
  };
  const policy = `default-src 'none'; img-src data:; script-src ${server.url}; connect-src ${server.url}; frame-src ${server.url}; require-trusted-types-for 'script'`;
  const site = createServer((request, response) => {
    asked.push(request.url);
    const [lang, body] = pages[request.url] ?? [];
    if (!body) {
      response.writeHead(204);
      return response.end();
    }
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    if (request.url !== '/bare') headers['content-security-policy'] = policy;
    response.writeHead(200, headers);
    response.end(`<!doctype html><html lang="${lang}"><head><title>Another site</title><link rel="icon" href="data:,"></head><body><main>${body}</main></body></html>`);
  });
  await new Promise((ready) => site.listen(0, '127.0.0.1', ready));
  return { url: `http://127.0.0.1:${site.address().port}`, stop: () => new Promise((done) => site.close(done)) };
}

before(async () => {
  server = await sharedServer();
  browser = await launch();
  foreign = await startForeign();
});

after(async () => {
  await foreign?.stop();
  await browser?.close();
  await server?.stop();
});

const get = async (path) => {
  const answer = await fetch(server.url + path);
  assert.equal(answer.status, 200, path);
  return answer;
};
const json = async (path) => (await get(path)).json();

/** Rows of a CSV, by the rules of RFC 4180. */
function rows(text) {
  const found = [[]];
  let cell = '';
  let quoted = false;
  const clean = text.replace(/^\ufeff/, '');
  for (let at = 0; at < clean.length; at += 1) {
    const letter = clean[at];
    if (quoted && letter === '"' && clean[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (letter === '"') quoted = !quoted;
    else if (!quoted && letter === ',') {
      found.at(-1).push(cell);
      cell = '';
    } else if (!quoted && letter === '\n') {
      found.at(-1).push(cell.replace(/\r$/, ''));
      cell = '';
      found.push([]);
    } else cell += letter;
  }
  found.pop();
  const [head, ...rest] = found;
  return rest.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at]])));
}

test('one line puts meetings on a page with a strict policy', async () => {
  const page = await open(browser);
  await page.goto(`${foreign.url}/widget`);
  const list = page.locator('main li');
  await list.first().waitFor();
  assert.ok((await list.count()) <= 5);
  const links = await page.locator('main li a').evaluateAll((all) => all.map((a) => a.href));
  assert.ok(links.every((href) => href.startsWith(`${server.url}/meetings/`)), links.join(' '));
  assert.ok(await page.getByText('988').first().isVisible());
  assert.ok(await page.getByText('From: ').isVisible(), 'the source is shown');
  const { count } = await json('/api/v1/meetings?limit=1');
  assert.match(await page.locator('[role="status"]').innerText(), new RegExp(`^${count} meetings?$`));

  await page.locator('input[type="search"]').fill('zzzzqqqq');
  await page.locator('button').click();
  await page.getByText('We found no meeting').waitFor();
  assert.equal(await list.count(), 0);
  assert.equal(await page.locator('p a').getAttribute('href'), `${server.url}/meetings?q=zzzzqqqq`);

  assert.deepEqual(await page.context().cookies(), [], 'no cookie on either site');
  assert.deepEqual(page.watch.errors, [], 'the policy stopped nothing');
  assert.ok(!asked.some((path) => /collect|beacon|log/.test(path)));
  await assertAxe(page, 'the widget');
  await close(page);
});

test('the widget speaks the language of its page and says when it cannot reach the list', async () => {
  const page = await open(browser, { lang: 'es' });
  await page.goto(`${foreign.url}/widget-es`);
  await page.locator('main li').first().waitFor();
  assert.ok(await page.getByText('Reuniones de recuperación').isVisible());
  assert.ok((await page.locator('main li a').first().getAttribute('href')).startsWith(`${server.url}/es/meetings/`));
  await page.route('**/api/v1/**', (route) => route.abort());
  await page.locator('input[type="search"]').fill('algo');
  await page.locator('button').click();
  await page.getByText('Ahora no se puede abrir la lista').waitFor();
  assert.ok((await page.locator('p a').getAttribute('href')).startsWith(`${server.url}/es/meetings`));
  await close(page);
});

test('a listing cannot bring markup into the page', async () => {
  const page = await open(browser);
  const bad = '<img src=x onerror=alert(1)>';
  await page.route('**/api/v1/meetings**', async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    body.meetings[0].name = bad;
    body.meetings[0].page = 'javascript:alert(1)';
    await route.fulfill({ response: answer, json: body });
  });
  await page.goto(`${foreign.url}/widget`);
  const first = page.locator('main li a').first();
  await first.waitFor();
  assert.equal(await first.innerText(), bad);
  assert.equal(await first.getAttribute('href'), `${server.url}/`);
  assert.equal(await page.locator('main img').count(), 0);
  await close(page);
});

test('the frame opens elsewhere, and nothing else does', async () => {
  const page = await open(browser);
  await page.goto(`${foreign.url}/frame`);
  const frame = page.frameLocator('#f');
  await frame.locator('h1').waitFor();
  const all = await frame.locator('li').count();
  assert.ok(all > 0);
  await frame.locator('input[name="q"]').fill('zzzzqqqq');
  await frame.locator('button').click();
  await frame.getByText('We found no meeting').waitFor();
  assert.deepEqual(await page.context().cookies(), []);
  await page.goto(`${foreign.url}/closed`);
  await page.waitForTimeout(500);
  const shut = page.frames().find((each) => each !== page.mainFrame());
  assert.equal(await shut.locator('input').count(), 0, 'the way to sign in cannot be framed');
  const policy = (await get('/')).headers;
  assert.match(policy.get('content-security-policy'), /frame-ancestors 'none'/);
  assert.equal(policy.get('x-frame-options'), 'DENY');
  await close(page);
});

for (const js of [true, false]) {
  test(`the frame by itself: small, plain, ${js ? 'with' : 'without'} JavaScript`, async () => {
    const page = await open(browser, { size: 'narrow', js });
    const answer = await page.goto(`${server.url}/es/embed/meetings?day=sunday`);
    assert.equal(answer.status(), 200);
    assert.equal(await page.locator('html').getAttribute('lang'), 'es');
    if (js) {
      assert.equal(await overflow(page), 0);
      assert.deepEqual(await inlineCode(page), []);
      await assertAxe(page);
    }
    assert.equal(await page.locator('input[type="hidden"][name="day"]').getAttribute('value'), 'sunday', 'what was asked for stays');
    await close(page);
  });
}

test('the numbers without JavaScript: what there is, and where there is none', async () => {
  const page = await open(browser, { size: 'phone', js: false });
  await page.goto(`${server.url}/meetings/statistics`);
  const without = page.locator('table[aria-labelledby="s-without"]');
  assert.ok((await without.locator('tbody tr').count()) > 0, 'states with towns that have none near');
  assert.equal(await overflow(page), 0);
  const table = await (await get('/meetings/statistics.csv')).text();
  const first = (await without.locator('tbody td bdi').first().textContent()).split(', ')[0];
  assert.ok(table.includes(`meetings,${first},`), `${first} is in the table too`);
  await close(page);
});

test('any site may read the feed, the table and the API', async () => {
  const page = await open(browser);
  await page.goto(`${foreign.url}/bare`);
  const counts = await page.evaluate(async (url) => {
    const guide = await (await fetch(`${url}/feeds/meetings.json`)).json();
    const list = await (await fetch(`${url}/api/v1/meetings?limit=1`, { headers: { 'If-None-Match': 'W/"x"' } })).json();
    const table = await (await fetch(`${url}/feeds/meetings.csv`)).text();
    return { guide: guide.length, list: list.count, table: table.length };
  }, server.url);
  assert.equal(counts.guide, counts.list);
  assert.ok(counts.table > 100);
  const refused = await page.evaluate((url) => fetch(`${url}/meetings`).then(() => 'read', () => 'refused'), server.url);
  assert.equal(refused, 'refused', 'pages are not for other sites');
  await close(page);
});

test('files read back: as many meetings in each, at the same times', async () => {
  const guide = await json('/feeds/meetings.json');
  const table = rows(await (await get('/feeds/meetings.csv')).text());
  assert.equal(table.length, guide.length);
  const bySlug = new Map(guide.map((row) => [row.slug, row]));
  for (const row of table) {
    const same = [...bySlug.values()].find((other) => other.name === row.name.replace(/^'/, '') && (other.time ?? '') === row.time);
    assert.ok(same, `${row.name} at ${row.time}`);
  }
  const calendar = (await (await get('/feeds/meetings.ics')).text()).replaceAll('\r\n ', '');
  const events = calendar.split('BEGIN:VEVENT').slice(1);
  assert.equal(events.length, guide.filter((row) => row.time).length);
  const days = events.reduce((sum, event) => sum + event.match(/BYDAY=([A-Z,]+)/)[1].split(',').length, 0);
  assert.equal(days, guide.reduce((sum, row) => sum + [row.day ?? []].flat().length, 0));
  assert.equal(new Set(events.map((event) => event.match(/UID:(\S+)/)[1])).size, events.length);
});

test('a calendar is saved by a link', async () => {
  const page = await open(browser);
  const { meetings } = await json('/api/v1/meetings?limit=50');
  const one = meetings.find((each) => each.calendar);
  await page.goto(`${server.url}/embed`);
  const waiting = page.waitForEvent('download');
  await page.evaluate((address) => {
    const a = document.createElement('a');
    a.href = address;
    document.body.append(a);
    a.click();
  }, new URL(one.calendar).pathname);
  const saved = await waiting;
  assert.equal(saved.suggestedFilename(), 'meetings.ics');
  await close(page);
});

for (const [path, lang] of [['/meetings/statistics', 'en'], ['/es/meetings/statistics', 'es']]) {
  test(`the numbers add up and each chart has its table: ${lang}`, async () => {
    const page = await open(browser, { lang, size: 'desk' });
    await page.goto(server.url + path);
    const charts = await page.locator('main svg[role="img"]').count();
    assert.ok(charts >= 6, `${charts} charts`);
    assert.equal(await page.locator('main details table').count(), charts);
    assert.ok(!(await page.locator('main').innerText()).includes('['), 'every word is said');
    const hours = await page.locator('section[aria-labelledby="s-hours"] td').allTextContents();
    const file = rows(await (await get('/meetings/statistics.csv')).text());
    const of = (kind) => file.filter((row) => row.count_of === kind && row.city === '');
    const sum = (list) => list.reduce((total, row) => total + Number(row.count), 0);
    assert.equal(hours.length, 24);
    const starts = Number(of('starts_in_a_week')[0].count);
    assert.equal(hours.reduce((total, text) => total + Number(text.replaceAll(',', '')), 0), starts);
    assert.equal(sum(of('starts_by_hour')), starts);
    assert.equal(sum(of('starts_by_part')), starts);
    assert.equal(sum(of('attendance')), Number(of('meetings')[0].count));
    await close(page);
  });
}

test('the page that explains gives code that works', async () => {
  const page = await open(browser, { size: 'desk' });
  await page.goto(`${server.url}/embed`);
  const script = await page.locator('#c-script').innerText();
  const source = script.match(/src="([^"]+)"/)[1];
  assert.equal((await fetch(source.replace(/^https?:\/\/[^/]+/, server.url))).status, 200);
  const frame = await page.locator('#c-frame').innerText();
  assert.match(frame, /<iframe src="[^"]+\/embed\/meetings" title="[^"]+"/);
  await close(page);
});
