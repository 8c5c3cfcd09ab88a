//! New files: every obligatory field with its meaning, the others ready to be uncommented.

use super::{Field, Kind, Must};
use crate::date::Date;
use crate::diagnostic::Messages;

/// The text of a new entry of a kind, in the keys of a language.
///
/// What the author must fill in is left empty behind its key, with the meaning in a comment; an
/// empty field counts as missing, so that `check` lists what is still to be done.
pub fn scaffold(kind: Kind, messages: Messages, id: &str, title: &str, date: Date) -> String {
    let spec = kind.spec();
    let mut text = String::from("---\n");
    let known = |field: &Field| match field.key {
        "id" => Some(id.to_string()),
        "title" | "question" => Some(title.to_string()),
        "published_at" => Some(format!("{date} 09:00")),
        "dated_on" | "contact_checked_on" | "checked_on" | "as_of" => Some(date.to_string()),
        "year" => Some(date.year().to_string()),
        _ => None,
    };
    let obligatory = |field: &&Field| {
        field.key == "id" || matches!(field.must, Must::Always | Must::Production | Must::When(_))
    };
    for field in spec.fields.iter().filter(obligatory) {
        line(&mut text, field, messages, known(field), "");
    }
    for field in spec.fields.iter().filter(|field| field.must == Must::Optional && field.key != "id") {
        line(&mut text, field, messages, None, "# ");
    }
    text.push_str("---\n\n");
    if kind == Kind::Policy {
        text.push_str("第一条　\n");
    }
    text
}

fn line(text: &mut String, field: &Field, messages: Messages, value: Option<String>, comment: &str) {
    let (key, help) = match messages {
        Messages::Zh => (field.zh, field.help_zh),
        Messages::En => (field.key, field.help_en),
    };
    match value {
        Some(value) => text.push_str(&format!("{comment}{key}: {}\n", quoted(&value))),
        None => {
            let (colon, for_example) = if messages == Messages::Zh { ("；", "例") } else { ("; ", "e.g.") };
            text.push_str(&format!("{comment}{key}:   # {help}{colon}{for_example} {}\n", field.example));
        }
    }
}

/// Quotes a value that YAML would read as something else.
fn quoted(value: &str) -> String {
    let risky = value.is_empty()
        || value.contains(": ")
        || value.contains(" #")
        || value.starts_with(['[', '{', '"', '\'', '&', '*', '!', '|', '>', '%', '@', '`', '-', '?']);
    if risky {
        format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
    } else {
        value.to_string()
    }
}
