//! What a reader sees of a finished page: its title, its texts in order, its links, its tags.
//!
//! Takes HTML of any theme, gives a [`Page`]. This is a tokeniser for what our own templates write and
//! no HTML parser: broken markup costs a wrong place of a text, never a panic and never more than one
//! pass.
//!
//! **Invariant**: pure; styles, scripts, pictures and white space leave no trace.

use crate::text::tag_end;
use crate::url::{folder, join};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Where on a page something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Area {
    /// In `<main>`.
    Main,
    /// Header, navigation, footer.
    Around,
}

/// A paragraph, item, heading, row of a table or fact.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Block {
    pub area: Area,
    pub is_title: bool,
    /// Of a fact what it is about (`<dt>`), else empty.
    pub label: String,
    pub text: String,
}

/// A link, or the source of a picture.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Link {
    pub area: Area,
    pub text: String,
    /// Below the site's root where it leads into the site.
    pub target: String,
}

/// Between two cells of a row.
pub(super) const CELL_MARK: &str = " ｜ ";

/// What is said on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    pub title: String,
    /// Where a former address leads on to.
    pub leads_on: Option<String>,
    pub blocks: Vec<Block>,
    /// The heading above each block, as a position in `headings`.
    pub places: Vec<usize>,
    pub headings: Vec<String>,
    pub links: Vec<Link>,
    /// Tags of the head by name.
    pub tags: BTreeMap<String, String>,
}

impl Page {
    /// The heading above a block; empty at the top of a page.
    pub fn place(&self, block: usize) -> &str {
        self.places.get(block).and_then(|at| self.headings.get(*at)).map_or("", String::as_str)
    }
}

/// Whether a browser shows nothing of an element as text.
fn is_silent(name: &str) -> bool {
    matches!(name, "script" | "style" | "svg" | "noscript" | "template" | "object")
}

/// Whether an element begins a new line.
fn is_breaking(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "br"
            | "button"
            | "caption"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "title"
            | "tr"
            | "ul"
    )
}

/// Reads the page at a route.
pub(super) fn read(route: &str, html: &str) -> Page {
    let mut reader = Reader::new(route, !html.contains("<main") && !html.contains("id=\"jx-main\""));
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        reader.text(&rest[..at]);
        rest = &rest[at..];
        let Some(tag) = Tag::at_start(rest) else {
            let length = no_tag(rest);
            if length == 1 {
                reader.text("<");
            }
            rest = &rest[length..];
            continue;
        };
        let after = &rest[tag.length..];
        let is_silent = is_silent(&tag.name) || tag.is_for_the_eye_only();
        if !is_silent || tag.closes || tag.is_void {
            reader.tag(&tag);
            rest = after;
            continue;
        }
        let inside = silent_length(after, &tag.name);
        if tag.name == "script" && tag.attribute("type").is_some_and(|kind| kind == "application/ld+json") {
            reader.page.tags.insert("JSON-LD".into(), after[..inside].trim().into());
        }
        rest = &after[inside..];
    }
    reader.text(rest);
    reader.finish()
}

/// The length of what begins with `<` and is no element: a comment, a declaration, or the sign itself.
fn no_tag(html: &str) -> usize {
    if html.starts_with("<!--") {
        return html.find("-->").map_or(html.len(), |end| end + 3);
    }
    if html.starts_with("<!") || html.starts_with("<?") {
        return html.find('>').map_or(html.len(), |end| end + 1);
    }
    1
}

/// The length of the inside of an element that is passed over, up to its closing tag.
fn silent_length(html: &str, name: &str) -> usize {
    let mut depth = 1;
    let mut at = 0;
    while let Some(next) = html[at..].find('<').map(|offset| at + offset) {
        let Some(tag) = Tag::at_start(&html[next..]) else {
            at = next + 1;
            continue;
        };
        if tag.name == name {
            match tag.closes {
                true => depth -= 1,
                // Scripts and styles hold text, and a `<script` in it opens nothing.
                false if !tag.is_void && !matches!(name, "script" | "style") => depth += 1,
                false => {}
            }
        }
        if depth == 0 {
            return next;
        }
        // In a script an `<a "` is no tag, so that only a closing tag may be jumped over.
        at = if matches!(name, "script" | "style") { next + 1 } else { next + tag.length };
    }
    html.len()
}

/// One tag.
struct Tag<'a> {
    /// In small letters.
    name: Cow<'a, str>,
    attributes: &'a str,
    closes: bool,
    /// Written as `<br/>`.
    is_void: bool,
    length: usize,
}

impl<'a> Tag<'a> {
    /// The tag that a text begins with.
    fn at_start(html: &'a str) -> Option<Tag<'a>> {
        let inside = html.strip_prefix('<')?;
        let (closes, inside) = inside.strip_prefix('/').map_or((false, inside), |rest| (true, rest));
        if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let name_end = inside.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'));
        let (name, rest) = inside.split_at(name_end.unwrap_or(inside.len()));
        let name = match name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => Cow::Owned(name.to_ascii_lowercase()),
            false => Cow::Borrowed(name),
        };
        let end = tag_end(rest).unwrap_or(rest.len());
        let attributes = &rest[..end];
        let length = html.len() - rest.len() + (end + 1).min(rest.len());
        Some(Tag { name, attributes, closes, is_void: attributes.ends_with('/'), length })
    }

    /// What a page repeats for some eyes, such as `EN` beside `English`, or the address on paper.
    fn is_for_the_eye_only(&self) -> bool {
        self.attributes.contains("aria-hidden=\"true\"")
            && !matches!(&*self.name, "br" | "hr" | "img" | "input")
    }

    /// The value of an attribute, with its entities.
    fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=').unwrap_or(rest.len());
            if end == 0 && !rest.starts_with('=') {
                return None;
            }
            let (found, after) = rest.split_at(end);
            let (value, after) = match after.trim_start().strip_prefix('=') {
                Some(value) => attribute_value(value.trim_start()),
                None => ("", after),
            };
            if found.eq_ignore_ascii_case(name) {
                return Some(value);
            }
            rest = after;
        }
    }
}

/// A value at the start of a text, and what follows it.
fn attribute_value(text: &str) -> (&str, &str) {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    match quote {
        Some(quote) => text[1..].split_once(quote).unwrap_or((&text[1..], "")),
        None => text.split_at(text.find(|c: char| c.is_ascii_whitespace()).unwrap_or(text.len())),
    }
}

/// The page as far as it was read.
struct Reader<'a> {
    route: &'a str,
    page: Page,
    area: Area,
    /// The element that is `<main>`, and how many of its name are open in it.
    main: Option<(String, usize)>,
    in_head_title: bool,
    in_term: bool,
    in_cell: bool,
    /// h1 is 1; 0 outside headings.
    heading: u8,
    /// The heading of the section, as a position in `page.headings`.
    place: usize,
    label: String,
    /// The text of the block that is open.
    text: String,
    /// Targets of the links that are open, with the length of `text` where each began.
    link: Option<(String, String)>,
    head_title: String,
}

impl<'a> Reader<'a> {
    fn new(route: &'a str, is_all_main: bool) -> Reader<'a> {
        Reader {
            route,
            page: Page { headings: vec![String::new()], ..Page::default() },
            area: if is_all_main { Area::Main } else { Area::Around },
            main: None,
            in_head_title: false,
            in_term: false,
            in_cell: false,
            heading: 0,
            place: 0,
            label: String::new(),
            text: String::new(),
            link: None,
            head_title: String::new(),
        }
    }

    fn text(&mut self, html: &str) {
        if html.is_empty() {
            return;
        }
        let text = unescape(html);
        if let Some((_, words)) = &mut self.link {
            words.push_str(&text);
        }
        self.text.push_str(&text);
    }

    fn tag(&mut self, tag: &Tag) {
        if is_breaking(&tag.name) {
            self.end_block();
        }
        self.cells(tag);
        match tag.closes {
            false => self.open(tag),
            true => self.close(tag),
        }
    }

    /// Cells of a row stand in one line.
    fn cells(&mut self, tag: &Tag) {
        if matches!(&*tag.name, "td" | "th") && !tag.closes {
            if self.in_cell {
                self.text.push_str(CELL_MARK);
            }
            self.in_cell = true;
        }
        if matches!(&*tag.name, "tr" | "table") {
            self.in_cell = false;
        }
    }

    fn open(&mut self, tag: &Tag) {
        self.enter_main(tag);
        let level = tag.name.strip_prefix(['h', 'H']).and_then(|level| level.parse().ok());
        match &*tag.name {
            "a" => {
                self.end_link();
                self.link = tag.attribute("href").map(|href| (self.target(href), String::new()));
            }
            "img" => self.picture(tag),
            "title" => self.in_head_title = self.main.is_none() && self.head_title.is_empty(),
            "meta" => self.meta(tag),
            "link" => self.relation(tag),
            "dt" => self.in_term = true,
            "dl" => self.label.clear(),
            _ if level.is_some_and(|level| (1..=6).contains(&level)) => self.heading = level.unwrap_or(0),
            _ => {}
        }
    }

    fn close(&mut self, tag: &Tag) {
        match &*tag.name {
            "a" => self.end_link(),
            "dt" => self.in_term = false,
            "dl" => self.label.clear(),
            "title" => self.in_head_title = false,
            "section" | "aside" | "article" | "main" => self.place = 0,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = 0,
            _ => {}
        }
        if let Some((name, depth)) = &mut self.main
            && self.area == Area::Main
            && tag.name == *name
        {
            *depth -= 1;
            if *depth == 0 {
                self.area = Area::Around;
            }
        }
    }

    /// `<main>`, or with a frame of somebody else's the element with its id.
    fn enter_main(&mut self, tag: &Tag) {
        match &mut self.main {
            None if tag.name == "main" || tag.attribute("id") == Some("jx-main") => {
                self.main = Some((tag.name.to_string(), 1));
                self.area = Area::Main;
            }
            Some((name, depth)) if self.area == Area::Main && tag.name == *name && !tag.is_void => {
                *depth += 1
            }
            _ => {}
        }
    }

    fn meta(&mut self, tag: &Tag) {
        let content = unescape(tag.attribute("content").unwrap_or_default());
        if tag.attribute("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("refresh")) {
            let target = content.split_once("url=").map(|(_, target)| self.target(target.trim()));
            self.page.leads_on = target;
        }
        if let Some(name) = tag.attribute("name").or(tag.attribute("property")) {
            let value = self.page.tags.entry(unescape(name)).or_default();
            value.push_str(&content);
            value.push('\n');
        }
    }

    /// canonical and translations; what a page loads is no part of what it says.
    fn relation(&mut self, tag: &Tag) {
        let relation = tag.attribute("rel").unwrap_or_default();
        if matches!(relation, "canonical" | "alternate") {
            let lang = tag.attribute("hreflang").or(tag.attribute("type")).unwrap_or_default();
            let name = format!("{relation} {lang}");
            let value = self.page.tags.entry(unescape(name.trim())).or_default();
            value.push_str(tag.attribute("href").unwrap_or_default());
            value.push('\n');
        }
    }

    fn picture(&mut self, tag: &Tag) {
        let text = unescape(tag.attribute("alt").unwrap_or_default());
        if !text.is_empty() {
            self.text.push_str(&format!("[{text}]"));
        }
        if let Some(source) = tag.attribute("src") {
            let target = self.target(source);
            self.page.links.push(Link { area: self.area, text, target });
        }
    }

    /// Where a link leads, seen from the root of the site.
    fn target(&self, href: &str) -> String {
        let href = unescape(href);
        let is_foreign =
            href.starts_with("//") || href.split(['/', '?', '#']).next().is_some_and(|s| s.contains(':'));
        if is_foreign || href.starts_with('#') {
            return href;
        }
        let end = href.find(['?', '#']).unwrap_or(href.len());
        let (path, rest) = href.split_at(end);
        join(folder(self.route), path).map_or(href.clone(), |path| path + rest)
    }

    fn end_link(&mut self) {
        let Some((target, words)) = self.link.take() else { return };
        // A jump within the page changes with the texts it stands between.
        if !target.starts_with('#') {
            self.page.links.push(Link { area: self.area, text: tight(&words), target });
        }
    }

    fn end_block(&mut self) {
        let text = tight(&self.text);
        self.text.clear();
        if text.is_empty() || text == "｜" {
            return;
        }
        if self.in_head_title {
            self.head_title = text;
            return;
        }
        if self.in_term {
            self.label = text;
            return;
        }
        let is_title = self.heading == 1 && self.area == Area::Main && self.page.title.is_empty();
        if is_title {
            self.page.title.clone_from(&text);
        } else if self.heading > 1 && self.area == Area::Main {
            self.place = self.page.headings.len();
            self.page.headings.push(text.clone());
        }
        self.page.places.push(self.place);
        self.page.blocks.push(Block { area: self.area, is_title, label: self.label.clone(), text });
    }

    fn finish(mut self) -> Page {
        self.end_link();
        self.end_block();
        if self.page.title.is_empty() {
            self.page.title.clone_from(&self.head_title);
        }
        self.page.tags.insert("title".into(), self.head_title);
        self.page
    }
}

/// A text with single spaces.
fn tight(text: &str) -> String {
    let mut tight = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !tight.is_empty() {
            tight.push(' ');
        }
        tight.push_str(word);
    }
    tight
}

/// Entities as their characters; what is none stays.
fn unescape(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        match end.and_then(|end| Some((entity(&rest[1..end])?, end + 1))) {
            Some((c, length)) => {
                text.push(c);
                rest = &rest[length..];
            }
            None => {
                text.push('&');
                rest = &rest[1..];
            }
        }
    }
    text.push_str(rest);
    text
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<String> {
        let page = read("zc/a.html", html);
        let told = |block: &Block| match block.label.is_empty() {
            true => block.text.clone(),
            false => format!("{}={}", block.label, block.text),
        };
        page.blocks.iter().map(told).collect()
    }

    #[test]
    fn texts_stand_in_order_and_facts_have_their_label() {
        let html = "<head><title>甲_站</title><style>p{}</style></head><body><nav>航</nav><main><h1>甲\n 乙</h1>\
            <dl><div><dt>文号</dt><dd>云<b>1</b>号</dd><dd>2号</dd></div></dl><script>if (a<b) \"<p>\"</script>\
            <p>a&lt;b &amp;amp; <a href=\"../x.html\">去</a><br>下</p>\
            <table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table></main><footer>脚</footer>";
        assert_eq!(
            texts(html),
            ["航", "甲 乙", "文号=云1号", "文号=2号", "a<b &amp; 去", "下", "A ｜ B", "1 ｜ 2", "脚"]
        );
        let page = read("zc/a.html", html);
        assert_eq!(page.title, "甲 乙");
        assert_eq!(page.links, [Link { area: Area::Main, text: "去".into(), target: "x.html".into() }]);
        assert_eq!(page.blocks[0].area, Area::Around);
        assert_eq!(page.blocks[1].area, Area::Main);
        assert_eq!(page.blocks[8].area, Area::Around);
    }

    #[test]
    fn a_fragment_and_a_page_without_main_are_read_too() {
        let html = "<div class=\"jx\"><p>头</p><div id=\"jx-main\"><div>正</div></div><p>尾</p></div>";
        let areas: Vec<Area> = read("a.html", html).blocks.iter().map(|block| block.area).collect();
        assert_eq!(areas, [Area::Around, Area::Main, Area::Around]);
        assert_eq!(read("a.html", "<p>全部</p>").blocks[0].area, Area::Main);
    }

    #[test]
    fn a_former_address_says_where_it_leads() {
        let page = read("zc/old.html", "<meta http-equiv=\"refresh\" content=\"0; url=new.html\">");
        assert_eq!(page.leads_on.as_deref(), Some("zc/new.html"));
    }

    #[test]
    fn pictures_and_their_words_are_passed_over() {
        assert_eq!(texts("<main><svg><title>图</title><svg/><text>字</text></svg><p>后</p></main>"), ["后"]);
    }

    #[test]
    fn broken_markup_neither_panics_nor_hangs() {
        let whole =
            "<main><h1 a='>'>甲</h1><dl><dt>乙<dd>&#x;&#55296;&amp</dl><svg><a href=\"x\" <p>丙<script>丁";
        for end in (0..=whole.len()).filter(|end| whole.is_char_boundary(*end)) {
            read("a.html", &whole[..end]);
        }
        for html in [
            "<",
            "</",
            "</>",
            "<!",
            "<!--",
            "<a",
            "<a href",
            "<a href=",
            "<a =\"",
            "</main></main>",
            "&;",
            "<p / / =>",
        ] {
            read("a.html", html);
        }
        assert_eq!(texts("1 < 2"), ["1 < 2"]);
    }
}
