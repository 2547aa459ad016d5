//! Statements: static text, known to a registry, made ready for an engine once.

use crate::{Engine, Error};

/// A statement: static text with `$1` parameters.
///
/// `{filter ALIAS.agency_column ALIAS.member_column}` marks the place of a
/// [`Filter`]; the type words of migrations (`{id}`, `{bool}`, …) may stand in casts.
#[derive(Debug)]
pub struct Statement {
    /// Module and name.
    pub name: &'static str,
    /// The text.
    pub sql: &'static str,
}

/// A condition on rows: `{agency}` and `{member}` stand for the slot's columns, `$f1` for its own parameters.
#[derive(Debug)]
pub struct Filter {
    /// Its name.
    pub name: &'static str,
    /// A boolean expression.
    pub sql: &'static str,
}

/// An entry of the registry.
#[doc(hidden)]
pub struct Entry(pub &'static Statement);

inventory::collect!(Entry);

/// Every statement of the program, for tests that walk them all.
pub fn registry() -> impl Iterator<Item = &'static Statement> {
    inventory::iter::<Entry>().map(|entry| entry.0)
}

impl Statement {
    /// Whether it has a place for a filter.
    pub fn has_slot(&self) -> bool {
        pieces(self.sql).iter().any(|piece| matches!(piece, Piece::Word(word) if word.starts_with("filter ")))
    }
}

/// What a prepared statement is found by: static texts are the same where they lie in the same place.
pub(crate) type Place = (usize, usize, usize, usize);

pub(crate) fn place(statement: &Statement, filter: Option<&Filter>) -> Place {
    let (at, long) = filter.map_or((0, 0), |it| (it.sql.as_ptr() as usize, it.sql.len()));
    (statement.sql.as_ptr() as usize, statement.sql.len(), at, long)
}

/// A statement's text for one engine.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Text {
    pub sql: String,
    /// Parameters of the statement itself.
    pub own: usize,
    /// Parameters of the filter.
    pub filter: usize,
}

/// A stretch of SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'s> {
    /// As it is.
    Plain(&'s str),
    /// `$3`.
    Param(usize),
    /// `$f3`.
    FilterParam(usize),
    /// `{word}`.
    Word(&'s str),
}

/// Takes SQL apart. Quoted text and comments stay as they are.
pub(crate) fn pieces(sql: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let bytes = sql.as_bytes();
    while at < bytes.len() {
        let rest = &sql[at..];
        let passed = match bytes[at] {
            quote @ (b'\'' | b'"') => rest[1..].find(char::from(quote)).map_or(rest.len(), |end| end + 2),
            b'-' if rest.starts_with("--") => rest.find('\n').unwrap_or(rest.len()),
            b'/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            _ => 0,
        };
        if passed > 0 {
            at += passed;
            continue;
        }
        let special = match bytes[at] {
            b'$' => parameter(rest),
            b'{' => rest.find('}').map(|end| (Piece::Word(rest[1..end].trim()), end + 1)),
            _ => None,
        };
        match special {
            Some((piece, length)) => {
                found.push(Piece::Plain(&sql[start..at]));
                found.push(piece);
                at += length;
                start = at;
            }
            // One byte on: every byte tested above is ASCII, so the slices stay on boundaries.
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    found.push(Piece::Plain(&sql[start..]));
    found
}

fn parameter(rest: &str) -> Option<(Piece<'_>, usize)> {
    let (digits, before) = match rest.strip_prefix("$f") {
        Some(digits) => (digits, 2),
        None => (rest.strip_prefix('$')?, 1),
    };
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    let number = digits[..length].parse().ok().filter(|number| *number > 0)?;
    let piece = if before == 2 { Piece::FilterParam(number) } else { Piece::Param(number) };
    Some((piece, before + length))
}

/// The engine's word for a type; none if it is no type word.
pub(crate) fn type_word(engine: Engine, word: &str) -> Option<&'static str> {
    let (sqlite, postgres) = match word {
        "id" => ("BLOB", "uuid"),
        "bytes" => ("BLOB", "bytea"),
        "bool" => ("INTEGER", "boolean"),
        "json" => ("TEXT", "jsonb"),
        "int" => ("INTEGER", "bigint"),
        "real" => ("REAL", "double precision"),
        "text" => ("TEXT", "text"),
        _ => return None,
    };
    Some(match engine {
        Engine::Sqlite => sqlite,
        Engine::Postgres => postgres,
    })
}

/// Makes a statement ready for an engine, with the filter in its slot.
pub(crate) fn expand(engine: Engine, statement: &Statement, filter: Option<&Filter>) -> Result<Text, Error> {
    let wrong = |why: String| Error::Other(format!("{}: {why}", statement.name));
    let parts = pieces(statement.sql);
    let own = parts.iter().map(|piece| if let Piece::Param(number) = piece { *number } else { 0 }).max();
    let mut text = Text { sql: String::with_capacity(statement.sql.len()), own: own.unwrap_or(0), filter: 0 };
    let mut filled = false;
    for piece in parts {
        match piece {
            Piece::Plain(plain) => text.sql.push_str(plain),
            Piece::Param(number) => mark(engine, &mut text.sql, number),
            Piece::FilterParam(number) => return Err(wrong(format!("$f{number} belongs in a filter"))),
            Piece::Word(word) => match (type_word(engine, word), word.strip_prefix("filter "), filter) {
                (Some(name), _, _) => text.sql.push_str(name),
                (None, Some(columns), Some(filter)) => {
                    fill(engine, &mut text, columns, filter).map_err(wrong)?;
                    filled = true;
                }
                (None, Some(_), None) => return Err(wrong("needs a filter".to_owned())),
                (None, None, _) => return Err(wrong(format!("{{{word}}} means nothing here"))),
            },
        }
    }
    match filter {
        Some(filter) if !filled => Err(wrong(format!("has no place for the filter {}", filter.name))),
        _ => Ok(text),
    }
}

fn fill(engine: Engine, text: &mut Text, columns: &str, filter: &Filter) -> Result<(), String> {
    let columns: Vec<&str> = columns.split_whitespace().collect();
    let [agency, member] = columns[..] else {
        return Err("a slot names an agency column and a member column".to_owned());
    };
    text.sql.push('(');
    for piece in pieces(filter.sql) {
        match piece {
            Piece::Plain(plain) => text.sql.push_str(plain),
            Piece::Word("agency") => text.sql.push_str(agency),
            Piece::Word("member") => text.sql.push_str(member),
            Piece::Word(word) => match type_word(engine, word) {
                Some(name) => text.sql.push_str(name),
                None => return Err(format!("{{{word}}} means nothing in the filter {}", filter.name)),
            },
            Piece::FilterParam(number) => {
                text.filter = text.filter.max(number);
                mark(engine, &mut text.sql, text.own + number);
            }
            Piece::Param(number) => {
                return Err(format!("${number} in the filter {} must be $f{number}", filter.name));
            }
        }
    }
    text.sql.push(')');
    Ok(())
}

/// SQLite numbers `$N` by first appearance, `?N` by its number.
fn mark(engine: Engine, sql: &mut String, number: usize) {
    sql.push(match engine {
        Engine::Sqlite => '?',
        Engine::Postgres => '$',
    });
    sql.push_str(&number.to_string());
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: Statement = Statement {
        name: "LIST",
        sql: "SELECT 'it''s $1 {x}' FROM member m -- $9 {y}\nWHERE a = $2 AND {filter m.agency_id m.id} AND b = $1",
    };
    const MINE: Filter = Filter { name: "mine", sql: "{member} = $f2 AND {agency} = $f1" };

    #[test]
    fn a_filter_goes_into_its_slot_and_its_parameters_after_the_statements_own() {
        let text = expand(Engine::Sqlite, &LIST, Some(&MINE)).expect("a text");
        assert_eq!(
            text.sql,
            "SELECT 'it''s $1 {x}' FROM member m -- $9 {y}\nWHERE a = ?2 AND (m.id = ?4 AND m.agency_id = ?3) AND b = ?1"
        );
        assert_eq!((text.own, text.filter), (2, 2));
        let text = expand(Engine::Postgres, &LIST, Some(&MINE)).expect("a text");
        assert!(text.sql.contains("(m.id = $4 AND m.agency_id = $3) AND b = $1"));
    }

    #[test]
    fn a_slot_without_a_filter_and_a_filter_without_a_slot_are_refused() {
        assert!(expand(Engine::Sqlite, &LIST, None).is_err());
        let plain = Statement { name: "PLAIN", sql: "SELECT 1" };
        assert!(expand(Engine::Sqlite, &plain, Some(&MINE)).is_err());
        assert!(LIST.has_slot() && !plain.has_slot());
    }

    #[test]
    fn type_words_stand_in_casts_and_other_words_are_refused() {
        let cast = Statement { name: "CAST", sql: "SELECT CAST($1 AS {id}), '{id}'" };
        assert_eq!(expand(Engine::Postgres, &cast, None).expect("a text").sql, "SELECT CAST($1 AS uuid), '{id}'");
        assert_eq!(expand(Engine::Sqlite, &cast, None).expect("a text").sql, "SELECT CAST(?1 AS BLOB), '{id}'");
        let odd = Statement { name: "ODD", sql: "SELECT {odd}" };
        assert!(expand(Engine::Sqlite, &odd, None).is_err());
    }

    #[test]
    fn text_beyond_ascii_is_passed_through() {
        let sql = "SELECT 'é🌱', é, $1 /* $2 ü */";
        assert_eq!(pieces(sql)[1], Piece::Param(1));
        assert_eq!(pieces(sql).len(), 3);
    }
}
