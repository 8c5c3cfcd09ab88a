//! `schema` and `rules`: what the program knows, as data.

use anyhow::{Context, bail};
use juxian::diagnostic::finding::{Row, TABLE};
use juxian::diagnostic::{Level, Messages, told_plainly};
use juxian::field::{self, Kind};
use juxian::vocabulary::Vocabularies;
use std::fs;
use std::path::Path;

/// Prints the schema of one kind, or writes those of all.
pub fn run(kind: Option<&str>, to: Option<&Path>) -> anyhow::Result<u8> {
    let vocabularies = Vocabularies::built_in();
    let all = || {
        let kinds = Kind::ALL.map(|kind| (kind.spec().code, field::schema(kind, &vocabularies)));
        kinds.into_iter().chain([("site", field::schema_site(&vocabularies))])
    };
    let chosen: Vec<_> = match kind {
        None => all().collect(),
        Some(name) => {
            let code = Kind::find(name).map_or(name, |kind| kind.spec().code);
            all().filter(|(other, _)| *other == code).collect()
        }
    };
    if chosen.is_empty() {
        let kind = kind.unwrap_or_default();
        bail!(told_plainly(format!("没有类别“{kind}”"), format!("there is no kind “{kind}”")));
    }
    match to {
        Some(folder) => {
            fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
            for (code, schema) in chosen {
                let path = folder.join(format!("{code}.json"));
                fs::write(&path, format!("{schema:#}\n")).with_context(|| path.display().to_string())?;
            }
        }
        None if chosen.len() == 1 => super::say(&format!("{:#}", chosen[0].1)),
        None => {
            let map: serde_json::Map<String, serde_json::Value> =
                chosen.into_iter().map(|(code, schema)| (code.to_string(), schema)).collect();
            super::say(&format!("{:#}", serde_json::Value::from(map)));
        }
    }
    Ok(0)
}

/// Prints the table of findings, or all that is known of one.
pub fn rules(code: Option<&str>, json: bool, messages: Messages) -> u8 {
    let asked = |row: &&Row| code.is_none_or(|code| row.code.eq_ignore_ascii_case(code) || row.name == code);
    let rows: Vec<&Row> = TABLE.iter().filter(asked).collect();
    let lang = messages as usize;
    if json {
        let row = |row: &&Row| {
            serde_json::json!({
                "code": row.code,
                "name": row.name,
                "level": row.level.code(),
                "message": row.message[lang],
                "help": row.help[lang],
            })
        };
        let rows: Vec<_> = rows.iter().map(row).collect();
        super::say(&format!("{:#}", serde_json::Value::from(rows)));
    } else if let ([row], true) = (&rows[..], code.is_some()) {
        super::say(&format!("{}  {}  {}", row.code, level_word(row.level, messages), row.name));
        super::say(&format!("  {}", row.message[lang]));
        if !row.help[lang].is_empty() {
            super::say(&format!("  → {}", row.help[lang]));
        }
    } else {
        for row in &rows {
            super::say(&format!("{}  {:8}  {}", row.code, level_word(row.level, messages), row.name));
        }
    }
    if rows.is_empty() {
        let code = code.unwrap_or_default();
        match messages {
            Messages::Zh => super::talk(&format!("没有规则“{code}”；juxian rules 列出全部")),
            Messages::En => super::talk(&format!("there is no rule “{code}”; juxian rules lists them all")),
        }
        return super::TOOL_FAILED;
    }
    0
}

/// The level as people read it.
pub fn level_word(level: Level, messages: Messages) -> &'static str {
    match (level, messages) {
        (Level::Refused, Messages::Zh) => "拒绝",
        (Level::Error, Messages::Zh) => "错误",
        (Level::Warning, Messages::Zh) => "警告",
        (Level::Hint, Messages::Zh) => "提示",
        (level, Messages::En) => level.code(),
    }
}
