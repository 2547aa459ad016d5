//! Which column of a table is what.

use domain::directory::fold;
use std::str::FromStr;

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $code:literal: $aliases:expr),* $(,)?) => {
        /// What a column may hold: the fields of the Meeting Guide that do not name people.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field { $($(#[$doc])* $variant),* }

        impl Field {
            /// Every field.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name in the Meeting Guide.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// What columns that hold it are called, in plain small letters.
            const fn aliases(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &$aliases),* }
            }
        }
    };
}

fields! {
    /// What the meeting is called.
    Name = "name": ["name", "meeting", "meeting name", "title", "nombre", "reunion", "nombre de la reunion"],
    /// Its name in addresses.
    Slug = "slug": ["slug", "id", "meeting id", "identifier", "key"],
    /// On which days.
    Day = "day": ["day", "days", "weekday", "day of week", "day of the week", "meeting day", "dia", "dias"],
    /// When it starts.
    Time = "time": ["time", "start", "start time", "starts", "begins", "meeting time", "hora", "inicio", "hora de inicio"],
    /// When it ends.
    EndTime = "end_time": ["end time", "end", "ends", "finish", "fin", "hora de fin", "termina"],
    /// The zone of its clock.
    Timezone = "timezone": ["timezone", "time zone", "tz", "zona horaria"],
    /// What kind of meeting it is.
    Types = "types": ["types", "type", "codes", "meeting types", "meeting type", "formats", "format", "tipos", "tipo"],
    /// The building.
    Location = "location": ["location", "location name", "venue", "place", "building", "lugar", "sitio"],
    /// The whole address in one.
    FormattedAddress = "formatted_address": ["formatted address", "full address", "direccion completa"],
    /// Street and number.
    Address = "address": ["address", "street", "street address", "address 1", "address line 1", "direccion", "calle"],
    /// City or town.
    City = "city": ["city", "town", "municipality", "ciudad"],
    /// State or province.
    State = "state": ["state", "province", "state province", "estado"],
    /// Postal code.
    PostalCode = "postal_code": ["postal code", "zip", "zip code", "zipcode", "postcode", "postalcode", "codigo postal"],
    /// Country.
    Country = "country": ["country", "pais"],
    /// The region.
    Region = "region": ["region", "area", "district", "neighborhood", "zona"],
    /// The part of the region.
    SubRegion = "sub_region": ["sub region", "subregion"],
    /// Regions from the widest to the narrowest, parted by `>`.
    Regions = "regions": ["regions", "regiones"],
    /// Degrees north.
    Latitude = "latitude": ["latitude", "lat", "latitud"],
    /// Degrees east.
    Longitude = "longitude": ["longitude", "lon", "lng", "long", "longitud"],
    /// Whether the address says only roughly where.
    Approximate = "approximate": ["approximate", "aproximado"],
    /// How to find the door.
    LocationNotes = "location_notes": ["location notes", "directions", "indicaciones"],
    /// What else there is to know.
    Notes = "notes": ["notes", "meeting notes", "description", "comments", "details", "notas", "descripcion", "comentarios"],
    /// The group that holds it.
    Group = "group": ["group", "group name", "grupo"],
    /// What else there is to know of the group.
    GroupNotes = "group_notes": ["group notes"],
    /// The video room.
    ConferenceUrl = "conference_url": ["conference url", "online link", "zoom", "zoom link", "zoom url", "video link", "meeting link", "enlace"],
    /// What to know about it.
    ConferenceUrlNotes = "conference_url_notes": ["conference url notes", "zoom notes", "zoom password", "password"],
    /// The number to dial into it.
    ConferencePhone = "conference_phone": ["conference phone", "dial in", "dial in number", "conference number"],
    /// What to know about that.
    ConferencePhoneNotes = "conference_phone_notes": ["conference phone notes", "dial in notes"],
    /// Its own page.
    Url = "url": ["url", "website", "web", "link", "web page", "pagina", "sitio web"],
    /// When the listing was last changed.
    Updated = "updated": ["updated", "last updated", "modified", "last modified", "actualizado"],
    /// Who publishes the listing.
    Entity = "entity": ["entity", "published by", "intergroup", "service body"],
    /// Their website.
    EntityUrl = "entity_url": ["entity url", "entity website url"],
}

/// Which column is what, as somebody said it: fields and names of columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping(Vec<(Field, String)>);

/// A mapping that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// Not `field=column`.
    #[error("{0:?} has no “=”")]
    NoEquals(String),
    /// No such field, or one that would name people.
    #[error("{0:?} is not a field")]
    NoField(String),
    /// One field from two columns.
    #[error("{0:?} stands twice")]
    Twice(String),
}

impl FromStr for Mapping {
    type Err = MappingError;

    /// `name=Meeting, day=Weekday`: field, equals sign, the name of the column as it stands in the table.
    fn from_str(text: &str) -> Result<Self, MappingError> {
        let mut mapping = Self::default();
        for part in text.split([',', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
            let (code, column) = part.split_once('=').ok_or_else(|| MappingError::NoEquals(part.to_owned()))?;
            let code = code.trim();
            let field = Field::ALL.iter().find(|field| field.code() == code);
            let field = *field.ok_or_else(|| MappingError::NoField(code.to_owned()))?;
            if mapping.0.iter().any(|(own, _)| *own == field) {
                return Err(MappingError::Twice(code.to_owned()));
            }
            mapping.0.push((field, column.trim().to_owned()));
        }
        Ok(mapping)
    }
}

impl std::fmt::Display for Mapping {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, (field, column)) in self.0.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            write!(f, "{comma}{}={column}", field.code())?;
        }
        Ok(())
    }
}

impl Mapping {
    /// What each column of the table is: as said, or else by its name; which mapped column (from 1) is not in it.
    pub(super) fn columns(&self, header: &[String]) -> Result<Vec<Option<Field>>, usize> {
        let mut said = vec![None; header.len()];
        for (at, (field, column)) in self.0.iter().enumerate() {
            let place = header.iter().position(|name| fold(name) == fold(column)).ok_or(at + 1)?;
            if let Some(slot) = said.get_mut(place) {
                *slot = Some(*field);
            }
        }
        Ok(Self::filled(said, header))
    }

    /// What each column is by its name. A column is one field, and of several for one field the first counts.
    pub(super) fn guess(header: &[String]) -> Vec<Option<Field>> {
        Self::filled(vec![None; header.len()], header)
    }

    /// Columns of which nothing is known yet, by their names; no field twice.
    fn filled(mut columns: Vec<Option<Field>>, header: &[String]) -> Vec<Option<Field>> {
        let mut taken: Vec<Field> = columns.iter().flatten().copied().collect();
        for (slot, name) in columns.iter_mut().zip(header).filter(|(slot, _)| slot.is_none()) {
            let folded = fold(name);
            *slot = Field::ALL.iter().copied().find(|field| {
                !taken.contains(field) && (fold(field.code()) == folded || field.aliases().contains(&folded.as_str()))
            });
            taken.extend(*slot);
        }
        columns
    }

    /// The guess for a table, for somebody who puts it right.
    pub fn guessed(header: &[String]) -> Self {
        let named = header.iter().zip(Self::guess(header));
        Self(named.filter_map(|(name, field)| Some((field?, name.trim().to_owned()))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn columns_are_known_by_their_names_in_both_languages() {
        let guess = Mapping::guess(&header(&["Nombre", "DÍA", "Start Time", "ZIP", "Contact 1 Phone", "Time"]));
        let expected = [Some(Field::Name), Some(Field::Day), Some(Field::Time), Some(Field::PostalCode), None, None];
        assert_eq!(guess, expected);
    }

    #[test]
    fn every_alias_belongs_to_one_field() {
        let mut seen = std::collections::HashMap::new();
        for field in Field::ALL {
            for alias in field.aliases() {
                assert_eq!(fold(alias), *alias);
                assert_eq!(seen.insert(*alias, *field), None, "{alias}");
            }
        }
    }

    #[test]
    fn a_mapping_reads_back_and_names_no_people() {
        let mapping: Mapping = "name=Grupo A, day = Wochentag".parse().expect("a mapping");
        assert_eq!(mapping.to_string().parse(), Ok(mapping.clone()));
        assert_eq!(mapping.columns(&header(&["wochentag", "GRUPO A"])), Ok(vec![Some(Field::Day), Some(Field::Name)]));
        assert_eq!(mapping.columns(&header(&["Grupo A"])), Err(2));
        let rest = mapping.columns(&header(&["name", "Wochentag", "Grupo A", "Time"]));
        assert_eq!(rest, Ok(vec![None, Some(Field::Day), Some(Field::Name), Some(Field::Time)]));
        assert_eq!("contact_1_name=Ann".parse::<Mapping>(), Err(MappingError::NoField("contact_1_name".into())));
        assert_eq!("name".parse::<Mapping>(), Err(MappingError::NoEquals("name".into())));
        assert_eq!("name=a,name=b".parse::<Mapping>(), Err(MappingError::Twice("name".into())));
    }
}
