//! What every page needs: its words, its frame, and the tokens of its forms.

use crate::app::App;
use crate::assets;
use crate::session::Visit;
use domain::lang::Lang;
use domain::notice::Arg;
use service::Session;
use service::people::SupporterLine;
use std::borrow::Cow;
use std::fmt::Display;
use words::crisis::WayKind;
use words::words;

/// Which part of the house a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Open to everyone.
    Public,
    /// A member's own space.
    Member,
    /// What others share, for whom they share it with.
    Shared,
    /// The workspace of peers.
    Work,
    /// The desk of supervisors.
    Team,
    /// The desk of an agency.
    Agency,
}

impl Face {
    /// Its code, in class names and in the table of routes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Member => "member",
            Self::Shared => "shared",
            Self::Work => "work",
            Self::Team => "team",
            Self::Agency => "agency",
        }
    }

    /// The face of an address.
    pub fn of(visit: &Visit) -> Self {
        if visit.session.is_none() {
            return Self::Public;
        }
        match visit.path.split('/').nth(1) {
            Some("me") => Self::Member,
            Some("shared") => Self::Shared,
            Some("work") => Self::Work,
            Some("team") => Self::Team,
            Some("agency") => Self::Agency,
            _ => Self::Public,
        }
    }
}

/// A link of the menu.
pub struct NavItem {
    /// Where to.
    pub href: String,
    /// Its words.
    pub label: String,
    /// Its icon.
    pub icon: &'static str,
    /// Whether the reader is there.
    pub current: bool,
}

/// A door that is open to everyone.
pub struct Door {
    /// Where to.
    pub href: String,
    /// Its words.
    pub label: String,
    /// What is behind it.
    pub text: String,
    /// Its icon.
    pub icon: &'static str,
}

/// A line to call, beside the built-in ones.
pub struct HelpLine {
    /// Its name.
    pub label: String,
    /// When to use it.
    pub note: String,
    /// The number, or the address.
    pub number: String,
    /// The link.
    pub href: String,
}

/// What the frame of a page shows.
pub struct Page {
    /// The language tag.
    pub lang: &'static str,
    /// The direction of writing.
    pub dir: &'static str,
    /// The title. It names no person.
    pub title: String,
    /// The face's code.
    pub face: &'static str,
    /// Whether somebody is signed in.
    pub signed_in: bool,
    /// Whether it is a member in their own space: they may lock everything from every page.
    pub own_space: bool,
    /// After how long without a sign of life the session ends.
    pub idle_seconds: u32,
    /// The secret of every form.
    pub form_token: String,
    /// Which hat is on.
    pub hat_label: String,
    /// Whether there is another hat to change to.
    pub more_hats: bool,
    /// What was just done: its kind and its words.
    pub flash: Option<(String, String)>,
    /// Whether everyone is made up.
    pub demo: bool,
    /// Whether the frame steps back for a conversation.
    pub conversation: bool,
    /// Whether the device is in the member's hands: the frame leads nowhere else.
    pub handed_over: bool,
    /// A key that is this account's alone, for what its browser keeps of unsent words.
    pub draft_key: String,
    /// The menu.
    pub nav: Vec<NavItem>,
    /// Lines to call.
    pub crisis: Vec<HelpLine>,
    /// The same page in the other language.
    pub other_lang_href: String,
    /// The same page in each language, for search engines: tag and whole address. None inside.
    pub alternates: Vec<(&'static str, String)>,
    /// The path asked for.
    pub path: String,
    /// The start of public addresses in this language: empty or "/es".
    pub prefix: &'static str,
    speaks: Lang,
    house: service::House,
}

impl Page {
    /// The frame for a visit.
    pub fn new(app: &App, visit: &Visit, face: Face, title: String) -> Self {
        let lang = visit.lang;
        let session = visit.session.as_ref();
        // Who is signed in keeps the frame of their hat on pages that are open to everyone.
        let face = match session {
            Some(own) if face == Face::Public && own.is_staff() => Face::Work,
            Some(own) if face == Face::Public && own.is_supporter() => Face::Shared,
            Some(_) if face == Face::Public => Face::Member,
            _ => face,
        };
        let handed_over = session.is_some_and(|session| session.narrowed_to.is_some());
        let flash = Some(format!("flash-{}", visit.asked("said")))
            .filter(|id| words().has(lang, id))
            .map(|id| ("good".to_owned(), words().say(lang, &id).into_owned()));
        Self {
            lang: lang.tag(),
            dir: "ltr",
            title,
            face: face.code(),
            signed_in: session.is_some(),
            own_space: session.is_some_and(Session::is_member),
            idle_seconds: session.map_or(0, |session| session.idle_seconds),
            form_token: visit.form_token(app),
            hat_label: session.map(hat).unwrap_or_default(),
            more_hats: session.is_some_and(|session| session.more_hats),
            flash,
            demo: app.demo,
            conversation: handed_over,
            handed_over,
            draft_key: session.map(|own| app.house.seal_mac(&drafts_of(own))).unwrap_or_default(),
            nav: match session {
                Some(own) if !handed_over => nav(own, lang, visit),
                None => doors(lang, &visit.path),
                Some(_) => Vec::new(),
            },
            crisis: help_lines(lang)
                .into_iter()
                .chain(visit.supporters.iter().map(|one| supporter(lang, one)))
                .collect(),
            other_lang_href: other_language(visit),
            alternates: if session.is_none() { alternates(app, &visit.path) } else { Vec::new() },
            path: visit.path.clone(),
            prefix: lang.prefix(),
            speaks: lang,
            house: app.house.clone(),
        }
    }

    /// A frame whose title is a message.
    pub fn titled(app: &App, visit: &Visit, face: Face, title: &str) -> Self {
        Self::new(app, visit, face, words().say(visit.lang, title).into_owned())
    }

    /// A message.
    pub fn t(&self, key: &str) -> Cow<'static, str> {
        words().say(self.speaks, key)
    }

    /// A message with one argument. A whole number is said as one.
    pub fn t1(&self, key: &str, name: &str, value: impl Display) -> String {
        let text = value.to_string();
        let arg = text.parse::<i64>().map_or(Arg::Text(text), Arg::Number);
        words().say_with(self.speaks, key, &[(name, arg)])
    }

    /// A command for one form: posted twice, it is done once. Each form has its own.
    pub fn command(&self) -> String {
        self.house.new_command().to_string()
    }

    /// What a text was when its form was made, so that a field left alone is not saved over newer words.
    pub fn mark(&self, text: &str) -> String {
        crate::form::mark(text)
    }

    /// The doors that are open to everyone.
    pub fn doors(&self) -> Vec<Door> {
        let door = |(path, label, icon): &(&str, &str, &'static str)| Door {
            href: format!("{}{path}", self.prefix),
            label: self.t(label).into_owned(),
            text: self.t(&label.replace("nav-", "door-")).into_owned(),
            icon,
        };
        DOORS.iter().map(door).collect()
    }

    /// The way in, in this language.
    pub fn sign_in(&self) -> String {
        format!("{}/sign-in", self.prefix)
    }

    /// The address of a file.
    pub fn asset(&self, path: &str) -> String {
        assets::address(path)
    }
}

/// Whose unsent words a page may open. On a device that is handed over they are those of this one plan in this one
/// session: the worker's own may speak of other members.
fn drafts_of(session: &Session) -> String {
    match session.narrowed_to {
        Some(plan) => format!("draft {} {plan}", session.id),
        None => format!("draft {}", session.account),
    }
}

fn hat(session: &Session) -> String {
    match &session.agency_name {
        Some(agency) if session.is_staff() => format!("{} · {agency}", session.name),
        _ => session.name.clone(),
    }
}

/// Rows of a member's menu that may be hidden on a device, by the end of their label.
pub const HIDEABLE: [&str; 3] = ["plan", "information", "sharing"];

fn nav(session: &Session, lang: Lang, visit: &Visit) -> Vec<NavItem> {
    let path = visit.path.as_str();
    let offers = service::people::offers(session);
    let mut links: Vec<(String, &'static str, &'static str)> = Vec::new();
    match session.agency_slug.as_deref().filter(|_| session.is_staff()) {
        Some(slug) => {
            links.push((format!("/work/{slug}"), "nav-today", "home"));
            if offers.find || offers.caseload {
                links.push((format!("/work/{slug}/members"), "nav-members", "people"));
            }
            if offers.team {
                links.push((format!("/team/{slug}"), "nav-team", "hands"));
            }
            if offers.agency {
                links.push((format!("/agency/{slug}"), "nav-agency", "building"));
            }
            if offers.privacy {
                links.push((format!("/agency/{slug}/privacy"), "nav-privacy", "shield"));
            }
            if offers.desk {
                links.push((format!("/agency/{slug}/directory"), "nav-directory", "list"));
            }
        }
        None if session.is_supporter() => links.push(("/shared".to_owned(), "nav-shared", "people")),
        None => {
            links.push(("/me".to_owned(), "nav-today", "home"));
            let rows = [("/me/plan", "plan"), ("/me/information", "people"), ("/me/sharing", "hands")];
            let labels = ["nav-plan", "nav-information", "nav-sharing"];
            for (((href, icon), label), code) in rows.into_iter().zip(labels).zip(HIDEABLE) {
                if !visit.hides(code) {
                    links.push((href.to_owned(), label, icon));
                }
            }
        }
    }
    let find = format!("{}{FIND}", lang.prefix());
    links.push((find.clone(), "nav-find", "map-pin"));
    let mut items = items(lang, links, path);
    // One item stands for the five: on a phone there is room for no more.
    if let Some(item) = items.iter_mut().find(|item| item.href == find) {
        item.current |= DOORS.iter().any(|(door, ..)| within(plain(path), door));
    }
    // A report of danger must not wait until somebody happens to look there.
    let desk = items.iter_mut().find(|item| visit.danger > 0 && item.href.ends_with("/directory"));
    if let Some(desk) = desk {
        desk.label = words().say_with(lang, "nav-directory-danger", &[("count", Arg::Number(visit.danger))]);
    }
    items
}

/// The page that leads to the five doors.
const FIND: &str = "/find";

/// The five doors that are open to everyone: path, words, icon.
const DOORS: [(&str, &str, &str); 5] = [
    ("/meetings", "nav-meetings", "map-pin"),
    ("/services", "nav-services", "hands"),
    ("/help-lines", "nav-help-lines", "phone"),
    ("/help-me-choose", "nav-choose", "path"),
    ("/library", "nav-library", "book"),
];

/// Other pages from which somebody who is not signed in goes on to one of the doors. Pages of signing in, one-time links
/// and the page of help that a phone keeps have one thing to do, and no menu.
const BESIDE_DOORS: [&str; 4] = ["/", FIND, "/told", "/embed"];

/// The menu of who is not signed in.
fn doors(lang: Lang, path: &str) -> Vec<NavItem> {
    let plain = plain(path);
    if !BESIDE_DOORS.contains(&plain) && !DOORS.iter().any(|(door, ..)| within(plain, door)) {
        return Vec::new();
    }
    let links = DOORS.iter().map(|(door, label, icon)| (format!("{}{door}", lang.prefix()), *label, *icon));
    items(lang, links.collect(), path)
}

/// A public page in both languages; none where it has one alone, or is somebody's own link.
fn alternates(app: &App, path: &str) -> Vec<(&'static str, String)> {
    let plain = plain(path);
    if !crate::routes::has_two_languages(plain) || crate::session::is_a_link(plain) {
        return Vec::new();
    }
    let at = |lang: Lang| (lang.tag(), format!("{}{}{plain}", app.public_url, lang.prefix()));
    Lang::ALL.into_iter().map(at).collect()
}

/// A path without its language.
fn plain(path: &str) -> &str {
    match path.strip_prefix("/es") {
        Some("") => "/",
        Some(rest) if rest.starts_with('/') => rest,
        _ => path,
    }
}

fn within(path: &str, href: &str) -> bool {
    path == href || path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/'))
}

fn items(lang: Lang, links: Vec<(String, &'static str, &'static str)>, path: &str) -> Vec<NavItem> {
    // The longest address that the path begins with is where the reader is.
    let here = links.iter().map(|link| link.0.clone()).filter(|href| within(path, href)).max_by_key(String::len);
    let item = |(href, label, icon): (String, &str, &'static str)| NavItem {
        current: here.as_deref() == Some(href.as_str()),
        label: words().say(lang, label).into_owned(),
        href,
        icon,
    };
    links.into_iter().map(item).collect()
}

/// The lines of the content besides 911 and 988, which the page itself holds.
fn help_lines(lang: Lang) -> Vec<HelpLine> {
    let lines = words::content::crisis_lines().iter().filter(|line| line.key != "911" && line.key != "988");
    let line = |line: &words::crisis::CrisisLine| {
        let way = line.ways.first()?;
        Some(HelpLine {
            label: line.name.get(lang).clone(),
            note: line.description.get(lang).clone(),
            number: way.to.clone(),
            href: match way.kind {
                WayKind::Call => format!("tel:{}", way.to),
                WayKind::Text => format!("sms:{}", way.to),
                WayKind::Chat => way.to.clone(),
            },
        })
    };
    lines.filter_map(line).collect()
}

/// Somebody who stands by the reader, as a line to call.
fn supporter(lang: Lang, one: &SupporterLine) -> HelpLine {
    HelpLine {
        label: one.name.clone(),
        note: words().say(lang, "crisis-my-supporter").into_owned(),
        number: one.phone.clone(),
        href: format!("tel:{}", one.phone),
    }
}

/// The same page in the other language; what is open to everyone with what was asked of it. What a page says once it
/// does not say again.
fn other_language(visit: &Visit) -> String {
    let path = visit.path.as_str();
    let asked = || {
        let kept = visit.query.iter().filter(|(name, _)| name != "said");
        let asked = form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish();
        if asked.is_empty() { asked } else { format!("?{asked}") }
    };
    match path.strip_prefix("/es") {
        Some("") => format!("/{}", asked()),
        Some(rest) if rest.starts_with('/') => format!("{rest}{}", asked()),
        _ if crate::routes::has_two_languages(path) => format!("/es{path}{}", asked()),
        _ if visit.session.is_some() => {
            let back: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
            format!("/language?back={back}")
        }
        _ => "/es/".to_owned(),
    }
}
