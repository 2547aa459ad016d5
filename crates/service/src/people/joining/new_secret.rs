//! A secret that a member chooses: six digits for this device, or a passphrase for every device.

use crate::{Fault, House};
use domain::notice::Notice;
use domain::people::{Pin, Username, passphrase_fault, prepare_passphrase};

/// What somebody chose.
#[derive(Clone)]
pub enum NewSecret {
    /// Six digits, typed twice. They open only a device that the account knows.
    Pin(String, String),
    /// A passphrase. It opens every device.
    Passphrase(String),
}

impl std::fmt::Debug for NewSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Pin(..) => "Pin(…)",
            Self::Passphrase(_) => "Passphrase(…)",
        })
    }
}

/// The hashes of a new secret: of the passphrase, and of the PIN.
#[derive(Clone)]
pub(in crate::people) struct Hashes {
    pub(in crate::people) passphrase: Option<String>,
    pub(in crate::people) pin: Option<String>,
}

impl NewSecret {
    /// Checks and hashes it: outside of any unit of work, since that takes long. Without a name nothing is tested
    /// against it; a PIN needs none.
    pub(in crate::people) fn hashes(&self, house: &House, username: Option<&Username>) -> Result<Hashes, Fault> {
        match self {
            Self::Pin(first, again) => {
                let pin = Pin::parse(first).map_err(|notice| Fault::invalid("pin", notice))?;
                if Pin::parse(again).ok().as_ref() != Some(&pin) {
                    return Err(Fault::invalid("pin_again", Notice::new("pin-not-twice")));
                }
                Ok(Hashes { passphrase: None, pin: Some(house.hashing().hash(pin.as_str())?) })
            }
            Self::Passphrase(text) => {
                let common = |text: &str| words::content::is_common_passphrase(text);
                if let Some(notice) = username.and_then(|name| passphrase_fault(text, name, &common)) {
                    return Err(Fault::invalid("new_passphrase", notice));
                }
                let hash = house.hashing().hash(&prepare_passphrase(text))?;
                Ok(Hashes { passphrase: Some(hash), pin: None })
            }
        }
    }
}
