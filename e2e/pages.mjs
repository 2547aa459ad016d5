// Every page there is, for screenshots and for the checks that all pages must pass.
//
// `route` is the page's path in the table of routes: a test of the web crate holds this list against the table.
// `role` is the one who sees it (nobody signed in: null), of the agency James River. `path` is where one starts;
// a public page has its Spanish twin under /es. `follow` lists links to take from there, for pages whose address
// holds an id: each is a selector, the first match is followed.
// `then` is added to the address reached so, and `after` are links to take from there. `still` pages say the same
// every day: what a screen reader hears of them is kept as a snapshot. `readme` names the picture kept in docs/images.

/** The address of a public page in a language. */
export function address(path, lang) {
  if (lang === 'en') return path;
  return path === '/' ? `/${lang}/` : `/${lang}${path}`;
}

const members = '/work/james-river/members';
const chart = { path: members, follow: ['main a[href*="/members/"]'], role: 'peer-specialist' };
const ofTeam = { path: '/team/james-river', follow: ['section[aria-labelledby="t-peers"] a[href*="/members/"]'], role: 'supervisor' };
const plan = { ...chart, then: '/plan' };
const inPlan = (name, route, ...follow) => ({
  ...plan,
  name,
  route: `/work/{agency}/members/{member}/plan${route}`,
  follow: [...chart.follow, 'main a[href$="/plan"]', ...follow],
  then: undefined,
});
const atChart = (name, end, route = end) => ({ ...chart, name, route: `/work/{agency}/members/{member}${route}`, then: end });
const atPlan = (name, end, route = end) => ({ ...plan, name, route: `/work/{agency}/members/{member}/plan${route}`, then: `/plan${end}` });
const own = { path: '/me/information', role: 'member' };
const mine = (name, end, route = end) => ({ ...own, name, route: `/me/information/{member}${route}`, then: end });
const ownPlan = (name, end, route = end) => ({ name, path: '/me/plan', role: 'member', route: `/me/plan/{member}${route}`, then: end });
const myStep = (name, route, ...follow) => ({
  name,
  path: '/me/plan',
  role: 'member',
  route: `/me/plan/{member}${route}`,
  follow: ['main a[href*="/goals/"]', ...follow],
});

export const pages = [
  { name: 'home', path: '/', role: null, readme: true },
  { name: 'sign-in', path: '/sign-in', role: null },
  { name: 'first-time', path: '/first-time/sign-in', role: null },
  { name: 'join', path: '/join', role: null },
  { name: 'recover', path: '/recover', role: null },
  { name: 'locked', path: '/locked', role: null },
  { name: 'find', path: '/find', role: null },
  { name: 'meetings', path: '/meetings', role: null },
  { name: 'library', path: '/library', role: null },
  { name: 'library-guide', path: '/library/advance-directive', role: null, route: '/library/{guide}' },
  { name: 'library-story', path: '/library/story-small-steps', role: null, route: '/library/{guide}' },
  { name: 'library-leave', path: '/library/leave/samhsa', role: null, route: '/library/leave/{link}' },
  { name: 'help-lines', path: '/help-lines', role: null },
  { name: 'help-me-choose', path: '/help-me-choose', role: null },
  { name: 'statistics', path: '/meetings/statistics', role: null },
  { name: 'embed', path: '/embed', role: null },
  { name: 'meeting', path: '/meetings', role: null, route: '/meetings/{meeting}', follow: ['#found .list a'] },
  { name: 'tell', path: '/meetings', role: null, route: '/meetings/{meeting}/tell', follow: ['#found .list a'], then: '/tell' },
  { name: 'told', path: '/told', role: null },
  { name: 'meetings-send', path: '/meetings/send?near=23220', role: null, route: '/meetings/send' },
  { name: 'services', path: '/services', role: null },
  { name: 'services-send', path: '/services/send?kind=food', role: null, route: '/services/send' },
  { name: 'service', path: '/services', role: null, route: '/services/{service}', follow: ['#found .list a'] },
  { name: 'service-tell', path: '/services', role: null, route: '/services/{service}/tell', follow: ['#found .list a', 'main a[href$="/tell"]'] },
  { name: 'provider', path: '/services', role: null, route: '/services/by/{provider}', follow: ['#found .list a', 'main a[href*="/services/by/"]'] },
  { name: 'events', path: '/services/events', role: null },
  { name: 'missing-meeting', path: '/meetings/missing', role: null },
  { name: 'missing-service', path: '/services/missing', role: null },
  { name: 'crisis', path: '/crisis', role: null },
  { name: 'signed', path: '/signed', role: null },
  { name: 'complaints', path: '/complaints', role: null },
  { name: 'complaint-answer', path: '/complaints/answer', role: null },
  { name: 'styleguide', path: '/styleguide', role: null },

  { name: 'me-today', path: '/me', role: 'member', readme: true },
  { name: 'me-account', path: '/account', role: 'member' },
  { name: 'me-confirm', still: true, path: '/confirm', role: 'member' },
  { name: 'me-passphrase', still: true, path: '/account/passphrase', role: 'member' },
  { name: 'me-pin', path: '/account/pin', role: 'member' },
  { name: 'me-second-pin', path: '/me/second-pin', role: 'member' },
  { name: 'me-hidden', path: '/me/hidden', role: 'member' },
  { name: 'me-lock', path: '/me/lock', role: 'member' },
  { name: 'me-sharing', path: '/me/sharing', role: 'member' },
  { name: 'me-sharing-new', path: '/me/sharing/new', role: 'member' },
  { name: 'me-language', still: true, path: '/language', role: 'member' },
  { name: 'hat', path: '/sign-in/hat', role: 'volunteer' },
  { name: 'change-hat', path: '/sign-in/hat', role: 'volunteer', route: '/hat', follow: ['button.hat', 'header.top a[href="/hat"]'] },
  { name: 'me-plan', path: '/me/plan', role: 'member', route: '/me/plan/{member}' },
  { name: 'me-version', path: '/me/plan', role: 'member', route: '/me/plan/{member}/versions/{version}', follow: ['main a[href*="/versions/"]'] },
  {
    name: 'me-translation',
    path: '/me/plan',
    role: 'member',
    route: '/me/plan/{member}/versions/{version}/translation',
    follow: ['main a[href*="/versions/"]'],
    then: '/translation',
  },
  myStep('me-goal', '/goals/{goal}'),
  myStep('me-step', '/actions/{action}', 'main a[href*="/actions/"]'),
  { ...myStep('me-step-meetings', '/actions/{action}/meetings', 'main a[href*="/actions/"]'), then: '/meetings' },
  { name: 'me-copies', path: '/me/plans', role: 'member' },
  { name: 'me-copy', path: '/me/plans', role: 'member', route: '/me/plans/{copy}', follow: ['main a[href^="/me/plans/"]'] },
  ownPlan('me-together', '/together'),
  ownPlan('me-together-goals', '/together/goals', '/together/{step}'),
  ownPlan('me-card', '/card'),
  ownPlan('me-review', '/review'),
  { ...own, name: 'me-information', route: '/me/information/{member}' },
  mine('me-about', '/about'),
  mine('me-channels', '/channels'),
  mine('me-allies', '/allies'),
  { ...own, name: 'me-channel', route: '/me/information/{member}/channels/{channel}', follow: ['main a[href*="/channels/"]'] },
  { ...own, name: 'me-ally', route: '/me/information/{member}/allies/{ally}', follow: ['main a[href*="/allies/"]'] },
  mine('me-looked', '/looked'),
  mine('me-someone-else', '/someone-else'),
  mine('me-rights', '/rights'),
  mine('me-leaving', '/leaving'),
  mine('me-consents', '/consents'),
  mine('me-given', '/consents/given'),
  mine('me-notice', '/consents/notice'),
  mine('me-representatives', '/representatives'),

  { name: 'work-today', path: '/work', role: 'peer-specialist', route: '/work/{agency}', readme: true },
  { name: 'work-members', path: members, role: 'peer-specialist', route: '/work/{agency}/members' },
  { ...chart, name: 'work-member', route: '/work/{agency}/members/{member}' },
  { ...atChart('work-peer', '/peer'), ...ofTeam },
  atChart('work-programs', '/programs'),
  {
    ...ofTeam,
    name: 'work-enrolment',
    then: '/programs',
    after: ['main .list a[href*="/programs/"]'],
    route: '/work/{agency}/members/{member}/programs/{enrolment}',
  },
  atChart('work-timeline', '/timeline'),
  atChart('work-emergency', '/emergency'),
  atChart('work-reach', '/reach'),
  atChart('work-about', '/reach/about'),
  atChart('work-channels', '/reach/channels'),
  atChart('work-allies', '/reach/allies'),
  { ...atChart('work-channel', '/reach', '/reach/channels/{channel}'), after: ['main a[href*="/channels/"]'] },
  { ...atChart('work-ally', '/reach', '/reach/allies/{ally}'), after: ['main a[href*="/allies/"]'] },
  atChart('work-state', '/state'),
  atChart('work-consents', '/consents'),
  atChart('work-consent-kinds', '/consents/new'),
  atChart('work-consent-new', '/consents/new/specific', '/consents/new/{kind}'),
  atChart('work-given', '/consents/given'),
  atChart('work-notice', '/consents/notice'),
  atChart('work-representatives', '/representatives'),
  { name: 'work-shared', path: '/work/james-river/shared', role: 'peer-specialist', route: '/work/{agency}/shared' },
  atChart('work-invite', '/invite'),
  atChart('work-new-start', '/new-start'),
  { ...plan, name: 'work-plan', route: '/work/{agency}/members/{member}/plan' },
  atPlan('work-together', '/together'),
  ...['relationship', 'goals', 'strategies', 'actions', 'read-back'].map((step) =>
    atPlan(`work-together-${step}`, `/together/${step}`, '/together/{step}')),
  atPlan('work-hand-over', '/hand-over'),
  atPlan('work-give', '/give'),
  atPlan('work-self-check', '/self-check'),
  atPlan('work-review', '/review'),
  atPlan('work-card', '/card'),
  inPlan('work-goal', '/goals/{goal}', 'main a[href*="/goals/"]'),
  inPlan('work-step', '/actions/{action}', 'main a[href*="/goals/"]', 'main a[href*="/actions/"]'),
  { ...inPlan('work-step-meetings', '/actions/{action}/meetings', 'main a[href*="/goals/"]', 'main a[href*="/actions/"]'), then: '/meetings' },
  { ...inPlan('work-translation', '/versions/{version}/translation', 'main a[href*="/versions/"]'), then: '/translation' },
  inPlan('work-version', '/versions/{version}', 'main a[href*="/versions/"]'),

  { name: 'team', path: '/team', role: 'supervisor', route: '/team/{agency}' },
  { name: 'officer', path: '/officer', role: 'front-desk' },
  { name: 'privacy', path: '/agency/james-river/privacy', role: 'privacy-officer', route: '/agency/{agency}/privacy' },
  { name: 'retention', path: '/agency/james-river/privacy/retention', role: 'privacy-officer', route: '/agency/{agency}/privacy/retention' },
  { name: 'agency', path: '/agency', role: 'agency-admin', route: '/agency/{agency}' },
  { name: 'agency-staff', path: '/agency', role: 'agency-admin', route: '/agency/{agency}/people/{staff}', follow: ['main a[href*="/people/"]'] },
  { name: 'agency-new-start', path: '/agency', role: 'agency-admin', route: '/agency/{agency}/people/{staff}/new-start', follow: ['main a[href*="/people/"]'], then: '/new-start' },
  { name: 'team-alerts', path: '/team/james-river/alerts', role: 'supervisor', route: '/team/{agency}/alerts' },
  { name: 'team-wish', path: '/team', role: 'supervisor', route: '/team/{agency}/wishes/{member}', follow: ['main a[href*="/wishes/"]'] },
  { name: 'desk', path: '/agency/james-river/directory', role: 'directory-editor', route: '/agency/{agency}/directory' },
  { name: 'desk-sources', path: '/agency/james-river/directory/sources', role: 'directory-editor', route: '/agency/{agency}/directory/sources' },
  { name: 'desk-source', path: '/agency/james-river/directory/sources', role: 'directory-editor', route: '/agency/{agency}/directory/sources/{feed}', follow: ['main .list a[href*="/sources/"]'] },
  { name: 'desk-reading', path: '/agency/james-river/directory/sources', role: 'directory-editor', route: '/agency/{agency}/directory/readings/{run}', follow: ['main .list a[href*="/sources/"]', 'main a[href*="/readings/"]'] },
  { name: 'desk-entry', path: '/agency/james-river/directory', role: 'directory-editor', route: '/agency/{agency}/directory/entries/{meeting}', follow: ['main a[href*="/entries/"]'] },
  { name: 'desk-service', path: '/agency/james-river/directory', role: 'directory-editor', route: '/agency/{agency}/directory/services/{service}', follow: ['main a[href*="/directory/services/"]'] },
  { name: 'desk-add', path: '/agency/james-river/directory/add', role: 'directory-editor', route: '/agency/{agency}/directory/add' },
  { name: 'desk-add-service', path: '/agency/james-river/directory/add/service', role: 'directory-editor', route: '/agency/{agency}/directory/add/service' },
  { name: 'desk-missing', path: '/agency/james-river/directory/missing/service', role: 'peer-specialist', route: '/agency/{agency}/directory/missing/{what}' },
  { name: 'desk-waiting', path: '/agency/james-river/directory', role: 'directory-editor', route: '/agency/{agency}/directory/waiting/{missing}', follow: ['section[aria-labelledby="d-missing"] a'] },
  { name: 'desk-lines', path: '/agency/james-river/directory/help-lines', role: 'directory-editor', route: '/agency/{agency}/directory/help-lines' },
  { name: 'agency-rules', path: '/agency/james-river/rules', role: 'compliance-officer', route: '/agency/{agency}/rules' },
];

/** Pages that stand at the end of a longer way, with the test that goes it; and addresses that only lead to a page. */
export const elsewhere = {
  'out.test.mjs': ['/embed/meetings'],
  'desk.test.mjs': ['/listing/{token}'],
  'begin.test.mjs': ['/sign-in/set-up'],
  'newstart.test.mjs': ['/me/new-start', '/sign-in/new-start'],
  'keys.test.mjs': ['/account/app', '/kept', '/sign-in/code'],
  'together.test.mjs': ['/take-back'],
  'story.test.mjs': ['/me/plan/{member}/versions/{version}/changes'],
  'versions.test.mjs': [
    '/sign/{token}',
    '/work/{agency}/members/{member}/plan/versions/{version}/changes',
  ],
  'consent.test.mjs': [
    '/me/information/{member}/consents/{consent}',
    '/work/{agency}/members/{member}/consents/{consent}',
    '/work/{agency}/members/{member}/plan/give/{disclosure}',
  ],
  'privacy.test.mjs': [
    '/me/information/{member}/export/{export}',
    '/work/{agency}/members/{member}/open',
    '/agency/{agency}/privacy/openings/{opening}',
    '/agency/{agency}/privacy/requests/{request}',
    '/agency/{agency}/privacy/complaints/{complaint}',
    '/agency/{agency}/privacy/members/{member}/hold',
  ],
  'sharing.test.mjs': [
    '/me/sharing/{share}',
    '/me/sharing/{share}/as-they-see',
    '/shared',
    '/shared/{share}',
    '/work/{agency}/shared/{share}',
  ],
  'services.test.mjs': ['/api/v1/services', '/api/v1/services/{service}', '/listing/service/{token}'],
  'leads on': ['/agency', '/away', '/me/information', '/me/plan', '/team', '/work', '/work/members'],
};
