//! The name to sign in with: offered, never made from a person's own.

use crate::{Fault, House};
use access::{Actor, Operation, params, statements};
use domain::lang::Lang;
use domain::notice::Notice;
use domain::people::{Username, suggest_username};

statements! {
    NAME_IS_TAKEN = "SELECT id FROM account WHERE username_folded = $1";
}

/// A free name and the seal that says that it was offered here.
#[derive(Debug, Clone)]
pub struct OfferedName {
    /// The name.
    pub name: String,
    /// The seal.
    pub seal: String,
}

/// Offers a name that nobody has yet.
pub fn offer_name(house: &House, lang: Lang) -> Result<OfferedName, Fault> {
    let lists = words::content::username_words(lang);
    let first: Vec<&str> = lists.first.iter().map(String::as_str).collect();
    let second: Vec<&str> = lists.second.iter().map(String::as_str).collect();
    let offers: Vec<String> =
        (0..8).map(|_| suggest_username(&first, &second, u64::from_be_bytes(house.chance()))).collect();
    let name = house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        for name in &offers {
            let folded = folded(name)?;
            if work.row(&permit, &NAME_IS_TAKEN, &params![folded.as_str()])?.is_none() {
                return Ok(name.clone());
            }
        }
        Err(Fault::Busy)
    })?;
    Ok(OfferedName { seal: seal(house, &name), name })
}

/// The name as it is stored, if it was offered here.
pub(super) fn offered(house: &House, name: &str, sealed: &str) -> Result<Username, Fault> {
    let wrong = || Fault::invalid("username", Notice::new("join-name-gone"));
    if seal(house, name) != sealed {
        return Err(wrong());
    }
    Username::parse(name).map_err(|_| wrong())
}

fn seal(house: &House, name: &str) -> String {
    house.seal_mac(&format!("offered name {name}"))
}

fn folded(name: &str) -> Result<String, Fault> {
    let username = Username::parse(name).map_err(|why| Fault::Broken(format!("content/usernames: {}", why.id)))?;
    Ok(username.folded().to_owned())
}
