//! Changes as Markdown: the text of a comment, bounded in length, in both languages.
//!
//! **Invariant**: what stands on a page is only ever printed in code, or escaped as the text of a link, so
//! that nothing in it is markup, a mention, or a reference to an issue.

use juxian::diagnostic::Messages;
use juxian::inspect::{
    Arrived, Change, Changed, Changes, Gone, Group, LinkChange, Moved, Shared, SharedChange, Tagged, What,
    around,
};
use juxian::url::encode;
use std::fmt::Write;

/// How much is told of each part.
#[derive(Clone, Copy)]
struct Room {
    /// Pages with their changes.
    pages: usize,
    /// Changes of a page.
    changes: usize,
    /// Changes that pages share.
    shared: usize,
    /// Lines of a list of pages or files.
    names: usize,
}

/// From everything that a person would read to nothing but counts: the first that fits is taken.
const ROOMS: [Room; 5] = [
    Room { pages: 50, changes: 12, shared: 25, names: 80 },
    Room { pages: 30, changes: 8, shared: 15, names: 40 },
    Room { pages: 15, changes: 5, shared: 10, names: 20 },
    Room { pages: 6, changes: 3, shared: 5, names: 8 },
    Room { pages: 0, changes: 0, shared: 2, names: 2 },
];

/// Characters of a text, and those that stand on either side of a change in it.
const TEXT_CHARS: usize = 160;
const CONTEXT_CHARS: usize = 18;

/// The changes in at most so many characters.
pub fn within(changes: &Changes, base: Option<&str>, messages: Messages, limit: usize) -> String {
    let told = |room: Room| Teller { changes, base, messages, room, out: String::new() }.tell();
    let mut last = String::new();
    for room in ROOMS {
        last = told(room);
        if last.chars().count() <= limit {
            return last;
        }
    }
    last.chars().take(limit).collect()
}

struct Teller<'a> {
    changes: &'a Changes,
    base: Option<&'a str>,
    messages: Messages,
    room: Room,
    out: String,
}

impl Teller<'_> {
    fn tell(mut self) -> String {
        self.head();
        if !self.changes.is_empty() {
            self.warnings();
            self.moved();
            self.added();
            self.removed();
            self.content();
            self.shared();
            self.alike();
            self.lists();
            self.unseen();
            self.files();
        }
        self.out.trim_end().to_string()
    }

    fn pick<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        if self.messages == Messages::Zh { zh } else { en }
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    /// Begins a paragraph.
    fn apart(&mut self) {
        let length = self.out.trim_end().len();
        self.out.truncate(length);
        self.out.push_str("\n\n");
    }

    fn heading(&mut self, zh: &str, en: &str, count: usize) {
        self.apart();
        let words = self.pick(zh, en);
        let _ = writeln!(self.out, "### {words}{}{count}{}\n", self.pick("（", " ("), self.pick("）", ")"));
    }

    /// A list that is shown when asked for.
    fn folded(&mut self, zh: &str, en: &str, count: usize, lines: &[String]) {
        self.folded_to(self.room.names, (zh, en), count, lines);
    }

    fn folded_to(&mut self, most: usize, (zh, en): (&str, &str), count: usize, lines: &[String]) {
        self.apart();
        let words = self.pick(zh, en);
        let _ = writeln!(
            self.out,
            "<details><summary>{words}{}{count}{}</summary>\n",
            self.pick("（", " ("),
            self.pick("）", ")")
        );
        self.lines(lines, most);
        self.line("\n</details>");
    }

    /// The first lines and the count of the others.
    fn lines(&mut self, lines: &[String], most: usize) {
        lines.iter().take(most).for_each(|line| self.line(line));
        self.rest(lines.len(), most);
    }

    fn rest(&mut self, all: usize, most: usize) {
        if all > most {
            let rest = all - most;
            let line = match self.messages {
                Messages::Zh => format!("- 另有 {rest} 个"),
                Messages::En => format!("- {rest} more"),
            };
            self.line(&line);
        }
    }

    // ---- the head

    fn head(&mut self) {
        let changes = self.changes;
        let line = match (changes.is_empty(), self.messages) {
            (true, Messages::Zh) => {
                format!("**两次生成的结果完全相同**：{} 个文件。", changes.new.files)
            }
            (true, Messages::En) => format!("**The outputs are the same**: {} files.", changes.new.files),
            (false, _) => self.counts(),
        };
        self.line(&line);
        let (old, new) = (&changes.old, &changes.new);
        let side = |side: &juxian::inspect::Side| (code(&side.date), side.pages);
        let ((old_date, old_pages), (new_date, new_pages)) = (side(old), side(new));
        let line = match self.messages {
            Messages::Zh => format!("\n{old_date} 的 {old_pages} 页 → {new_date} 的 {new_pages} 页"),
            Messages::En => format!("\n{old_pages} pages of {old_date} → {new_pages} pages of {new_date}"),
        };
        self.line(&line);
    }

    fn counts(&self) -> String {
        let changes = self.changes;
        let content = changes.changed.iter().filter(|page| !page.is_list).count();
        let lists = changes.changed.len() - content;
        let unseen = &changes.unseen;
        let unseen = unseen.tags.len() + unseen.assets.len() + unseen.markup.len();
        let files: usize =
            changes.files.iter().map(|group| group.added + group.removed + group.changed).sum();
        let counts = [
            (changes.added.len(), "新增 {}", "added {}"),
            (changes.removed.len(), "删除 {}", "removed {}"),
            (changes.moved.len(), "换了网址 {}", "at new addresses {}"),
            (content, "内容页改动 {}", "content changed {}"),
            (lists, "列表页改动 {}", "lists changed {}"),
            (unseen, "看不出变化 {}", "reading the same {}"),
            (files, "其他文件 {}", "other files {}"),
        ];
        let counts: Vec<String> = counts
            .iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, zh, en)| self.pick(zh, en).replace("{}", &count.to_string()))
            .collect();
        let word = self.pick("页面的变化", "Changes of pages");
        format!("**{word}**{}{}", self.pick("：", ": "), counts.join(self.pick("，", ", ")))
    }

    fn warnings(&mut self) {
        let changes = self.changes;
        if !changes.pages_read {
            let line = self.pick(
                "有一边只有清单，没有页面，所以只能比较文件是否相同，说不出内容有什么变化。",
                "One side is a manifest without pages: files can be told apart, but not what changed in them.",
            );
            let line = format!("\n> {line}");
            self.line(&line);
        }
        let dead: Vec<&Gone> = changes.removed.iter().filter(|gone| !gone.is_list).collect();
        if !dead.is_empty() {
            let line = match self.messages {
                Messages::Zh => format!(
                    "\n> **{} 个网址会失效**：原来的页面没有了，也没有跳转。在接替它的页面写“旧网址”，或者写“下架日期”保留说明。",
                    dead.len()
                ),
                Messages::En => format!(
                    "\n> **Dead addresses: {}.** Their pages are gone and nothing leads on. Write them as aliases (旧网址) of the page that follows, or keep a notice with a date of withdrawal (下架日期).",
                    dead.len()
                ),
            };
            self.line(&line);
        }
        if !changes.damaged.is_empty() {
            let words = self.pick(
                "清单里的这些文件不在，或者内容与清单不符（`juxian verify` 可以核对）",
                "Files of a manifest that are not there, or not as it says (see `juxian verify`)",
            );
            let line = format!("\n> **{words}**{}{}\n", self.pick("：", ": "), changes.damaged.len());
            self.line(&line);
            let lines: Vec<String> = changes
                .damaged
                .iter()
                .map(|file| {
                    let side =
                        if file.side == "old" { self.pick("旧", "old") } else { self.pick("新", "new") };
                    format!("- {side} {}", code(&file.path))
                })
                .collect();
            self.lines(&lines, self.room.names.min(10));
        }
    }

    // ---- pages that came and went

    /// The title, linked where the site's address is known, and the path.
    fn name(&self, title: &str, path: &str) -> String {
        let text = if title.is_empty() { String::new() } else { clipped(title, 80) };
        match (self.base, text.is_empty()) {
            (Some(base), false) => format!("[{}]({}) {}", escaped(&text), address(base, path), code(path)),
            (Some(base), true) => format!("[{}]({})", escaped(path), address(base, path)),
            (None, false) => format!("{} {}", escaped(&text), code(path)),
            (None, true) => code(path),
        }
    }

    fn moved(&mut self) {
        let moved = &self.changes.moved;
        if moved.is_empty() {
            return;
        }
        self.heading("换了网址，旧网址会跳转", "New addresses, to which the old ones lead", moved.len());
        let line = |page: &Moved| format!("- {} ← {}", self.name(&page.title, &page.to), code(&page.path));
        let lines: Vec<String> = moved.iter().map(line).collect();
        self.lines(&lines, self.room.names);
    }

    fn added(&mut self) {
        let (lists, content): (Vec<&Arrived>, Vec<&Arrived>) =
            self.changes.added.iter().partition(|page| page.is_list);
        let line = |page: &&Arrived| {
            let leads = page.leads_on.as_ref().map(|to| format!(" → {}", code(to))).unwrap_or_default();
            format!("- {}{leads}", self.name(&page.title, &page.path))
        };
        let (content, lists): (Vec<String>, Vec<String>) =
            (content.iter().map(line).collect(), lists.iter().map(line).collect());
        if !content.is_empty() {
            self.heading("新增的页面", "Added", content.len());
            self.lines(&content, self.room.names);
        }
        if !lists.is_empty() {
            self.folded("新增的列表页", "Lists added", lists.len(), &lists);
        }
    }

    fn removed(&mut self) {
        let (lists, content): (Vec<&Gone>, Vec<&Gone>) =
            self.changes.removed.iter().partition(|page| page.is_list);
        let line = |page: &&Gone| {
            let title =
                if page.title.is_empty() { String::new() } else { escaped(&clipped(&page.title, 80)) + " " };
            let likely = page.likely.as_ref().map(|path| match self.messages {
                Messages::Zh => format!("（同名的新页面 {}）", code(path)),
                Messages::En => format!(" (a new page has this title: {})", code(path)),
            });
            let led_on = if page.led_on {
                self.pick("（原来是跳转页）", " (it led on to another)")
            } else {
                ""
            };
            format!("- {title}{}{led_on}{}", code(&page.path), likely.unwrap_or_default())
        };
        let (content, lists): (Vec<String>, Vec<String>) =
            (content.iter().map(line).collect(), lists.iter().map(line).collect());
        if !content.is_empty() {
            self.heading("删除的页面，网址会失效", "Removed, with dead addresses", content.len());
            self.lines(&content, self.room.names);
        }
        if !lists.is_empty() {
            self.folded("删除的列表页", "Lists removed", lists.len(), &lists);
        }
    }

    // ---- pages that changed

    fn content(&mut self) {
        let changed = &self.changes.changed;
        let own: Vec<&Changed> = changed.iter().filter(|page| !page.is_list && is_own(page)).collect();
        if own.is_empty() {
            return;
        }
        self.heading("改动的内容页", "Content that changed", own.len());
        let (told, others) = own.split_at(own.len().min(self.room.pages));
        told.iter().for_each(|page| self.page(page));
        if !others.is_empty() {
            let lines: Vec<String> = others.iter().map(|page| self.bullet(page)).collect();
            self.folded("其他改动的内容页", "Other content that changed", lines.len(), &lines);
        }
    }

    /// Content in which nothing is its own.
    fn alike(&mut self) {
        let alike = self.changes.changed.iter().filter(|page| !page.is_list && !is_own(page));
        let lines: Vec<String> = alike.map(|page| self.bullet(page)).collect();
        if !lines.is_empty() {
            let (zh, en) = ("只有“多页相同的改动”的内容页", "Content with nothing but shared changes");
            self.folded(zh, en, lines.len(), &lines);
        }
    }

    fn bullet(&self, page: &Changed) -> String {
        format!("- {}", self.name(&page.title, &page.path))
    }

    fn page(&mut self, page: &Changed) {
        self.apart();
        let name = self.name(&page.title, &page.path);
        let _ = writeln!(self.out, "#### {name}\n");
        let (facts, texts): (Vec<&Change>, Vec<&Change>) =
            page.changes.iter().partition(|change| change.what != What::Text);
        let mut left = self.room.changes;
        for change in facts.iter().take(left) {
            let line = format!("- {}", self.fact(change));
            self.line(&line);
        }
        left -= left.min(facts.len());
        for link in page.links.iter().take(left) {
            let line = format!("- {}", self.link(link));
            self.line(&line);
        }
        left -= left.min(page.links.len());
        let own = page.shared.iter().map(|at| &self.changes.shared[*at]).filter(|shared| !shared.is_around());
        let shared: Vec<String> =
            own.take(left.min(3)).map(|shared| format!("- {}", self.also(shared))).collect();
        shared.iter().for_each(|line| self.line(line));
        self.texts(&texts[..texts.len().min(left)]);
        let all = page.changes.len() + page.links.len();
        let mut notes = Vec::new();
        if all > self.room.changes {
            let rest = all - self.room.changes;
            notes.push(self.pick("另有 {} 处改动", "{} more changes").replace("{}", &rest.to_string()));
        }
        if page.reordered > 0 {
            let count = page.reordered.to_string();
            notes.push(self.pick("{} 段文字换了位置", "{} texts stand elsewhere").replace("{}", &count));
        }
        if page.shared.len() > shared.len() {
            let count = (page.shared.len() - shared.len()).to_string();
            notes.push(
                self.pick("{} 处见“多页相同的改动”", "{} are among those that several pages share")
                    .replace("{}", &count),
            );
        }
        if !notes.is_empty() {
            let line = format!("\n{}", notes.join(self.pick("；", "; ")));
            self.line(&line);
        }
    }

    /// A change of this page that others have too.
    fn also(&self, shared: &Shared) -> String {
        let change = match &shared.change {
            SharedChange::Text(change) => self.fact(change),
            SharedChange::Link(link) => self.link(link),
        };
        match self.messages {
            Messages::Zh => format!("{change}（共 {} 页）", shared.pages),
            Messages::En => format!("{change} (on {} pages)", shared.pages),
        }
    }

    /// Texts as a diff, each under the heading that it stands under.
    fn texts(&mut self, texts: &[&Change]) {
        if texts.is_empty() {
            return;
        }
        let mut diff = String::new();
        let mut place = "";
        for change in texts {
            let is_itself =
                [&change.old, &change.new].into_iter().flatten().any(|text| *text == change.place);
            if change.place != place && !change.place.is_empty() && !is_itself {
                let _ = writeln!(diff, "@@ {} @@", plain(&clipped(&change.place, 60)));
            }
            place = &change.place;
            let (old, new) = shortened(change);
            old.into_iter().for_each(|text| diff.push_str(&format!("- {text}\n")));
            new.into_iter().for_each(|text| diff.push_str(&format!("+ {text}\n")));
        }
        let fence = "`".repeat((ticks(&diff) + 1).max(3));
        self.apart();
        let _ = writeln!(self.out, "{fence}diff\n{diff}{fence}");
    }

    /// A change in one line: 状态：`有效` → `废止`.
    fn fact(&self, change: &Change) -> String {
        let about = match change.what {
            What::Title => self.pick("标题", "Title").to_string(),
            What::Fact => escaped(&clipped(&change.label, 40)),
            What::Label => self.pick("栏目名", "Label").to_string(),
            What::Around => self.pick("页眉页脚", "Header or footer").to_string(),
            What::Text if change.place.is_empty() => self.pick("正文", "Text").to_string(),
            What::Text => escaped(&clipped(&change.place, 40)),
        };
        let (old, new) = shortened(change);
        let told = match (old, new) {
            (Some(old), Some(new)) => format!("{} → {}", code(&old), code(&new)),
            (Some(old), None) => format!("{}{}", self.pick("删去 ", "without "), code(&old)),
            (None, Some(new)) => format!("{}{}", self.pick("新增 ", "with "), code(&new)),
            (None, None) => String::new(),
        };
        format!("{about}{}{told}", self.pick("：", ": "))
    }

    fn link(&self, link: &LinkChange) -> String {
        let text = match link.text.is_empty() {
            true => self.pick("图片", "Picture").to_string(),
            false => format!("{} {}", self.pick("链接", "Link"), code(&clipped(&link.text, 60))),
        };
        let colon = self.pick("：", ": ");
        let target = |target: &str| code(&clipped(target, 120));
        match (&link.old, &link.new) {
            (Some(_), Some(_)) if link.new_version => {
                format!("{text}{colon}{}", self.pick("文件内容更新", "the file has new content"))
            }
            (Some(old), Some(new)) => format!("{text}{colon}{} → {}", target(old), target(new)),
            (Some(old), None) => format!("{text}{colon}{}{}", self.pick("删去 ", "without "), target(old)),
            (None, Some(new)) => format!("{text}{colon}{}{}", self.pick("新增 ", "with "), target(new)),
            (None, None) => text,
        }
    }

    // ---- what pages share, lists

    fn shared(&mut self) {
        let shared = &self.changes.shared;
        if shared.is_empty() {
            return;
        }
        self.heading("多页相同的改动", "The same change on several pages", shared.len());
        let line = |shared: &Shared| {
            let change = match &shared.change {
                SharedChange::Text(change) => self.fact(change),
                SharedChange::Link(link) => self.link(link),
            };
            let examples: Vec<String> = shared.examples.iter().map(|path| code(path)).collect();
            let examples = examples.join(self.pick("、", ", "));
            match self.messages {
                Messages::Zh => format!("- **{} 页** {change}  \n  如 {examples}", shared.pages),
                Messages::En => format!("- **{} pages** {change}  \n  such as {examples}", shared.pages),
            }
        };
        let lines: Vec<String> = shared.iter().map(line).collect();
        self.lines(&lines, self.room.shared);
    }

    fn lists(&mut self) {
        let lists = self.changes.changed.iter().filter(|page| page.is_list);
        let (own, alike): (Vec<&Changed>, Vec<&Changed>) = lists.partition(|page| is_own(page));
        if !own.is_empty() {
            let lines: Vec<String> = own.iter().map(|page| self.list(page)).collect();
            self.folded("改动的列表页", "Lists that changed", lines.len(), &lines);
        }
        if !alike.is_empty() {
            let lines: Vec<String> = alike.iter().map(|page| format!("- {}", code(&page.path))).collect();
            let (zh, en) = ("只有“多页相同的改动”的列表页", "Lists with nothing but shared changes");
            self.folded(zh, en, lines.len(), &lines);
        }
    }

    fn list(&self, page: &Changed) -> String {
        let shown = self.room.changes.min(2);
        let mut told: Vec<String> = page.changes.iter().take(shown).map(|change| self.fact(change)).collect();
        let rest = page.changes.len().saturating_sub(shown) + page.links.len() + page.shared.len();
        if rest > 0 {
            told.push(self.pick("另有 {} 处", "{} more").replace("{}", &rest.to_string()));
        }
        if page.reordered > 0 && told.is_empty() {
            told.push(self.pick("次序变化", "another order").to_string());
        }
        let told = told.join(self.pick("；", "; "));
        let colon = if told.is_empty() { "" } else { self.pick("：", ": ") };
        format!("- {}{colon}{told}", self.name(&page.title, &page.path))
    }

    // ---- what nobody sees, other files

    fn unseen(&mut self) {
        let unseen = &self.changes.unseen;
        let tagged = |page: &Tagged| {
            let tags: Vec<String> = page.tags.iter().take(6).map(|tag| code(&clipped(tag, 40))).collect();
            format!("- {} {}", code(&page.path), tags.join(" ")).trim_end().to_string()
        };
        let all = |pages: &[Tagged]| pages.iter().map(tagged).collect::<Vec<String>>();
        let assets = unseen.assets.iter().map(|path| format!("- {}", code(path))).collect();
        let parts = [
            ("只有页头标签不同", "Only tags of the head differ", all(&unseen.tags)),
            ("只有样式、脚本的版本不同", "Only versions of styles and scripts differ", assets),
            ("文字相同，代码不同", "The same texts in other markup", all(&unseen.markup)),
        ];
        for (zh, en, lines) in parts {
            if !lines.is_empty() {
                self.folded_to(self.room.names.min(10), (zh, en), lines.len(), &lines);
            }
        }
    }

    fn files(&mut self) {
        let groups = &self.changes.files;
        if groups.is_empty() {
            return;
        }
        let all: usize = groups.iter().map(|group| group.added + group.removed + group.changed).sum();
        let lines: Vec<String> = groups.iter().map(|group| self.group(group)).collect();
        self.folded("其他文件", "Other files", all, &lines);
    }

    fn group(&self, group: &Group) -> String {
        let name = match group.name {
            "data" => self.pick("数据文件", "Data files"),
            "feeds" => self.pick("订阅源", "Feeds"),
            "calendars" => self.pick("日历文件", "Calendar files"),
            "search" => self.pick("搜索和筛选文件", "Files of search and facets"),
            "assets" => self.pick("样式、脚本等主题文件", "Assets of the theme"),
            "attachments" => self.pick("附件和图片", "Attachments and images"),
            _ => self.pick("其他", "Others"),
        };
        let counts = [
            (group.added, self.pick("新增 ", "added ")),
            (group.removed, self.pick("删除 ", "removed ")),
            (group.changed, self.pick("改动 ", "changed ")),
        ];
        let counts: Vec<String> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{word}{count}"))
            .collect();
        let most = self.room.names.min(30);
        let mut names: Vec<String> = group.names.iter().take(most).map(|name| code(name)).collect();
        if group.names.len() > most {
            let rest = (group.names.len() - most).to_string();
            names.push(self.pick("等，另有 {} 个", "and {} more").replace("{}", &rest));
        }
        let names = if names.is_empty() { String::new() } else { format!("  \n  {}", names.join(" ")) };
        format!("- {name}{}{}{names}", self.pick("：", ": "), counts.join(self.pick("，", ", ")))
    }
}

/// Whether something on a page changed that other pages do not share.
fn is_own(page: &Changed) -> bool {
    !page.changes.is_empty() || !page.links.is_empty() || page.shared.is_empty()
}

// ---- texts of pages in Markdown

/// What was and what is, cut to what differs.
fn shortened(change: &Change) -> (Option<String>, Option<String>) {
    let short = |text: &str| plain(&clipped(text, TEXT_CHARS));
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => {
            let (old, new) = around(old, new, CONTEXT_CHARS);
            (Some(short(&old)), Some(short(&new)))
        }
        (old, new) => (old.as_deref().map(short), new.as_deref().map(short)),
    }
}

fn clipped(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_string();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}

/// A text in one line, without what a terminal or a browser obeys.
fn plain(text: &str) -> String {
    // Marks of direction could show a text in another order than it has.
    let is_mark = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    text.chars().map(|c| if c.is_control() || is_mark(c) { ' ' } else { c }).collect()
}

/// The longest run of backticks.
fn ticks(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// A text as code, in which nothing has a meaning.
fn code(text: &str) -> String {
    let text = plain(text);
    let fence = "`".repeat(ticks(&text) + 1);
    let pad = if text.is_empty() || text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A text outside code. Hosts of reviews look for mentions, issues and addresses after Markdown is
/// done, where a backslash no longer helps; a space of no width does.
fn escaped(text: &str) -> String {
    let text = plain(text).replace("://", ":\u{200b}//").replace("www.", "www\u{200b}.");
    let mut safe = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut is_start = true;
    while let Some(c) = chars.next() {
        // Behind figures at the start these would make a list.
        let makes_list = is_start && matches!(c, '-' | '+' | '=' | '.' | ')');
        if makes_list
            || matches!(
                c,
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '&' | '!' | '@' | '$'
            )
        {
            safe.push('\\');
        }
        safe.push(c);
        let is_sign = matches!(c, '@' | '#' | '!' | '~' | '%' | '$' | '&');
        if is_sign && chars.peek().is_some_and(|next| next.is_alphanumeric()) {
            safe.push('\u{200b}');
        }
        is_start &= c.is_ascii_digit();
    }
    safe
}

/// The address of a page, as the target of a link.
fn address(base: &str, path: &str) -> String {
    let base = encode(base.trim_end_matches('/'));
    format!("<{base}/{}>", encode(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_page_is_markup() {
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code("a\n\u{1b}[1m"), "`a  [1m`");
        assert_eq!(escaped("<b>|x|[a](b)"), "\\<b\\>\\|x\\|\\[a\\](b)");
        for mention in ["@all", "#12", "http://x", "www.x", "!3"] {
            assert!(escaped(mention).contains('\u{200b}'), "{mention}");
        }
        assert_eq!(address("https://a.example/", "zc/a b>.html"), "<https://a.example/zc/a%20b%3E.html>");
    }
}
