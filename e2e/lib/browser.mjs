// The distribution's Chromium, and contexts that watch what a page does.

import { chromium } from 'playwright-core';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Belt and braces: a page that names another host gets no answer.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

/** Sizes of screens: the narrowest we promise, a common phone, a desk. */
export const sizes = {
  narrow: { width: 320, height: 640 },
  phone: { width: 390, height: 844 },
  desk: { width: 1280, height: 860 },
};

export const themes = ['light', 'dark'];
export const languages = ['en', 'es'];

/** A browser with a new, empty profile. */
export function launch() {
  return chromium.launch({ executablePath: process.env.ALONGSIDE_CHROMIUM ?? '/usr/bin/chromium', args: flags });
}

/**
 * A page in a context of its own. `page.watch` gathers what must stay empty:
 * requests that leave this machine, and errors in the console (a script that
 * the content security policy stopped is one).
 */
export async function open(browser, { size = 'phone', theme = 'light', lang = 'en', js = true, ...more } = {}) {
  const context = await browser.newContext({
    viewport: sizes[size],
    isMobile: size !== 'desk',
    hasTouch: size !== 'desk',
    colorScheme: theme,
    locale: lang === 'es' ? 'es-US' : 'en-US',
    timezoneId: 'America/New_York',
    reducedMotion: 'reduce',
    javaScriptEnabled: js,
    ...more,
  });
  context.setDefaultTimeout(15_000);
  const watch = { foreign: [], errors: [], js };
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const local = ['localhost', '127.0.0.1', ''].includes(hostname) || ['data:', 'blob:'].includes(protocol);
    if (!local) watch.foreign.push(request.url());
  });
  context.on('console', (message) => {
    if (message.type() === 'error') watch.errors.push(message.text());
  });
  context.on('weberror', (error) => watch.errors.push(String(error.error())));
  const page = await context.newPage();
  page.watch = watch;
  return page;
}

/** Closes the page's whole context. */
export function close(page) {
  return page.context().close();
}
