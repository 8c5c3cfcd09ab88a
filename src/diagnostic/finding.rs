//! The one table of findings: code, name, level, and the words in both languages.
//!
//! A row is `Variant { data } = "code" "name" Level { zh, en, zh_help, en_help }`. Words may
//! use the data by name. A code is never reused. Codes of the field's rule
//! catalogue (V, B, X, N, G, T, S, K, C) keep its numbers; the program's own are F (files, front
//! matter, fields), I (ids and addresses), M (Markdown), L (lists), P (settings, theme).
//!
//! **Invariant**: a message is one line without a full stop; help is something an editor can do.

use super::{Level, Messages};

/// Words in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub zh: String,
    pub en: String,
}

impl Words {
    /// The same thing said twice.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Words {
        Words { zh: zh.into(), en: en.into() }
    }
}

/// A piece of data as a message says it.
trait Say {
    fn say(&self, messages: Messages) -> String;
}

impl Say for Words {
    fn say(&self, messages: Messages) -> String {
        match messages {
            Messages::Zh => self.zh.clone(),
            Messages::En => self.en.clone(),
        }
    }
}

/// Characters of a piece of data that a message shows.
const SHOWN_MAX: usize = 200;

impl Say for String {
    fn say(&self, _: Messages) -> String {
        let line = self.chars().map(|c| if c.is_control() { ' ' } else { c });
        let shown: String = line.clone().take(SHOWN_MAX).collect();
        if line.count() > SHOWN_MAX { format!("{shown}…") } else { shown }
    }
}

impl Say for i64 {
    fn say(&self, _: Messages) -> String {
        self.to_string()
    }
}

impl Say for usize {
    fn say(&self, _: Messages) -> String {
        self.to_string()
    }
}

/// A row of the table; words hold `{data}` by name, Chinese first.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub code: &'static str,
    pub name: &'static str,
    pub level: Level,
    pub message: [&'static str; 2],
    pub help: [&'static str; 2],
}

macro_rules! findings {
    ($( $(#[$doc:meta])* $variant:ident $({ $($field:ident : $ty:ty),* $(,)? })?
        = $code:literal $name:literal $level:ident
        { $zh:literal, $en:literal, $zh_help:literal, $en_help:literal $(,)? } )*) => {
        /// What was found, with the data that its words need.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Finding { $( $(#[$doc])* $variant $({ $($field : $ty),* })? ),* }

        impl Finding {
            /// The permanent code, such as `X310`.
            pub fn code(&self) -> &'static str {
                match self { $( Finding::$variant { .. } => $code ),* }
            }
            /// The name, which reads well after "allow", such as `dead-internal-link`.
            pub fn name(&self) -> &'static str {
                match self { $( Finding::$variant { .. } => $name ),* }
            }
            /// The weight.
            pub fn level(&self) -> Level {
                match self { $( Finding::$variant { .. } => Level::$level ),* }
            }
            /// One line that says what was found and what is wanted.
            #[allow(unused_variables, clippy::useless_format)]
            pub fn message(&self, messages: Messages) -> String {
                match self { $( Finding::$variant $({ $($field),* })? => {
                    $( $( let $field = $field.say(messages); )* )?
                    match messages {
                        Messages::Zh => format!($zh),
                        Messages::En => format!($en),
                    }
                } ),* }
            }
            /// What an editor can do about it; empty where the message says it all.
            #[allow(unused_variables, clippy::useless_format)]
            pub fn help(&self, messages: Messages) -> String {
                match self { $( Finding::$variant $({ $($field),* })? => {
                    $( $( let $field = $field.say(messages); )* )?
                    match messages {
                        Messages::Zh => format!($zh_help),
                        Messages::En => format!($en_help),
                    }
                } ),* }
            }
        }

        /// Every row of the table, in its order.
        pub const TABLE: &[Row] = &[ $( Row {
            code: $code,
            name: $name,
            level: Level::$level,
            message: [$zh, $en],
            help: [$zh_help, $en_help],
        } ),* ];
    };
}

findings! {
    // ---- files (source)
    /// The bytes are not UTF-8.
    NotUtf8 { looks_like: Words } = "F001" "not-utf8" Refused {
        "文件不是 UTF-8 编码，看起来是 {looks_like}",
        "the file is not UTF-8; it looks like {looks_like}",
        "用记事本或 WPS 打开，选“另存为”，编码选 UTF-8；末尾不完整的，重新复制一份",
        "open it in an editor, choose “save as” and the encoding UTF-8; copy a cut-off file again"
    }
    /// The file or folder could not be read.
    Unreadable { reason: String } = "F002" "unreadable-file" Refused {
        "文件无法读取：{reason}",
        "the file cannot be read: {reason}",
        "检查文件权限，或把文件移出内容文件夹",
        "check its permissions, or move it out of the folder"
    }
    /// A device, socket or pipe.
    NotPlainFile = "F003" "not-a-plain-file" Refused {
        "不是普通文件（设备、管道或套接字）",
        "not a plain file (a device, pipe or socket)",
        "把它移出内容文件夹",
        "move it out of the folder"
    }
    /// A symbolic link that leads out of the folder.
    LinkOutside { target: String } = "F004" "link-out-of-tree" Refused {
        "符号链接指向文件夹之外：{target}",
        "the symbolic link leads out of the folder: {target}",
        "把文件本身复制进来",
        "copy the file itself into the folder"
    }
    /// A symbolic link that leads back to a folder above it, or to nothing.
    LinkLoop { target: String } = "F005" "link-in-a-loop" Refused {
        "符号链接形成循环或指向不存在的文件：{target}",
        "the symbolic link runs in a loop or leads nowhere: {target}",
        "删除这个链接",
        "remove the link"
    }
    /// A file over `file_size_max`.
    FileTooLarge { size: String, limit: String } = "F006" "file-too-large" Refused {
        "文件大小 {size}，超过上限 {limit}",
        "the file has {size}, over the limit of {limit}",
        "压缩或拆分文件，或在 site.yaml 中调大 file_size_max",
        "make it smaller or split it, or raise file_size_max in site.yaml"
    }
    /// Two names that are one on a disk that ignores case.
    CaseCollision { other: String } = "F007" "colliding-file-name" Refused {
        "文件名与“{other}”只有大小写不同，在 Windows 上会互相覆盖",
        "the name differs from “{other}” only in case; on Windows one overwrites the other",
        "改其中一个文件名",
        "rename one of the two"
    }
    /// A name that Windows does not take.
    WindowsName { reason: Words } = "F008" "name-windows-refuses" Refused {
        "Windows 不接受这个文件名：{reason}",
        "Windows does not accept this name: {reason}",
        "改文件名",
        "rename the file"
    }
    /// A path that is not Unicode.
    PathNotUnicode { path: String } = "F009" "path-not-unicode" Refused {
        "文件名不是有效的 Unicode：{path}",
        "the file name is not valid Unicode: {path}",
        "改文件名",
        "rename the file"
    }
    /// A character that is no text, such as those that colour a terminal.
    ControlCharacter = "F010" "control-character" Warning {
        "有看不见的控制字符，按空格处理",
        "there is an invisible control character; it is read as a space",
        "删掉它；多半是从别的程序复制来的",
        "delete it; most come from copying out of another program"
    }
    /// A file that is no entry and that nothing names.
    UnusedFile = "F011" "unused-file" Warning {
        "没有内容用到这个文件，不会发布",
        "nothing uses this file, and it is not published",
        "正文请存成 Markdown（.md）；附件请在正文里链接，或写进“附件”",
        "save a text as Markdown (.md); link an attachment in the text or name it under attachments"
    }
    // ---- front matter: YAML
    /// A Markdown file without front matter.
    NoFrontMatter = "F101" "no-front-matter" Error {
        "没有页首信息（--- 之间的字段），标题取自正文，其余字段留空",
        "no front matter; the title comes from the text, the other fields are empty",
        "运行 juxian new，或照 docs/fields.md 在文件开头补写",
        "run juxian new, or write it at the top as docs/fields.md shows"
    }
    /// `---` opened and never closed.
    FrontMatterUnclosed = "F102" "front-matter-unclosed" Error {
        "页首信息没有结束行 ---",
        "the front matter has no closing line ---",
        "在最后一个字段之后单独写一行 ---",
        "write a line --- after the last field"
    }
    /// The YAML cannot be parsed; `reason` comes from the parser.
    YamlSyntax { reason: Words } = "F103" "yaml-syntax" Error {
        "YAML 写法有误：{reason}",
        "this is not valid YAML: {reason}",
        "检查缩进、引号和冒号；值中含有冒号时用引号括起来",
        "check indentation, quotes and colons; put a value that holds a colon in quotes"
    }
    /// A full-width colon after a key.
    FullWidthColon { key: String } = "F104" "full-width-colon" Error {
        "“{key}”后面是全角冒号，字段不会被识别",
        "“{key}” is followed by a full-width colon, so the field is not seen",
        "改为半角冒号加一个空格：“{key}: ”",
        "write an ASCII colon and a space: “{key}: ”"
    }
    /// A tab used for indentation or after a colon.
    YamlTab = "F105" "tab-in-front-matter" Error {
        "页首信息中不能用制表符",
        "tabs are not allowed in front matter",
        "改为空格",
        "use spaces"
    }
    /// The same key twice, in either language.
    DuplicateKey { key: String } = "F106" "duplicate-key" Error {
        "字段“{key}”写了两次（中文和英文键名算同一个）",
        "the field “{key}” is written twice (its Chinese and English keys are one)",
        "保留一个",
        "keep one of them"
    }
    /// Anchors, aliases or tags.
    YamlForbidden { what: Words } = "F107" "yaml-anchor-or-tag" Error {
        "不支持 YAML 的{what}",
        "YAML {what} is not supported",
        "直接写出值",
        "write the value itself"
    }
    /// A value in curly quotes, which YAML takes as text.
    SmartQuotes { key: String } = "F108" "smart-quotes" Warning {
        "“{key}”的值用了弯引号，引号会成为内容的一部分",
        "the value of “{key}” stands in curly quotes, which become part of it",
        "去掉引号，或改用半角引号",
        "remove the quotes, or use straight ones"
    }
    /// Front matter that is not a map.
    NotAMap { key: String } = "F109" "not-a-map" Error {
        "“{key}”应当是若干“键: 值”，而不是一个值或列表",
        "“{key}” must be a set of “key: value”, not a single value or a list",
        "照 docs/fields.md 改写",
        "write it as docs/fields.md shows"
    }
    // ---- fields
    /// A key that the dictionary does not know.
    UnknownField { key: String, nearest: String } = "F201" "unknown-field" Error {
        "没有字段“{key}”{nearest}",
        "there is no field “{key}”{nearest}",
        "改正键名；自己的字段写在 自定义: 下面",
        "correct the key; fields of your own go under custom:"
    }
    /// A value of the wrong type.
    WrongType { key: String, wanted: Words, found: String } = "F202" "wrong-type" Error {
        "字段“{key}”应为{wanted}，写的是“{found}”",
        "the field “{key}” must be of the type {wanted}, but is “{found}”",
        "照 docs/fields.md 中的例子改写",
        "write it as the example in docs/fields.md"
    }
    /// An obligatory field that is absent.
    MissingField { key: String, meaning: Words } = "F203" "missing-field" Error {
        "缺少必填字段“{key}”（{meaning}）",
        "the obligatory field “{key}” is missing ({meaning})",
        "在页首信息中补写“{key}: …”",
        "add “{key}: …” to the front matter"
    }
    /// A value outside its vocabulary.
    UnknownValue { key: String, found: String, vocabulary: String, nearest: String } = "F204" "unknown-value" Error {
        "字段“{key}”没有取值“{found}”{nearest}",
        "the field “{key}” has no value “{found}”{nearest}",
        "从词表 {vocabulary} 中选一个值，或在 vocabularies/ 中添加",
        "choose a value of the vocabulary {vocabulary}, or add one under vocabularies/"
    }
    /// A field that is computed and may not be written.
    ComputedField { key: String } = "F205" "computed-field" Error {
        "字段“{key}”由程序计算，不能手写",
        "the field “{key}” is computed and may not be written",
        "删除这一行",
        "remove the line"
    }
    /// Too long or too short a text.
    WrongLength { key: String, length: usize, wanted: String } = "F206" "wrong-length" Warning {
        "字段“{key}”有 {length} 个字，应为 {wanted}",
        "the field “{key}” has {length} characters; {wanted} are wanted",
        "改写",
        "rewrite it"
    }
    /// A field that a translation may not write.
    NotInTranslation { key: String } = "F207" "field-not-in-translation" Warning {
        "译文不写字段“{key}”，它取自中文原件",
        "a translation does not write “{key}”; it is taken from the original",
        "删除这一行",
        "remove the line"
    }
    /// A pattern that the value does not meet.
    WrongForm { key: String, found: String, example: String } = "F208" "wrong-form" Error {
        "字段“{key}”的写法“{found}”不对，例如：{example}",
        "the field “{key}” is written “{found}”; an example: {example}",
        "照例子改写",
        "write it as in the example"
    }
    /// Two dates in the wrong order.
    DatesReversed { earlier: String, later: String } = "F209" "dates-reversed" Error {
        "“{later}”早于“{earlier}”",
        "“{later}” is before “{earlier}”",
        "核对两个日期",
        "check the two dates"
    }
    // ---- lists in CSV
    /// A CSV row with another number of cells than the header.
    CsvRow { row: usize, found: usize, wanted: usize } = "L301" "uneven-row" Error {
        "第 {row} 行有 {found} 格，表头有 {wanted} 格",
        "row {row} has {found} cells, the header has {wanted}",
        "补齐或删除多余的格；单元格内的逗号要用引号括起来",
        "fill or remove cells; a cell that holds a comma needs quotes"
    }
    /// Rows of one id whose shared cells differ.
    CsvConflict { key: String, id: String } = "L302" "conflicting-rows" Error {
        "编号“{id}”的几行中，“{key}”不一致",
        "the rows of “{id}” differ in “{key}”",
        "同一编号的后续行只写重复部分，其余留空",
        "later rows of an id write only the repeated part and leave the rest empty"
    }
    /// A row without an id and a title.
    CsvNoId { row: usize } = "L303" "row-without-id" Error {
        "第 {row} 行没有编号，也没有名称",
        "row {row} has neither id nor title",
        "补写编号（小写字母、数字和短横线）",
        "write an id (lower-case letters, digits, hyphens)"
    }
    /// A named data file that is not there.
    DataFileMissing { key: String, path: String } = "L304" "data-file-missing" Error {
        "“{key}”所指的文件“{path}”不存在",
        "the file “{path}” named by “{key}” does not exist",
        "把文件放到同一文件夹，或改正文件名",
        "put the file into the same folder, or correct its name"
    }
    /// An identity number in a list.
    IdentityNumber { column: String, masked: String } = "N401" "identity-number" Refused {
        "“{column}”中有身份证号 {masked}",
        "“{column}” holds an identity number {masked}",
        "从文件中删除；确需区分同名者时只留后四位",
        "remove it from the file; keep the last four digits only where namesakes must be told apart"
    }
    /// A mobile number in a list.
    MobileNumber { column: String, masked: String } = "N403" "mobile-number" Refused {
        "“{column}”中有手机号 {masked}",
        "“{column}” holds a mobile number {masked}",
        "删除，或改为办公电话",
        "remove it, or give an office number"
    }
    /// A list column without a policy, or one that may not be there.
    ListColumn { column: String, problem: Words } = "N407" "sensitive-column" Refused {
        "名单的列“{column}”{problem}",
        "the column “{column}” of the list {problem}",
        "在“名单列”中写明：公开、按规定公开、掩码、仅年；不该公开的列从文件中删除",
        "give it a policy under list_columns: public, public_if_required, masked, year_only; remove columns that may not be published"
    }
    /// A list without the date on which it is withdrawn.
    ListWithoutWithdrawal = "N410" "list-without-withdrawal" Error {
        "名单没有“下架日期”",
        "the list has no withdraw_on",
        "写上 下架日期: 年-月-日，公示期满后名单自动撤下",
        "write withdraw_on: a date; the list is taken off after it"
    }
    /// A quotation mark that is not closed.
    CsvQuote = "L305" "unclosed-quote" Error {
        "这一行的引号没有配对，后面的行可能被并了进来",
        "a quotation mark of this row is not closed; rows behind it may have become part of it",
        "在表格软件中打开，重新存为 CSV；或补上、删去引号",
        "open it in a spreadsheet and save it as CSV again, or mend the quotation mark"
    }
    /// A row of a data file that is about a time after the date of the build.
    DataFromFuture { key: String, date: String } = "L306" "data-from-the-future" Error {
        "“{key}”{date}晚于生成日期",
        "“{key}” {date} is after the date of the build",
        "核对年份和月份；还没有发生的不写",
        "check year and month; leave out what has not happened yet"
    }
    /// Two rows of payment progress for one batch of one benefit.
    ProgressTwice { batch: String, benefit: String } = "L307" "payment-row-twice" Warning {
        "“{benefit}”的“{batch}”写了两次",
        "“{batch}” of “{benefit}” is written twice",
        "同一批次、同一受理月只留一行",
        "keep one row for a batch and month of acceptance"
    }
    // ---- ids, addresses, relations
    /// Two entries with one id.
    DuplicateId { id: String } = "I401" "duplicate-id" Refused {
        "编号“{id}”已被另一个条目使用",
        "the id “{id}” is used by another entry",
        "改其中一个编号；已发布的不要改",
        "change one of the two, never one that is published"
    }
    /// Two outputs with one path.
    DuplicateRoute { route: String } = "I402" "duplicate-address" Refused {
        "两个页面的网址相同：{route}",
        "two pages have the same address: {route}",
        "改编号、旧网址或文件名",
        "change an id, an alias or a file name"
    }
    /// An id that is no slug.
    BadId { id: String } = "I403" "bad-id" Error {
        "编号“{id}”只能用 3 至 60 个小写字母、数字和短横线",
        "the id “{id}” must be 3 to 60 lower-case letters, digits and hyphens",
        "改写编号",
        "rewrite the id"
    }
    /// An alias that leads out of the site or is no path.
    BadAlias { alias: String } = "I404" "bad-alias" Refused {
        "旧网址“{alias}”不是站内路径",
        "the alias “{alias}” is not a path inside the site",
        "写成 zc/old.html 这样的相对路径",
        "write a relative path such as zc/old.html"
    }
    /// A reference to an entry that does not exist.
    UnknownReference { key: String, target: String, kind: String, nearest: String } = "X316" "unknown-reference" Error {
        "字段“{key}”所指的{kind}“{target}”不存在{nearest}",
        "the {kind} “{target}” named in “{key}” does not exist{nearest}",
        "改正编号，或先建立该条目",
        "correct the id, or write that entry first"
    }
    /// A clause reference that the cited policy does not have.
    ClauseNotFound { policy: String, clause: String } = "X301" "clause-not-found" Error {
        "“{policy}”中没有{clause}",
        "“{policy}” has no {clause}",
        "核对条款序号",
        "check the number of the clause"
    }
    /// A link inside the site that leads nowhere.
    DeadLink { target: String, nearest: String } = "X310" "dead-internal-link" Error {
        "链接“{target}”在站内找不到{nearest}",
        "the link “{target}” leads nowhere in the site{nearest}",
        "改正路径或锚点",
        "correct the path or the anchor"
    }
    /// Front matter and text say different dates.
    ValidityMismatch { key: String, written: String, text: String } = "X304" "validity-mismatch" Error {
        "“{key}”写的是 {written}，正文写的是 {text}",
        "“{key}” says {written}, the text says {text}",
        "以印发文本为准，改正页首信息",
        "correct the front matter after the issued text"
    }
    /// A cycle of replacement or repeal.
    ReplacementCycle { id: String } = "X306" "replacement-broken" Error {
        "代替或废止关系成环，经过“{id}”",
        "the relations of replacement or repeal run in a circle through “{id}”",
        "只在新文件中写关系",
        "write the relation in the newer document only"
    }
    /// A title in the text differs from that in the front matter.
    TitleDiffers { written: String, text: String } = "X317" "title-differs-from-text" Warning {
        "“标题”写的是“{written}”，正文标题是“{text}”",
        "the title is “{written}”, the heading of the text is “{text}”",
        "以印发文本为准",
        "follow the issued text"
    }
    /// The document number in the text differs from that in the front matter.
    DocumentNumberDiffers { written: String, text: String } = "X318" "document-number-differs" Error {
        "“发文字号”写的是“{written}”，正文写的是“{text}”",
        "document_number is “{written}”, the text says “{text}”",
        "以印发文本为准",
        "follow the issued text"
    }
    /// A validity written by hand without proof.
    ValidityOverride { written: String } = "X319" "validity-by-hand" Error {
        "“有效性: {written}”不能手写，只有“征求意见”可以",
        "validity: {written} may not be written; only 征求意见 may",
        "删除这一行；废止、代替写成关系，日期写在施行日期和失效日期",
        "remove the line; write repeal and replacement as relations, and dates as dates"
    }
    /// A policy that expires soon.
    ExpiryNear { days: i64, date: String } = "X315" "expiry-near" Hint {
        "还有 {days} 天到期（{date}）",
        "expires in {days} days ({date})",
        "决定续期、修订或废止",
        "decide on renewal, revision or repeal"
    }
    /// A benefit's quote that is not in the cited clause.
    QuoteNotFound { clause: String, quote: String } = "B202" "quote-not-found" Error {
        "{clause}中没有这句原文：“{quote}”",
        "{clause} does not hold this quote: “{quote}”",
        "从政策原文复制，一字不改",
        "copy it from the policy, word for word"
    }
    /// The text states what the front matter denies.
    StatementDiffers { key: String } = "X322" "statement-differs-from-text" Warning {
        "“{key}”写的是“否”，正文却这样规定",
        "“{key}” says no, but the text provides for it",
        "以正文为准",
        "follow the issued text"
    }
    /// A repeal that stands only in the text.
    RepealNotDeclared { title: String } = "X323" "repeal-not-declared" Warning {
        "正文废止“{title}”，页首信息的“关系”里没有写",
        "the text repeals “{title}”, but the relations in the front matter do not",
        "在“关系”里加上 {{类型: 废止, 目标: 那份文件的编号}}",
        "add {{type: repeals, target: the id of that document}} to the relations"
    }
    /// A date of publication in the future without scheduling.
    PublishedInFuture { key: String } = "X321" "published-in-the-future" Error {
        "发布时间晚于今天，页面现在就会公开",
        "the time of publication lies in the future, yet the page is public now",
        "改正日期；要到时再公开，写 {key}: 是",
        "correct the date, or write {key}: yes to publish it then"
    }
    /// Several files of one name, none of which writes an id.
    SharedFileName { name: String, id: String } = "I405" "shared-file-name" Warning {
        "几个文件都叫“{name}”且没有写编号，网址暂用 {id}",
        "several files are called “{name}” and write no id; the address is {id} for now",
        "在页首信息中写 编号:，或改文件名",
        "write id: in the front matter, or rename the file"
    }
    /// Translation without an original.
    TranslationWithoutOriginal { id: String } = "S725" "translation-without-original" Error {
        "译文没有对应的中文原件“{id}”",
        "the translation has no original “{id}”",
        "译文文件名应为 原文件名.en.md",
        "name the translation after the original: name.en.md"
    }
    /// Translation older than the original.
    TranslationStale { original: String } = "S724" "translation-stale" Warning {
        "译文早于原件（{original}）的更新时间",
        "the translation is older than its original ({original})",
        "核对译文后改更新时间",
        "check the translation, then change its date"
    }
    // ---- Markdown
    /// An image without alternative text.
    ImageWithoutAlt { target: String } = "S707" "image-without-alt" Error {
        "图片“{target}”没有替代文字",
        "the image “{target}” has no alternative text",
        "在方括号里写明图片内容；纯装饰图片写 ![-](…)",
        "write what it shows between the brackets; ![-](…) for decoration"
    }
    /// Raw HTML that the site does not allow.
    RawHtml { tag: String } = "M501" "raw-html" Warning {
        "正文中的 HTML“{tag}”按文字显示",
        "the HTML “{tag}” in the text is shown as text",
        "用 Markdown 或短代码；或在 site.yaml 中设 raw_html: 是",
        "use Markdown or a shortcode, or set raw_html: yes in site.yaml"
    }
    /// A shortcode that the theme does not have.
    UnknownShortcode { name: String, nearest: String } = "M502" "unknown-shortcode" Error {
        "没有短代码“{name}”{nearest}",
        "there is no shortcode “{name}”{nearest}",
        "见 docs/markdown.md 中的列表",
        "see the list in docs/markdown.md"
    }
    /// A shortcode without an argument that it needs, or with one that it does not take.
    ShortcodeArgument { name: String, problem: Words } = "M507" "shortcode-argument" Error {
        "短代码“{name}”{problem}",
        "the shortcode “{name}” {problem}",
        "见 docs/markdown.md 中这个短代码的写法",
        "see how it is written in docs/markdown.md"
    }
    /// A shortcode within other text, or a closing tag alone.
    ShortcodeMisplaced { found: String } = "M508" "misplaced-shortcode" Error {
        "“{found}”按文字显示",
        "“{found}” is shown as text",
        "短代码要独占一段；结束标记前面要有开始标记",
        "a shortcode is a paragraph of its own; a closing tag needs an opening one"
    }
    /// An image of another site.
    ForeignImage { target: String } = "M509" "foreign-image" Warning {
        "别的网站的图片“{target}”不会显示",
        "the image “{target}” of another site is not shown",
        "把图片存到内容文件夹，写它的文件名",
        "save the picture beside the text and write its file name"
    }
    /// A link that nobody can see.
    LinkWithoutText { target: String } = "M510" "link-without-text" Error {
        "链接“{target}”没有文字",
        "the link “{target}” has no text",
        "在方括号里写清楚链接到什么",
        "say in the brackets where it leads"
    }
    /// A footnote without text.
    FootnoteMissing { label: String } = "M503" "footnote-missing" Error {
        "脚注“{label}”没有内容",
        "the footnote “{label}” has no text",
        "在文末写 [^{label}]: 脚注内容",
        "write [^{label}]: its text at the end"
    }
    /// A heading id used twice.
    DuplicateAnchor { anchor: String } = "M504" "duplicate-anchor" Error {
        "锚点“{anchor}”用了两次",
        "the anchor “{anchor}” is used twice",
        "改其中一个 {{#…}}",
        "change one of the two {{#…}}"
    }
    /// An attachment type that is not on the allow-list.
    AttachmentType { path: String } = "G519" "attachment-unusable" Warning {
        "附件“{path}”的类型不在允许之列，不会发布",
        "the attachment “{path}” is of a type that is not allowed and is not published",
        "改用 pdf、ofd、docx、xlsx、csv、zip 或图片",
        "use pdf, ofd, docx, xlsx, csv, zip or an image"
    }
    /// A link with a scheme that is not safe.
    UnsafeLink { target: String } = "M505" "unsafe-link" Error {
        "链接“{target}”的协议不允许，已去掉链接",
        "the link “{target}” has a scheme that is not allowed; the link is left out",
        "用 https、mailto、tel 或站内路径",
        "use https, mailto, tel or a path inside the site"
    }
    /// A text nested deeper than the limit.
    NestedTooDeep = "M506" "nested-too-deep" Error {
        "嵌套层数过多，超出部分按文字显示",
        "nested too deep; the rest is shown as plain text",
        "减少引用或列表的层数",
        "use fewer levels of quotes or lists"
    }
    // ---- settings and theme
    /// A setting that is not understood.
    BadSetting { key: String, problem: Words } = "P601" "bad-setting" Refused {
        "设置“{key}”{problem}",
        "the setting “{key}” {problem}",
        "照 docs/settings.md 改写",
        "write it as docs/settings.md shows"
    }
    /// A setting that production needs.
    MissingSetting { key: String } = "P602" "missing-setting" Error {
        "site.yaml 缺少“{key}”，正式发布需要它",
        "site.yaml has no “{key}”, which a production build needs",
        "在 site.yaml 中补写",
        "add it to site.yaml"
    }
    /// No site.yaml at all.
    NoSettings = "P603" "no-settings" Hint {
        "没有 site.yaml，使用默认设置，网站名称为“未命名站点”",
        "there is no site.yaml; defaults are used and the site is called 未命名站点",
        "运行 juxian init，或在内容文件夹中写 site.yaml",
        "run juxian init, or write site.yaml in the content folder"
    }
    /// A fault in a template.
    TemplateFault { message: String, chain: String, route: String, count: usize } = "P604" "template-fault" Refused {
        "模板出错：{message}{chain}（页面 {route}，共 {count} 页）",
        "fault in the template: {message}{chain} (page {route}, {count} in all)",
        "改正主题文件；删除它则使用内置模板",
        "correct the theme file; without it the built-in one is used"
    }
    /// A theme folder that is not there.
    ThemeMissing { name: String } = "P605" "theme-missing" Refused {
        "主题“{name}”不存在",
        "there is no theme “{name}”",
        "在 themes/ 下建立该文件夹，或改 site.yaml 的 theme",
        "make that folder under themes/, or change theme in site.yaml"
    }
    /// A word that a theme file lacks.
    ThemeWord { key: String } = "P606" "unknown-word" Warning {
        "主题用语文件中的“{key}”不是已知的键",
        "“{key}” in the words of the theme is not a known key",
        "删除或改正",
        "remove or correct it"
    }
    /// A file in a theme folder that overrides nothing and is no asset.
    ThemeFileUnused { path: String } = "P607" "theme-file-unused" Warning {
        "主题文件“{path}”没有对应的内置文件",
        "the theme file “{path}” overrides nothing",
        "核对文件名",
        "check its name"
    }
    /// A vocabulary file that is not understood.
    BadVocabulary { name: String, problem: Words } = "P608" "bad-vocabulary" Error {
        "词表“{name}”{problem}",
        "the vocabulary “{name}” {problem}",
        "照 docs/vocabularies.md 改写",
        "write it as docs/vocabularies.md shows"
    }
    /// Nothing to publish.
    EmptyContent = "P609" "empty-content" Warning {
        "内容文件夹中没有可发布的条目",
        "the content folder holds nothing to publish",
        "运行 juxian new 政策 建立第一个条目",
        "run juxian new policy to write the first entry"
    }
    /// Templates that cannot be loaded.
    TemplateBroken { message: String, chain: String } = "P620" "template-broken" Refused {
        "模板无法使用：{message}{chain}",
        "the template cannot be used: {message}{chain}",
        "改正主题文件；删除它则使用内置模板",
        "correct the theme file; without it the built-in one is used"
    }
    /// A word of a theme that lacks what the program fills in, or has too much of it.
    ThemeWordPlaceholders { key: String, wanted: String } = "P621" "word-placeholders" Warning {
        "主题用语“{key}”中花括号里的词与内置的不同，应为：{wanted}",
        "the words in braces of “{key}” differ from the built-in ones, which are: {wanted}",
        "保留花括号中的词，一字不改；改好之前使用内置用语",
        "keep the words in braces as they are; until then the built-in word is used"
    }
}
