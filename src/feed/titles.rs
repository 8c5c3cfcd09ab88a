//! `ss/titles-1.js` and its sisters: what the search page looks through, as scripts, since those are read
//! from a disk too.
//!
//! **Invariant**: not a stable format; the search page of the same build alone reads it.

use crate::render::{Scene, title_rows, titles_count, titles_route};
use crate::text::Lang;
use serde_json::{Value, json};

/// One of these scripts, by language and number from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Output {
    pub lang: Lang,
    pub number: usize,
}

/// Those of the languages that the site has.
pub fn outputs(scene: &Scene, add: &mut dyn FnMut(String, Output)) {
    for lang in scene.config.languages.iter().copied().filter(|lang| scene.portal.speaks(*lang)) {
        for number in 1..=titles_count(scene.portal, lang) {
            add(titles_route(lang, number), Output { lang, number });
        }
    }
}

/// `jx.chunk("ss/titles-1", {kinds, states, rows})`; kinds and states are named once.
pub fn bytes(scene: &Scene, output: &Output) -> Vec<u8> {
    let (mut kinds, mut states) = (Vec::new(), Vec::new());
    let rows: Vec<Value> = title_rows(scene, output.lang, output.number)
        .into_iter()
        .map(|row| {
            let kind = place(&mut kinds, row.kind);
            let state = place(&mut states, row.state);
            json!([row.title, row.href, kind, state, row.date, row.names, row.summary])
        })
        .collect();
    let data = json!({ "kinds": kinds, "states": states, "rows": rows });
    // U+2028 and U+2029 end a line of a script before 2019.
    let data = data.to_string().replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    let route = titles_route(output.lang, output.number);
    format!("jx.chunk(\"{}\",{data});\n", route.trim_end_matches(".js")).into_bytes()
}

/// The place of a value in a list, at the end where it is new.
fn place<T: PartialEq>(list: &mut Vec<T>, value: T) -> usize {
    list.iter().position(|other| *other == value).unwrap_or_else(|| {
        list.push(value);
        list.len() - 1
    })
}
