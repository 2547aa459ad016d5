//! Everything that is kept about a member, section by section, in the words of their own pages.

use crate::consent::{given_words, kind_words, restriction};
use crate::people::reach::{all_facts, ally_view, beside_view, channel_view, looked_row};
use crate::plan::view::{goals, say, sections};
use domain::consent::{HowStarted, RecipientKind};
use domain::lang::Lang;
use domain::notice::Arg;
use domain::time::{Date, Moment, TimeZone};
use paper::{RecordEntry, RecordPaper, RecordSection};
use service::plan::{ConsentKept, GivenKept, ProgramKept, ReviewKept, VersionKept, Whole};
use words::words;

/// The paper.
pub fn record(lang: Lang, whole: &Whole) -> RecordPaper {
    let note = [("agency", Arg::from(whole.agency.as_str())), ("date", Arg::from(whole.made_on))];
    let mut all = vec![about(lang, whole), reach(lang, whole), allies(lang, whole), programs(lang, whole)];
    all.extend([plan(lang, whole), versions(lang, whole), reviews(lang, whole)]);
    all.extend([start(lang, whole), consents(lang, whole), stays_in(lang, whole), went_out(lang, whole)]);
    all.extend([requests(lang, whole), openings(lang, whole), beside(lang, whole), looks(lang, whole)]);
    RecordPaper {
        title: say(lang, "export-paper-title"),
        note: words().say_with(lang, "export-paper-from", &note),
        sections: all,
    }
}

/// A section of entries; it says so where nothing is there.
fn section(lang: Lang, heading: &str, entries: Vec<RecordEntry>) -> RecordSection {
    let note = if entries.is_empty() { say(lang, "export-nothing") } else { String::new() };
    RecordSection { heading: say(lang, heading), note, entries, lines: Vec::new() }
}

/// Labels by message, with what stands by them.
fn facts<const N: usize>(lang: Lang, told: [(&str, String); N]) -> Vec<(String, String)> {
    told.into_iter().map(|(label, text)| (say(lang, label), text)).collect()
}

fn day(lang: Lang, date: Date) -> String {
    words().date_with_year(lang, date)
}

/// From one day to another, as far as they are known.
fn span(lang: Lang, (from, until): (Option<Date>, Option<Date>)) -> String {
    let part = |date: Option<Date>| date.map(|date| day(lang, date)).unwrap_or_default();
    if from.is_none() && until.is_none() { String::new() } else { format!("{} – {}", part(from), part(until)) }
}

fn about(lang: Lang, whole: &Whole) -> RecordSection {
    let facts = all_facts(lang, &whole.about).into_iter().map(|fact| (fact.label, fact.text)).collect();
    section(lang, "about-title", vec![RecordEntry { facts, ..RecordEntry::default() }])
}

fn reach(lang: Lang, whole: &Whole) -> RecordSection {
    let entry = |one| {
        let one = channel_view(lang, one);
        let heading = if one.value.is_empty() { one.what } else { format!("{}: {}", one.what, one.value) };
        RecordEntry { heading, words: [one.allowed, one.note].join("\n"), ..RecordEntry::default() }
    };
    section(lang, "channels-title", whole.about.channels.iter().map(entry).collect())
}

fn allies(lang: Lang, whole: &Whole) -> RecordSection {
    let entry = |one| {
        let one = ally_view(lang, one);
        RecordEntry {
            heading: one.name,
            words: [one.relation, one.reach, one.basis].join("\n"),
            ..RecordEntry::default()
        }
    };
    section(lang, "allies-title", whole.about.allies.iter().map(entry).collect())
}

fn programs(lang: Lang, whole: &Whole) -> RecordSection {
    section(lang, "export-programs", whole.programs.iter().map(|one| program(lang, one)).collect())
}

fn program(lang: Lang, one: &ProgramKept) -> RecordEntry {
    let (place, card) = (&one.enrolment, &one.card);
    let other = place.beneficiary.is_some() || place.beneficiary_hidden;
    let on = |date: Option<Date>| date.map(|date| day(lang, date)).unwrap_or_default();
    let join = |parts: [String; 2]| parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let kind = match card.authorization_kind.as_str() {
        "" => String::new(),
        kind => say(lang, &format!("card-kind-{kind}")),
    };
    let mut told = facts(
        lang,
        [
            ("export-days", span(lang, (Some(place.starts_on), place.ends_on))),
            ("enrol-mandated", place.mandated_by.clone()),
            ("enrol-regime", say(lang, &format!("regime-{}", place.regime.code()))),
            ("enrol-end-reason", place.end_reason.clone()),
            ("enrol-beneficiary", if other { say(lang, "export-another-member") } else { String::new() }),
            ("card-need", card.need_domain.clone()),
            ("card-payer", join([card.payer.clone(), span(lang, card.coverage)])),
            ("card-diagnosis", join([card.diagnosis.clone(), on(card.diagnosed_on)])),
            ("export-diagnosed-by", card.diagnosed_by.clone()),
            ("card-assessed-by", join([card.assessed_by.clone(), on(card.assessed_on)])),
            ("card-part-recommendation", join([card.recommended_by.clone(), span(lang, card.recommended)])),
            ("card-part-authorization", join([kind, card.authorization_number.clone()])),
        ],
    );
    told.push((say(lang, "card-part-authorization"), span(lang, card.authorized)));
    RecordEntry { heading: place.program_name.clone(), facts: told, words: String::new() }
}

fn plan(lang: Lang, whole: &Whole) -> RecordSection {
    let content = &whole.plan.content;
    let told = sections(lang, content).into_iter().map(|one| (one.label, one.text)).collect::<Vec<_>>();
    let mut entries = Vec::new();
    if !told.is_empty() {
        entries.push(RecordEntry { facts: told, ..RecordEntry::default() });
    }
    for goal in goals(lang, content) {
        let mut told = facts(lang, [("plan-field-goal-why", goal.why)]);
        told.push((say(lang, "export-stands"), goal.status_label));
        told.extend(goal.told.into_iter().map(|one| (one.label, one.text)));
        for way in goal.ways {
            told.push((say(lang, "plan-field-strategy-statement"), way.statement));
            told.extend(way.told.into_iter().map(|one| (one.label, one.text)));
            let step = |step: crate::plan::view::StepView| {
                let parts = [step.what, step.facts, step.meeting];
                parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
            };
            told.push((say(lang, "paper-steps"), way.steps.into_iter().map(step).collect::<Vec<_>>().join("\n")));
        }
        let heading = words().say_with(lang, "paper-goal-number", &[("number", Arg::from(goal.number))]);
        entries.push(RecordEntry {
            heading: format!("{heading}: {}", goal.statement),
            facts: told,
            words: String::new(),
        });
    }
    section(lang, "plan-title-own", entries)
}

fn versions(lang: Lang, whole: &Whole) -> RecordSection {
    let line = |one: &VersionKept| {
        let signed = one.signed_on.map(|on| day(lang, on)).unwrap_or_else(|| say(lang, "export-not-signed"));
        format!("plan-{}.pdf · {} · {signed}", one.number, day(lang, one.made_on))
    };
    let mut section = section(lang, "own-title", Vec::new());
    if !whole.versions.is_empty() {
        section.note = say(lang, "export-versions");
    }
    section.lines = whole.versions.iter().map(line).collect();
    section
}

fn reviews(lang: Lang, whole: &Whole) -> RecordSection {
    let entry = |one: &ReviewKept| {
        let goal = one.goal.iter().flat_map(|(name, words, stands)| {
            let stands = say(lang, &format!("goal-status-{}", stands.code()));
            [(name.clone(), [words.as_str(), stands.as_str()].join("\n"))]
        });
        RecordEntry { heading: day(lang, one.on), facts: goal.collect(), words: one.words.clone() }
    };
    // One entry for each day, with all its goals.
    let mut entries: Vec<RecordEntry> = Vec::new();
    for one in whole.reviews.iter().map(entry) {
        match entries.last_mut().filter(|last| last.heading == one.heading && last.words == one.words) {
            Some(last) => last.facts.extend(one.facts),
            None => entries.push(one),
        }
    }
    section(lang, "reviews-title", entries)
}

fn start(lang: Lang, whole: &Whole) -> RecordSection {
    let mut lines = Vec::new();
    if let Some(start) = &whole.start {
        let id = if start.how == HowStarted::Signed { "start-signed-on" } else { "start-spoken-on" };
        lines.push(words().say_with(lang, id, &[("date", Arg::from(start.on))]));
    }
    if let Some(notice) = &whole.notice {
        let given = words().say_with(lang, "notice-given-on", &[("date", Arg::from(notice.on))]);
        lines.push(format!("{}: {given}", say(lang, "notice-title")));
    }
    let mut section = section(lang, "start-title", Vec::new());
    if !lines.is_empty() {
        section.note = String::new();
    }
    section.lines = lines;
    section
}

fn consents(lang: Lang, whole: &Whole) -> RecordSection {
    section(lang, "consents-own", whole.consents.iter().map(|one| consent(lang, &whole.zone, one)).collect())
}

/// A paper in the words that were agreed to, in their language.
fn consent(lang: Lang, zone: &TimeZone, one: &ConsentKept) -> RecordEntry {
    let mut told: Vec<(String, String)> = vec![(say(lang, "export-made"), day(lang, one.made_on))];
    let mut ended = |label: &str, at: Option<Moment>| {
        told.extend(at.map(|at| (say(lang, label), day(lang, at.date(zone)))));
    };
    ended("export-declined", one.declined_at);
    ended("export-taken-back", one.revoked_at);
    told.extend(one.document.said.iter().map(|part| (part.heading.clone(), part.text.clone())));
    RecordEntry { heading: one.document.title.clone(), facts: told, words: String::new() }
}

fn stays_in(lang: Lang, whole: &Whole) -> RecordSection {
    let entry = |one| {
        let row = restriction(lang, one);
        let state = [row.state, row.answer].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
        RecordEntry { heading: row.what, facts: vec![(say(lang, "export-stands"), state)], words: row.words }
    };
    section(lang, "restrict-title", whole.restrictions.iter().map(entry).collect())
}

fn went_out(lang: Lang, whole: &Whole) -> RecordSection {
    section(lang, "given-title", whole.given.iter().map(|one| gave(lang, &whole.zone, one)).collect())
}

fn gave(lang: Lang, zone: &TimeZone, one: &GivenKept) -> RecordEntry {
    let kind = one.to_kind.parse::<RecipientKind>().map(|kind| kind_words(lang, kind)).unwrap_or_default();
    let told = [
        (
            "consent-to",
            [one.to.clone(), kind].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        ),
        ("consent-purpose", one.purpose.clone()),
        ("export-rests-on", say(lang, &format!("basis-{}", one.basis))),
    ];
    let heading = format!("{} · {}", day(lang, one.at.date(zone)), given_words(lang, &one.what));
    RecordEntry { heading, facts: facts(lang, told), words: String::new() }
}

fn requests(lang: Lang, whole: &Whole) -> RecordSection {
    let entry = |one: &service::consent::RequestLine| {
        let answer = one.answer.as_ref().map(|(answer, on, words)| {
            format!("{} · {}\n{words}", say(lang, &format!("request-answer-{}", answer.code())), day(lang, *on))
        });
        let told = [
            ("export-asked", day(lang, one.asked_on)),
            ("privacy-more-time-why", one.extended.clone().unwrap_or_default()),
            ("privacy-answered", answer.unwrap_or_default()),
        ];
        RecordEntry {
            heading: say(lang, &format!("request-kind-{}", one.kind.code())),
            facts: facts(lang, told),
            words: one.words.clone(),
        }
    };
    section(lang, "rights-asked", whole.requests.iter().map(entry).collect())
}

fn openings(lang: Lang, whole: &Whole) -> RecordSection {
    let entry = |one: &service::consent::OpenedForYou| {
        let at = format!("{} · {}", day(lang, one.at.date()), words().time_of_day(lang, one.at.time()));
        RecordEntry {
            heading: format!("{} · {}", one.name, one.title),
            words: format!("{at}\n{}", say(lang, &format!("glass-reason-{}", one.reason.code()))),
            ..RecordEntry::default()
        }
    };
    section(lang, "rights-opened", whole.openings.iter().map(entry).collect())
}

fn beside(lang: Lang, whole: &Whole) -> RecordSection {
    let entry = |one| {
        let one = beside_view(lang, one);
        RecordEntry {
            heading: format!("{} · {}", one.name, one.title),
            words: [one.because, one.basis, one.sees].join("\n"),
            ..RecordEntry::default()
        }
    };
    let mut section = section(lang, "beside-title", whole.beside.iter().map(entry).collect());
    if !whole.kept_out.is_empty() {
        section.entries.push(RecordEntry {
            heading: say(lang, "export-kept-out"),
            words: whole.kept_out.join("\n"),
            ..RecordEntry::default()
        });
    }
    section
}

fn looks(lang: Lang, whole: &Whole) -> RecordSection {
    let mut section = section(lang, "looked-title", Vec::new());
    if !whole.looks.is_empty() {
        section.note = String::new();
    }
    section.lines = whole
        .looks
        .iter()
        .map(|one| {
            let row = looked_row(lang, one);
            format!("{} · {} · {}", row.when, row.who, row.what)
        })
        .collect();
    section
}
