//! A data package: `services.csv` and the tables beside it, named by `datapackage.json` (HSDS 3.1, tabular format).

use super::json::unreadable;
use super::service::Reader;
use super::side::{Shape, Side, Table};
use super::{ListError, Outcome, Reason, Refused, Settings, Summary};
use crate::table::records::filled;
use serde_json::{Map, Value};
use std::cell::Cell;
use std::collections::HashMap;
use std::io::{self, Read};
use std::rc::Rc;

/// Where the files of a package lie: a folder or a zip file.
pub trait Tables {
    /// Opens a file by its path within the package; none where there is no such file.
    fn open(&mut self, path: &str) -> io::Result<Option<Box<dyn Read + '_>>>;
}

/// Everything beside the services.
struct Sides(HashMap<&'static str, Side>);

/// The tables that are read beside the services. What is not named here is never opened: contacts above all.
const SHAPES: [(&str, Shape); 13] = [
    ("organizations", Shape { columns: &["id", "name", "description", "website"], owners: &["id"], never: None }),
    ("service_at_location", Shape { columns: &["id", "location_id"], owners: &["service_id"], never: None }),
    (
        "locations",
        Shape {
            columns: &["id", "location_type", "url", "name", "description", "transportation", "latitude", "longitude"],
            owners: &["id"],
            never: None,
        },
    ),
    (
        "addresses",
        Shape {
            columns: &["address_1", "address_2", "city", "state_province", "postal_code", "country", "address_type"],
            owners: &["location_id"],
            never: None,
        },
    ),
    (
        "phones",
        Shape {
            columns: &["number", "extension", "type", "description"],
            owners: &["service_id", "location_id", "service_at_location_id", "organization_id"],
            never: Some("contact_id"),
        },
    ),
    (
        "schedules",
        Shape {
            columns: &[
                "valid_from",
                "valid_to",
                "dtstart",
                "timezone",
                "until",
                "count",
                "freq",
                "interval",
                "byday",
                "byweekno",
                "bymonthday",
                "byyearday",
                "description",
                "opens_at",
                "closes_at",
                "notes",
            ],
            owners: &["service_id", "location_id", "service_at_location_id"],
            never: None,
        },
    ),
    (
        "languages",
        Shape { columns: &["name", "code"], owners: &["service_id", "location_id"], never: Some("phone_id") },
    ),
    ("accessibility", Shape { columns: &["description", "details"], owners: &["location_id"], never: None }),
    (
        "cost_options",
        Shape {
            columns: &["option", "currency", "amount", "amount_description"],
            owners: &["service_id"],
            never: None,
        },
    ),
    ("required_documents", Shape { columns: &["document"], owners: &["service_id"], never: None }),
    ("service_areas", Shape { columns: &["name", "description"], owners: &["service_id"], never: None }),
    ("attributes", Shape { columns: &["label", "value", "taxonomy_term_id"], owners: &["link_id"], never: None }),
    ("taxonomy_terms", Shape { columns: &["name", "code"], owners: &["id"], never: None }),
];

/// The columns of `services.csv` that are used. Mail addresses and who assured it are not.
const OF_SERVICE: [&str; 18] = [
    "id",
    "name",
    "alternate_name",
    "description",
    "url",
    "status",
    "interpretation_services",
    "application_process",
    "fees_description",
    "fees",
    "eligibility_description",
    "minimum_age",
    "maximum_age",
    "assured_date",
    "alert",
    "last_modified",
    "organization_id",
    "program_id",
];

/// Reads a package and hands on each service. What was handed on counts only when the end is reached.
pub fn read_package(
    tables: &mut dyn Tables,
    settings: &Settings,
    each: &mut dyn FnMut(Outcome),
) -> Result<Summary, ListError> {
    let about = about(tables, settings)?;
    let odd = Rc::new(Cell::new(false));
    let mut sides = HashMap::new();
    for (name, shape) in &SHAPES {
        let path = about.path(name);
        if let Some(from) = open(tables, &path, settings)? {
            sides.insert(*name, Side::load(from, &path, shape, settings, &odd)?);
        }
    }
    let sides = Sides(sides);
    let path = about.path("services");
    let from = open(tables, &path, settings)?.ok_or(ListError::NoServices)?;
    let mut services = Table::open(from, &path, settings, &odd)?;
    for column in ["id", "name"] {
        if !services.has(column) {
            return Err(ListError::NoColumn { table: path, column });
        }
    }
    let columns: Vec<(String, usize)> = services
        .header()
        .filter(|(name, _)| OF_SERVICE.contains(name))
        .map(|(name, at)| (name.to_owned(), at))
        .collect();
    let mut reader = Reader::new(settings, each);
    while let Some(record) = services.next(settings)? {
        let Some(row) = reader.next_row() else { return Err(ListError::TooManyRows { limit: settings.most_rows }) };
        if filled(&record) > services.width() {
            let excerpt = record.join(" · ").chars().filter(|c| !c.is_control()).take(60).collect();
            reader.refuse(Refused { row, reason: Reason::Columns, excerpt, key: None });
            continue;
        }
        let filled = columns.iter().filter_map(|(name, at)| Some((name, record.get(*at)?.trim())));
        let fields = filled.filter(|(_, value)| !value.is_empty());
        let fields = fields.map(|(name, value)| (name.clone(), Value::from(value))).collect();
        reader.service(row, sides.whole(fields));
    }
    Ok(reader.finish(odd.get(), about.licence))
}

fn open<'t>(
    tables: &'t mut dyn Tables,
    path: &str,
    settings: &Settings,
) -> Result<Option<Box<dyn Read + 't>>, ListError> {
    tables.open(path).map_err(|why| match why.kind() {
        io::ErrorKind::InvalidData => ListError::Zip,
        _ => unreadable(&why, settings),
    })
}

/// What `datapackage.json` says.
#[derive(Default)]
struct About {
    paths: HashMap<String, String>,
    licence: Option<String>,
}

/// No description is so long.
const LONGEST: u64 = 4 * 1024 * 1024;

/// A package may lie without its description; then its tables have the names of the standard.
fn about(tables: &mut dyn Tables, settings: &Settings) -> Result<About, ListError> {
    let Some(from) = open(tables, "datapackage.json", settings)? else { return Ok(About::default()) };
    let mut text = Vec::new();
    from.take(LONGEST).read_to_end(&mut text).map_err(|why| unreadable(&why, settings))?;
    let text = text.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(&text);
    let whole: Value =
        serde_json::from_slice(text).map_err(|why| ListError::NotJson { line: why.line(), column: why.column() })?;
    let list = |key: &str| whole.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let text = |of: &Value, key: &str| of.get(key).and_then(Value::as_str).map(str::to_owned);
    let path = |resource: Value| {
        let path = text(&resource, "path").filter(|path| lies_within(path))?;
        Some((text(&resource, "name")?, path))
    };
    let licence = |licence: &Value| text(licence, "title").or_else(|| text(licence, "name"));
    let first = list("licenses").first().and_then(licence).or_else(|| text(&whole, "license"));
    Ok(About { paths: list("resources").into_iter().filter_map(path).collect(), licence: first })
}

/// No address of another machine, and no way out of the package.
fn lies_within(path: &str) -> bool {
    !path.is_empty()
        && !path.contains([':', '\\', '\0'])
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

impl About {
    fn path(&self, table: &str) -> String {
        self.paths.get(table).cloned().unwrap_or_else(|| format!("{table}.csv"))
    }
}

impl Sides {
    fn of(&self, table: &str, kind: u8, owner: &str) -> Vec<Map<String, Value>> {
        self.0.get(table).map(|side| side.of(kind, owner)).unwrap_or_default()
    }

    fn put(&self, into: &mut Map<String, Value>, name: &str, table: &str, kind: u8, owner: &str) {
        let rows = self.of(table, kind, owner);
        if !rows.is_empty() {
            into.insert(name.to_owned(), rows.into_iter().map(Value::Object).collect());
        }
    }

    /// The service as the JSON of the standard would have it.
    fn whole(&self, mut service: Map<String, Value>) -> Map<String, Value> {
        let text =
            |of: &Map<String, Value>, key: &str| of.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let id = text(&service, "id");
        let organization_id = text(&service, "organization_id");
        if let Some(mut own) = self.of("organizations", 0, &organization_id).pop() {
            self.put(&mut own, "phones", "phones", 3, &organization_id);
            service.insert("organization".to_owned(), Value::Object(own));
        }
        let lists = [
            ("phones", "phones"),
            ("schedules", "schedules"),
            ("languages", "languages"),
            ("cost_options", "cost_options"),
            ("required_documents", "required_documents"),
            ("service_areas", "service_areas"),
        ];
        for (name, table) in lists {
            self.put(&mut service, name, table, 0, &id);
        }
        let terms = self.of("attributes", 0, &id).into_iter().map(|mut attribute| {
            let term = self.of("taxonomy_terms", 0, &text(&attribute, "taxonomy_term_id")).pop();
            attribute.extend(term.map(|term| ("taxonomy_term".to_owned(), Value::Object(term))));
            Value::Object(attribute)
        });
        service.insert("attributes".to_owned(), terms.collect());
        let places = self.of("service_at_location", 0, &id).into_iter().map(|link| Value::Object(self.place(link)));
        service.insert("service_at_locations".to_owned(), places.collect());
        service
    }

    fn place(&self, mut link: Map<String, Value>) -> Map<String, Value> {
        let text = |key: &str| link.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let (id, location_id) = (text("id"), text("location_id"));
        if let Some(mut location) = self.of("locations", 0, &location_id).pop() {
            self.put(&mut location, "addresses", "addresses", 0, &location_id);
            self.put(&mut location, "accessibility", "accessibility", 0, &location_id);
            self.put(&mut location, "phones", "phones", 1, &location_id);
            self.put(&mut location, "schedules", "schedules", 1, &location_id);
            self.put(&mut location, "languages", "languages", 1, &location_id);
            link.insert("location".to_owned(), Value::Object(location));
        }
        self.put(&mut link, "phones", "phones", 2, &id);
        self.put(&mut link, "schedules", "schedules", 2, &id);
        link
    }
}
