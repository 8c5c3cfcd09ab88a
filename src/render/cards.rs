//! The cards of entries as HTML, each made once and used by every list that it stands in.
//!
//! Lists, pages of facets and the data of the script that combines facets show the same card; an entry
//! stands in a dozen of them. So the theme's component is run once for an entry, with addresses that
//! begin with a mark, and each page puts its own way to the root in the place of the mark.
//!
//! **Invariant**: a card depends on its entry and on nothing of the page it stands on.

use super::card::card;
use super::view::{CardView, PageView};
use super::{Scene, Spot};
use crate::portal::EntryNo;
use crate::text::Lang;
use crate::theme::Fault;
use std::sync::OnceLock;
use tera::Context;

/// Stands where the way to the root will. No text of an entry holds it: HTML does not allow it.
const ROOT: char = '\u{1}';

/// The template of one card.
const TEMPLATE: &str = "parts/card.html";

/// The cards that were made so far, by entry.
#[derive(Debug, Default)]
pub struct Cards {
    html: Vec<OnceLock<Box<str>>>,
    shared: [OnceLock<Context>; 2],
}

impl Cards {
    /// Room for the cards of so many entries.
    pub fn of(count: usize) -> Cards {
        Cards { html: (0..count).map(|_| OnceLock::new()).collect(), ..Cards::default() }
    }
}

/// The cards of entries, one after the other, as seen from the spot.
pub(super) fn cards_html(scene: &Scene, spot: Spot, entries: &[EntryNo]) -> String {
    let root = "../".repeat(spot.route.matches('/').count());
    let mut html = String::new();
    for no in entries {
        for (at, piece) in marked(scene, spot.lang, *no).split(ROOT).enumerate() {
            if at > 0 {
                html.push_str(&root);
            }
            html.push_str(piece);
        }
    }
    html
}

/// The card of an entry with addresses that begin at `root`; what goes wrong in its template.
pub(super) fn card_html(scene: &Scene, lang: Lang, no: EntryNo, root: &str) -> Result<String, Box<Fault>> {
    match marked(scene, lang, no) {
        "" => made(scene, lang, no).map(|html| html.replace(ROOT, root)),
        html => Ok(html.replace(ROOT, root)),
    }
}

/// Empty where the template fails; the file with the cards for scripts says why.
fn marked<'a>(scene: &Scene<'a>, lang: Lang, no: EntryNo) -> &'a str {
    let shown = scene.portal.in_language(no, lang).unwrap_or(no);
    scene.cards.html[shown.0 as usize].get_or_init(|| made(scene, lang, no).unwrap_or_default().into())
}

fn made(scene: &Scene, lang: Lang, no: EntryNo) -> Result<String, Box<Fault>> {
    let mut card = card(scene, Spot { route: "", lang }, no);
    mark(&mut card);
    let mut variables = scene.cards.shared[lang as usize].get_or_init(|| shared(scene, lang)).clone();
    variables.insert("card", &card);
    let mut html = Vec::new();
    scene.theme.render(TEMPLATE, &variables, &mut html).map_err(Box::new)?;
    Ok(String::from_utf8(html).expect("templates print UTF-8"))
}

fn mark(card: &mut CardView) {
    let badges = card.badges.iter_mut().map(|badge| &mut badge.href);
    for href in badges.chain([&mut card.href]).filter(|href| !href.is_empty()) {
        href.insert(0, ROOT);
    }
}

/// What a component may ask for beside the card.
fn shared(scene: &Scene, lang: Lang) -> Context {
    let mut variables = scene.theme.variables(lang);
    let page =
        PageView { kind: "list", lang: lang.tag(), root: ROOT.into(), linked: true, ..PageView::default() };
    variables.insert("page", &page);
    variables.insert("root", &ROOT);
    variables
}
