//! Enums that are stored and posted as short codes.

/// A stored or posted code that no variant answers to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown code {0:?}")]
pub struct UnknownCode(pub String);

/// Declares an enum whose variants each have a code: stored, posted and written in JSON alike.
macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $code)] $variant),* }
        impl $name {
            /// Every variant, in the order in which people see them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The code that is stored and posted.
            pub const fn code(self) -> &'static str { match self { $(Self::$variant => $code),* } }
        }
        impl std::str::FromStr for $name {
            type Err = $crate::coded::UnknownCode;
            fn from_str(code: &str) -> Result<Self, $crate::coded::UnknownCode> {
                match code { $($code => Ok(Self::$variant),)* other => Err($crate::coded::UnknownCode(other.to_owned())) }
            }
        }
    };
}
pub(crate) use coded;

#[cfg(test)]
mod tests {
    use super::*;

    coded! {
        /// For these tests.
        Weather {
            /// Sun.
            Sun = "sun",
            /// Rain.
            LightRain = "light-rain",
        }
    }

    #[test]
    fn a_code_reads_back_the_same_everywhere() {
        for weather in Weather::ALL {
            assert_eq!(weather.code().parse(), Ok(*weather));
            assert_eq!(serde_json::to_string(weather).expect("JSON"), format!("{:?}", weather.code()));
        }
        assert_eq!("snow".parse::<Weather>(), Err(UnknownCode("snow".into())));
    }
}
