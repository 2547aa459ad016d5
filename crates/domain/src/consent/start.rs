//! Saying yes to peer support, and being told one's rights. Neither waits for the other, and neither is a consent.

use crate::coded::coded;

coded! {
    /// How somebody said that they want peer support. It is voluntary, and saying so is enough.
    HowStarted {
        /// They said so.
        Spoken = "spoken",
        /// They wrote their name.
        Signed = "signed",
    }
}

coded! {
    /// How the notice of somebody's rights was given, 42 CFR 2.22.
    NoticeGiven {
        /// On paper.
        Paper = "paper",
        /// On a screen.
        Screen = "screen",
        /// Read aloud.
        ReadAloud = "read-aloud",
    }
}
