// Keeps the crisis page and what it needs to look right, for a phone without signal. Nothing else is ever kept:
// pages of people are answered by the server or not at all.
// Served from /sw.js, so that it may answer for every page.

const store = "shell-1";
const help = ["/crisis", "/es/crisis"];

async function fill() {
  const cache = await caches.open(store);
  for (const page of help) {
    const answer = await fetch(page, { credentials: "omit", cache: "no-store" });
    if (!answer.ok) continue;
    const text = await answer.clone().text();
    await cache.put(page, answer);
    for (const [, address] of text.matchAll(/(?:href|src)="(\/assets\/[^"#]+)/g)) await take(cache, address);
  }
}

/** Keeps one file and the files that it names: fonts of a sheet, modules of a module. */
async function take(cache, address) {
  if (await cache.match(address)) return;
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok) return;
  const text = /\.(css|mjs)/.test(address) ? await answer.clone().text() : "";
  await cache.put(address, answer);
  for (const [, name] of text.matchAll(/(?:url\("?|^import "|from ")([^")]+\.(?:woff2|mjs))/gm)) {
    await take(cache, new URL(name, new URL(address, location.href)).pathname);
  }
}

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(fill().catch(() => {}));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== store) await caches.delete(name);
    await self.clients.claim();
  })());
});

/** The language in which people read here, as the last page told it. */
self.addEventListener("message", (event) => {
  const lang = event.data?.lang;
  if (lang !== "en" && lang !== "es") return;
  event.waitUntil(caches.open(store).then((cache) => cache.put("/read-in", new Response(lang))).catch(() => {}));
});

async function spanish(address) {
  const path = new URL(address).pathname;
  if (path === "/es" || path.startsWith("/es/")) return true;
  if (help.includes(path)) return false;
  return (await (await caches.match("/read-in"))?.text()) === "es";
}

/** Fetches the help anew when what is kept is older than a day. */
async function renew() {
  const kept = await caches.match(help[0]);
  if (!kept || Date.now() - Date.parse(kept.headers.get("date")) > 86400000) await fill();
}

async function page(event) {
  const { request } = event;
  try {
    const answer = await fetch(request);
    event.waitUntil(renew().catch(() => {}));
    return answer;
  } catch (problem) {
    const kept = await caches.match((await spanish(request.url)) ? help[1] : help[0]);
    if (kept) return kept;
    throw problem;
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (new URL(request.url).pathname.startsWith("/assets/")) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request)) ?? Response.error()));
  }
});
