//! The one dictionary of fields: every key of every kind, its type, obligation and help.
//!
//! Takes nothing but its own table; gives reading ([`read`]), lists ([`list`]), JSON Schema
//! ([`schema`]), scaffolds ([`scaffold`]) and the reference page ([`reference()`]).
//!
//! **Invariant**: canonical keys are English `snake_case`; no Chinese key gets past [`read`].

use serde::{Deserialize, Serialize};
mod amount;
pub mod list;
mod parse;
mod read;
mod reference;
mod scaffold;
mod schema;
pub(crate) mod stored;
// One row, one line, however long: it is read as a table.
#[rustfmt::skip]
mod table;
mod value;

pub use amount::{amounts_in, award_amounts, award_most};
pub use parse::{parse_duration, parse_money, type_name};
pub use read::{Mode, Target, missing, read, uses_chinese_keys};
pub use reference::reference;
pub use scaffold::scaffold;
pub use schema::{schema, schema_site};
pub use table::{KINDS, PARTS, SITE};
pub use value::{Duration, Fields, Spanned, Value};

/// The twenty kinds of things with a page (`content-model.md`, section 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    Policy,
    Interpretation,
    Benefit,
    Call,
    Programme,
    Platform,
    PlatformType,
    Guide,
    Journey,
    Faq,
    Notice,
    Event,
    News,
    Shortage,
    Challenge,
    Indicator,
    Department,
    LevelScheme,
    RatingScheme,
    Page,
}

impl Kind {
    /// All kinds, in the order of the dictionary.
    pub const ALL: [Kind; 20] = [
        Kind::Policy,
        Kind::Interpretation,
        Kind::Benefit,
        Kind::Call,
        Kind::Programme,
        Kind::Platform,
        Kind::PlatformType,
        Kind::Guide,
        Kind::Journey,
        Kind::Faq,
        Kind::Notice,
        Kind::Event,
        Kind::News,
        Kind::Shortage,
        Kind::Challenge,
        Kind::Indicator,
        Kind::Department,
        Kind::LevelScheme,
        Kind::RatingScheme,
        Kind::Page,
    ];

    /// The row of the dictionary.
    pub fn spec(self) -> &'static KindSpec {
        &KINDS[self as usize]
    }

    /// The kind with a code, Chinese name or folder name.
    ///
    /// ```
    /// use juxian::field::Kind;
    /// assert_eq!(Kind::find("政策"), Some(Kind::Policy));
    /// assert_eq!(Kind::find("platform-types"), Some(Kind::PlatformType));
    /// ```
    pub fn find(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| {
            let spec = kind.spec();
            [spec.code, spec.zh, spec.folder_zh, spec.folder_en].contains(&name)
        })
    }
}

/// One kind: its names, folders, address and fields.
#[derive(Debug)]
pub struct KindSpec {
    pub kind: Kind,
    /// English identifier, such as `platform_type`.
    pub code: &'static str,
    pub zh: &'static str,
    /// English name of its column, in the plural.
    pub en: &'static str,
    pub folder_zh: &'static str,
    pub folder_en: &'static str,
    /// First part of its addresses, such as `zc`; `pt/lx` for platform types, empty for pages.
    pub prefix: &'static str,
    /// Default column type (code of `column_types`).
    pub column_type: &'static str,
    pub list: ListForm,
    /// Own fields, with the common ones that the kind does not replace.
    pub fields: Vec<Field>,
}

impl KindSpec {
    /// The field with a canonical key.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }
}

/// Whether and how entries of a kind may stand in one CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListForm {
    /// One file is one entry.
    No,
    /// A row per entry; rows of one id repeat the named field (`levels` of a platform), if any.
    Rows { repeated: Option<&'static str> },
}

/// One field of a kind or part.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    pub key: &'static str,
    pub zh: &'static str,
    pub ty: Type,
    pub must: Must,
    /// What it means, one sentence in each language.
    pub help_zh: &'static str,
    pub help_en: &'static str,
    /// A value as an author writes it, for the reference page and scaffolds.
    pub example: &'static str,
}

/// Whether a field has to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Must {
    Always,
    /// Obligatory in profile `production` only.
    Production,
    /// Obligatory under a condition on the named field; `read::missing` tests it.
    When(&'static str),
    /// Has a default, or may be left out.
    Optional,
    /// Computed; may not be written.
    Computed,
}

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub enum Type {
    /// Text; wanted number of characters, 0 is no limit.
    Text {
        min: usize,
        max: usize,
    },
    /// Several paragraphs in Markdown.
    Markdown,
    YesNo,
    Integer,
    Number,
    /// `1500元`, `5万元`; kept in 分.
    Money,
    /// `50%`, `1:1`.
    Ratio,
    /// `30个工作日`, `6个月`, `8月20日前`.
    Duration,
    Date,
    /// A date, or 长期.
    DateOrLong,
    /// A date with or without a time.
    Moment,
    Year,
    Url,
    Email,
    Phone,
    Slug,
    /// A path below the output, for aliases.
    Path,
    /// A file beside the entry.
    File,
    /// 云人才〔2026〕3号, an order or announcement number, or 无.
    DocumentNumber,
    /// 18 characters of GB 32100 with a check character.
    CreditCode,
    SiteIdCode,
    IcpNumber,
    PublicSecurityNumber,
    /// A class of `subject_classes`, with a sub-class after a backslash.
    SubjectClass,
    /// A value of `programme_steps`, or a step in the office's own words.
    Step,
    /// A value of `journey_situations`, or one of the office's own.
    Situation,
    /// A value of `regions`, or a place in words.
    Region,
    /// One of a few settings: code and Chinese word.
    Choice(&'static [(&'static str, &'static str)]),
    /// A value of the named closed list.
    Vocabulary(&'static str),
    /// The id of an entry of one of the kinds (any, if empty); departments also by name.
    Reference(&'static [Kind]),
    /// The id or name of an entry, else free text.
    TextOrReference(Kind),
    /// A clause as printed: `第八条`, `第五条（二）`, `一（一）`.
    Clause,
    /// The named part.
    Part(&'static str),
    List(&'static Type),
    /// One value, or a map of tiers to values.
    Tiered(&'static Type),
    /// Free keys and texts: `custom`, `list_columns`, `given`.
    Map,
    /// A scalar, list or map of any shape (conditions and tiers of benefits).
    Any,
}

impl Type {
    /// The closed list whose codes a value may hold; none for other types.
    pub fn vocabulary(&self) -> Option<&'static str> {
        match self {
            Type::Vocabulary(name) => Some(name),
            Type::Region => Some("regions"),
            Type::Situation => Some("journey_situations"),
            Type::Step => Some("programme_steps"),
            Type::SubjectClass => Some("subject_classes"),
            _ => None,
        }
    }
}

/// A map nested in a field.
#[derive(Debug)]
pub struct PartSpec {
    pub name: &'static str,
    pub fields: &'static [Field],
}
