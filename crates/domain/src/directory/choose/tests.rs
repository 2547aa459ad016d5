//! Whatever the answers and whatever the catalogue: a choice, of different kinds, without a ranking.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn group(key: &str, pathway: Pathway) -> Group {
    Group { key: key.to_owned(), pathway, for_oneself: true, for_family: true, about: Vec::new(), only: Vec::new() }
}

fn open_groups() -> Vec<Group> {
    vec![group("faith", Pathway::Faith), group("peers", Pathway::MentalHealth), group("tools", Pathway::Secular)]
}

fn any_pathway() -> impl Strategy<Value = Pathway> {
    proptest::sample::select(Pathway::ALL)
}

fn any_answer() -> impl Strategy<Value = Answer> {
    proptest::sample::select(Answer::ALL)
}

fn some_answers() -> impl Strategy<Value = Answers> {
    prop::collection::vec(any_answer(), 0..14).prop_map(Answers::of)
}

fn any_group(place: usize) -> impl Strategy<Value = Group> {
    let few = || prop::collection::vec(any_answer(), 0..3);
    (any_pathway(), any::<bool>(), any::<bool>(), few(), few()).prop_map(
        move |(pathway, for_oneself, for_family, about, only)| Group {
            key: format!("group-{place}"),
            pathway,
            for_oneself,
            for_family,
            about,
            only,
        },
    )
}

fn any_catalogue() -> impl Strategy<Value = Catalogue> {
    let groups: Vec<_> = (0..12).map(any_group).collect();
    let weights = prop::collection::vec((any_answer(), any_pathway(), -9i8..=9), 0..30);
    (groups, weights, 0usize..4).prop_map(|(mut groups, weights, at)| {
        for (nth, open) in open_groups().into_iter().enumerate() {
            groups.insert(at * nth, open);
        }
        let weight = |(answer, pathway, points)| Weight { answer, target: Target::Pathway(pathway), points };
        Catalogue::new(groups, weights.into_iter().map(weight).collect()).expect("a catalogue with a choice")
    })
}

proptest! {
    #[test]
    fn there_is_always_a_choice(catalogue in any_catalogue(), answers in some_answers(), turn in any::<usize>()) {
        let found = choose(&catalogue, &answers, turn);
        let pathways: BTreeSet<Pathway> = found.iter().map(|one| one.group.pathway).collect();
        prop_assert!((FEWEST..=MOST).contains(&found.len()), "{}", found.len());
        prop_assert!(pathways.len() >= 2);
        prop_assert!(pathways.contains(&Pathway::Secular));
        prop_assert!(found.iter().all(|one| !one.reasons.is_empty()));
        prop_assert!(found.iter().all(|one| may_fit(one.group, &answers)));
    }

    /// Two groups stand in the same order in every answer: the order tells nothing.
    #[test]
    fn the_order_never_ranks(catalogue in any_catalogue(), answers in some_answers(), turn in any::<usize>()) {
        let found = choose(&catalogue, &answers, turn);
        let place = |key: &str| catalogue.groups().iter().position(|group| group.key == key);
        let places: Vec<_> = found.iter().map(|one| place(&one.group.key)).collect();
        prop_assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{places:?}");
    }

    /// An answer that speaks for a group never takes it away.
    #[test]
    fn what_speaks_for_a_group_keeps_it(catalogue in any_catalogue(), answers in some_answers(), turn in any::<usize>()) {
        let before: Vec<String> =
            choose(&catalogue, &answers, turn).iter().map(|one| one.group.key.clone()).collect();
        for key in before {
            let mut weights = catalogue.weights().to_vec();
            let more = |answer| Weight { answer, target: Target::Groups(vec![key.clone()]), points: 9 };
            weights.extend(answers.iter().take(1).map(more));
            let after = Catalogue::new(catalogue.groups().to_vec(), weights).expect("a catalogue");
            prop_assert!(choose(&after, &answers, turn).iter().any(|one| one.group.key == key), "{key}");
        }
    }
}

#[test]
fn who_fits_alike_takes_turns() {
    let many: Vec<Group> = (0..9).map(|nth| group(&format!("secular-{nth}"), Pathway::Secular)).collect();
    let catalogue = Catalogue::new(open_groups().into_iter().chain(many).collect(), Vec::new()).expect("a catalogue");
    let seen: BTreeSet<String> = (0..catalogue.groups().len())
        .flat_map(|turn| choose(&catalogue, &Answers::default(), turn))
        .map(|one| one.group.key.clone())
        .collect();
    assert_eq!(seen.len(), catalogue.groups().len(), "each is shown on some day: {seen:?}");
}

#[test]
fn what_is_for_others_is_left_out_and_what_is_wanted_is_kept() {
    let mut groups = open_groups();
    groups.push(Group { only: vec![Answer::Women], ..group("women", Pathway::Secular) });
    groups.push(Group { about: vec![Answer::Alcohol], ..group("alcohol", Pathway::TwelveStep) });
    groups.push(Group { for_oneself: false, ..group("family", Pathway::TwelveStep) });
    let catalogue = Catalogue::new(groups, Vec::new()).expect("a catalogue");
    let keys = |given: &[Answer]| -> Vec<String> {
        let answers = Answers::of(given.iter().copied());
        choose(&catalogue, &answers, 0).iter().map(|one| one.group.key.clone()).collect()
    };
    assert_eq!(keys(&[]), ["faith", "peers", "tools", "alcohol"]);
    assert_eq!(keys(&[Answer::Gambling]), ["faith", "peers", "tools"]);
    assert_eq!(keys(&[Answer::Women, Answer::Gambling]), ["faith", "peers", "tools", "women"]);
    assert_eq!(keys(&[Answer::SomeoneILove]), ["faith", "peers", "tools", "alcohol", "family"]);
}

#[test]
fn what_speaks_against_a_group_is_told_and_weighs() {
    let mut groups = open_groups();
    groups.push(group("steps", Pathway::TwelveStep));
    let against = Weight { answer: Answer::SpiritNot, target: Target::Pathway(Pathway::TwelveStep), points: -3 };
    let catalogue = Catalogue::new(groups.clone(), vec![against.clone()]).expect("a catalogue");
    let answers = Answers::of([Answer::SpiritNot]);
    assert!(choose(&catalogue, &answers, 0).iter().all(|one| one.group.key != "steps"));
    groups.remove(1);
    let catalogue = Catalogue::new(groups, vec![against]);
    assert_eq!(catalogue.err(), None, "faith, tools and steps are a choice");
}

#[test]
fn a_catalogue_without_a_choice_is_refused() {
    let mut two = open_groups();
    two.pop();
    assert_eq!(Catalogue::new(two, Vec::new()).err(), Some(Lacking::Choice("for oneself")));
    let mut for_oneself = open_groups();
    for_oneself[0].for_family = false;
    assert_eq!(Catalogue::new(for_oneself, Vec::new()).err(), Some(Lacking::Choice("for someone they love")));
    let mut twice = open_groups();
    twice.push(group("faith", Pathway::Faith));
    assert_eq!(Catalogue::new(twice, Vec::new()).err(), Some(Lacking::Twice("faith".into())));
    let lost = Weight { answer: Answer::Me, target: Target::Groups(vec!["nowhere".into()]), points: 1 };
    assert_eq!(Catalogue::new(open_groups(), vec![lost]).err(), Some(Lacking::NoSuchGroup("nowhere".into())));
}
