//! What waits for somebody at the agency's desk: new starts that want a second yes, and new roles that open charts.

use super::join::{ResetRow, restart_rows};
use domain::lang::Lang;
use domain::notice::Arg;
use service::people::{NewReader, new_chart_readers};
use service::{Fault, House, Session};
use words::words;

/// What waits.
pub struct Notices {
    /// New starts of staff.
    pub restarts: Vec<ResetRow>,
    /// Sentences: who may open charts since lately.
    pub readers: Vec<String>,
}

impl Notices {
    /// For this reader. Who also has a team sees what waits for a yes on its desk, and not `here`. It blocks.
    pub fn of(house: &House, session: &Session, here: bool, lang: Lang) -> Result<Self, Fault> {
        let slug = session.agency_slug.clone().unwrap_or_default();
        let tell = |one: NewReader| {
            let role = words().say(lang, &format!("role-{}", one.role.code())).into_owned();
            let parts = [
                ("name", Arg::Text(one.name)),
                ("role", Arg::Text(role)),
                ("date", Arg::Text(words().date_with_year(lang, one.from))),
                ("by", Arg::Text(one.by.unwrap_or_default())),
            ];
            words().say_with(lang, "reader-new", &parts)
        };
        Ok(Self {
            restarts: if here { restart_rows(house, session, &slug)? } else { Vec::new() },
            readers: new_chart_readers(house, session)?.into_iter().map(tell).collect(),
        })
    }
}
