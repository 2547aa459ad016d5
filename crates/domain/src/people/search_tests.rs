//! Who is found, who is not, and at what price.

use super::*;

fn fuller(name: &str) -> Vec<String> {
    let groups: [&[&str]; 6] = [
        &["robert", "bob", "bobby", "rob"],
        &["william", "bill", "will"],
        &["francisco", "paco", "pancho"],
        &["guadalupe", "lupe", "lupita"],
        &["jose", "pepe"],
        &["elizabeth", "liz", "beth"],
    ];
    let with_it = groups.iter().filter(|group| group.contains(&name));
    with_it.filter_map(|group| group.first()).map(|full| (*full).to_owned()).collect()
}

/// Whether every word of the question shares a key with the name.
fn finds(query: &str, name: &str) -> bool {
    let stored = search_keys(name, &fuller);
    let asked = search_words(query, &fuller);
    !asked.is_empty() && asked.iter().all(|word| !word.is_disjoint(&stored))
}

const PEOPLE: [&str; 24] = [
    "María Guadalupe Hernández López",
    "José Luis Rodríguez",
    "Francisco Javier Ximénez",
    "Juan de la Cruz",
    "Ana Muñoz",
    "Robert Johnson",
    "William O'Neil",
    "Stephen MacDonald",
    "Catherine Smith-Jones",
    "Elizabeth Thompson",
    "Mary Ann Williams",
    "DeShawn Washington",
    "Tyrone Jackson",
    "Nguyễn Thị Hương",
    "Søren Kjær",
    "Aaliyah Brown",
    "Destiny Carter",
    "Kevin Lee",
    "Zoë Kravchenko",
    "Miguel Ángel Vázquez",
    "Rosa",
    "Christopher Anderson",
    "Tamika Robinson",
    "Анна Петрова",
];

#[test]
fn accents_case_order_and_a_missing_surname_do_not_count() {
    for (query, name) in [
        ("maria hernandez", PEOPLE[0]),
        ("LÓPEZ HERNÁNDEZ, María", PEOPLE[0]),
        ("lopez maria", PEOPLE[0]),
        ("munoz", PEOPLE[4]),
        ("delacruz", PEOPLE[3]),
        ("de la cruz juan", PEOPLE[3]),
        ("oneil", PEOPLE[6]),
        ("o neil", PEOPLE[6]),
        ("mc donald", "Ronald McDonald"),
        ("jones catherine", PEOPLE[8]),
        ("maryann williams", PEOPLE[10]),
        ("Mary Ann", "Maryann Lewis"),
        ("nguyen huong", PEOPLE[13]),
        ("soren kjaer", PEOPLE[14]),
        ("петрова", PEOPLE[23]),
    ] {
        assert!(finds(query, name), "{query} for {name}");
        assert!(rank_with(query, name, &fuller) > 700, "{query} for {name}: {}", rank_with(query, name, &fuller));
    }
}

#[test]
fn nicknames_stand_for_each_other() {
    for (query, name) in [
        ("bob johnson", PEOPLE[5]),
        ("robert johnson", "Bobby Johnson"),
        ("rob", "Bob"),
        ("lupita hernandez", PEOPLE[0]),
        ("pepe rodriguez", PEOPLE[1]),
        ("paco", PEOPLE[2]),
    ] {
        assert!(finds(query, name) && rank_with(query, name, &fuller) > 500, "{query} for {name}");
    }
    assert!(!finds("bob", "Francisco"));
}

#[test]
fn names_are_found_by_their_sound() {
    for (query, name) in [
        ("steven mcdonald", PEOPLE[7]),
        ("katharine smyth", PEOPLE[8]),
        ("jimenes", PEOPLE[2]),
        ("ernandes", PEOPLE[0]),
        ("basques", PEOPLE[19]),
        ("kristofer andersen", PEOPLE[21]),
        ("leigh", PEOPLE[17]),
    ] {
        assert!(finds(query, name) && rank_with(query, name, &fuller) > 0, "{query} for {name}");
    }
}

/// Every single slip in every word of four letters or more, at every place.
#[test]
fn every_single_slip_is_forgiven() {
    let mut tried = 0;
    for name in PEOPLE {
        for word in fold(name).split(' ').filter(|word| word.chars().count() >= 5) {
            let letters: Vec<char> = word.chars().collect();
            for at in 0..letters.len() {
                let mut wrongs = vec![letters.clone(), letters.clone(), letters.clone(), letters.clone()];
                wrongs[0].remove(at);
                wrongs[1].insert(at, 'q');
                wrongs[2][at] = 'q';
                if at > 0 {
                    wrongs[3].swap(at - 1, at);
                }
                for wrong in wrongs {
                    let wrong: String = wrong.into_iter().collect();
                    tried += 1;
                    assert!(finds(&wrong, name), "{wrong} for {name}");
                    assert!(rank_with(&wrong, name, &fuller) > 0, "{wrong} for {name}");
                }
            }
        }
    }
    assert!(tried > 1_000, "{tried}");
}

#[test]
fn somebody_else_is_not_found() {
    for (query, name) in [
        ("kevin", PEOPLE[5]),
        ("maria smith", PEOPLE[0]),
        ("la", PEOPLE[3]),
        ("", PEOPLE[0]),
        ("— !", PEOPLE[0]),
        ("lopez garcia", PEOPLE[0]),
        ("hrnndz", PEOPLE[19]),
    ] {
        assert!(!finds(query, name), "{query} for {name}");
    }
    assert_eq!(rank_with("kevin", "Robert Johnson", &fuller), 0);
    assert_eq!(rank_with("", "Robert Johnson", &fuller), 0);
}

#[test]
fn strangers_are_few() {
    let strangers = PEOPLE.iter().flat_map(|query| PEOPLE.iter().map(move |name| (query, name)));
    let found: Vec<_> = strangers.filter(|(query, name)| query != name && finds(query, name)).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn the_likelier_comes_first() {
    let order = |query: &str, names: &[&str]| {
        let ranks: Vec<u32> = names.iter().map(|name| rank_with(query, name, &fuller)).collect();
        assert!(ranks.windows(2).all(|pair| pair[0] > pair[1]), "{query}: {names:?} {ranks:?}");
    };
    order("maria lopez", &["María López", "López María", "María Hernández López", "Mariah Lopes", "María Garza"]);
    order("bob johnson", &["Bob Johnson", "Robert Johnson", "Bob Jonson", "Kevin Johnson", "Kevin Brown"][..3]);
    order("robert", &["Robert", "Roberta", "Bob", "Rober t Rupert"][..3]);
    assert_eq!(rank_with("rosa", "Rosa", &fuller), 1000);
}

#[test]
fn a_name_has_few_keys() {
    let counts: Vec<usize> = PEOPLE.iter().map(|name| search_keys(name, &fuller).len()).collect();
    let average = counts.iter().sum::<usize>() / counts.len();
    println!("keys per name: {average} on average, {} at most", counts.iter().max().unwrap());
    assert!(average <= 30, "{average} {counts:?}");
    let endless = "Wolfeschlegelsteinhausenbergerdorff ".repeat(50);
    assert!(search_keys(&endless, &fuller).len() < 200);
    let many: String = (0..500).map(|at| format!("name{} ", "x".repeat(at % 40))).collect();
    assert!(search_keys(&many, &fuller).len() < 200);
}

proptest::proptest! {
    #[test]
    fn any_text_has_keys_and_finds_itself(name in "\\PC{0,60}", other in "\\PC{0,60}") {
        let counted = !search_words(&name, &fuller).is_empty();
        proptest::prop_assert_eq!(counted, finds(&name, &name));
        let own = rank_with(&name, &name, &fuller);
        proptest::prop_assert_eq!(own, if counted { 1000 } else { 0 });
        proptest::prop_assert!(rank_with(&other, &name, &fuller) <= 1000);
        proptest::prop_assert!(search_keys(&name, &fuller).iter().all(|(_, key)| !key.is_empty()));
    }
}

#[test]
fn letters_without_a_vowel_sound_like_nobody() {
    for name in ["Bowman", "Beau Newman", "Bev Bauman"] {
        assert_eq!(rank("Vbnm", name), 0, "{name}");
    }
    assert!(rank("Ng", "Ng") > 0 && rank("Bauman", "Bowman") > 0);
}
