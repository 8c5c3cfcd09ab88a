//! The languages a portal can speak.

use serde::{Deserialize, Serialize};
/// A language of the portal; the first is always Chinese.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Lang {
    Zh,
    En,
}

impl Lang {
    /// All languages, the main one first.
    pub const ALL: [Lang; 2] = [Lang::Zh, Lang::En];

    /// The short code used in file names and routes: `zh`, `en`.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Zh => "zh",
            Lang::En => "en",
        }
    }

    /// The BCP 47 tag for `lang` attributes: `zh-CN`, `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        }
    }

    /// The language with that short code or tag.
    pub fn from_code(code: &str) -> Option<Lang> {
        match code.split('-').next() {
            Some("zh") => Some(Lang::Zh),
            Some("en") => Some(Lang::En),
            _ => None,
        }
    }

    /// Folder of the language below the output, with its closing `/`; empty for the main one.
    pub fn folder(self) -> &'static str {
        match self {
            Lang::Zh => "",
            Lang::En => "en/",
        }
    }
}
