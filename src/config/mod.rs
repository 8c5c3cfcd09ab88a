//! The settings of one portal, resolved once.
//!
//! Takes `content/site.yaml` (or `站点.yaml`), gives [`Config`] with every default filled in.
//!
//! **Invariant**: nothing after this module sees a raw setting or asks whether one was written.

mod meta;

mod holidays;
mod search;

pub use search::SearchSettings;

use crate::date::HolidayCalendar;
use crate::diagnostic::finding::Words;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Finding, Messages, Span};
use crate::field::{self, Fields, Kind, Mode, Target};
use crate::source::{Root, SourceFile, Sources, yaml};
use crate::text::Lang;
use crate::vocabulary::Vocabularies;
use regex::Regex;

/// Names under which the settings may stand in the content folder.
pub const FILE_NAMES: [&str; 2] = ["site.yaml", "站点.yaml"];

/// How strict a build is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Any folder builds; what is missing is a warning, and pages say that they are a preview.
    Preview,
    /// Errors keep the build from being moved in.
    Production,
}

/// What the theme puts around a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chrome {
    /// Own head and footer.
    Own,
    /// Neither.
    None,
    /// A fragment for a page of somebody else's.
    Include,
}

/// What a parent page prints itself, so that a fragment leaves it out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ParentPrints {
    pub title: bool,
    pub breadcrumbs: bool,
    pub tools: bool,
}

/// A named address or telephone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    pub name: String,
    pub href: String,
}

/// A section of the site, as the state meta tags describe it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: [String; 2],
    pub description: [String; 2],
    pub keywords: [Vec<String>; 2],
    /// Code of the vocabulary `column_types`.
    pub column_type: String,
}

/// 兑付进度: how long payment took, by batch and benefit.
#[derive(Clone, Debug, Default)]
pub struct PaymentProgress {
    /// Its CSV, if the settings name one that is there.
    pub file: Option<FileId>,
    /// Parts `payment_progress_row` in the order of the file.
    pub rows: Vec<Fields>,
}

/// The settings of a portal.
#[derive(Clone, Debug)]
pub struct Config {
    /// Name of the site; with `name_en`, in English.
    pub name: [String; 2],
    pub domain: String,
    pub site_id_code: String,
    /// Without closing `/`; empty where none is set, and then nothing absolute is written.
    pub base_url: String,
    /// With `/` at both ends.
    pub base_path: String,
    pub profile: Profile,
    pub chrome: Chrome,
    /// Nothing, unless `chrome` is `include`.
    pub parent_prints: ParentPrints,
    pub host_body: String,
    pub undertaking_body: String,
    pub contact: Fields,
    pub icp_number: String,
    pub public_security_number: String,
    pub conac_id: String,
    pub interaction: Option<Channel>,
    /// What the channel is called in English; empty where it is not written.
    pub interaction_en: String,
    pub disclosure_guide: String,
    pub application_channel: String,
    /// The licence of open data, with its address if it has one.
    pub data_licence: Option<Channel>,
    /// What index and registry numbers look like.
    pub index_number_pattern: Option<Regex>,
    pub registration_number_pattern: Option<Regex>,
    /// Code of the vocabulary `regions`, or the text as written.
    pub region: String,
    pub languages: Vec<Lang>,
    /// Entries on one page of a list.
    pub page_size: usize,
    /// Path of the logo below the content folder; empty where there is none.
    pub logo: String,
    pub payment_progress: PaymentProgress,
    pub theme: String,
    /// Where the theme is named.
    pub theme_span: Option<Span>,
    pub theme_color: String,
    pub raw_html: bool,
    pub file_size_max_bytes: u64,
    /// Column types that the parent site takes; empty where it takes all.
    pub column_types_taken: Vec<String>,
    /// By kind, in the order of [`Kind::ALL`].
    pub columns: Vec<Column>,
    pub search: SearchSettings,
    /// Empty without a calendar: then Monday to Friday are counted.
    pub holidays: HolidayCalendar,
    /// The file of the calendar, if there is one.
    pub holidays_file: Option<Span>,
    /// Working days in which an interpretation, a document, a publicity period is due.
    pub interpretation_days: u32,
    pub disclosure_days: u32,
    pub publicity_days: u32,
    /// Domain and date of `tag:` ids; empty where neither it nor an address is set.
    pub feed_authority: String,
    /// The site's settings file, if there is one.
    pub file: Option<Span>,
}

/// Settings that a production build needs (`content-model.md` 4.11), with the key of the dictionary.
const NEEDED: &[&str] =
    &["site_name", "site_domain", "site_id_code", "base_url", "host_body", "interaction_channel", "region"];
/// Needed only where the portal has its own frame.
const NEEDED_OWN: &[&str] = &["contact", "icp_number", "public_security_number", "conac_id"];

/// Reads the settings; a `profile` given on the command line wins over the file.
pub fn config(
    sources: &Sources,
    vocabularies: &Vocabularies,
    profile: Option<Profile>,
) -> (Config, Diagnostics) {
    let Some(file) = FILE_NAMES.iter().find_map(|name| sources.find(Root::Content, name)) else {
        let (mut config, _) = resolve(&Fields::default(), None, true);
        config.profile = profile.unwrap_or(config.profile);
        return (config, vec![Diagnostic::general(Finding::NoSettings)]);
    };
    let (fields, chinese, mut diagnostics) = read(file, vocabularies);
    let (mut config, found) = resolve(&fields, Some(Span::whole(file.id)), chinese);
    diagnostics.extend(found);
    config.profile = profile.unwrap_or(config.profile);
    diagnostics.extend(read_holidays(sources, &fields, &mut config, chinese));
    let (progress, found) = payment_progress(sources, vocabularies, &fields, chinese);
    config.payment_progress = progress;
    diagnostics.extend(found);
    if !config.logo.is_empty() && sources.find(Root::Content, &config.logo).is_none() {
        let problem = Words::new("的文件不在内容文件夹里", "is no file of the content folder");
        let finding = Finding::BadSetting { key: setting_name("logo", chinese), problem };
        let span = fields.get("logo").map_or(Span::whole(file.id), |value| value.span);
        diagnostics.push(Diagnostic::at(span, finding));
    }
    if config.profile == Profile::Production {
        let own: &[&str] = if config.chrome == Chrome::Own { NEEDED_OWN } else { &[] };
        for key in NEEDED.iter().chain(own).filter(|key| fields.get(key).is_none()) {
            let finding = Finding::MissingSetting { key: setting_name(key, chinese) };
            diagnostics.push(Diagnostic::at(Span::whole(file.id), finding));
        }
    }
    (config, diagnostics)
}

/// Fills in the holiday calendar.
fn read_holidays(sources: &Sources, fields: &Fields, config: &mut Config, chinese: bool) -> Diagnostics {
    let written = fields.text("holiday_calendar").unwrap_or_default().trim();
    match holidays::file(sources, written) {
        Ok(None) => Vec::new(),
        Ok(Some(file)) => {
            let (calendar, diagnostics) = holidays::read(file);
            config.holidays = calendar;
            config.holidays_file = Some(Span::whole(file.id));
            diagnostics
        }
        Err(()) => {
            let problem = Words::new("的文件不在内容文件夹里", "is no file of the content folder");
            let finding = Finding::BadSetting { key: setting_name("holiday_calendar", chinese), problem };
            let span = fields.get("holiday_calendar").map(|value| value.span).or(config.file);
            vec![Diagnostic { finding, span, related: Vec::new() }]
        }
    }
}

/// Whether a path below the content folder is that of the settings.
pub fn is_settings(path: &str) -> bool {
    FILE_NAMES.contains(&path)
}

fn setting_name(key: &str, chinese: bool) -> String {
    let field = field::SITE.iter().find(|field| field.key == key);
    field.map_or(key, |field| if chinese { field.zh } else { field.key }).to_string()
}

fn read(file: &SourceFile, vocabularies: &Vocabularies) -> (Fields, bool, Diagnostics) {
    let (node, mut diagnostics) = yaml::parse(file.id, file.text(), 0..file.text().len());
    let Some(node) = node.filter(|node| !node.is_empty()) else {
        return (Fields::default(), true, as_refusals(diagnostics));
    };
    if node.map().is_none() && diagnostics.is_empty() {
        diagnostics.push(Diagnostic::at(node.span, Finding::NotAMap { key: FILE_NAMES[0].into() }));
    }
    let (fields, found) = field::read(Target::Site, &node, vocabularies, Mode::Original);
    diagnostics.extend(found);
    (fields, field::uses_chinese_keys(&node), as_refusals(diagnostics))
}

/// Broken settings are refused, whatever they would be elsewhere: what follows depends on them.
fn as_refusals(diagnostics: Diagnostics) -> Diagnostics {
    let broken = |finding: &Finding| {
        matches!(
            finding,
            Finding::YamlSyntax { .. }
                | Finding::FullWidthColon { .. }
                | Finding::YamlTab
                | Finding::NotAMap { .. }
        )
    };
    let mut all = diagnostics;
    if let Some(first) = all.iter().find(|diagnostic| broken(&diagnostic.finding)).cloned() {
        let said = |messages| first.finding.message(messages);
        let problem = Words::new(format!("：{}", said(Messages::Zh)), format!(": {}", said(Messages::En)));
        let finding = Finding::BadSetting { key: FILE_NAMES[0].into(), problem };
        all.push(Diagnostic { finding, ..first });
    }
    all
}

/// Settings whose value cannot be meant, with what is wanted.
fn problems(fields: &Fields) -> Vec<(&'static str, Words)> {
    let mut problems = Vec::new();
    let text = |key: &str| fields.text(key).unwrap_or_default().trim();
    let is_address = |url: &str| {
        let rest = url.strip_prefix("https://").or(url.strip_prefix("http://"));
        rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
    };
    if !text("base_url").is_empty() && !is_address(text("base_url")) {
        problems.push(("base_url", Words::new("应以 https:// 开头", "must begin with https://")));
    }
    if crate::url::join("", text("base_path")).is_none() {
        problems.push(("base_path", Words::new("不能有 ..", "must not hold ..")));
    }
    let channel = fields.part("interaction_channel");
    if channel.is_some_and(|part| part.text("url").is_none() && part.text("phone").is_none()) {
        let words = Words::new("要有网址或电话", "needs an address or a telephone number");
        problems.push(("interaction_channel", words));
    }
    // Braces have no place in an address; those of its two placeholders are filled on each page.
    let address = channel.and_then(|part| part.text("url")).unwrap_or_default();
    let address = address.replace("{url}", "").replace("{title}", "");
    let refused = |c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c);
    if !address.is_empty() && (!is_address(&address) || address.contains(refused)) {
        let words = Words::new(
            "的网址应以 https:// 开头，花括号中只能是 url 和 title",
            "needs an address that begins with https:// and holds no other braces than {url} and {title}",
        );
        problems.push(("interaction_channel", words));
    }
    if fields.get("page_size").is_some() && page_size(fields).is_none() {
        problems.push(("page_size", Words::new("应为 1 至 1000", "must be 1 to 1000")));
    }
    for key in ["index_number_pattern", "registration_number_pattern"] {
        if pattern(fields, key).is_some_and(|read| read.is_err()) {
            problems.push((key, Words::new("不是正则表达式", "is no regular expression")));
        }
    }
    if !text("feed_authority").is_empty() && !is_authority(text("feed_authority")) {
        let words = Words::new("应为“域名,日期”", "must be a domain, a comma and a date");
        problems.push(("feed_authority", words));
    }
    if size(text("file_size_max")).is_err() {
        problems.push(("file_size_max", Words::new("应为 20MB 这样的大小", "must be a size such as 20MB")));
    }
    for code in fields.texts("languages").filter(|code| Lang::from_code(code).is_none()) {
        let words = Words::new(
            format!("不支持“{code}”，只有 zh 和 en"),
            format!("has “{code}”; there are zh and en"),
        );
        problems.push(("languages", words));
    }
    if fields.texts("languages").next().is_some_and(|code| Lang::from_code(code) == Some(Lang::En)) {
        let words =
            Words::new("第一个应为 zh，主要语言是中文", "must begin with zh: the main language is Chinese");
        problems.push(("languages", words));
    }
    let named = fields.parts("columns").filter_map(|part| part.text("kind"));
    for code in named.filter(|code| Kind::find(code).is_none()) {
        let words = Words::new(format!("没有类别“{code}”"), format!("names “{code}”, which is no kind"));
        problems.push(("columns", words));
    }
    problems.extend(search::problems(fields));
    problems
}

/// A number of working days, or what the field's rules say.
fn working_days(fields: &Fields, key: &str, default: u32) -> u32 {
    match fields.get(key).map(|v| &v.value) {
        Some(field::Value::Integer(n)) => u32::try_from(*n).unwrap_or(default),
        _ => default,
    }
}

/// Whether a text is the authority of a `tag:` id (RFC 4151): a domain or mailbox, a comma, a date.
fn is_authority(text: &str) -> bool {
    let Some((name, date)) = text.split_once(',') else { return false };
    let is_name = |b: u8| b.is_ascii_alphanumeric() || b"-._@".contains(&b);
    let is_date = |b: u8| b.is_ascii_digit() || b == b'-';
    name.contains('.')
        && name.bytes().all(is_name)
        && matches!(date.len(), 4 | 7 | 10)
        && date.bytes().all(is_date)
}

/// As written, else the host of the address with the first year of this program: an id must not
/// change when a year or an entry comes.
fn feed_authority(written: &str, base_url: &str) -> String {
    let host = base_url.split('/').nth(2).unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
    match (is_authority(written), host) {
        (true, _) => written.to_string(),
        (false, "") => String::new(),
        (false, host) => format!("{},2026", host.to_ascii_lowercase()),
    }
}

/// Entries on a page; `None` where none or a useless number is written.
fn page_size(fields: &Fields) -> Option<usize> {
    match fields.get("page_size").map(|v| &v.value) {
        Some(field::Value::Integer(n)) if (1..=1000).contains(n) => Some(*n as usize),
        _ => None,
    }
}

/// Reads the rows of 兑付进度, if the settings name a file of the content folder.
fn payment_progress(
    sources: &Sources,
    vocabularies: &Vocabularies,
    fields: &Fields,
    chinese: bool,
) -> (PaymentProgress, Diagnostics) {
    let Some(written) = fields.get("payment_progress") else { return Default::default() };
    let path = written.value.text().unwrap_or_default().trim_start_matches("./");
    let Some(file) = sources.find(Root::Content, path) else {
        let finding =
            Finding::DataFileMissing { key: setting_name("payment_progress", chinese), path: path.into() };
        return (PaymentProgress::default(), vec![Diagnostic::at(written.span, finding)]);
    };
    let (rows, found) = field::list::read_part("payment_progress_row", file.id, file.text(), vocabularies);
    (PaymentProgress { file: Some(file.id), rows }, found)
}

/// Fills in every default.
fn resolve(fields: &Fields, file: Option<Span>, chinese: bool) -> (Config, Diagnostics) {
    let text = |key: &str| fields.text(key).unwrap_or_default().trim().to_string();
    let problem = |(key, problem): (&'static str, Words)| Diagnostic {
        finding: Finding::BadSetting { key: setting_name(key, chinese), problem },
        span: fields.get(key).map(|value| value.span).or(file),
        related: Vec::new(),
    };
    let mut diagnostics: Diagnostics = problems(fields).into_iter().map(problem).collect();
    let base_url = text("base_url").trim_end_matches('/').to_string();
    let name = Some(text("site_name")).filter(|name| !name.is_empty()).unwrap_or("未命名站点".into());
    let name_en = Some(text("name_en")).filter(|name| !name.is_empty()).unwrap_or_else(|| name.clone());
    let config = Config {
        base_path: base_path(&text("base_path"), &base_url),
        name: [name, name_en],
        domain: text("site_domain"),
        site_id_code: text("site_id_code"),
        base_url,
        profile: if text("profile") == "production" { Profile::Production } else { Profile::Preview },
        chrome: match text("chrome").as_str() {
            "none" => Chrome::None,
            "include" => Chrome::Include,
            _ => Chrome::Own,
        },
        parent_prints: parent_prints(fields),
        host_body: text("host_body"),
        undertaking_body: text("undertaking_body"),
        contact: fields.part("contact").cloned().unwrap_or_default(),
        icp_number: text("icp_number"),
        public_security_number: text("public_security_number"),
        conac_id: text("conac_id"),
        interaction: channel(fields),
        interaction_en: interaction_en(fields),
        disclosure_guide: text("disclosure_guide"),
        application_channel: text("application_channel"),
        data_licence: fields.part("data_licence").map(licence),
        index_number_pattern: pattern(fields, "index_number_pattern").and_then(Result::ok),
        registration_number_pattern: pattern(fields, "registration_number_pattern").and_then(Result::ok),
        region: text("region"),
        languages: languages(fields),
        page_size: page_size(fields).unwrap_or(PAGE_SIZE_DEFAULT),
        payment_progress: PaymentProgress::default(),
        theme: Some(text("theme")).filter(|theme| !theme.is_empty()).unwrap_or("default".into()),
        logo: text("logo"),
        theme_span: fields.get("theme").map(|value| value.span),
        theme_color: text("theme_color"),
        raw_html: fields.yes("raw_html"),
        file_size_max_bytes: size(&text("file_size_max")).unwrap_or(SIZE_MAX_DEFAULT),
        column_types_taken: fields.texts("column_types").map(str::to_string).collect(),
        columns: columns(fields),
        search: search::settings(fields),
        holidays: HolidayCalendar::default(),
        holidays_file: None,
        interpretation_days: working_days(fields, "interpretation_days", 3),
        disclosure_days: working_days(fields, "disclosure_days", 20),
        publicity_days: working_days(fields, "publicity_days", 5),
        feed_authority: feed_authority(&text("feed_authority"), &text("base_url")),
        file,
    };
    diagnostics.extend(meta::check(&config, fields, chinese));
    (config, diagnostics)
}

const PAGE_SIZE_DEFAULT: usize = 20;
const SIZE_MAX_DEFAULT: u64 = 20 << 20;

/// Reads `20MB`, `500KB` or a number of bytes.
fn size(text: &str) -> Result<u64, ()> {
    let text = text.to_ascii_uppercase();
    let digits = text.trim_end_matches(['K', 'M', 'G', 'B', 'I', ' ']);
    let unit = match text[digits.len()..].trim().chars().next() {
        Some('K') => 10u32,
        Some('M') => 20,
        Some('G') => 30,
        _ => 0,
    };
    if text.is_empty() {
        return Ok(SIZE_MAX_DEFAULT);
    }
    digits.trim().parse::<u64>().ok().and_then(|n| n.checked_mul(1 << unit)).filter(|n| *n > 0).ok_or(())
}

/// The base path with `/` at both ends; taken from the base address where it is not written.
fn base_path(written: &str, base_url: &str) -> String {
    let path = if written.is_empty() { base_url.splitn(4, '/').nth(3).unwrap_or_default() } else { written };
    match path.trim_matches('/') {
        "" => "/".into(),
        path => format!("/{path}/"),
    }
}

/// A pattern that somebody has written; it need not be one.
fn pattern(fields: &Fields, key: &str) -> Option<Result<Regex, regex::Error>> {
    let text = fields.text(key).filter(|text| !text.is_empty())?;
    Some(regex::RegexBuilder::new(text).size_limit(1 << 20).build())
}

fn parent_prints(fields: &Fields) -> ParentPrints {
    let is_fragment = fields.text("chrome") == Some("include");
    let prints = |part: &str| is_fragment && fields.texts("parent_prints").any(|text| text == part);
    ParentPrints { title: prints("title"), breadcrumbs: prints("breadcrumbs"), tools: prints("tools") }
}

fn licence(part: &Fields) -> Channel {
    let text = |key: &str| part.text(key).unwrap_or_default().to_string();
    Channel { name: text("name"), href: text("url") }
}

fn channel(fields: &Fields) -> Option<Channel> {
    let part = fields.part("interaction_channel")?;
    let phone = || part.text("phone").map(|phone| format!("tel:{phone}"));
    Some(Channel {
        name: part.text("name").unwrap_or_default().into(),
        href: part.text("url").map(str::to_string).or_else(phone).unwrap_or_default(),
    })
}

fn interaction_en(fields: &Fields) -> String {
    let part = fields.part("interaction_channel");
    part.and_then(|part| part.text("name_en")).unwrap_or_default().to_string()
}

/// The main language is Chinese; others in the order written. Unwritten means Chinese and English,
/// since English pages appear only where there is something in English.
fn languages(fields: &Fields) -> Vec<Lang> {
    let mut languages = vec![Lang::Zh];
    let written: Vec<Lang> = fields.texts("languages").filter_map(Lang::from_code).collect();
    if fields.get("languages").is_none() {
        languages.push(Lang::En);
    }
    languages.extend(written.into_iter().filter(|lang| *lang != Lang::Zh));
    languages.dedup();
    languages
}

/// 通知公告 is no value of the printed table; 工作动态 stands in for it where only those are taken.
const NOTICES: [&str; 2] = ["notices", "work_news"];

fn columns(fields: &Fields) -> Vec<Column> {
    let mut columns: Vec<Column> = Kind::ALL.into_iter().map(default_column).collect();
    let taken: Vec<&str> = fields.texts("column_types").collect();
    for column in
        columns.iter_mut().filter(|column| !taken.is_empty() && !taken.contains(&&*column.column_type))
    {
        if column.column_type == NOTICES[0] && taken.contains(&NOTICES[1]) {
            column.column_type = NOTICES[1].into();
        }
    }
    for part in fields.parts("columns") {
        let Some(name) = part.text("name") else { continue };
        let code = part.text("kind").unwrap_or(name);
        let Some(kind) = Kind::find(code) else { continue };
        let column = &mut columns[kind as usize];
        column.name[0] = name.into();
        if let Some(description) = part.text("description") {
            column.description[0] = description.into();
        }
        let keywords: Vec<String> = part.texts("keywords").map(str::to_string).collect();
        if !keywords.is_empty() {
            column.keywords[0] = keywords;
        }
        let keywords: Vec<String> = part.texts("keywords_en").map(str::to_string).collect();
        if !keywords.is_empty() {
            column.keywords[1] = keywords;
        }
        for (key, text) in [("name_en", &mut column.name[1]), ("description_en", &mut column.description[1])]
        {
            if let Some(written) = part.text(key) {
                *text = written.into();
            }
        }
        if let Some(code) = part.text("column_type") {
            column.column_type = code.into();
        }
    }
    columns
}

fn default_column(kind: Kind) -> Column {
    let spec = kind.spec();
    Column {
        name: [spec.zh.into(), spec.en.into()],
        description: [
            format!("集中公开本地人才工作的{}，便于查阅、下载和监督", spec.zh),
            format!("{}: published for talent, employers and the public to read and download", spec.en),
        ],
        keywords: [vec!["人才".into(), spec.zh.into()], vec!["talent".into(), spec.en.to_lowercase()]],
        column_type: spec.column_type.into(),
    }
}

impl Config {
    /// The column of a kind.
    pub fn column(&self, kind: Kind) -> &Column {
        &self.columns[kind as usize]
    }

    /// The name of the site in a language.
    pub fn name(&self, lang: Lang) -> &str {
        &self.name[lang as usize]
    }

    /// The absolute address of a route; empty where the site has no address.
    pub fn absolute(&self, route: &str) -> String {
        if self.base_url.is_empty() {
            return String::new();
        }
        let end = self.base_url.match_indices('/').nth(2).map_or(self.base_url.len(), |(at, _)| at);
        [&self.base_url[..end], &self.base_path, route].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_path_comes_from_the_address() {
        assert_eq!(base_path("", "https://www.yunxi.example"), "/");
        assert_eq!(base_path("", "https://www.yunxi.example/rc"), "/rc/");
        assert_eq!(base_path("a/b", "https://www.yunxi.example/rc"), "/a/b/");
    }

    #[test]
    fn ids_of_feeds_have_an_authority() {
        assert_eq!(feed_authority("www.yunxi.example,2026-01-01", ""), "www.yunxi.example,2026-01-01");
        assert_eq!(feed_authority("", "https://WWW.yunxi.example:8080/rc"), "www.yunxi.example,2026");
        assert_eq!(feed_authority("", ""), "");
        assert!(
            !is_authority("www.yunxi.example") && !is_authority("云溪,2026") && !is_authority("a.b,今年")
        );
    }

    #[test]
    fn sizes_are_read() {
        assert_eq!(size("20MB"), Ok(20 << 20));
        assert_eq!(size("500 KB"), Ok(500 << 10));
        assert_eq!(size("大"), Err(()));
    }
}
