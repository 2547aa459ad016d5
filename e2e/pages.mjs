// Every page there is, for screenshots and for the checks that all pages must pass.
//
// `role` is the one who sees it (nobody signed in: null). `path` is where it is
// in English; a public page has its Spanish twin under /es. `follow` lists links
// to take from there, for pages whose address holds an id: each is a selector,
// and the first match is followed. `readme` names the picture kept in docs/images.

/** The address of a public page in a language. */
export function address(path, lang) {
  if (lang === 'en') return path;
  return path === '/' ? `/${lang}/` : `/${lang}${path}`;
}

export const pages = [
  { name: 'home', path: '/', role: null, readme: true },
  { name: 'sign-in', path: '/sign-in', role: null },
  { name: 'meetings', path: '/meetings', role: null },
  { name: 'crisis', path: '/crisis', role: null },
  { name: 'styleguide', path: '/styleguide', role: null },

  { name: 'me-today', path: '/me', role: 'member', readme: true },
  { name: 'me-account', path: '/account', role: 'member' },
  { name: 'me-confirm', path: '/confirm', role: 'member' },
  { name: 'me-passphrase', path: '/account/passphrase', role: 'member' },
  { name: 'hat', path: '/sign-in/hat', role: 'volunteer' },
  { name: 'me-plan', path: '/me/plan', role: 'member' },

  { name: 'work-today', path: '/work', role: 'peer-specialist', readme: true },
  { name: 'work-members', path: '/work/members', role: 'peer-specialist' },
  { name: 'work-member', path: '/work/members', follow: ['main a[href*="/members/"]'], role: 'peer-specialist' },

  { name: 'work-plan', path: '/work/members', follow: ['main a[href*="/members/"]', 'main a[href$="/plan"]'], role: 'peer-specialist' },

  { name: 'team', path: '/team', role: 'supervisor' },
  { name: 'agency', path: '/agency', role: 'agency-admin' },
];
