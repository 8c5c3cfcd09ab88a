//! The comparison of two versions of a policy, clause by clause.

use super::head::{self, About};
use super::version::{comparison_link, filled, version_name};
use super::view::{
    BodyView, ComparisonCountView, ComparisonItemView, ComparisonLineView, ComparisonView, LinkView, RunView,
    View,
};
use super::{Scene, Spot};
use crate::field::Kind;
use crate::policy::ClauseLevel;
use crate::policy::diff::{Fate, LineChange, Pair, Provision, Run, compare, figures, lines};
use crate::portal::{EntryNo, Versions};
use crate::url;

/// The page that compares two versions.
pub(super) fn page(scene: &Scene, spot: Spot, policy: EntryNo, (old, new): (usize, usize)) -> View {
    let Some(versions) = scene.portal.versions(policy) else { return View::default() };
    let work = scene.link(spot, policy);
    let name = |index| version_name(scene, spot.lang, versions, index);
    let values = [("title", work.text.as_str()), ("old", &name(old)), ("new", &name(new))];
    let title = filled(scene, spot.lang, "comparison_title", &values);
    let view = view(scene, spot, (policy, versions), (old, new));
    let counts: Vec<String> =
        view.summary.iter().map(|line| format!("{}{}", line.label, line.count)).collect();
    let about = About {
        kind: "comparison",
        title: &title,
        column: Some(Kind::Policy),
        is_column: false,
        description: format!("{title}：{}", counts.join("，")),
        keywords: scene.config.column(Kind::Policy).keywords[spot.lang as usize].clone(),
    };
    let mut page = head::page(scene, spot, about);
    let last = page.breadcrumbs.len().saturating_sub(1);
    page.breadcrumbs.insert(last, work);
    page.breadcrumbs[last + 1].text = scene.word(spot.lang, "comparison").to_string();
    View { page, body: BodyView::Comparison(Box::new(view)) }
}

fn view(
    scene: &Scene,
    spot: Spot,
    (policy, versions): (EntryNo, &Versions),
    (old, new): (usize, usize),
) -> ComparisonView {
    let link = |index: usize| LinkView {
        text: version_name(scene, spot.lang, versions, index),
        href: url::relative(spot.route, &versions.all[index].route),
        ..LinkView::default()
    };
    let provisions = |index: usize| scene.portal.provisions(scene.sources, versions.all[index].text);
    let sides = [provisions(old), provisions(new)];
    let names = [names(scene, spot, &sides[0]), names(scene, spot, &sides[1])];
    let writer = Writer { scene, spot, sides: &sides, names: &names, links: [link(old), link(new)] };
    let pairs = compare(&sides[0], &sides[1]);
    let others = versions.pairs().into_iter().filter(|pair| *pair != (old, new));
    ComparisonView {
        work: scene.link(spot, policy),
        old: writer.links[0].clone(),
        new: writer.links[1].clone(),
        summary: writer.summary(&pairs),
        figures: writer.figures(&pairs),
        items: writer.items(&pairs),
        others: others.map(|pair| comparison_link(scene, spot, versions, pair)).collect(),
    }
}

/// How the provisions of a text are called: 第八条, 二（三）, 第二章 支持措施.
fn names(scene: &Scene, spot: Spot, side: &[Provision]) -> Vec<String> {
    use ClauseLevel as L;
    let mut above = String::new();
    let mut annex = String::new();
    let name = |provision: &Provision| {
        let label = match provision.level {
            None => return scene.word(spot.lang, "comparison_outside").to_string(),
            Some(L::SectionLevel2) => format!("{above}{}", provision.label),
            _ => provision.label.to_string(),
        };
        match provision.level {
            Some(L::SectionLevel1) => above = provision.label.trim_end_matches('、').to_string(),
            Some(L::Annex) => annex = format!("{} ", provision.label),
            _ => {}
        }
        let inside = provision.anchor.starts_with("annex-") && provision.level != Some(L::Annex);
        let label = if inside { format!("{annex}{label}") } else { label };
        if provision.heading.is_empty() { label } else { format!("{label}　{}", provision.heading) }
    };
    side.iter().map(name).collect()
}

/// Clauses whose changed figures are listed, and figures of one clause.
const FIGURES_MAX: usize = 30;
const FIGURES_OF_CLAUSE_MAX: usize = 3;

/// Links of one line of the summary.
const SUMMARY_MAX: usize = 200;

struct Writer<'a> {
    scene: &'a Scene<'a>,
    spot: Spot<'a>,
    /// Old and new.
    sides: &'a [Vec<Provision>; 2],
    names: &'a [Vec<String>; 2],
    links: [LinkView; 2],
}

impl Writer<'_> {
    fn word(&self, key: &str, values: &[(&str, &str)]) -> String {
        filled(self.scene, self.spot.lang, key, values)
    }

    /// How a pair is told; nothing for what has not changed.
    fn kind(&self, pair: &Pair) -> Option<&'static str> {
        match pair.fate {
            Fate::Added => Some("added"),
            Fate::Removed => Some("removed"),
            _ if pair.moved => Some("moved"),
            Fate::Changed => Some("changed"),
            Fate::Same => None,
        }
    }

    /// Unchanged, in its order, under another number.
    fn is_renumbered(&self, pair: &Pair) -> bool {
        let label = |side: usize, at: Option<usize>| at.map(|at| &self.sides[side][at].label);
        pair.fate == Fate::Same && !pair.moved && label(0, pair.old) != label(1, pair.new)
    }

    fn name(&self, pair: &Pair) -> &str {
        match (pair.new, pair.old) {
            (Some(new), _) => &self.names[1][new],
            (None, old) => old.map_or("", |old| &self.names[0][old]),
        }
    }

    fn anchor(&self, pair: &Pair) -> String {
        let of = |side: usize, at: usize| match &*self.sides[side][at].anchor {
            "" => format!("text-{at}"),
            anchor => anchor.to_string(),
        };
        match (pair.new, pair.old) {
            (Some(new), _) => format!("x-{}", of(1, new)),
            (None, old) => format!("x-old-{}", old.map(|old| of(0, old)).unwrap_or_default()),
        }
    }

    fn summary(&self, pairs: &[Pair]) -> Vec<ComparisonCountView> {
        let kinds = [
            ("added", "comparison_added"),
            ("removed", "comparison_removed"),
            ("changed", "comparison_changed"),
            ("moved", "comparison_moved"),
        ];
        let mut lines: Vec<ComparisonCountView> = Vec::new();
        for (kind, word) in kinds {
            let found: Vec<&Pair> = pairs.iter().filter(|pair| self.kind(pair) == Some(kind)).collect();
            let links = found.iter().take(SUMMARY_MAX).map(|pair| LinkView {
                text: self.name(pair).to_string(),
                href: format!("#{}", self.anchor(pair)),
                ..LinkView::default()
            });
            let (label, count) = (self.word(word, &[]), found.len());
            lines.push(ComparisonCountView { kind, label, count, links: links.collect() });
        }
        let count = pairs.iter().filter(|pair| self.is_renumbered(pair)).count();
        let label = self.word("comparison_renumbered", &[]);
        lines.push(ComparisonCountView { kind: "renumbered", label, count, links: Vec::new() });
        lines.retain(|line| line.count > 0);
        lines
    }

    fn figures(&self, pairs: &[Pair]) -> Vec<LinkView> {
        let changed = pairs.iter().filter(|pair| pair.fate == Fate::Changed);
        let found = changed.filter_map(|pair| {
            let (old, new) = (&self.sides[0][pair.old?], &self.sides[1][pair.new?]);
            let figures: Vec<String> = lines(old, new)
                .iter()
                .flat_map(|line| figures(&line.runs))
                .map(|(old, new)| format!("{old}→{new}"))
                .collect();
            (1..=FIGURES_OF_CLAUSE_MAX).contains(&figures.len()).then(|| LinkView {
                text: self.name(pair).to_string(),
                href: format!("#{}", self.anchor(pair)),
                note: figures.join("，"),
                ..LinkView::default()
            })
        });
        found.take(FIGURES_MAX).collect()
    }

    fn items(&self, pairs: &[Pair]) -> Vec<ComparisonItemView> {
        let mut items = Vec::new();
        let mut range: Vec<&Pair> = Vec::new();
        for (at, pair) in pairs.iter().enumerate() {
            let same = self.kind(pair).is_none();
            let unit = pair.new.map(|new| &self.sides[1][new]);
            let stands_alone = same && unit.is_some_and(is_annex) && self.is_leaf(&pairs[at + 1..]);
            let is_heading = same && !stands_alone && unit.is_some_and(is_heading);
            let goes_on = range.last().is_none_or(|last| self.goes_on(last, pair));
            if !same || is_heading || stands_alone || !goes_on {
                items.extend(self.range(&std::mem::take(&mut range)));
            }
            match unit {
                Some(unit) if is_heading => items.push(ComparisonItemView {
                    kind: "heading",
                    anchor: self.anchor(pair),
                    label: pair.new.map(|new| self.names[1][new].clone()).unwrap_or_default(),
                    new: self.place(1, unit),
                    ..ComparisonItemView::default()
                }),
                Some(unit) if same && unit.level.is_none() => {}
                _ if same => range.push(pair),
                _ => items.push(self.item(pair)),
            }
        }
        items.extend(self.range(&range));
        items
    }

    /// Whether nothing with a number stands between an annex and the next one, so that its heading alone
    /// would not tell that it is unchanged.
    fn is_leaf(&self, after: &[Pair]) -> bool {
        let units = after.iter().filter_map(|pair| Some(&self.sides[1][pair.new?]));
        let mut levelled = units.filter(|unit| unit.level.is_some());
        levelled.next().is_none_or(is_annex)
    }

    /// Whether an unchanged provision belongs to the range that ends with another.
    fn goes_on(&self, last: &Pair, pair: &Pair) -> bool {
        let renumbered = self.is_renumbered(pair);
        let next = pair.old == last.old.map(|old| old + 1);
        renumbered == self.is_renumbered(last) && (!renumbered || next)
    }

    /// 第四条至第九条未变.
    fn range(&self, range: &[&Pair]) -> Option<ComparisonItemView> {
        let (first, last) = (range.first()?, range.last()?);
        let name =
            |side: usize, at: Option<usize>| at.map(|at| self.names[side][at].as_str()).unwrap_or_default();
        let new = [name(1, first.new), name(1, last.new)];
        let old = [name(0, first.old), name(0, last.old)];
        let values = [("first", new[0]), ("last", new[1]), ("old_first", old[0]), ("old_last", old[1])];
        let word = match (range.len() > 1, self.is_renumbered(first)) {
            (true, false) => "comparison_same_range",
            (false, false) => "comparison_same_one",
            (true, true) => "comparison_renumbered_range",
            (false, true) => "comparison_renumbered_one",
        };
        Some(ComparisonItemView {
            kind: "same",
            anchor: self.anchor(first),
            label: self.word(word, &values),
            new: first.new.map(|new| self.place(1, &self.sides[1][new])).unwrap_or_default(),
            ..ComparisonItemView::default()
        })
    }

    /// The place of a provision on the page of its version.
    fn place(&self, side: usize, provision: &Provision) -> LinkView {
        let link = &self.links[side];
        let anchor =
            if provision.anchor.is_empty() { String::new() } else { format!("#{}", provision.anchor) };
        LinkView { href: format!("{}{anchor}", link.href), ..link.clone() }
    }

    fn item(&self, pair: &Pair) -> ComparisonItemView {
        let kind = self.kind(pair).unwrap_or("same");
        let old = pair.old.map(|at| &self.sides[0][at]);
        let new = pair.new.map(|at| &self.sides[1][at]);
        let from = pair.old.map(|at| self.names[0][at].as_str()).unwrap_or_default();
        let renumbered = old.zip(new).is_some_and(|(old, new)| old.label != new.label);
        let word = match (kind, pair.fate) {
            ("moved", Fate::Same) => "diff_moved",
            ("moved", _) => "diff_moved_changed",
            ("changed", _) if renumbered => "diff_changed_renumbered",
            ("changed", _) => "diff_changed",
            ("added", _) => "diff_added",
            _ => "diff_removed",
        };
        let none = Provision::default();
        let changes = lines(old.unwrap_or(&none), new.unwrap_or(&none));
        ComparisonItemView {
            kind,
            anchor: self.anchor(pair),
            word: self.word(word, &[("from", from)]),
            label: self.name(pair).to_string(),
            old: old.map(|old| self.place(0, old)).unwrap_or_default(),
            new: new.map(|new| self.place(1, new)).unwrap_or_default(),
            lines: changes.into_iter().map(line).filter(|line| !line.runs.is_empty()).collect(),
        }
    }
}

fn is_heading(provision: &Provision) -> bool {
    use ClauseLevel as L;
    matches!(provision.level, Some(L::Part | L::Chapter | L::Section | L::SectionLevel1 | L::Annex))
}

fn is_annex(provision: &Provision) -> bool {
    provision.level == Some(ClauseLevel::Annex)
}

fn line(change: LineChange) -> ComparisonLineView {
    let run = |kind, text: String| RunView { kind, text };
    let [old, new] = change.labels;
    let labels = match change.fate {
        Fate::Removed => vec![run("removed", old.into())],
        Fate::Added => vec![run("added", new.into())],
        _ if old == new => vec![run("same", new.into())],
        _ => vec![run("removed", old.into()), run("added", new.into())],
    };
    let relabelled = labels.len() > 1;
    let runs = change.runs.into_iter().map(|one| match one {
        Run::Same(text) => run("same", text),
        Run::Removed(text) => run("removed", text),
        Run::Added(text) => run("added", text),
    });
    let kind = match change.fate {
        Fate::Same if relabelled => "changed",
        Fate::Same => "same",
        Fate::Changed => "changed",
        Fate::Added => "added",
        Fate::Removed => "removed",
    };
    let runs = labels.into_iter().chain(runs).filter(|run| !run.text.is_empty());
    ComparisonLineView { kind, runs: runs.collect() }
}
