//! A word of its own for every person and section, planted wherever a text can stand. Everybody reads every page, paper
//! and file; what may be read of whom is worked out from relations alone, by [`judge`], and exactly that is found: never
//! more, and of every page that is about somebody no less. Nothing is found in logs, counts, titles, addresses and the
//! audit record. And again after a yes was taken back, a day ran out, a bar, a transfer and a death.

mod crawl;
mod ears;
mod judge;
mod plant;

use crate::world::World;
use crawl::{Found, crawl, door};
use judge::{Judge, Section};
use plant::{Of, Planted, words_in};
use std::collections::BTreeSet;

/// What of one chart was seen by somebody, against what may be.
fn compare(planted: &Planted, judge: &Judge, who: &str, found: &Found, said: &str) -> usize {
    let mut seen = 0;
    for word in &found.words {
        let whose = planted.of_word(word).expect("a planted word");
        let at = found.at.get(word).map_or("", String::as_str);
        let of = if let Of::Chart(chart, _) = &whose { planted.charts[*chart].called.as_str() } else { "" };
        assert!(judge.may(who, &whose), "{said}: {who} reads {whose:?} {of} at {at}");
        seen += 1;
    }
    seen
}

/// Of a chart that somebody walked through page by page, all that may be read was there.
fn nothing_missing(planted: &Planted, judge: &Judge, who: &str, chart: usize, found: &Found, said: &str) {
    for section in Section::ALL {
        let word = planted.word(chart, section);
        if judge.may_read(who, chart, section) && judge.is_planted(chart, section) && judge.has_a_page(who, section) {
            let called = &planted.charts[chart].called;
            assert!(
                found.words.contains(&word),
                "{said}: {who} may read {section:?} of {called}, and no page shows it"
            );
        }
    }
}

/// Everybody who can sign in, with their role.
fn everybody(world: &World) -> Vec<(String, String)> {
    let mut seen = BTreeSet::new();
    let once = world.accounts.iter().filter(|account| seen.insert(&account.username));
    once.map(|account| (account.username.clone(), account.role.clone())).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_reads_exactly_what_their_relation_gives_them() {
    let ears = ears::listen();
    let db = testkit::migrated();
    let world = World::on(&db);
    let planted = plant::plant(&db, &world);
    let judge = Judge::read(&db, &planted);
    let focus = planted.focus.clone();
    let (mut pages, mut words, mut readers) = (0, 0, 0);
    for (who, role) in everybody(&world) {
        if role == "member" && !focus.iter().any(|chart| planted.charts[*chart].owner.as_deref() == Some(&who)) {
            continue;
        }
        let mut visitor = world.visitor(world.account(&who)).await;
        let own = planted.agency_of(&who);
        let mut found = crawl::lists(&mut visitor, &own, &planted).await;
        words += compare(&planted, &judge, &who, &found, "lists");
        for chart in &focus {
            let one = crawl(&mut visitor, &db, &planted, *chart, &who).await;
            words += compare(&planted, &judge, &who, &one, "pages");
            nothing_missing(&planted, &judge, &who, *chart, &one, "pages");
            found.pages += one.pages;
        }
        pages += found.pages;
        readers += 1;
    }
    let mut stranger = crate::visitor::Visitor::new(world.app());
    let found = crawl::lists(&mut stranger, "james-river", &planted).await;
    assert_eq!(found.words, BTreeSet::new(), "in public: {:?}", found.at);
    for chart in &focus {
        let one = crawl(&mut stranger, &db, &planted, *chart, "nobody").await;
        assert_eq!(one.words, BTreeSet::new(), "a stranger: {:?}", one.at);
        pages += one.pages;
    }
    pages += found.pages;
    nowhere_else(&db, &ears);
    say(pages, readers, words, &planted);
    assert!(pages > 3_000 && words > 500, "{pages} answers, {words} words");
}

#[expect(clippy::print_stdout, reason = "the counts are part of what the test shows")]
fn say(pages: usize, readers: usize, words: usize, planted: &Planted) {
    println!("{pages} answers to {readers} readers and a stranger; {} words planted", planted.words());
    println!("{words} times a word was read where it may be, never where it may not");
}

/// Neither logs nor counts nor the audit record tell a word of anybody.
fn nowhere_else(db: &testkit::Db, ears: &ears::Ears) {
    let told = ears.told();
    assert!(told.iter().any(|line| line.contains("alongside_requests_total")), "counts were heard");
    for line in &told {
        assert_eq!(words_in(line), BTreeSet::new(), "{line}");
    }
    let rows = testkit::rows_of(
        db,
        "SELECT operation || ' ' || subject_kind || ' ' || basis || ' ' || outcome || ' ' || coalesce(detail, '')
         FROM audit_event",
    );
    assert!(rows.len() > 1_000, "looks are written down: {}", rows.len());
    for row in rows {
        assert_eq!(words_in(&row), BTreeSet::new(), "the audit record: {row}");
    }
}

/// What happens, one thing after the other.
fn rounds(id: &str, walker: &str, next: &str) -> [(&'static str, Vec<String>); 6] {
    [
        ("before", Vec::new()),
        (
            "a yes was taken back",
            vec![format!("UPDATE consent SET revoked_at = 2, revoked_how = 'own' WHERE member_id = x'{id}'")],
        ),
        (
            "a day ran out",
            vec![format!(
                "UPDATE assignment SET from_on = '2020-01-01', until_on = '2020-01-02' WHERE member_id = x'{id}'"
            )],
        ),
        (
            "a bar",
            vec![
                format!("UPDATE assignment SET until_on = NULL WHERE member_id = x'{id}'"),
                format!(
                    "INSERT INTO barred (agency_id, member_id, staff_id, since)
                     SELECT agency_id, id, x'{walker}', 1 FROM member WHERE id = x'{id}'"
                ),
            ],
        ),
        (
            "a transfer",
            vec![
                format!("UPDATE assignment SET staff_id = x'{next}' WHERE member_id = x'{id}'"),
                format!(
                    "UPDATE enrolment SET program_id = (SELECT p.id FROM program p WHERE p.agency_id = enrolment.agency_id
                       AND p.id NOT IN (SELECT e.program_id FROM enrolment e WHERE e.member_id = x'{id}') LIMIT 1)
                     WHERE member_id = x'{id}'"
                ),
            ],
        ),
        ("a death", vec![format!("UPDATE member SET state = 'died', state_since = '2026-01-01' WHERE id = x'{id}'")]),
    ]
}

/// After each thing that ends a relation, the same readers read the same chart again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_ends_a_relation_ends_what_is_read() {
    let ears = ears::listen();
    let db = testkit::migrated();
    let world = World::on(&db);
    let planted = plant::plant(&db, &world);
    let chart = planted.focus[0];
    let one = &planted.charts[chart];
    let owner = one.owner.clone().expect("an owner");
    let walker = one.walker.clone();
    let next = if walker == "marcus" { "dana" } else { "marcus" };
    let readers = [walker.as_str(), next, "renee", "priya", "carol", "victor", "imani", "tess", "joan", "omar", &owner];
    let mut visitors = Vec::new();
    for who in readers {
        visitors.push((who, world.visitor(world.account(who)).await));
    }
    let papers = format!("/work/{}/members/{}/plan/give", one.agency, one.id);
    let paper = testkit::rows_of(
        &db,
        &format!("SELECT lower(hex(id)) FROM disclosure WHERE member_id = x'{}' ORDER BY at DESC", one.id),
    );
    let paper = format!("{papers}/{}/plan.pdf", paper.first().expect("a plan that was given"));
    let door_of_walker =
        async |visitors: &mut Vec<(&str, crate::visitor::Visitor)>| door(&mut visitors[0].1, &paper).await;
    assert_eq!(door_of_walker(&mut visitors).await, 200, "what was given can be drawn again");

    let rounds = rounds(&one.id, planted.staff_of(&walker), planted.staff_of(next));
    let mut reads: Vec<BTreeSet<(String, Section)>> = Vec::new();
    for (said, statements) in rounds {
        statements.iter().for_each(|sql| testkit::plainly(&db, sql));
        let judge = Judge::read(&db, &planted);
        let mut read = BTreeSet::new();
        for (who, visitor) in &mut visitors {
            let found = crawl(visitor, &db, &planted, chart, who).await;
            compare(&planted, &judge, who, &found, said);
            nothing_missing(&planted, &judge, who, chart, &found, said);
            let own = found.words.iter().filter_map(|word| planted.of_word(word));
            read.extend(own.filter_map(|of| match of {
                Of::Chart(at, section) if at == chart => Some(((*who).to_owned(), section)),
                _ => None,
            }));
        }
        if said == "a yes was taken back" {
            assert_ne!(door_of_walker(&mut visitors).await, 200, "nothing is drawn on a yes that was taken back");
        }
        reads.push(read);
    }
    let [before, _, over, barred, moved, _] = reads.as_slice() else { unreachable!("six rounds") };
    let plan = |who: &str| (who.to_owned(), Section::Plan);
    assert!(before.contains(&plan(&walker)) && before.contains(&plan(&owner)));
    assert!(!over.contains(&plan(&walker)) && !barred.contains(&plan(&walker)) && !moved.contains(&plan(&walker)));
    assert!(moved.contains(&plan(next)), "whoever walks with them now reads on");
    nowhere_else(&db, &ears);
}
