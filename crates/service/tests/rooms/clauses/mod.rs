//! What may leave, decided a second time: each clause of the rule by itself, from facts that the test made, and held
//! against the ways out that the house finds in its rows. Seeded; `SEED=…` throws other worlds.
//!
//! The clauses: 42 CFR 2.31(a) and (c) (a consent with its elements, not expired, not taken back), 2.14 (who signs for
//! the young), 2.26 (restrictions), 2.32 (the notice), 2.33 and 2.24 (what a recipient may do), and the house rules that
//! an unanswered restriction holds and that a consent for a court opens nothing by this door.

mod worlds;

use crate::house::{agency, houses, meddle, session, staff};
use access::{Actor, Loader, params, statements};
use domain::consent::{
    Answer, Asked, ConsentKind, Expiry, MinorRule, Offer, Piece, Recipient, RecipientKind, Redisclosure, Restriction,
    Shut, Signer, Standing, decide, signers,
};
use domain::people::Regime;
use domain::time::{Date, Moment, TimeZone};
use service::plan::ways_out;
use service::{Fault, House};
use std::collections::BTreeMap;
use worlds::{Against, Case, Dice, Kept, Subject, id, line, load};

statements! {
    STATE_NOW = "UPDATE agency SET state = $2 WHERE id = $1";
}

const MEMBERS: usize = 600;
const IN_MEMORY: usize = 50_000;

fn seed() -> u64 {
    std::env::var("SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(20_261_123)
}

/// 2.31(a)(7): it ends with its day or with its event.
fn over(case: &Case, today: Date) -> bool {
    match &case.expiry {
        Expiry::On(last) => *last < today,
        Expiry::Event(_) => case.happened_on.is_some(),
        Expiry::None => false,
    }
}

/// 2.14: whoever is under eighteen, where nobody has checked that the state lets them agree alone, signs with a guardian.
fn both_sign(born_on: Option<Date>, today: Date, alone: bool) -> bool {
    let Some(born) = born_on else { return false };
    let eighteenth = (born.year() + 18, born.month(), born.day());
    (today.year(), today.month(), today.day()) < eighteenth && !alone
}

/// 2.31(a)(8): signed by the patient, and by whoever else must.
fn not_signed(case: &Case, both: bool) -> bool {
    let by = |signer| case.signed.iter().any(|(who, _)| *who == signer);
    !by(Signer::Member) || both && !by(Signer::Guardian)
}

/// The same name, however it is written: letters and digits count, marks and capitals do not.
fn same_name(one: &str, other: &str) -> bool {
    let plain = |text: &str| -> String {
        let letters = text.to_lowercase();
        let letters = letters.replace('í', "i").replace('é', "e").replace('ó', "o").replace('.', "");
        letters.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    plain(one) == plain(other)
}

/// 2.26: agreed to, or asked for and not answered yet.
fn restricted(kept: &[Kept], piece: Piece, name: &str) -> bool {
    kept.iter().any(|one| {
        let stands = one.answer == Answer::Asked || one.answer == Answer::Agreed;
        let this = one.piece.is_none() || one.piece == Some(piece);
        let from_them = one.name.as_ref().is_none_or(|own| same_name(own, name));
        stands && this && from_them
    })
}

/// Every clause that speaks against it.
fn against(subject: &Subject, case: &Case, piece: Piece, today: Date, alone: bool) -> Vec<Against> {
    let both = both_sign(subject.born_on, today, alone);
    let court = [ConsentKind::CriminalJustice, ConsentKind::Proceedings, ConsentKind::CounselingNotes];
    let clauses = [
        (case.revoked, Against::TakenBack),
        (case.withdrawn, Against::TakenBackForThisOne),
        (case.declined, Against::SaidNo),
        (over(case, today), Against::Over),
        (not_signed(case, both), Against::NotSigned),
        (case.signed.iter().any(|(_, day)| *day > today), Against::SignedLater),
        (court.contains(&case.kind), Against::NotThisDoor),
        (!case.pieces.contains(&piece), Against::NotNamed),
        (restricted(&subject.kept, piece, &case.name), Against::Restricted),
    ];
    clauses.into_iter().filter(|(holds, _)| *holds).map(|(_, why)| why).collect()
}

/// 2.32: with records of a Part 2 program. What nobody has decided is treated as one, and so is no program at all.
fn notice_goes_along(regimes: &[Regime]) -> bool {
    regimes.is_empty() || regimes.iter().any(|one| *one == Regime::Part2 || *one == Regime::Undecided)
}

/// 2.33 and 2.24.
fn may_pass_on(kind: ConsentKind, to: RecipientKind) -> Redisclosure {
    if kind == ConsentKind::Tpo {
        if to == RecipientKind::CoveredEntity {
            return Redisclosure::AsHipaaAllows;
        }
        if to == RecipientKind::Part2Program {
            return Redisclosure::AsTheConsentSays;
        }
        if to == RecipientKind::LawfulHolder {
            return Redisclosure::ToContractors;
        }
    }
    if kind == ConsentKind::Intermediary && to == RecipientKind::Intermediary {
        return Redisclosure::AsTheConsentSays;
    }
    Redisclosure::ToNobody
}

/// What was looked at.
#[derive(Default)]
struct Counted {
    decisions: usize,
    open: BTreeMap<&'static str, usize>,
    alone_against: BTreeMap<Against, usize>,
}

impl Counted {
    fn add(&mut self, kind: ConsentKind, against: &[Against]) {
        self.decisions += 1;
        match against {
            [] => *self.open.entry(kind.code()).or_default() += 1,
            [one] => *self.alone_against.entry(*one).or_default() += 1,
            _ => {}
        }
    }

    #[expect(clippy::print_stdout, reason = "the counts are part of what the test shows")]
    fn say(&self, said: &str) {
        println!("{said}: {} decisions; open, by kind: {:?}", self.decisions, self.open);
        println!("  one clause alone against it: {:?}", self.alone_against);
        for kind in ["specific", "tpo", "intermediary"] {
            assert!(self.open.get(kind).is_some_and(|many| *many >= 200), "{said}: {kind}: {:?}", self.open);
        }
        for why in Against::ALL {
            let many = self.alone_against.get(&why).copied().unwrap_or(0);
            assert!(many >= 200, "{said}: {why:?} alone {many} times");
        }
    }
}

#[test]
fn what_may_leave_is_what_no_clause_speaks_against() {
    for house in houses() {
        let dana = session(&house, "dana");
        let (here, by) = (agency(&dana), staff(&dana));
        let today = today(&house);
        let mut dice = Dice(seed());
        let subjects: Vec<Subject> = (0..MEMBERS).map(|at| Subject::throw(&mut dice, at, today)).collect();
        let everybody = |loader: &mut Loader| load(loader, &subjects, here, by, today).map_err(Fault::from);
        house.store().load(&house.call(Actor::Operator), everybody).expect("everybody");
        let mut counted = Counted::default();
        // In one of the two states somebody has read that the young agree alone; of the other it is hearsay.
        for (state, alone) in [("VA", true), ("FL", false)] {
            meddle(&house, &STATE_NOW, params![here, state].into());
            for (at, subject) in subjects.iter().enumerate() {
                let page = ways_out(&house, &dana, id(4, at)).expect("the ways out");
                for case in &subject.cases {
                    let why = against(subject, case, Piece::Plan, today, alone);
                    let said = format!("member {at} in {state} (SEED={}): {case:?}, against it {why:?}", seed());
                    let open = page.open.iter().find(|way| way.recipient.name.as_str() == case.name);
                    let shut = page.shut.iter().find(|(name, _)| *name == case.name);
                    assert_eq!(open.is_some(), why.is_empty(), "{said}");
                    if let Some(way) = open {
                        assert_eq!(way.with_notice, notice_goes_along(&subject.regimes), "{said}");
                        assert_eq!(way.redisclosure, may_pass_on(case.kind, case.recipient), "{said}");
                        assert!(shut.is_none(), "{said}");
                    } else if let Some((_, told)) = shut {
                        assert!(why.iter().any(|one| one.message() == *told), "{said}: told {told}");
                    } else {
                        assert!(why.contains(&Against::NotNamed), "{said}: nothing is told");
                    }
                    counted.add(case.kind, &why);
                }
            }
        }
        counted.say("from rows");
    }
}

fn today(house: &House) -> Date {
    house.now().date(&domain::time::zone("America/New_York").unwrap_or(TimeZone::UTC))
}

/// The same without rows, for every part of a chart and many more cases.
#[test]
fn a_decision_is_what_no_clause_speaks_against() {
    let today: Date = "2026-03-02".parse().expect("a day");
    let mut dice = Dice(seed() ^ 31);
    let mut counted = Counted::default();
    for number in 0.. {
        if counted.decisions >= IN_MEMORY {
            break;
        }
        let subject = Subject::throw(&mut dice, number, today);
        let rule = dice.pick(&[None, Some(MinorRule::AloneBySelf), Some(MinorRule::Both)]);
        let alone = rule == Some(MinorRule::AloneBySelf);
        let restrictions: Vec<Restriction> = subject
            .kept
            .iter()
            .map(|kept| Restriction {
                piece: kept.piece,
                recipient: kept.name.as_deref().map(line),
                answer: kept.answer,
            })
            .collect();
        for case in &subject.cases {
            let standing = Standing {
                signed: case.signed.clone(),
                needs: signers(subject.born_on, today, rule, false),
                expiry: case.expiry.clone(),
                happened_on: case.happened_on,
                revoked_at: case.revoked.then(|| Moment::from_micros(1)),
                declined_at: case.declined.then(|| Moment::from_micros(1)),
            };
            let offer = Offer {
                consent: id(20, 1),
                kind: case.kind,
                state: standing.on(today),
                pieces: case.pieces.clone(),
                line: id(21, 1),
                recipient: Recipient { name: line(&case.name), kind: case.recipient },
                withdrawn: case.withdrawn,
            };
            for piece in Piece::ALL {
                let regime = subject.regimes.first().copied().unwrap_or(Regime::Undecided);
                let why = against(&subject, case, *piece, today, alone);
                let decided = decide(Asked { piece: *piece, regime }, &offer, &restrictions);
                let said = format!("{piece:?} (SEED={}): {subject:?} {case:?}: {why:?}", seed());
                match decided {
                    Ok(open) => {
                        assert!(why.is_empty(), "{said}");
                        assert_eq!(open.with_notice, notice_goes_along(&[regime]), "{said}");
                        assert_eq!(open.redisclosure, may_pass_on(case.kind, case.recipient), "{said}");
                    }
                    Err(shut) => {
                        let told = Shut::notice(shut);
                        assert!(why.iter().any(|one| one.message() == told), "{said}: told {told}");
                    }
                }
                counted.add(case.kind, &why);
            }
        }
    }
    counted.say("in memory");
}

/// Every pair of a kind and a recipient, against the sentences of 2.33 and 2.24.
#[test]
fn what_a_recipient_may_pass_on_is_what_the_sentences_say() {
    for kind in ConsentKind::ALL {
        for to in RecipientKind::ALL {
            assert_eq!(domain::consent::redisclosure(*to, *kind), may_pass_on(*kind, *to), "{kind:?} to {to:?}");
        }
    }
}
