//! Plants words: one for each chart and section, one for each worker, one for each agency's complaints.

use super::judge::Section;
use crate::world::World;
use domain::consent::{ConsentKind, Piece, RecipientKind, RequestKind, Signer};
use domain::id::MemberId;
use domain::lang::Lang;
use domain::plan::{HowSigned, SignerKind};
use domain::time::plus_days;
use service::consent::{Given, NewConsent, ask_privacy, ask_restriction, make_consent, place_hold, sign_consent};
use service::plan::{Signing, freeze, give_plan, sign, ways_out};
use std::collections::{BTreeMap, BTreeSet};
use testkit::{Db, plainly, rows_of};

/// A chart, and who stands to it.
#[derive(Debug, Clone)]
pub struct Chart {
    pub id: String,
    pub agency: String,
    pub called: String,
    /// The sign-in of whose own chart it is.
    pub owner: Option<String>,
    /// The sign-in of who walks beside them.
    pub walker: String,
}

/// What was planted.
pub struct Planted {
    pub charts: Vec<Chart>,
    /// Those that are walked through page by page.
    pub focus: Vec<usize>,
    /// Sign-ins of staff, with their identity and their agency.
    pub staff: Vec<(String, String, String)>,
}

/// Whose word it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    Chart(usize, Section),
    Staff(usize),
    Complaint(String),
}

const LETTERS: &[u8; 26] = b"abcdefghijklmnopqrstuvwxyz";

fn two(number: usize) -> String {
    [LETTERS[number / 26], LETTERS[number % 26]].map(char::from).iter().collect()
}

fn number(letters: &str) -> Option<usize> {
    letters.bytes().try_fold(0, |sum, letter| Some(sum * 26 + LETTERS.iter().position(|one| *one == letter)?))
}

/// A word looks like `zqk` + whose + which section + `wjx`: letters alone, so that no page writes it in another way.
fn word(kind: char, whose: usize, section: char) -> String {
    format!("zq{kind}{}{section}wjx", two(whose))
}

/// Every planted word in a text.
pub fn words_in(text: &str) -> BTreeSet<String> {
    let text = text.to_ascii_lowercase();
    let starts = text.match_indices("zq").map(|(at, _)| at);
    let found = starts.filter_map(|at| text.get(at..at + 9)).filter(|word| word.ends_with("wjx"));
    found.filter(|word| word.bytes().all(|letter| letter.is_ascii_lowercase())).map(str::to_owned).collect()
}

impl Planted {
    /// The word of a chart's section.
    pub fn word(&self, chart: usize, section: Section) -> String {
        word('m', chart, section.letter())
    }

    /// Whose a word is.
    pub fn of_word(&self, word: &str) -> Option<Of> {
        let whose = number(word.get(3..5)?)?;
        match word.as_bytes().get(2)? {
            b'm' => {
                let letter = char::from(*word.as_bytes().get(5)?);
                Section::ALL.into_iter().find(|one| one.letter() == letter).map(|section| Of::Chart(whose, section))
            }
            b's' => Some(Of::Staff(whose)),
            b'c' => self.agencies().get(whose).map(|slug| Of::Complaint(slug.clone())),
            _ => None,
        }
    }

    pub fn agencies(&self) -> Vec<String> {
        let found: BTreeSet<&String> = self.staff.iter().map(|(_, _, slug)| slug).collect();
        found.into_iter().cloned().collect()
    }

    /// How many words.
    pub fn words(&self) -> usize {
        self.charts.len() * Section::ALL.len() + self.staff.len() + self.agencies().len()
    }

    /// The agency of a sign-in: where they work, or where their chart is.
    pub fn agency_of(&self, who: &str) -> String {
        let works = self.staff.iter().find(|(name, _, _)| name == who).map(|(_, _, slug)| slug.clone());
        let own = || self.charts.iter().find(|chart| chart.owner.as_deref() == Some(who)).map(|one| one.agency.clone());
        works.or_else(own).unwrap_or_else(|| "james-river".to_owned())
    }

    pub fn staff_of(&self, who: &str) -> &str {
        self.staff.iter().find(|(name, _, _)| name == who).map_or("", |(_, id, _)| id)
    }
}

fn split(rows: Vec<String>) -> Vec<Vec<String>> {
    rows.into_iter().map(|row| row.split('|').map(str::to_owned).collect()).collect()
}

/// Plants a word in every place that can hold one.
pub fn plant(db: &Db, world: &World) -> Planted {
    let staff = split(rows_of(
        db,
        "SELECT c.username || '|' || lower(hex(s.id)) || '|' || a.slug
         FROM staff s JOIN agency a ON a.id = s.agency_id
         JOIN staff_account sa ON sa.staff_id = s.id JOIN account c ON c.id = sa.account_id ORDER BY c.username",
    ));
    let staff: Vec<_> = staff.into_iter().map(|row| (row[0].clone(), row[1].clone(), row[2].clone())).collect();
    let charts = split(rows_of(
        db,
        "SELECT lower(hex(m.id)) || '|' || a.slug || '|' || m.called || '|' || coalesce((
             SELECT c.username FROM person_member pm JOIN person p ON p.id = pm.person_id
             JOIN account c ON c.id = p.account_id WHERE pm.member_id = m.id LIMIT 1), '') || '|' || coalesce((
             SELECT c.username FROM assignment x JOIN staff_account sa ON sa.staff_id = x.staff_id
             JOIN account c ON c.id = sa.account_id
             WHERE x.member_id = m.id AND x.until_on IS NULL ORDER BY x.from_on DESC LIMIT 1), '')
         FROM member m JOIN agency a ON a.id = m.agency_id ORDER BY m.id",
    ));
    let charts: Vec<Chart> = charts
        .into_iter()
        .map(|row| Chart {
            id: row[0].clone(),
            agency: row[1].clone(),
            called: row[2].clone(),
            owner: Some(row[3].clone()).filter(|one| !one.is_empty()),
            walker: row[4].clone(),
        })
        .collect();
    let mut planted = Planted { charts, focus: Vec::new(), staff };
    planted.focus = focus(db, &planted);
    for chart in 0..planted.charts.len() {
        in_rows(db, &planted, chart);
    }
    for (at, (_, id, _)) in planted.staff.iter().enumerate() {
        plainly(db, &format!("UPDATE staff SET name = name || ' {}' WHERE id = x'{id}'", word('s', at, 'a')));
    }
    for (at, slug) in planted.agencies().iter().enumerate() {
        plainly(
            db,
            &format!(
                "INSERT INTO complaint (agency_id, id, words, made_on, code_hash)
                 SELECT id, x'00000000000070008000000000000c0{at}', '{}', '2026-01-01', x'0{at}' FROM agency WHERE slug = '{slug}'",
                word('c', at, 'a')
            ),
        );
    }
    // Some work in one program alone.
    for who in ["priya", "carol", "tess"] {
        let id = planted.staff_of(who);
        plainly(
            db,
            &format!(
                "UPDATE role_grant SET program_id =
                   (SELECT p.id FROM program p WHERE p.agency_id = role_grant.agency_id ORDER BY p.name LIMIT 1)
                 WHERE staff_id = x'{id}'"
            ),
        );
    }
    for chart in planted.focus.clone() {
        through_the_doors(world, &planted, chart);
    }
    // One chart is closed to all but those beside them, and one member keeps a supervisor out.
    if let [_, second, third, ..] = planted.focus.as_slice() {
        let (second, third) = (&planted.charts[*second], &planted.charts[*third]);
        plainly(db, &format!("UPDATE member SET restricted = 1 WHERE id = x'{}'", second.id));
        let over = planted.staff_of(if third.agency == "james-river" { "renee" } else { "beth" });
        plainly(
            db,
            &format!(
                "INSERT INTO barred (agency_id, member_id, staff_id, since)
                 SELECT agency_id, id, x'{over}', 1 FROM member WHERE id = x'{}'",
                third.id
            ),
        );
    }
    planted
}

/// Charts with a plan whose members have a space of their own, of several walkers, at both agencies.
fn focus(db: &Db, planted: &Planted) -> Vec<usize> {
    let with_plan: BTreeSet<String> =
        rows_of(db, "SELECT lower(hex(member_id)) FROM plan_version").into_iter().collect();
    // Whose enrollment rests on somebody else's need leads to that other chart on purpose.
    let family: BTreeSet<String> = rows_of(
        db,
        "SELECT lower(hex(member_id)) FROM enrolment WHERE beneficiary_id <> member_id
         UNION SELECT lower(hex(beneficiary_id)) FROM enrolment WHERE beneficiary_id <> member_id",
    )
    .into_iter()
    .collect();
    let mut by_walker: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found: Vec<usize> = Vec::new();
    for (at, chart) in planted.charts.iter().enumerate() {
        let staff = planted.staff.iter().any(|(name, _, _)| chart.owner.as_deref() == Some(name));
        let many = by_walker.entry(&chart.walker).or_default();
        if chart.owner.is_none()
            || staff
            || chart.walker.is_empty()
            || !with_plan.contains(&chart.id)
            || family.contains(&chart.id)
            || *many >= 2
        {
            continue;
        }
        *many += 1;
        found.push(at);
    }
    // Dana's first, whose relations end in turn.
    found.sort_by_key(|at| (planted.charts[*at].walker != "dana", planted.charts[*at].agency != "james-river"));
    found.dedup();
    let (here, there): (Vec<usize>, Vec<usize>) =
        found.into_iter().partition(|at| planted.charts[*at].agency == "james-river");
    here.into_iter().take(4).chain(there.into_iter().take(2)).collect()
}

fn in_rows(db: &Db, planted: &Planted, chart: usize) {
    let id = &planted.charts[chart].id;
    let of = |section| planted.word(chart, section);
    let (name, reach, programs) = (of(Section::Name), of(Section::Reach), of(Section::Programs));
    let (coverage, plan, consents) = (of(Section::Coverage), of(Section::Plan), of(Section::Consents));
    let in_plan = |table: &str, set: &str| {
        format!("UPDATE {table} SET {set} WHERE plan_id IN (SELECT id FROM plan WHERE member_id = x'{id}')")
    };
    let own = |table: &str, set: &str| format!("UPDATE {table} SET {set} WHERE member_id = x'{id}'");
    let statements = [
        format!(
            "UPDATE member SET called = called || ' {name}', full_name = coalesce(full_name, called) || ' {name}',
               contact_note = '{reach}', say_it_is_from = '{reach}', safe_word = '{reach}' WHERE id = x'{id}'"
        ),
        own("channel", &format!("note = '{reach}'")),
        own("ally", &format!("name = name || ' {reach}', relation_words = '{reach}', reach = '{reach}'")),
        own("enrolment", &format!("end_reason = '{programs}', mandated_by = '{programs}'")),
        own(
            "enrolment",
            &format!(
                "payer = '{coverage}', diagnosis = '{coverage}', diagnosed_by = '{coverage}', assessed_by = '{coverage}',
                 recommended_by = '{coverage}', authorization_number = '{coverage}'"
            ),
        ),
        in_plan("plan_text", &format!("body = body || ' {plan}'")),
        in_plan("plan_clash", &format!("other_body = '{plan}'")),
        in_plan("action_done", &format!("note = '{plan}'")),
        own("plan_review", &format!("words = words || ' {plan}'")),
        format!(
            "UPDATE plan_review_goal SET words = '{plan}', goal_words = '{plan}'
             WHERE review_id IN (SELECT id FROM plan_review WHERE member_id = x'{id}')"
        ),
        own("plan_translation", &format!("body = body || ' {plan}'")),
        own("restriction", &format!("words = '{consents}'")),
        own("service_start", &format!("name = '{consents}'")),
    ];
    statements.iter().for_each(|sql| plainly(db, sql));
}

/// What is kept as bytes is made as it always is made: a signed version, a consent, a disclosure, requests, a hold.
fn through_the_doors(world: &World, planted: &Planted, chart: usize) {
    let one = &planted.charts[chart];
    let house = &world.house;
    let (walker, owner) = (world.session(world.account(&one.walker)), one.owner.as_deref().expect("an owner"));
    let phone = world.session(world.account(owner));
    let member: MemberId = one.id.parse().expect("an identity");
    let of = |section| planted.word(chart, section);
    let command = || house.new_command();
    // Whatever waits to be signed is overtaken by a version with the planted words.
    if let Ok(version) = freeze(house, &walker, command(), member) {
        let say = |who, signer, how| {
            let signing = Signing { signer, how, name: of(Section::Name), read_aloud: false, interpreter: None };
            sign(house, who, command(), member, version, signing)
        };
        say(&phone, SignerKind::Member, HowSigned::OwnSession).expect("signed");
        say(&walker, SignerKind::Peer, HowSigned::OwnSession).expect("signed");
    }
    let word = of(Section::Consents);
    let new = NewConsent {
        kind: ConsentKind::Specific,
        lang: Lang::En,
        pieces: vec![Piece::Plan],
        words: word.clone(),
        recipients: vec![(format!("Dr. {word}"), RecipientKind::CoveredEntity)],
        participants: String::new(),
        purpose: format!("care {word}"),
        expires_on: Some(plus_days(house.now().date(&domain::time::TimeZone::UTC), 30)),
        expires_event: String::new(),
        no_end: false,
        irrevocable_until: String::new(),
        no_fundraising: false,
    };
    let consent = make_consent(house, &walker, command(), member, new).expect("a consent");
    sign_consent(house, &phone, command(), (member, consent), (Signer::Member, &word), Given::Own).expect("signed");
    let ways = ways_out(house, &walker, member).expect("the ways out");
    if let (Some((version, _, _)), Some(way)) = (ways.version, ways.open.first()) {
        give_plan(house, &walker, command(), (member, version), way.line, "").expect("given");
    }
    let asked = (Some(Piece::Coverage), word.as_str(), word.as_str());
    ask_restriction(house, &phone, command(), member, asked).expect("asked");
    ask_privacy(house, &phone, command(), member, RequestKind::Correction, &of(Section::Requests)).expect("asked");
    let desk = world.session(world.account(if one.agency == "james-river" { "imani" } else { "helen" }));
    place_hold(house, &desk, command(), Some(member), &of(Section::Holds)).expect("placed");
}
