//! The facts of a site (`vocabularies/facts.yaml`, `词库/事实.yaml`) that conditions of benefits go by.
//!
//! Takes the rows of the file, gives a list `facts` of their names, with unit and level scheme, and a
//! list `facts:<key>` of the values of each. What a fact means for a condition is not read here.
//!
//! **Invariant**: a fact without English keeps its Chinese name; nothing is made up.

use super::{List, Term, Vocabularies};
use crate::source::yaml::Node;

const NAME: [&str; 3] = ["名称", "title", "name"];
const KEY: [&str; 2] = ["键", "key"];
const NAME_EN: [&str; 3] = ["名称@en", "title_en", "name_en"];
const VALUES: [&str; 2] = ["值", "values"];
const VALUES_EN: [&str; 2] = ["值@en", "values_en"];
/// What else is kept of a fact: the unit of its figures, the level scheme whose grade it says.
const EXTRA: [(&str, [&str; 2]); 2] = [("unit", ["单位", "unit"]), ("scheme", ["体系", "scheme"])];

impl Vocabularies {
    /// Adds the facts and their values.
    pub(super) fn add_facts(&mut self, node: &Node) {
        for row in node.list().unwrap_or_default() {
            let text = |keys: &[&str]| keys.iter().find_map(|key| row.get(key)?.scalar()).unwrap_or_default();
            let (zh, code) = (text(&NAME).to_string(), text(&KEY).to_string());
            if zh.is_empty() {
                continue;
            }
            let code = if code.is_empty() { zh.clone() } else { code };
            let values = |keys: &[&str]| -> Vec<String> {
                let list = keys.iter().find_map(|key| row.get(key)?.list()).unwrap_or_default();
                list.iter().map(|item| item.scalar().unwrap_or_default().to_string()).collect()
            };
            let english = values(&VALUES_EN);
            let mut list = List::default();
            for (index, value) in
                values(&VALUES).into_iter().enumerate().filter(|(_, value)| !value.is_empty())
            {
                let en = english.get(index).cloned().unwrap_or_default();
                list.add(Term { code: value.clone(), zh: value, en, ..Term::default() });
            }
            self.lists.insert(format!("facts:{code}"), list);
            let mut term = Term { code, zh, en: text(&NAME_EN).to_string(), ..Term::default() };
            let extra = EXTRA.iter().map(|(name, keys)| (name.to_string(), text(keys).to_string()));
            term.extra.extend(extra.filter(|(_, text)| !text.is_empty()));
            self.lists.entry("facts".into()).or_default().add(term);
        }
    }
}
