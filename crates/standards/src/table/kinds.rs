//! Kinds of meetings by their English names, as tables spell them out.

use domain::directory::fold;

/// Names of the Meeting Guide's codes that tables write, and names in use for them.
const NAMES: [(&str, &str); 45] = [
    ("11th step meditation", "11"),
    ("12 steps 12 traditions", "12x12"),
    ("twelve and twelve", "12x12"),
    ("secular", "A"),
    ("agnostic", "A"),
    ("as bill sees it", "ABSI"),
    ("american sign language", "ASL"),
    ("sign language", "ASL"),
    ("big book", "B"),
    ("babysitting available", "BA"),
    ("child care", "BA"),
    ("newcomer", "BE"),
    ("newcomers", "BE"),
    ("beginner", "BE"),
    ("beginners", "BE"),
    ("closed", "C"),
    ("candlelight", "CAN"),
    ("child friendly", "CF"),
    ("discussion", "D"),
    ("dual diagnosis", "DD"),
    ("daily reflections", "DR"),
    ("english", "EN"),
    ("grapevine", "GR"),
    ("lesbian gay bisexual transgender queer", "LGBTQ"),
    ("literature", "LIT"),
    ("living sober", "LS"),
    ("men", "M"),
    ("meditation", "MED"),
    ("open", "O"),
    ("outdoor", "OUT"),
    ("outdoors", "OUT"),
    ("proof of attendance", "POA"),
    ("people of color", "POC"),
    ("spanish", "S"),
    ("seniors", "SEN"),
    ("speaker", "SP"),
    ("step study", "ST"),
    ("step meeting", "ST"),
    ("location temporarily closed", "TC"),
    ("tradition study", "TR"),
    ("women", "W"),
    ("wheelchair access", "X"),
    ("wheelchair accessible", "X"),
    ("young people", "Y"),
    ("online", "ONL"),
];

/// The kinds in a cell: codes or names, parted by commas, semicolons, bars or slashes with spaces.
pub fn codes(text: &str) -> Vec<String> {
    let parts = text.split([',', ';', '|', '\n']).flat_map(|part| part.split(" / "));
    let code = |part: &str| {
        let folded = fold(part);
        let known = NAMES.iter().find(|(name, _)| *name == folded);
        known.map_or_else(|| part.to_owned(), |(_, code)| (*code).to_owned())
    };
    parts.map(str::trim).filter(|part| !part.is_empty()).map(code).collect()
}
