//! What kinds of meetings are called in both languages, so that a search finds them by their names.

use domain::directory::{Facet, FacetGroup, KindNames, MeetingType};
use domain::lang::Lang;
use words::words;

/// In both languages: who types "principiantes" on an English page means newcomers.
fn both(id: &str) -> String {
    Lang::ALL.map(|lang| words().say(lang, id).into_owned()).join(" ")
}

/// The names of types, and of filters that are not a type: a language and "open or closed" are types.
pub(super) fn names_of_kinds() -> KindNames {
    let of_type = |kind: MeetingType| Some((kind.code().to_owned(), both(&kind.message_id()?)));
    let of_filter = |facet: &Facet| match facet.group {
        FacetGroup::Pathway => Some((facet.key.clone(), both(&format!("pathway-{}", facet.key)))),
        FacetGroup::People | FacetGroup::Offer => Some((facet.key.clone(), both(&format!("facet-{}", facet.key)))),
        FacetGroup::Language | FacetGroup::Door => None,
    };
    KindNames {
        types: MeetingType::known().filter_map(of_type).collect(),
        filters: words::content::filters().iter().filter_map(of_filter).collect(),
    }
}
