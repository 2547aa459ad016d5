//! The language that a person reads here.

use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::lang::Lang;

statements! {
    SET_LANG = "UPDATE account SET lang = $2 WHERE id = $1";
}

/// Sets the language of the sign-in behind the session.
pub fn set_lang(house: &House, session: &Session, lang: Lang) -> Result<(), Fault> {
    let account = session.account;
    house.store().write(&house.call_as(session), move |work| {
        // No key of a sign-in: it can be changed while the own space is locked.
        let permit = work.permit_open(Operation::SignIn)?;
        work.run(&permit, &SET_LANG, &params![account, lang]).map(|_| ())
    })
}
