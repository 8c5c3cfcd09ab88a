//! JSON that is being put together, with keys and texts borrowed from the portal.
//!
//! Takes values, gives bytes through `serde`. A portal writes one object for each entry twice, in its own
//! file and in the list of its kind, which is whole in memory: with borrowed keys and texts the lists of a
//! portal take half of what they took as maps that own them.
//!
//! **Invariant**: an object keeps the order in which its keys came, and has each of them once.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Number;
use std::borrow::Cow;

/// A value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Json<'a> {
    #[default]
    Null,
    YesNo(bool),
    Number(Number),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Object(Object<'a>),
}

/// Keys with their values.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Object<'a>(Vec<(Cow<'a, str>, Json<'a>)>);

impl<'a> Object<'a> {
    /// Sets a key; one that is there keeps its place.
    pub fn insert(&mut self, key: impl Into<Cow<'a, str>>, value: impl Into<Json<'a>>) {
        let (key, value) = (key.into(), value.into());
        match self.0.iter_mut().find(|(other, _)| *other == key) {
            Some((_, old)) => *old = value,
            None => self.0.push((key, value)),
        }
    }

    /// Sets a key to what is known; leaves it out where nothing is.
    pub fn put(&mut self, key: impl Into<Cow<'a, str>>, value: Option<impl Into<Json<'a>>>) {
        if let Some(value) = value {
            self.insert(key, value);
        }
    }

    pub fn get(&self, key: &str) -> Option<&Json<'a>> {
        self.0.iter().find(|(other, _)| other == key).map(|(_, value)| value)
    }

    /// Takes a key out.
    pub fn remove(&mut self, key: &str) -> Option<Json<'a>> {
        let at = self.0.iter().position(|(other, _)| other == key)?;
        Some(self.0.remove(at).1)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl<'a, const N: usize> From<[(&'static str, Json<'a>); N]> for Object<'a> {
    fn from(pairs: [(&'static str, Json<'a>); N]) -> Object<'a> {
        Object(pairs.into_iter().map(|(key, value)| (Cow::Borrowed(key), value)).collect())
    }
}

impl<'a> Json<'a> {
    /// A value of an object.
    pub fn get(&self, key: &str) -> Option<&Json<'a>> {
        if let Json::Object(object) = self { object.get(key) } else { None }
    }

    /// A text.
    pub fn as_str(&self) -> Option<&str> {
        if let Json::Text(text) = self { Some(text) } else { None }
    }
}

impl<'a, const N: usize> From<[(&'static str, Json<'a>); N]> for Json<'a> {
    fn from(pairs: [(&'static str, Json<'a>); N]) -> Json<'a> {
        Json::Object(pairs.into())
    }
}

impl<'a> From<Object<'a>> for Json<'a> {
    fn from(object: Object<'a>) -> Json<'a> {
        Json::Object(object)
    }
}

impl<'a> From<&'a str> for Json<'a> {
    fn from(text: &'a str) -> Json<'a> {
        Json::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Json<'_> {
    fn from(text: String) -> Self {
        Json::Text(Cow::Owned(text))
    }
}

impl From<bool> for Json<'_> {
    fn from(yes: bool) -> Self {
        Json::YesNo(yes)
    }
}

impl From<i64> for Json<'_> {
    fn from(number: i64) -> Self {
        Json::Number(number.into())
    }
}

impl From<u32> for Json<'_> {
    fn from(number: u32) -> Self {
        Json::Number(number.into())
    }
}

impl From<u64> for Json<'_> {
    fn from(number: u64) -> Self {
        Json::Number(number.into())
    }
}

impl From<usize> for Json<'_> {
    fn from(number: usize) -> Self {
        Json::Number(number.into())
    }
}

impl From<f64> for Json<'_> {
    fn from(number: f64) -> Self {
        Number::from_f64(number).map_or(Json::Null, Json::Number)
    }
}

impl<'a> From<Vec<Json<'a>>> for Json<'a> {
    fn from(items: Vec<Json<'a>>) -> Json<'a> {
        Json::List(items)
    }
}

impl<'a, T: Into<Json<'a>>> FromIterator<T> for Json<'a> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Json<'a> {
        Json::List(items.into_iter().map(Into::into).collect())
    }
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        self.0.iter().try_for_each(|(key, value)| map.serialize_entry(key, value))?;
        map.end()
    }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null => serializer.serialize_unit(),
            Json::YesNo(yes) => serializer.serialize_bool(*yes),
            Json::Number(number) => number.serialize(serializer),
            Json::Text(text) => serializer.serialize_str(text),
            Json::List(items) => serializer.collect_seq(items),
            Json::Object(object) => object.serialize(serializer),
        }
    }
}
