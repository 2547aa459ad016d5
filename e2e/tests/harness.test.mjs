// The harness itself, on a server of ten lines: each of its checks must be able to fail.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { close, launch, open } from '../lib/browser.mjs';
import { assertAxe, assertQuiet, axe, inlineCode, overflow, tabStops, weigh } from '../lib/looks.mjs';

const pages = {
  '/good': `<h1>Good</h1><form action="/leave" method="post"><button>Leave quickly</button></form><p><a href="/bad">On</a></p>`,
  '/bad': `<h1>Bad</h1><img src="/no.png"><p style="color:#ccc">pale</p><script>document.title = 'ran'</script>
    <img alt="" src="http://elsewhere.example/pixel.png"><div style="width:2000px" id="wide">wide</div>`,
  '/pale': `<h1>Pale</h1><p class="pale">You can hardly read this.</p>`,
};

let server;
let browser;
let url;

before(async () => {
  server = createServer((request, response) => {
    const body = pages[request.url];
    if (request.url === '/pale.css') {
      response.writeHead(200, { 'content-type': 'text/css' }).end('.pale{color:#ccc} @media (prefers-color-scheme:dark){body{background:#000}}');
      return;
    }
    if (!body) {
      response.writeHead(404).end();
      return;
    }
    const html = `<!doctype html><html lang="en"><head><title>T</title><link rel="icon" href="data:,">${
      request.url === '/pale' ? '<link rel="stylesheet" href="/pale.css">' : ''
    }</head><body><main>${body}</main></body></html>`;
    const headers = { 'content-type': 'text/html', 'content-encoding': 'gzip' };
    headers['content-security-policy'] = "default-src 'self'; img-src * data:; script-src 'self'; style-src 'self'";
    response.writeHead(200, headers).end(gzipSync(html));
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://localhost:${server.address().port}`;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

async function at(path, options) {
  const page = await open(browser, options);
  await page.goto(url + path, { waitUntil: 'networkidle' });
  return page;
}

test('a good page passes under a strict policy', async () => {
  const page = await at('/good');
  await assertAxe(page);
  assertQuiet(page);
  assert.deepEqual(await inlineCode(page), []);
  assert.equal(await overflow(page), 0);
  await close(page);
});

test('a bad page is caught on every count', async () => {
  const page = await at('/bad', { size: 'desk' });
  assert.ok((await axe(page)).some((line) => line.startsWith('image-alt')));
  assert.deepEqual(page.watch.foreign, ['http://elsewhere.example/pixel.png']);
  assert.ok(page.watch.errors.some((text) => /Content Security Policy/i.test(text)));
  assert.equal((await inlineCode(page)).length, 3);
  assert.notEqual(await page.title(), 'ran');
  assert.throws(() => assertQuiet(page));
  await close(page);
});

test('contrast is judged in the theme that is shown', async () => {
  const pale = await at('/pale', { theme: 'light' });
  assert.ok((await axe(pale)).some((line) => line.startsWith('color-contrast')));
  await close(pale);
  const dark = await at('/pale', { theme: 'dark' });
  assert.ok(!(await axe(dark)).some((line) => line.startsWith('color-contrast')));
  await close(dark);
});

test('the order of the Tab key is read', async () => {
  const page = await at('/good', { size: 'desk' });
  const [first, second] = await tabStops(page, 2);
  assert.deepEqual([first.words, first.action], ['Leave quickly', '/leave']);
  assert.equal(second.href, '/bad');
  await close(page);
});

test('bytes are counted as they travel', async () => {
  const page = await open(browser);
  const weight = await weigh(page, () => page.goto(`${url}/good`));
  assert.equal(weight.requests, 1);
  assert.ok(weight.rest > 200 && weight.rest < 1500, `${weight.rest} bytes`);
  await close(page);
});

test('without JavaScript a page still shows, and can still be read', async () => {
  const page = await at('/good', { js: false });
  assert.equal(await page.locator('h1').innerText(), 'Good');
  assert.deepEqual(await inlineCode(page), []);
  await assert.rejects(axe(page), /axe needs JavaScript/);
  await close(page);
});
