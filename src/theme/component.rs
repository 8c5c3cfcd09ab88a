//! The folders of components: what a component is for, where it is used, and examples of it.

use super::built_in;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Finding, Span};
use crate::source::SourceFile;
use crate::source::yaml::{self, Node, Yaml};
use crate::text::Lang;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// A folder of `components/`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Component {
    /// The name of the folder.
    pub name: String,
    /// What it is for, by language.
    pub about: BTreeMap<Lang, String>,
    /// Page templates, without `.html`, whose pages use it; none: every page.
    pub pages: Vec<String>,
    pub examples: Vec<Example>,
}

/// A component in one of its states.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    pub name: String,
    /// The component as templates call it: `jx.badge`.
    pub component: String,
    pub arguments: Vec<(String, Value)>,
}

/// All components, sorted by name: built-in folders and those of the site. `parts` are the site's
/// files by their path in the theme.
pub fn load(parts: &BTreeMap<&str, &SourceFile>, diagnostics: &mut Diagnostics) -> Vec<Component> {
    let paths = built_in::files().map(|(path, _)| path).chain(parts.keys().copied());
    let names: BTreeSet<&str> = paths.filter_map(folder).collect();
    names.into_iter().map(|name| one(name, parts, diagnostics)).collect()
}

/// The component whose file it is.
fn folder(path: &str) -> Option<&str> {
    let (name, file) = path.strip_prefix("components/")?.split_once('/')?;
    is_part(file).then_some(name)
}

/// Files of a component beside its templates.
pub fn is_part(file: &str) -> bool {
    matches!(file, "style.css" | "print.css" | "script.js" | "component.yaml")
}

fn one(name: &str, parts: &BTreeMap<&str, &SourceFile>, diagnostics: &mut Diagnostics) -> Component {
    let path = format!("components/{name}/component.yaml");
    let site = parts.get(path.as_str());
    let (file, text) = match site {
        Some(file) => (file.id, file.text()),
        None => (FileId(0), built_in::text(&path).unwrap_or_default()),
    };
    let (node, found) = yaml::parse(file, text, 0..text.len());
    diagnostics.extend(found);
    let mut component = Component { name: name.to_string(), ..Component::default() };
    let Some(node) = node.filter(|node| !node.is_empty()) else { return component };
    if node.map().is_none() {
        diagnostics.push(Diagnostic::at(Span::whole(file), Finding::NotAMap { key: path }));
        return component;
    }
    for lang in Lang::ALL {
        let about = node.get(&format!("about_{}", lang.code())).and_then(Node::scalar);
        component.about.insert(lang, about.unwrap_or_default().to_string());
    }
    component.pages = items(&node, "pages").filter_map(Node::scalar).map(str::to_string).collect();
    component.examples = items(&node, "examples").filter_map(example).collect();
    component
}

fn items<'a>(node: &'a Node, key: &str) -> impl Iterator<Item = &'a Node> {
    node.get(key).and_then(Node::list).unwrap_or_default().iter()
}

fn example(node: &Node) -> Option<Example> {
    let text = |key: &str| node.get(key).and_then(Node::scalar);
    let arguments = node.get("arguments").and_then(Node::map).unwrap_or_default();
    Some(Example {
        name: text("name")?.to_string(),
        component: text("component")?.to_string(),
        arguments: arguments.iter().map(|(key, value)| (key.text.clone(), argument(value))).collect(),
    })
}

/// A value as templates see it: what is written without quotes as `true`, `false` or a number is one.
fn argument(node: &Node) -> Value {
    match &node.value {
        Yaml::Map(entries) => {
            Map::from_iter(entries.iter().map(|(key, value)| (key.text.clone(), argument(value)))).into()
        }
        Yaml::List(list) => list.iter().map(argument).collect::<Vec<Value>>().into(),
        Yaml::Scalar { text, quoted: false } => match text.as_str() {
            "true" => true.into(),
            "false" => false.into(),
            number => number.parse::<u64>().map_or_else(|_| number.into(), Value::from),
        },
        Yaml::Scalar { text, .. } => text.as_str().into(),
    }
}
