//! Failures of the world that a person has to act on, in both languages.
//!
//! Most failures are the system's own words under the path they concern; these are those that the
//! program says itself. The command line picks the language.

use super::Messages;
use super::finding::Words;
use std::error::Error;
use std::fmt;
use std::path::Path;

/// A failure in the words of the program, with what caused it.
#[derive(Debug)]
pub struct Told {
    pub words: Words,
    cause: Option<Box<dyn Error + Send + Sync>>,
}

/// What is the matter with a path.
pub fn told(path: &Path, zh: &str, en: &str) -> Told {
    Told {
        words: Words::new(format!("{}: {zh}", path.display()), format!("{}: {en}", path.display())),
        cause: None,
    }
}

/// What is the matter, where no path says more.
pub fn told_plainly(zh: impl Into<String>, en: impl Into<String>) -> Told {
    Told { words: Words::new(zh, en), cause: None }
}

/// A failure with its causes, in a language as far as the words are ours.
pub fn in_language(error: &anyhow::Error, messages: Messages) -> String {
    let words = error.chain().map(|cause| match (cause.downcast_ref::<Told>(), messages) {
        (Some(told), Messages::Zh) => told.words.zh.clone(),
        (Some(told), Messages::En) => told.words.en.clone(),
        (None, _) => cause.to_string(),
    });
    words.collect::<Vec<_>>().join(": ")
}

impl Told {
    /// The same, and why.
    pub fn because(self, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Told {
        Told { cause: Some(cause.into()), ..self }
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.words.en)
    }
}

impl Error for Told {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.as_ref().map(|cause| &**cause as &(dyn Error + 'static))
    }
}
