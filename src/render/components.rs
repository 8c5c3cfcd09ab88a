//! The page of all components, for theme authors: each example in every mode.
//!
//! **Invariant**: it is planned only where it is asked for, and nothing leads to it.

use super::head::{self, About};
use super::view::{BodyView, ComponentView, ComponentsView, ExampleView, PageView, ShownView, View};
use super::{Scene, Spot};
use crate::text::Lang;
use crate::theme::{Component, Example, Fault};
use regex::Regex;
use std::sync::LazyLock;
use tera::Context;

/// Where it stands.
pub const COMPONENTS_ROUTE: &str = "zujian/index.html";

/// Classes of the modes, and the words that name them.
const MODES: [(&str, &str); 4] = [
    ("", "components_normal"),
    ("jx--dark", "components_dark"),
    ("jx--elder", "components_elder"),
    ("jx--red", "components_red"),
];

/// The page.
pub(super) fn page(scene: &Scene, spot: Spot) -> View {
    let title = scene.word(spot.lang, "components").to_string();
    let about = About {
        kind: "components",
        title: &title,
        column: None,
        is_column: true,
        description: scene.word(spot.lang, "components_lead").to_string(),
        keywords: vec![title.clone()],
    };
    let page = PageView { noindex: true, ..head::page(scene, spot, about) };
    let variables = variables(&page);
    let one = |component: &Component| ComponentView {
        anchor: format!("x-{}", component.name),
        name: component.name.clone(),
        about: component.about.get(&spot.lang).cloned().unwrap_or_default(),
        pages: component.pages.clone(),
        examples: component
            .examples
            .iter()
            .enumerate()
            .map(|(number, example)| example_view(scene, spot.lang, example, number, &variables))
            .collect(),
    };
    let components = scene.theme.components.iter().map(one).collect();
    View { page, body: BodyView::Components(Box::new(ComponentsView { components })) }
}

/// What is wrong with examples, with the name of each.
pub fn example_faults(scene: &Scene, page: &PageView) -> Vec<Fault> {
    let variables = variables(page);
    let examples = scene.theme.components.iter().flat_map(|component| &component.examples);
    examples.filter_map(|example| scene.theme.example(Lang::Zh, example, &variables).err()).collect()
}

fn variables(page: &PageView) -> Context {
    let mut variables = Context::new();
    variables.insert("page", page);
    variables.insert("root", &page.root);
    variables
}

fn example_view(
    scene: &Scene,
    lang: Lang,
    example: &Example,
    number: usize,
    variables: &Context,
) -> ExampleView {
    let mut view = ExampleView {
        name: example.name.clone(),
        component: example.component.clone(),
        ..ExampleView::default()
    };
    match scene.theme.example(lang, example, variables) {
        Ok(html) => {
            let shown = MODES.iter().enumerate().map(|(mode, (class, word))| ShownView {
                class,
                label: scene.word(lang, word).to_string(),
                html: with_own_ids(
                    &html,
                    &format!("{}-{number}-{mode}", example.component.replace('.', "-")),
                ),
            });
            view.shown = shown.collect();
        }
        Err(fault) => view.fault = fault.words().0,
    }
    view
}

/// The HTML with an ending at every id and at what points to one.
fn with_own_ids(html: &str, ending: &str) -> String {
    static ID: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#" id="([^"]+)""#).expect("a valid pattern"));
    let mut own = html.to_string();
    for found in ID.captures_iter(html) {
        let id = &found[1];
        for (before, after) in [("=\"", "\""), ("=\"#", "\"")] {
            own = own.replace(&format!("{before}{id}{after}"), &format!("{before}{id}-{ending}{after}"));
        }
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_and_what_points_to_it_get_the_same_ending() {
        let html = r##"<p id="x-a">a</p><a href="#x-a" aria-describedby="x-a" class="x-ab">b</a>"##;
        let own = r##"<p id="x-a-1">a</p><a href="#x-a-1" aria-describedby="x-a-1" class="x-ab">b</a>"##;
        assert_eq!(with_own_ids(html, "1"), own);
    }
}
