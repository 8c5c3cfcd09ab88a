//! Markdown bodies, with links and clauses as the portal resolved them.

use super::Scene;
use crate::markdown::{self, ClauseMark, Options, Resolve, ResolvedImage, ResolvedLink};
use crate::policy::ClauseLevel;
use crate::portal::{EntryNo, Target};
use crate::source::{Holds, SourceFile};
use crate::text::{Lang, hex};
use crate::url;
use std::borrow::Cow;

/// Type, size and the first digits of the SHA-256 of a file, as a link shows them.
pub(super) fn file_note(file: &SourceFile) -> String {
    let ending = file.path.rsplit('.').next().unwrap_or_default().to_uppercase();
    format!("{ending}, {}", super::size(file_size(file)))
}

/// The number of bytes that are published.
pub(super) fn file_size(file: &SourceFile) -> u64 {
    match &file.holds {
        Holds::Text(text) => text.len() as u64,
        Holds::Binary(binary) => binary.size_bytes,
        Holds::Refused => 0,
    }
}

/// The body of one entry, as seen from a route.
pub struct Body<'a> {
    pub scene: Scene<'a>,
    pub no: EntryNo,
    pub route: &'a str,
}

impl Body<'_> {
    /// The HTML of the body; empty where there is none.
    pub fn html(&self) -> String {
        self.html_with(self)
    }

    /// The same, with what a wrapper of it resolves otherwise.
    pub(super) fn html_with(&self, resolve: &dyn Resolve) -> String {
        let entry = self.scene.portal.entry(self.no);
        let text = self.scene.sources.file(entry.file).text();
        if entry.body.is_empty() {
            return String::new();
        }
        let title = entry.facts.title.as_ref().filter(|title| title.first);
        let options = Options {
            policy: entry.policy.is_some(),
            raw_html: self.scene.config.raw_html,
            skip_title: title.is_some_and(|title| title.text == entry.title),
        };
        let mut html = String::with_capacity(entry.body.len() * 3 / 2);
        markdown::html(text, entry.body.clone(), options, resolve, &mut html);
        html
    }

    fn link_to(&self, route: &str, anchor: Option<String>) -> ResolvedLink {
        let mut href = url::encode(&url::relative(self.route, route));
        if let Some(anchor) = anchor {
            href.push('#');
            href.push_str(&url::encode(&anchor));
        }
        ResolvedLink::Internal { href }
    }
}

impl Resolve for Body<'_> {
    fn link(&self, target: &str) -> ResolvedLink {
        let portal = self.scene.portal;
        match portal.resolve(self.scene.sources, self.no, target) {
            Target::Entry { no, anchor } => {
                let entry = portal.entry(no);
                let first = portal.entry(portal.original(no));
                let faq = (entry.kind == crate::field::Kind::Faq).then(|| first.id.to_string());
                self.link_to(portal.route(no), anchor.or(faq))
            }
            Target::Anchor(anchor) => ResolvedLink::Internal { href: format!("#{}", url::encode(&anchor)) },
            Target::Page(route) => self.link_to(&route, None),
            Target::Asset(asset) => {
                let file = self.scene.sources.file(asset.file);
                let ending = file.path.rsplit('.').next().unwrap_or_default();
                ResolvedLink::Attachment {
                    href: url::encode(&url::relative(self.route, &asset.route)),
                    format: ending.to_uppercase(),
                    size: super::size(file_size(file)),
                    sha256: hex(&file.sha256),
                }
            }
            Target::External(href) => {
                let leaving = !is_government(&href) && href.starts_with("http");
                ResolvedLink::External { href, leaving }
            }
            Target::Unsafe => ResolvedLink::Unsafe,
            Target::Dead(_) | Target::Barred => ResolvedLink::Dead,
        }
    }

    fn image(&self, target: &str) -> Option<ResolvedImage> {
        match self.scene.portal.resolve(self.scene.sources, self.no, target) {
            Target::Asset(asset) => {
                let file = self.scene.sources.file(asset.file);
                let dimensions = match &file.holds {
                    Holds::Binary(binary) => binary.dimensions,
                    _ => None,
                };
                Some(ResolvedImage { src: url::encode(&url::relative(self.route, &asset.route)), dimensions })
            }
            _ => None,
        }
    }

    fn clause_at(&self, start: usize) -> Option<ClauseMark<'_>> {
        let policy = self.scene.portal.entry(self.no).policy.as_deref()?;
        let clause = policy.clause_at(start)?;
        Some(ClauseMark { anchor: &clause.anchor, label: &clause.label, level: level_class(clause.level) })
    }

    fn is_signature(&self, start: usize) -> bool {
        let policy = self.scene.portal.entry(self.no).policy.as_deref();
        policy.is_some_and(|policy| policy.is_signature(start))
    }

    fn is_addressees(&self, start: usize) -> bool {
        let policy = self.scene.portal.entry(self.no).policy.as_deref();
        let found = policy.and_then(|policy| policy.addressees.as_ref());
        found.is_some_and(|found| found.range.start == start)
    }

    fn shortcode(&self, name: &str, args: &[(String, String)], body: &str) -> Option<String> {
        shortcode(&self.scene, self.scene.portal.entry(self.no).lang, self, (name, args), body)
    }

    fn word(&self, key: &str) -> Cow<'_, str> {
        self.scene.word(self.scene.portal.entry(self.no).lang, key).to_string().into()
    }
}

/// The ending of the class of a clause.
pub(super) fn level_class(level: ClauseLevel) -> &'static str {
    level.code()
}

/// A shortcode of the theme, with the arguments that it takes, its address resolved like that of a
/// link. Without an argument that it needs, or with an address that leads nowhere, it prints its body
/// alone; the finding says so.
fn shortcode(
    scene: &Scene,
    lang: Lang,
    resolve: &dyn Resolve,
    (name, args): (&str, &[(String, String)]),
    body: &str,
) -> Option<String> {
    let taken = scene.theme.shortcode_arguments(name)?;
    let mut given = Vec::with_capacity(args.len());
    for (key, value) in args.iter().filter(|(key, _)| taken.iter().any(|argument| argument.name == *key)) {
        let value = if key == markdown::HREF { resolve.link(value).href()? } else { value.clone() };
        given.push((key.clone(), value));
    }
    Some(scene.theme.shortcode(lang, name, &given, body)?.unwrap_or_else(|_| body.to_string()))
}

/// Whether an address is one of the state's, which needs no leaving notice.
fn is_government(href: &str) -> bool {
    let host = href.split('/').nth(2).unwrap_or_default().split(':').next().unwrap_or_default();
    host.ends_with(".gov.cn") || host == "gov.cn"
}

/// Markdown in a field of an entry: links as in its body, no clauses.
pub(super) struct Plain<'a>(pub Body<'a>);

impl Resolve for Plain<'_> {
    fn link(&self, target: &str) -> ResolvedLink {
        self.0.link(target)
    }

    fn image(&self, target: &str) -> Option<ResolvedImage> {
        self.0.image(target)
    }

    fn clause_at(&self, _: usize) -> Option<ClauseMark<'_>> {
        None
    }

    fn is_signature(&self, _: usize) -> bool {
        false
    }

    fn shortcode(&self, name: &str, args: &[(String, String)], body: &str) -> Option<String> {
        self.0.shortcode(name, args, body)
    }

    fn word(&self, key: &str) -> Cow<'_, str> {
        self.0.word(key)
    }
}
