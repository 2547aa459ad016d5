//! Keys: how people prove who they are beyond a passphrase, and what they keep to do it with.

mod attempt;
mod ceremony;
mod confirm;
mod device;
mod hats;
mod kept;
mod mine;
mod passkey;
mod passphrase;
mod pin;
mod recovery;
mod second_pin;
mod steps;
mod totp;

pub use confirm::{
    ConfirmWith, confirm, confirm_with_passkey, has_passkey, passkey_is_right, start_confirm_with_passkey,
};
pub use device::{Device, forget_device};
pub use hats::{Hat, change_hat, hats};
pub use kept::{KeptForm, drop_kept, keep_form, keep_form_of_ended, kept_form};
pub use mine::{DeviceLine, MyKeys, PasskeyLine, SecondStep, SessionLine, end_other_sessions, end_session, my_keys};
pub use passkey::{
    PasskeyAsked, add_passkey, finish_passkey_sign_in, name_passkey, remove_passkey, start_adding_passkey,
    start_passkey_sign_in,
};
pub use passphrase::change_passphrase;
pub use pin::{change_pin, remove_pin};
pub use recovery::new_recovery_codes;
pub use second_pin::{
    SecondPin, drop_second_pin_with_code, drop_second_pin_with_passkey, open_second_pin, remove_second_pin, second_pin,
    set_second_pin,
};
pub use steps::{
    Attempt, Need, Proof, Step, choose_hat, finish_passkey_step, finish_set_up, hats_of_ticket, need_of, proceed,
    set_up_of, sign_in_in_steps, sign_in_with_code, start_passkey_step,
};
pub use totp::{SetUp, finish_totp, remove_totp, start_totp, totp_under_way};

pub(super) use device::{Kept, forget, forget_others, keep, known};
pub(super) use recovery::{codes_of, spend_code_from_before, store_codes};
pub(super) use steps::{end as end_ticket, proof_behind, wait as wait_for};
