//! What kind of meeting it is, as BMLT says it: keys that each server may choose, and beside them the keys of NA's
//! world service office, which mean the same everywhere.

use domain::directory::MeetingType;
use serde::Deserialize;
use serde_json::Value;
use std::collections::HashMap;

/// The formats of a server by their keys.
#[derive(Default)]
pub struct Formats(HashMap<String, Known>);

struct Known {
    name: String,
    world: String,
}

#[derive(Deserialize)]
struct Beside {
    #[serde(default)]
    formats: Value,
}

/// World keys and codes of the Meeting Guide. `LANG` names no language, so it is not among them.
const BY_WORLD: [(&str, &[&str]); 21] = [
    ("BEG", &["BE"]),
    ("CLOSED", &["C"]),
    ("OPEN", &["O"]),
    ("CAN", &["CAN"]),
    ("DISC", &["D"]),
    ("GL", &["LGBTQ"]),
    ("M", &["M"]),
    ("W", &["W"]),
    ("Y", &["Y"]),
    ("WCHR", &["X"]),
    ("SPK", &["SP"]),
    ("S-D", &["SP", "D"]),
    ("STEP", &["ST"]),
    ("SWG", &["ST"]),
    ("TRAD", &["TR"]),
    ("MED", &["MED"]),
    ("LIT", &["LIT"]),
    ("TC", &["TC"]),
    ("VM", &["VM"]),
    ("HYBR", &["HY"]),
    ("HY", &["HY"]),
];

/// Keys of the formats that every server is delivered with, where the world key says nothing.
const WITHOUT_WORLD: [(&str, &[&str]); 12] = [
    ("ES", &["S"]),
    ("ENG", &["EN"]),
    ("PER", &["FA"]),
    ("FIN", &["FI"]),
    ("L/R", &["LT", "RUS"]),
    ("CS", &["CF"]),
    ("CW", &["CF"]),
    ("SL", &["ASL"]),
    ("Ag", &["A"]),
    ("TC", &["TC"]),
    ("VM", &["VM"]),
    ("HY", &["HY"]),
];

/// The other keys that every server is delivered with.
const DELIVERED: [(&str, &[&str]); 19] = [
    ("B", &["BE"]),
    ("C", &["C"]),
    ("O", &["O"]),
    ("CL", &["CAN"]),
    ("D", &["D"]),
    ("GL", &["LGBTQ"]),
    ("M", &["M"]),
    ("W", &["W"]),
    ("YP", &["Y"]),
    ("WC", &["X"]),
    ("So", &["SP"]),
    ("SD", &["SP", "D"]),
    ("St", &["ST"]),
    ("SWG", &["ST"]),
    ("SG", &["ST"]),
    ("Tr", &["TR"]),
    ("TW", &["TR"]),
    ("ME", &["MED"]),
    ("BK", &["LIT"]),
];

/// How long a name may be that stands where a code would.
const LONGEST: usize = 40;

impl Formats {
    /// Those that stand beside the meetings; none where there are none.
    pub fn beside(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if !text.starts_with('{') {
            return Self::default();
        }
        serde_json::from_str::<Beside>(text).map(|beside| Self::from(&beside.formats)).unwrap_or_default()
    }

    /// Those of a list of formats, alone or under `formats`.
    pub fn of(text: &str) -> Self {
        let whole: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap_or_default();
        Self::from(whole.get("formats").unwrap_or(&whole))
    }

    fn from(list: &Value) -> Self {
        let text = |format: &Value, key: &str| format.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let known = |format: &Value| {
            let key = text(format, "key_string");
            let known = Known { name: text(format, "name_string"), world: text(format, "world_id") };
            (!key.is_empty()).then_some((key, known))
        };
        Self(list.as_array().map(|list| list.iter().filter_map(known).collect()).unwrap_or_default())
    }

    /// The codes that say the same in the Meeting Guide. A format without one keeps its name, or its key: never one
    /// that means something else there.
    pub fn codes(&self, key: &str) -> Vec<String> {
        let found = |table: &[(&str, &[&str])], key: &str| {
            let row = table.iter().find(|(own, _)| *own == key);
            row.map(|(_, codes)| codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>())
        };
        let by_key = match self.0.get(key) {
            Some(known) if known.world.is_empty() || known.world == "LANG" => found(&WITHOUT_WORLD, key),
            Some(known) => found(&BY_WORLD, &known.world),
            None => found(&WITHOUT_WORLD, key).or_else(|| found(&DELIVERED, key)),
        };
        by_key.unwrap_or_else(|| vec![self.as_words(key)])
    }

    fn as_words(&self, key: &str) -> String {
        let name = self.0.get(key).map(|known| known.name.trim()).filter(|name| !name.is_empty()).unwrap_or(key);
        let name: String = name.replace([',', ';'], " ").chars().take(LONGEST).collect();
        let means_another = MeetingType::parse(&name).is_ok_and(|kind| kind.is_known());
        if means_another { format!("NA {name}") } else { name }
    }
}
