//! How fields are kept on a disk between builds: keys by their text, read back as those of the dictionary.
//!
//! **Invariant**: what is read back is what was kept; a key that the dictionary does not have is an error.

use super::{Fields, Kind, PARTS, Spanned};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::HashSet;
use std::sync::LazyLock;

/// A key of the dictionary, or the name of a part, by its text.
fn known(key: &str) -> Option<&'static str> {
    static KEYS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
        let of_kinds =
            Kind::ALL.into_iter().flat_map(|kind| kind.spec().fields.iter().map(|field| field.key));
        let of_parts = PARTS.iter().flat_map(|part| part.fields.iter().map(|field| field.key));
        of_kinds.chain(of_parts).chain(PARTS.iter().map(|part| part.name)).collect()
    });
    KEYS.get(key).copied()
}

fn found<E: Error>(key: &str) -> Result<&'static str, E> {
    known(key).ok_or_else(|| E::custom(format!("no field is called {key}")))
}

/// A key.
pub mod key {
    use super::*;

    pub fn serialize<S: Serializer>(key: &&'static str, to: S) -> Result<S::Ok, S::Error> {
        key.serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<&'static str, D::Error> {
        found(<&str>::deserialize(from)?)
    }
}

/// A list of keys with values.
pub mod pairs {
    use super::*;

    pub fn serialize<S: Serializer, T: Serialize>(
        pairs: &[(&'static str, T)],
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(pairs)
    }

    pub fn deserialize<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
        from: D,
    ) -> Result<Vec<(&'static str, T)>, D::Error> {
        let pairs = Vec::<(&str, T)>::deserialize(from)?;
        pairs.into_iter().map(|(key, value)| Ok((found(key)?, value))).collect()
    }
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Fields, D::Error> {
        let pairs: Vec<(&'static str, Spanned)> = pairs::deserialize(from)?;
        Ok(pairs.into_iter().collect())
    }
}
