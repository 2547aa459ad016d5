//! The content that is embedded: it loads, and every entry is whole in both languages.

#![expect(clippy::expect_used, reason = "helpers of tests fail loudly")]

use domain::plan::{Confidence, SignerKind};
use std::collections::HashSet;
use words::content::{self, Dimension, PromptKind, Step, Support, WholeHealth};
use words::{Lang, words};

fn day(text: &str) -> domain::time::Date {
    text.parse().expect("a date")
}

#[test]
fn everything_embedded_loads() {
    if let Err(problems) = content::load(None) {
        panic!("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    }
}

#[test]
fn each_program_says_where_its_values_come_from() {
    let ids: Vec<&str> = content::programs().iter().map(|pack| pack.id.as_str()).collect();
    assert_eq!(ids, ["florida-lsf", "plain-grant", "virginia-arts", "virginia-mental-health"]);
    for pack in content::programs() {
        assert_eq!(pack.hash.len(), 64, "{}", pack.id);
        for field in &pack.plan.required_fields {
            assert!(field.source.len() > 10 && field.verified_on >= day("2026-11-01"), "{}", pack.id);
        }
    }
    let hashes: HashSet<&str> = content::programs().iter().map(|pack| pack.hash.as_str()).collect();
    assert_eq!(hashes.len(), 4);
}

#[test]
fn virginia_asks_for_a_plan_in_thirty_days_and_knows_that_nobody_checked_it() {
    let pack = content::program_on("virginia-arts", day("2026-11-24")).expect("the pack");
    let due = pack.plan.initial_plan_due.as_ref().expect("a day");
    assert_eq!((due.value.days, due.value.event.code(), due.confidence), (30, "service-start", Confidence::Unverified));
    assert_eq!(pack.plan.review_interval_days.as_ref().map(|days| days.value), Some(90));
    let valid = pack.plan.recommendation_valid_days.as_ref().expect("days");
    assert_eq!((valid.value, valid.confidence), (30, Confidence::Verified));
    let signers: Vec<SignerKind> = pack.plan.expected_signers.iter().map(|signer| signer.value).collect();
    assert_eq!(
        signers,
        [SignerKind::Member, SignerKind::Caregiver, SignerKind::Peer, SignerKind::Supervisor, SignerKind::Clinician]
    );
    assert!(pack.plan.plan_name.value.get(Lang::Es).contains("RRWP"));
}

#[test]
fn florida_states_no_day_and_none_is_made_up() {
    let pack = content::program_on("florida-lsf", day("2026-11-24")).expect("the pack");
    assert_eq!(pack.plan.initial_plan_due, None);
    assert_eq!(pack.plan.review_interval_days, None);
    assert!(pack.plan.expected_signers.is_empty());
}

#[test]
fn a_day_before_the_first_pack_gets_the_first_pack() {
    assert!(content::program_on("virginia-arts", day("2020-01-01")).is_some());
    assert!(content::program_on("nowhere", day("2026-01-01")).is_none());
}

#[test]
fn the_guide_has_all_steps_with_enough_prompts() {
    for lang in Lang::ALL {
        let guide = content::guide(lang);
        for step in Step::ALL {
            let step = guide.step(step).expect("the step");
            assert!((5..=8).contains(&step.prompts.len()), "{}", step.title);
            for kind in [PromptKind::Open, PromptKind::Affirmation, PromptKind::Reflection] {
                assert!(step.prompts.iter().any(|prompt| prompt.kind == kind), "{} {kind:?}", step.title);
            }
        }
        assert!(guide.self_check.len() >= 5);
        assert!(guide.self_check.iter().any(|check| check.key == "check-voluntary"));
    }
    assert_ne!(content::guide(Lang::En).steps, content::guide(Lang::Es).steps);
}

#[test]
fn sensitive_pathways_are_marked_and_marks_are_named() {
    assert_eq!(content::pathways().len(), 16);
    for key in ["medication", "faith", "twelve-step"] {
        assert!(content::pathway(key).expect(key).sensitive, "{key}");
    }
    assert!(content::pathway("wrap").expect("wrap").trademark.is_some());
}

#[test]
fn life_areas_reach_every_dimension_support_and_factor() {
    let areas = content::life_areas();
    assert!((10..=14).contains(&areas.len()));
    for own in Dimension::ALL {
        assert!(areas.iter().any(|area| area.dimensions.contains(own)), "{own:?}");
    }
    for own in Support::ALL {
        assert!(areas.iter().any(|area| area.supports.contains(own)), "{own:?}");
    }
    for own in WholeHealth::ALL {
        assert!(areas.iter().any(|area| area.whole_health.contains(own)), "{own:?}");
    }
}

#[test]
fn the_language_lists_hold_and_offers_are_not_flagged_themselves() {
    for (lang, least) in [(Lang::En, 35), (Lang::Es, 30)] {
        let list = content::language_pairs(lang);
        assert!(list.pairs.len() >= least);
        assert!(!list.allow.is_empty());
        let flags: HashSet<&str> = list.pairs.iter().flat_map(|pair| &pair.flags).map(String::as_str).collect();
        for offer in list.pairs.iter().flat_map(|pair| &pair.offers) {
            assert!(!flags.contains(offer.to_lowercase().as_str()), "{offer}");
        }
    }
}

#[test]
fn names_that_belong_together_find_each_other() {
    let bill: Vec<&str> = content::nicknames(Lang::En).full_names("bill").collect();
    assert_eq!(bill, ["william"]);
    let pepe: Vec<&str> = content::nicknames(Lang::Es).full_names("pepe").collect();
    assert_eq!(pepe, ["jose"]);
    assert_eq!(content::nicknames(Lang::Es).full_names("zzz").count(), 0);
    assert!(content::nicknames(Lang::En).groups.len() >= 150 && content::nicknames(Lang::Es).groups.len() >= 60);
}

#[test]
fn what_everybody_tries_first_is_refused() {
    assert!(content::common_passphrases().len() >= 1500);
    assert!(content::common_passphrases().iter().all(|own| own.chars().count() >= 8 && *own == own.to_lowercase()));
    for own in ["Password123", "One Day At A Time", "onedayatatime", "contraseña123", " soloporhoy "] {
        assert!(content::is_common_passphrase(own), "{own}");
    }
    assert!(!content::is_common_passphrase("three green kettles sing softly"));
}

#[test]
fn usernames_have_room_and_no_word_twice() {
    for lang in Lang::ALL {
        let list = content::username_words(lang);
        assert!(
            list.first.len() >= 140 && list.second.len() >= 100,
            "{lang:?} {} {}",
            list.first.len(),
            list.second.len()
        );
        assert!(list.first.iter().all(|word| !list.second.contains(word)));
    }
}

#[test]
fn the_codes_of_rule_packs_and_guides_have_words() {
    let mut ids = Vec::new();
    for pack in content::programs() {
        ids.push(format!("regime-{}", pack.default_regime.value.code()));
        ids.push(format!("confidence-{}", pack.default_regime.confidence.code()));
        ids.extend(pack.plan.expected_signers.iter().map(|own| format!("signer-{}", own.value.code())));
        ids.extend(pack.plan.required_fields.iter().map(|own| format!("plan-part-{}", own.value.code())));
        ids.extend(pack.plan.initial_plan_due.iter().map(|own| format!("anchor-{}", own.value.event.code())));
    }
    for step in &content::guide(Lang::En).steps {
        ids.extend(step.prompts.iter().map(|prompt| format!("prompt-kind-{}", prompt.kind.code())));
    }
    for lang in Lang::ALL {
        for id in &ids {
            assert!(words().has(lang, id), "{id}");
        }
    }
}

#[test]
fn crisis_lines_begin_with_911_and_988_and_speak_both_languages() {
    let lines = content::crisis_lines();
    let first: Vec<&str> = lines.iter().take(2).map(|line| line.ways[0].to.as_str()).collect();
    assert_eq!(first, ["911", "988"]);
    assert!(lines.iter().all(|line| !line.description.en.is_empty() && line.description.en != line.description.es));
    let lifeline = &lines[1];
    let hints: Vec<&str> =
        lifeline.ways.iter().filter_map(|way| way.hint.as_ref()).map(|hint| hint.en.as_str()).collect();
    assert!(hints.iter().any(|hint| hint.contains("press 2")) && hints.iter().any(|hint| hint.contains("press 1")));
}

#[test]
fn whoever_answers_whatever_has_a_choice_of_different_ways() {
    use domain::directory::Pathway;
    use domain::directory::choose::{Answer, Answers, Question, choose};
    let choosing = content::choosing().expect("the catalogue");
    let one_of = |question: Question| std::iter::once(None).chain(question.answers().map(Some)).collect::<Vec<_>>();
    let mut seen = HashSet::new();
    for who in one_of(Question::Who) {
        for goal in one_of(Question::Goal) {
            for spirit in one_of(Question::Spirit) {
                for medicine in one_of(Question::Medicine) {
                    for (turn, other) in std::iter::once(None).chain(Answer::ALL.iter().copied().map(Some)).enumerate()
                    {
                        let given = [who, goal, spirit, medicine, other];
                        let answers = Answers::of(given.into_iter().flatten());
                        let found = choose(&choosing.catalogue, &answers, turn);
                        let ways: HashSet<Pathway> = found.iter().map(|one| one.group.pathway).collect();
                        assert!((3..=5).contains(&found.len()) && ways.len() >= 2, "{given:?}");
                        assert!(ways.contains(&Pathway::Secular), "{given:?}");
                        seen.extend(found.iter().map(|one| one.group.key.clone()));
                    }
                }
            }
        }
    }
    let never: Vec<_> = choosing.catalogue.groups().iter().filter(|group| !seen.contains(&group.key)).collect();
    assert!(never.is_empty(), "never suggested: {never:?}");
}

#[test]
fn who_says_what_they_want_finds_it_among_the_ways() {
    use domain::directory::choose::{Answer, Answers, choose};
    let choosing = content::choosing().expect("the catalogue");
    let has = |given: &[Answer], key: &str| {
        let answers = Answers::of(given.iter().copied());
        choose(&choosing.catalogue, &answers, 0).iter().any(|one| one.group.key == key)
    };
    assert!(has(&[Answer::CutDown, Answer::Alcohol], "moderation"));
    assert!(has(&[Answer::StaySafe, Answer::Opioids], "harm-reduction"));
    assert!(has(&[Answer::MedicineWelcome, Answer::Opioids], "medication-friendly"));
    assert!(has(&[Answer::Christian], "celebrate-recovery"));
    assert!(has(&[Answer::BuddhistSpirit], "recovery-dharma"));
    assert!(has(&[Answer::Women, Answer::SpiritNot], "women-for-sobriety"));
    assert!(has(&[Answer::MindToo, Answer::StopAll], "dual-recovery"));
    assert!(has(&[Answer::Gambling], "gamblers"));
    assert!(has(&[Answer::SomeoneILove, Answer::Alcohol], "al-anon"));
    assert!(has(&[Answer::SomeoneILove], "smart-family"));
    assert!(!has(&[Answer::SpiritNot, Answer::Alcohol], "celebrate-recovery"));
}

#[test]
fn what_research_says_is_said_as_a_link_and_with_its_source() {
    let choosing = content::choosing().expect("the catalogue");
    for group in choosing.catalogue.groups() {
        let words = choosing.group(&group.key).expect("its words");
        let evidence = choosing.evidence(words).expect("a sentence of evidence");
        assert!(!evidence.source.is_empty() && !words.know.is_empty(), "{}", group.key);
    }
    let odds = choosing.general.iter().find(|told| told.text.en.contains("5.2")).expect("the goal of abstinence");
    assert!(odds.text.en.contains("link") && odds.text.es.contains("relación"));
    assert_eq!(odds.confidence, Confidence::Secondary);
}
