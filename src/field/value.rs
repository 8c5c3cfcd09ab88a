//! Typed values of fields, each with its place.

use crate::date::{Date, DateTime};
use crate::diagnostic::Span;
use serde::{Deserialize, Serialize};

/// A value with its place in the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spanned {
    pub value: Value,
    pub span: Span,
}

/// A length of time as policies state it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Duration {
    Days(u32),
    WorkingDays(u32),
    Months(u32),
    Years(u32),
    /// `8月20日前`.
    Before {
        month: u8,
        day: u8,
    },
}

/// What was written in a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// Text, Markdown, URL, e-mail, phone, slug, path, clause: as written, trimmed.
    Text(Box<str>),
    YesNo(bool),
    Integer(i64),
    /// A decimal as written (`12.5`), so that no digit is lost.
    Number(Box<str>),
    /// 分, hundredths of a 元.
    Money(i64),
    /// Parts of a million: 50% is 500000.
    Ratio(i64),
    Duration(Duration),
    Date(Date),
    Moment(DateTime),
    /// 长期.
    LongTerm,
    /// The code of a vocabulary value.
    Code(Box<str>),
    /// An id or name that `portal` resolves.
    Reference(Box<str>),
    /// A file beside the entry, as written.
    File(Box<str>),
    List(Vec<Spanned>),
    Part(Fields),
    /// Free keys in the order of the file.
    Map(Vec<(Box<str>, Spanned)>),
}

/// The written fields of an entry or part, in the order of the dictionary.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields {
    /// One byte for each key: a look-up reads these alone, until one fits.
    tags: Vec<u8>,
    all: Vec<(&'static str, Spanned)>,
}

/// A byte that tells most keys apart.
fn tag(key: &str) -> u8 {
    let bytes = key.as_bytes();
    let at = |place: usize| bytes.get(place).copied().unwrap_or_default();
    let middle = at(bytes.len() / 2).wrapping_mul(5);
    at(0).wrapping_mul(31) ^ at(bytes.len().saturating_sub(2)).wrapping_mul(7) ^ middle ^ bytes.len() as u8
}

/// Whether a list is one of parts.
fn are_parts(items: &[Spanned]) -> bool {
    items.iter().all(|item| matches!(item.value, Value::Part(_)))
        || items.iter().all(|item| matches!(item.value, Value::Map(_)))
}

/// Lays one item of a list over another; of a map, such as a condition, what the new one names.
fn lay_item(old: &mut Value, new: &Value) {
    match (old, new) {
        (Value::Part(old), Value::Part(new)) => old.lay_over(new),
        (Value::Map(old), Value::Map(new)) => {
            for (key, value) in new {
                match old.iter_mut().find(|(known, _)| known == key) {
                    Some((_, old)) => *old = value.clone(),
                    None => old.push((key.clone(), value.clone())),
                }
            }
        }
        _ => {}
    }
}

fn visit_spans(value: &mut Spanned, visit: &mut dyn FnMut(&mut Span)) {
    visit(&mut value.span);
    match &mut value.value {
        Value::List(items) => items.iter_mut().for_each(|item| visit_spans(item, visit)),
        Value::Part(fields) => fields.visit_spans(visit),
        Value::Map(pairs) => pairs.iter_mut().for_each(|(_, item)| visit_spans(item, visit)),
        _ => {}
    }
}

impl FromIterator<(&'static str, Spanned)> for Fields {
    fn from_iter<I: IntoIterator<Item = (&'static str, Spanned)>>(pairs: I) -> Fields {
        let all: Vec<(&'static str, Spanned)> = pairs.into_iter().collect();
        Fields { tags: all.iter().map(|(key, _)| tag(key)).collect(), all }
    }
}

impl Fields {
    fn place(&self, key: &str) -> Option<usize> {
        let wanted = tag(key);
        let fitting = self.tags.iter().enumerate().filter(|(_, tag)| **tag == wanted);
        fitting.map(|(place, _)| place).find(|place| self.all[*place].0 == key)
    }

    /// The value of a field.
    pub fn get(&self, key: &str) -> Option<&Spanned> {
        self.place(key).map(|place| &self.all[place].1)
    }

    /// The value of a field, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Spanned> {
        self.place(key).map(|place| &mut self.all[place].1)
    }

    /// Every field, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Spanned)> {
        self.all.iter().map(|(key, value)| (*key, value))
    }

    /// Sets a field, in place of a former value.
    pub fn set(&mut self, key: &'static str, value: Spanned) {
        match self.get_mut(key) {
            Some(old) => *old = value,
            None => {
                self.tags.push(tag(key));
                self.all.push((key, value));
            }
        }
    }

    /// Lays other fields over these: parts and lists of parts one by one, everything else as a whole.
    pub fn lay_over(&mut self, other: &Fields) {
        for (key, value) in other.iter() {
            match (self.get_mut(key).map(|old| &mut old.value), &value.value) {
                (Some(Value::Part(old)), Value::Part(new)) => old.lay_over(new),
                (Some(Value::List(old)), Value::List(new)) if are_parts(old) && are_parts(new) => {
                    for (old, new) in old.iter_mut().zip(new) {
                        lay_item(&mut old.value, &new.value);
                    }
                }
                _ => self.set(key, value.clone()),
            }
        }
    }

    /// Calls a function for the place of every value, at any depth.
    pub fn visit_spans(&mut self, visit: &mut dyn FnMut(&mut Span)) {
        for (_, value) in &mut self.all {
            visit_spans(value, visit);
        }
    }

    /// Takes a field out.
    pub fn take(&mut self, key: &str) -> Option<Spanned> {
        let place = self.place(key)?;
        self.tags.remove(place);
        Some(self.all.remove(place).1)
    }

    /// The text of a text-like field: text, code, reference, file or number.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key)?.value.text()
    }

    /// A date; of a moment its date.
    pub fn date(&self, key: &str) -> Option<Date> {
        match self.get(key)?.value {
            Value::Date(date) => Some(date),
            Value::Moment(moment) => Some(moment.date()),
            _ => None,
        }
    }

    /// A moment; of a date its midnight.
    pub fn moment(&self, key: &str) -> Option<DateTime> {
        match self.get(key)?.value {
            Value::Date(date) => Some(date.at(0, 0, 0, 0)),
            Value::Moment(moment) => Some(moment),
            _ => None,
        }
    }

    /// Yes or no; no where nothing is written.
    pub fn yes(&self, key: &str) -> bool {
        matches!(self.get(key).map(|v| &v.value), Some(Value::YesNo(true)))
    }

    /// The items of a list; a single value counts as a list of one.
    pub fn list(&self, key: &str) -> &[Spanned] {
        match self.get(key) {
            Some(Spanned { value: Value::List(items), .. }) => items,
            Some(single) => std::slice::from_ref(single),
            None => &[],
        }
    }

    /// The texts of a list.
    pub fn texts(&self, key: &str) -> impl Iterator<Item = &str> {
        self.list(key).iter().filter_map(|item| item.value.text())
    }

    /// The parts of a list of parts, or the one part.
    pub fn parts(&self, key: &str) -> impl Iterator<Item = &Fields> {
        self.list(key).iter().filter_map(|item| match &item.value {
            Value::Part(fields) => Some(fields),
            _ => None,
        })
    }

    /// One part.
    pub fn part(&self, key: &str) -> Option<&Fields> {
        self.parts(key).next()
    }
}

impl Value {
    /// The text of a text-like value.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(t) | Value::Code(t) | Value::Reference(t) | Value::File(t) | Value::Number(t) => {
                Some(t)
            }
            _ => None,
        }
    }
}
