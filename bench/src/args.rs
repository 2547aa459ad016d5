//! What to measure.

use std::path::PathBuf;

const HELP: &str = "\
cargo xtask bench [ARGS]

  --members N       invented members, by default 100000
  --search-at N     members among whom people are searched once more, by default 1000000; 0 leaves it out
  --meetings LIST   numbers of meetings among which are searched, by default 20000,50000; 0 leaves it out
  --connections N   at once, by default 32
  --seconds N       for each page, by default 5
  --engine NAME     sqlite or postgres; by default both, PostgreSQL where ALONGSIDE_TEST_PG names a server
  --kills N         how often the program is ended in the middle of writing, by default 20
  --bin PATH        the program, by default the one beside this
  --out FILE        where the table is kept as well
";

/// Where the data is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

pub struct Args {
    pub members: usize,
    pub search_at: usize,
    pub meetings: Vec<usize>,
    pub connections: usize,
    pub seconds: u64,
    pub engines: Vec<Engine>,
    pub kills: usize,
    pub bin: PathBuf,
    pub out: Option<PathBuf>,
}

impl Args {
    /// Reads them; nothing when only help was asked for.
    pub fn read(mut given: impl Iterator<Item = String>) -> Result<Option<Self>, String> {
        let beside = std::env::current_exe().map_err(|why| why.to_string())?.with_file_name("alongside");
        let mut args = Self {
            members: 100_000,
            search_at: 1_000_000,
            meetings: vec![20_000, 50_000],
            connections: 32,
            seconds: 5,
            engines: vec![Engine::Sqlite],
            kills: 20,
            bin: beside,
            out: None,
        };
        if std::env::var_os("ALONGSIDE_TEST_PG").is_some() {
            args.engines.push(Engine::Postgres);
        }
        while let Some(flag) = given.next() {
            if flag == "--help" || flag == "-h" {
                print!("{HELP}");
                return Ok(None);
            }
            let value = given.next().ok_or_else(|| format!("{flag} needs a value\n\n{HELP}"))?;
            let number = || value.parse::<usize>().map_err(|_| format!("{flag} takes a number, not {value:?}"));
            match flag.as_str() {
                "--members" => args.members = number()?,
                "--search-at" => args.search_at = number()?,
                "--meetings" => {
                    let each = value.split(',').map(|text| text.trim().parse::<usize>());
                    let each: Result<Vec<usize>, _> = each.collect();
                    args.meetings = each.map_err(|_| format!("--meetings takes numbers, not {value:?}"))?;
                    args.meetings.retain(|count| *count > 0);
                }
                "--connections" => args.connections = number()?.max(1),
                "--seconds" => args.seconds = number()?.max(1) as u64,
                "--kills" => args.kills = number()?,
                "--bin" => args.bin = value.into(),
                "--out" => args.out = Some(value.into()),
                "--engine" => {
                    args.engines = match value.as_str() {
                        "sqlite" => vec![Engine::Sqlite],
                        "postgres" => vec![Engine::Postgres],
                        other => return Err(format!("there is no engine {other:?}\n\n{HELP}")),
                    }
                }
                other => return Err(format!("{other} is not understood\n\n{HELP}")),
            }
        }
        Ok(Some(args))
    }
}
