//! Saving a piece of writing when two people may be writing it at once.

/// What came of saving a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// The text stands as it already stood.
    Unchanged {
        /// The revision that stands.
        revision: i64,
    },
    /// The text now stands as a new revision.
    Saved {
        /// The new revision.
        revision: i64,
    },
    /// Somebody else saved another text meanwhile. Both are kept until a person picks one or joins them.
    Clash {
        /// The text that stands.
        theirs: String,
        /// Its revision: the base of whatever is picked.
        revision: i64,
    },
}

/// Saves `text`, which its writer began from revision `base` (0: from nothing), over `current`.
///
/// Whoever writes the same words as stand there, or empties what was never
/// written, changes nothing and clashes with nobody.
pub fn edit(current: Option<(i64, &str)>, base: i64, text: &str) -> Edit {
    let (revision, standing) = current.unwrap_or((0, ""));
    if standing == text {
        Edit::Unchanged { revision }
    } else if base == revision {
        Edit::Saved { revision: revision.saturating_add(1) }
    } else {
        Edit::Clash { theirs: standing.to_owned(), revision }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_is_saved_over_the_revision_it_began_from() {
        assert_eq!(edit(None, 0, "A garden"), Edit::Saved { revision: 1 });
        assert_eq!(edit(Some((4, "A garden")), 4, "A big garden"), Edit::Saved { revision: 5 });
        assert_eq!(edit(Some((4, "A garden")), 4, ""), Edit::Saved { revision: 5 });
    }

    #[test]
    fn the_same_words_change_nothing_from_whatever_base() {
        assert_eq!(edit(Some((4, "A garden")), 2, "A garden"), Edit::Unchanged { revision: 4 });
        assert_eq!(edit(None, 0, ""), Edit::Unchanged { revision: 0 });
    }

    #[test]
    fn another_text_over_a_newer_one_clashes_and_loses_neither() {
        let theirs = Edit::Clash { theirs: "A garden".into(), revision: 4 };
        assert_eq!(edit(Some((4, "A garden")), 3, "A house"), theirs);
        assert_eq!(edit(Some((4, "A garden")), 9, "A house"), theirs, "a base from the future is no base");
        assert_eq!(edit(None, 3, "A house"), Edit::Clash { theirs: String::new(), revision: 0 });
    }

    proptest! {
        /// Of two people who write from one base, the second never overwrites the first.
        #[test]
        fn the_second_of_two_never_overwrites(base in 0i64..1000, start in "[ab]{0,3}", one in "[ab]{0,3}", two in "[ab]{0,3}") {
            let current = if base == 0 { None } else { Some((base, start.as_str())) };
            let Edit::Saved { revision } = edit(current, base, &one) else { return Ok(()) };
            match edit(Some((revision, &one)), base, &two) {
                Edit::Unchanged { .. } => prop_assert_eq!(one, two),
                Edit::Clash { theirs, revision: standing } => {
                    prop_assert_eq!(theirs, one);
                    prop_assert_eq!(edit(Some((standing, "x")), standing, &two), Edit::Saved { revision: standing + 1 });
                }
                Edit::Saved { .. } => prop_assert!(false, "overwrote {one:?}"),
            }
        }
    }
}
