//! Where postal codes and towns lie. The file is large: it is read when somebody first asks for a place.

use super::Problem;
use crate::source::Source;
use domain::directory::Gazetteer;
use std::sync::OnceLock;

const FILE: &str = "places/us.tsv";

static PLACES: OnceLock<Gazetteer> = OnceLock::new();

/// Postal codes and towns of the United States.
pub fn places() -> &'static Gazetteer {
    PLACES.get_or_init(|| {
        read(&Source::embedded()).unwrap_or_else(|problem| {
            tracing::error!(%problem, "embedded content");
            Gazetteer::default()
        })
    })
}

/// Reads the file of a folder that has one and uses it from here on; else nothing is read yet.
pub(crate) fn start(folder: Option<&std::path::Path>) -> Result<(), Problem> {
    if let Some(folder) = folder.filter(|folder| folder.join(FILE).exists()) {
        let _ = PLACES.set(read(&Source::folder(folder))?);
    }
    Ok(())
}

fn read(source: &Source) -> Result<Gazetteer, Problem> {
    let wrong = |line, message: String| Problem { file: FILE.to_owned(), line, key: String::new(), message };
    let text = source.text(FILE).map_err(|why| wrong(None, why))?;
    Gazetteer::parse(&text).map_err(|bad| wrong(Some(bad.0), bad.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_that_is_shipped_knows_towns_and_codes() {
        let places = read(&Source::embedded()).expect("the file");
        let richmond = places.code("23220").expect("a code of Richmond");
        let town = places.town("Richmond, VA", None).expect("Richmond");
        assert!(richmond.miles_to(town.point) < 6.0);
        for (code, name) in [("33101", "Miami, FL"), ("99501", "Anchorage, AK"), ("96813", "Honolulu, HI")] {
            let (code, town) = (places.code(code).expect(code), places.town(name, None).expect(name));
            assert!(code.miles_to(town.point) < 15.0, "{name}");
        }
        assert!(places.code("00601").is_some(), "Puerto Rico");
        assert_eq!(places.code("00000"), None);
    }
}
