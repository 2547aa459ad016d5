//! Services in a data package (HSDS 3.1, tabular format): a folder of tables, or the same as a zip file.

#![expect(clippy::expect_used, reason = "a test that cannot go on should stop")]

use domain::directory::offering::{Answer, Certainty, Fit, OfferingKind};
use domain::time::zone;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use proptest::prelude::*;
use standards::hsds::{Accepted, ListError, Outcome, Refused, Settings, Summary, Tables, Zip, read_package};
use std::collections::HashMap;
use std::io::{self, Cursor, Read, Write};

fn settings() -> Settings {
    Settings::new(zone("America/New_York").expect("a zone"))
}

#[derive(Default)]
struct All {
    accepted: Vec<Accepted>,
    refused: Vec<Refused>,
}

impl All {
    fn take(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Accepted(one) => self.accepted.push(*one),
            Outcome::Refused(one) => self.refused.push(one),
        }
    }
}

fn from_package(tables: &mut dyn Tables) -> Result<(Summary, All), ListError> {
    let mut all = All::default();
    let summary = read_package(tables, &settings(), &mut |outcome| all.take(outcome))?;
    assert_eq!(summary.read, all.accepted.len() + all.refused.len(), "the numbers add up");
    Ok((summary, all))
}

/// Files by their names.
#[derive(Clone, Default)]
struct Files(HashMap<String, Vec<u8>>);

impl Tables for Files {
    fn open(&mut self, path: &str) -> io::Result<Option<Box<dyn Read + '_>>> {
        Ok(self.0.get(path).map(|bytes| Box::new(bytes.as_slice()) as Box<dyn Read>))
    }
}

impl Files {
    fn put(&mut self, name: &str, text: &str) {
        self.0.insert(name.to_owned(), text.as_bytes().to_vec());
    }
}

fn package() -> Files {
    let mut files = Files::default();
    files.put(
        "datapackage.json",
        r#"{"name": "x", "licenses": [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0"}],
        "resources": [{"name": "services", "path": "tables/services.csv"}, {"name": "phones", "path": "../phones.csv"},
            {"name": "organizations", "path": "https://example.org/organizations.csv"}]}"#,
    );
    files.put(
        "tables/services.csv",
        "id,organization_id,name,description,status,email,assured_date\n\
        s1,o1,Food Pantry,\"Open to all.\nNo appointment needed.\",active,ann@example.org,2026-10-01\n\
        s2,o1,Old Pantry,,defunct,,\n\
        s3,,Legal Clinic,Sliding scale,active,,\n",
    );
    files.put("organizations.csv", "id,name,description,website\no1,River House,A house,https://example.org\n");
    files.put("service_at_location.csv", "id,service_id,location_id\nsl1,s1,l1\n");
    files.put("locations.csv", "id,location_type,name,latitude,longitude\nl1,physical,The Porch,37.55,-77.46\n");
    files.put(
        "addresses.csv",
        "id,location_id,attention,address_1,city,state_province,postal_code,country,address_type\n\
        a1,l1,Dee Person,12 Marigold Street,Richmond,VA,23220,US,physical\n",
    );
    files.put(
        "phones.csv",
        "id,service_id,organization_id,contact_id,number,type\n\
        p1,s1,,,804-555-0142,voice\np2,s1,,c1,804-555-0199,voice\np3,,o1,,804-555-0100,voice\n",
    );
    files.put(
        "schedules.csv",
        "id,service_id,location_id,freq,byday,opens_at,closes_at\nh1,s1,,WEEKLY,\"MO,TU\",09:00,12:00\n",
    );
    files.put("contacts.csv", "id,service_id,name,email\nc1,s1,Ann Person,ann@example.org\n");
    files.put("attributes.csv", "id,link_id,taxonomy_term_id,value\nt,s1,term,\n");
    files.put("taxonomy_terms.csv", "id,name,code\nterm,Food Pantries,BD-1800\n");
    files
}

#[test]
fn a_package_is_joined_from_its_tables() {
    let (summary, all) = from_package(&mut package()).expect("a package");
    assert_eq!(summary.licence.as_deref(), Some("Creative Commons Attribution 4.0"));
    assert_eq!((summary.read, all.accepted.len(), all.refused.len()), (3, 2, 1));
    let pantry = &all.accepted[0];
    assert_eq!(pantry.provider.name.as_str(), "River House");
    assert_eq!(pantry.provider.phones[0].dialed, "8045550100");
    assert_eq!(pantry.offering.phones.len(), 1);
    assert_eq!(pantry.offering.kinds, [OfferingKind::Food]);
    assert_eq!(pantry.offering.sites[0].place.address.as_ref().map(|line| line.as_str()), Some("12 Marigold Street"));
    assert_eq!(pantry.offering.hours.as_ref().map(|hours| hours.spans.len()), Some(1));
    assert_eq!(
        pantry.offering.answer(Fit::WalkIn).map(|fact| (fact.answer, fact.certainty)),
        Some((Answer::Yes, Certainty::Words))
    );
    assert!(!format!("{:?}", all.accepted).contains("Person") && !format!("{:?}", all.accepted).contains("ann@"));
    assert_eq!(all.accepted[1].provider.name.as_str(), "Legal Clinic");
}

#[test]
fn tables_that_are_broken_are_said_by_name() {
    let error = |change: &dyn Fn(&mut Files)| {
        let mut files = package();
        change(&mut files);
        from_package(&mut files).err()
    };
    assert_eq!(error(&|files| drop(files.0.remove("tables/services.csv"))), Some(ListError::NoServices));
    let quote = error(&|files| files.put("addresses.csv", "id,location_id,city\na,l1,\"Rich\nmond\nx,y,z\n"));
    assert_eq!(quote, Some(ListError::OpenQuote { table: "addresses.csv".into(), line: 2 }));
    let column = error(&|files| files.put("tables/services.csv", "id,title\n1,x\n"));
    assert_eq!(column, Some(ListError::NoColumn { table: "tables/services.csv".into(), column: "name" }));
    assert!(matches!(error(&|files| files.put("datapackage.json", "{")), Some(ListError::NotJson { .. })));
}

/// A zip file in a folder of its own, as people pack it. `packed` says whether the files are deflated.
fn zipped(files: &Files, packed: bool) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in &files.0 {
        let name = format!("our package/{name}");
        let body = if packed {
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(bytes).expect("packed");
            encoder.finish().expect("packed")
        } else {
            bytes.clone()
        };
        let method: u16 = if packed { 8 } else { 0 };
        let mut head = vec![20, 0, 0, 0];
        head.extend(method.to_le_bytes());
        head.extend([0; 8]);
        head.extend((body.len() as u32).to_le_bytes());
        head.extend((bytes.len() as u32).to_le_bytes());
        head.extend((name.len() as u16).to_le_bytes());
        head.extend([0, 0]);
        let at = out.len() as u32;
        out.extend(b"PK\x03\x04");
        out.extend(&head);
        out.extend(name.as_bytes());
        out.extend(&body);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&head);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (start, size, count) = (out.len() as u32, directory.len() as u32, files.0.len() as u16);
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(size.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

#[test]
fn a_zip_file_gives_the_same_as_the_folder() {
    let (_, folder) = from_package(&mut package()).expect("a package");
    for packed in [true, false] {
        let bytes = zipped(&package(), packed);
        let mut zip = Zip::open(Cursor::new(&bytes)).expect("a zip file");
        let (_, all) = from_package(&mut zip).expect("a package");
        assert_eq!(all.accepted, folder.accepted);
        let half = &bytes[..bytes.len() / 2];
        assert!(Zip::open(Cursor::new(half)).is_err(), "half a zip file");
    }
    assert!(Zip::open(Cursor::new(b"PK".as_slice())).is_err());
}

#[test]
fn a_small_zip_that_unpacks_without_end_is_stopped() {
    let mut files = package();
    files.0.insert("phones.csv".into(), vec![b'\n'; 3_000_000]);
    let bytes = zipped(&files, true);
    assert!(bytes.len() < 100_000);
    let mut zip = Zip::open(Cursor::new(&bytes)).expect("a zip file");
    let small = Settings { most_bytes: 1_000_000, ..settings() };
    let mut all = All::default();
    let stopped = read_package(&mut zip, &small, &mut |outcome| all.take(outcome));
    assert_eq!(stopped, Err(ListError::TooLarge { limit: 1_000_000 }));
}

#[test]
fn five_thousand_services_are_read_from_a_package() {
    let mut files = package();
    let (mut services, mut links, mut places, mut phones) = (
        "id,organization_id,name,description,status\n".to_owned(),
        "id,service_id,location_id\n".to_owned(),
        "id,location_type,name,latitude,longitude\n".to_owned(),
        "id,service_id,number\n".to_owned(),
    );
    for n in 0..5_000 {
        services.push_str(&format!("s{n},o1,Service {n},\"Text of service {n}.\",active\n"));
        links.push_str(&format!("k{n},s{n},l{n}\n"));
        places.push_str(&format!("l{n},physical,Place {n},37.{:03},-77.4\n", n % 1000));
        phones.push_str(&format!("p{n},s{n},804-555-{:04}\n", n % 10_000));
    }
    files.put("tables/services.csv", &services);
    files.put("service_at_location.csv", &links);
    files.put("locations.csv", &places);
    files.put("phones.csv", &phones);
    let (_, all) = from_package(&mut files).expect("a package");
    assert_eq!(all.accepted.len(), 5_000);
    assert!(all.accepted.iter().all(|one| one.offering.sites.len() == 1));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_said_to_be_no_package(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = Zip::open(Cursor::new(&bytes));
        let mut files = package();
        files.0.insert("phones.csv".into(), bytes.clone());
        let _ = from_package(&mut files);
        files.0.insert("tables/services.csv".into(), bytes);
        let _ = from_package(&mut files);
    }
}
