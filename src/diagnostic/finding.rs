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
        let words = match messages {
            Messages::Zh => &self.zh,
            Messages::En => &self.en,
        };
        // Data in them may come from a value of several lines.
        words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
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
    /// A date that no document of the field can have.
    DateOutOfRange { key: String, date: String } = "F210" "date-out-of-range" Error {
        "字段“{key}”的日期 {date} 不在1949年至2100年之间",
        "the date {date} of “{key}” is not between 1949 and 2100",
        "核对年份；日期照写，日历和订阅不收这一天",
        "check the year; it is shown as written, but calendar and feeds leave it out"
    }
    /// A text that should hold a date and holds none.
    DateUnclear { key: String, found: String } = "F211" "date-unclear" Hint {
        "字段“{key}”写的是“{found}”，读不出日期，日历不收",
        "“{key}” says “{found}”, in which there is no date; the calendar leaves it out",
        "写成 2026-06-01，或“截止后20个工作日”这样的时限；确实未定的可以不改",
        "write 2026-06-01, or a time limit such as 截止后20个工作日; leave it if the day is not set"
    }
    // ---- dates of calls, notices and policies
    /// A call that ends on a day on which nobody can help.
    CallEndsOnHoliday { date: String } = "G511" "call-ends-on-holiday" Warning {
        "截止日 {date} 不是工作日，申报人无法当天咨询或补正",
        "it ends on {date}, which is no working day: nobody can be asked on that day",
        "改为前后的工作日",
        "end it on a working day"
    }
    /// A publicity period that is too short.
    PublicityTooShort { days: i64, wanted: usize } = "N409" "publicity-too-short" Error {
        "公示期只有 {days} 个工作日，应不少于 {wanted} 个",
        "the publicity period has {days} working days; {wanted} are wanted",
        "延长公示期，或在 site.yaml 中改“公示时限”",
        "make it longer, or set publicity_days in site.yaml"
    }
    /// A policy without its interpretation, or with a late one.
    InterpretationLate { state: Words, wanted: usize } = "X308" "interpretation-late" Warning {
        "{state}，应在发布后 {wanted} 个工作日以内",
        "{state}; it is due {wanted} working days after the policy",
        "解读与文件同步发布；期限可在 site.yaml 的“解读时限”中改",
        "publish both together; the limit is interpretation_days in site.yaml"
    }
    /// A document published long after it was signed.
    PublishedLate { days: i64, wanted: usize } = "X309" "published-late" Warning {
        "成文后 {days} 个工作日才公开，应在 {wanted} 个以内（信息公开条例第二十六条）",
        "it was published {days} working days after its date; {wanted} are allowed",
        "核对成文日期和发布时间；从别处移来的旧文件写首次公开的时间",
        "check both dates; for a text that was public elsewhere, give the time of its first publication"
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
    /// Full names in a list whose rule does not ask for them.
    FullNameNotRequired { column: String } = "N406" "full-name-not-required" Warning {
        "“{column}”公开了全名，这类公告没有这样的要求",
        "“{column}” shows full names, which a notice of this type does not need",
        "在“名单列”中改为 按规定公开 或 掩码；只有公示需要全名",
        "change it to public_if_required or masked under list_columns; only a publicity notice needs full names"
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
    /// Two rows of a list that must differ.
    RowTwice { key: String, value: String } = "L308" "row-twice" Warning {
        "“{key}”中“{value}”写了两次",
        "“{value}” is written twice under “{key}”",
        "核对编码或时间；重复的删去一行",
        "check the code or period; remove the row that is one too many"
    }
    /// A data file without a row that can be read.
    NoRows { key: String, path: String } = "L309" "no-rows" Warning {
        "“{key}”所指的文件“{path}”里没有数据",
        "the file “{path}” named by “{key}” holds no rows",
        "第一行写列名，从第二行起每行一条",
        "write the names of the columns in the first line, and a row in each line below"
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
    UnknownReference { key: String, target: String, kind: Words, nearest: String } = "X316" "unknown-reference" Error {
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
    /// Two documents with one number in the disclosure catalogue.
    DuplicateIndexNumber { number: String } = "X360" "duplicate-index-number" Error {
        "索引号“{number}”用了不止一次",
        "the index number “{number}” is used more than once",
        "每份文件的索引号都不相同；改正其中一个",
        "every document has a number of its own; correct one of them"
    }
    /// An index or registry number that does not look like those of the site.
    NumberForm { key: String, number: String, pattern: String } = "X361" "number-form" Error {
        "“{key}”的“{number}”不符合本站的格式 {pattern}",
        "“{number}” in “{key}” does not have the form {pattern} of this site",
        "改正编号，或改站点设置里的格式",
        "correct the number, or the pattern in the settings"
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
    /// A translation that does not say of what day it is.
    TranslationWithoutDate = "S728" "translation-without-date" Hint {
        "译文没有更新时间，读者看不出它是哪天的译文，原文更新后也不会提示过时",
        "the translation has no date: readers cannot tell of what day it is, and nothing says when it is out of date",
        "写上 updated_on: 译文核对的日期",
        "write updated_on: the day on which it was compared with the original"
    }
    /// An English text that says a term otherwise than the glossary.
    GlossaryTerm { term: String, wanted: String } = "S726" "not-the-english-of-the-glossary" Hint {
        "中文有“{term}”，英文没有用统一的译法：{wanted}",
        "the Chinese says “{term}”, the English does not say “{wanted}” as the glossary does",
        "改用这个译法；或在 vocabularies/glossary.yaml 中把你的写法加到 also",
        "use that wording, or add yours under also in vocabularies/glossary.yaml"
    }
    /// A column whose meta tags say too little, or what another one says.
    ColumnMeta { column: String, problem: Words } = "S702" "missing-column-meta" Error {
        "栏目“{column}”{problem}",
        "the column “{column}” {problem}",
        "在 site.yaml 的“栏目”中补写或改写",
        "write it under columns in site.yaml"
    }
    /// A column type that the parent site does not take.
    ColumnTypeNotTaken { columns: String } = "S727" "column-type-not-taken" Warning {
        "有的栏目类型不在上级网站接受的之中：{columns}",
        "some columns have a type that is not among those that the parent site takes: {columns}",
        "在“栏目”中改“栏目类型”，或补写 column_types",
        "change its column_type, or add the type to column_types"
    }
    /// One description on many pages.
    BoilerplateMeta { text: String, count: usize } = "S704" "boilerplate-meta" Warning {
        "{count} 个条目的摘要相同：“{text}”",
        "{count} entries have one and the same summary: “{text}”",
        "摘要写这一条自己的内容",
        "say in each summary what that entry says"
    }
    /// A domain that is an address.
    WrongSiteMeta { key: String, found: String, wanted: String } = "S705" "wrong-site-meta" Error {
        "“{key}”写的是“{found}”，应当只写域名：{wanted}",
        "“{key}” is “{found}”; it must be the host alone: {wanted}",
        "去掉 http:// 和斜线之后的部分",
        "leave out http:// and everything behind the host"
    }
    // ---- versions of a policy, and documents that act on others
    /// Rows of 版本 that do not run from old to new.
    VersionOrder { date: String, before: String } = "X340" "versions-out-of-order" Warning {
        "版本 {date} 写在 {before} 的后面，日期却更早",
        "the version of {date} stands behind that of {before} and is earlier",
        "按日期从早到晚排列；页面已按日期排好",
        "put them in the order of their dates; the pages do so already"
    }
    /// Two versions from one day.
    VersionDate { date: String } = "X341" "version-date-twice" Error {
        "有两个版本都从 {date} 起施行，只采用先写的一个",
        "two versions are in force from {date}; only the first is used",
        "核对日期；正文所在的版本不写文件，日期取“施行日期”",
        "check the dates; the version in the policy's own file has the date effective_on unless a row without a file says otherwise"
    }
    /// The text of a version that is not there.
    VersionFileMissing { path: String } = "X342" "version-file-missing" Error {
        "版本文件“{path}”不存在，或不是 Markdown",
        "the version file “{path}” does not exist, or is no Markdown",
        "把该版本全文存成 .md，放在政策文件旁边或同名文件夹里",
        "save its whole text as .md beside the policy, or in the folder called like it"
    }
    /// One file for two versions.
    VersionFileTwice { path: String } = "X343" "version-file-twice" Error {
        "版本文件“{path}”已用于另一个版本或另一份政策",
        "the version file “{path}” is used for another version or another policy",
        "一个版本一个文件",
        "give every version a file of its own"
    }
    /// A version without clauses beside others that have them.
    VersionWithoutClauses { date: String } = "X344" "version-without-clauses" Warning {
        "版本 {date} 没有条款，其他版本有",
        "the version of {date} has no clauses, the others have",
        "文件里要写该版本的全文，每条以“第一条　”这样的序号开头",
        "the file holds the whole text of the version, each article beginning with its number"
    }
    /// Front matter in the file of a version.
    VersionFrontMatter = "X345" "version-front-matter" Warning {
        "版本文件的页首信息不起作用",
        "the front matter of a version file has no effect",
        "删掉它；字段写在政策自己的文件里",
        "remove it; fields stand in the policy's own file"
    }
    /// 由 names a document that does not say it amends.
    VersionWithoutAmendment { by: String, date: String } = "X346" "version-without-amendment" Warning {
        "版本 {date} 写明由“{by}”修改，那份文件的“关系”里却没有写修改本文件",
        "the version of {date} is said to come from “{by}”, which has no relation 修改 to this policy",
        "在那份文件的“关系”里写 {{类型: 修改, 目标: 本文件编号, 条款: […]}}",
        "write {{type: amends, target: the id of this policy, clauses: […]}} into the relations of that document"
    }
    /// A document amends a policy whose new text is not there.
    AmendmentWithoutVersion { policy: String, date: String } = "X347" "amendment-without-version" Hint {
        "本文件修改“{policy}”，那份政策没有 {date} 起的版本，页面上仍是旧文",
        "this document amends “{policy}”, which has no version from {date} on; its page shows the old text",
        "在那份政策里写 版本: [{{日期: {date}, 文件: 修改后的全文.md, 由: 本文件编号}}]",
        "write versions: [{{date: {date}, file: the new text.md, by: the id of this document}}] there"
    }
    /// More than one row of 版本 without a file.
    VersionWithoutFile { date: String } = "X348" "version-without-file" Error {
        "版本 {date} 没有写文件，而本文件的正文已是另一个版本",
        "the version of {date} has no file, and the policy's own text is another version",
        "补写 文件: 该版本全文.md；只有正文所在的版本不写文件",
        "add file: its text.md; only the version in the policy's own file has none"
    }
    /// A version from before the policy.
    VersionBeforePolicy { date: String, effective: String } = "X349" "version-before-policy" Warning {
        "版本 {date} 早于施行日期 {effective}",
        "the version of {date} is earlier than {effective}, the first day in force",
        "“施行日期”写第一版施行的日期，或改正版本的日期",
        "effective_on is the day from which the first version is in force; correct one of the two"
    }
    /// 《…》同时废止 of a document that the portal does not have.
    RepealNotHere { title: String } = "X350" "repealed-document-not-here" Hint {
        "正文废止的“{title}”不在本站",
        "“{title}”, which the text repeals, is not in this portal",
        "曾在本站或应当收录的，建立该文件并写关系“废止”；外单位的文件不用管",
        "if it was here or should be, write that entry and the relation repeals; documents of others may stay out"
    }
    /// A reference to an entry that nobody may see.
    ReferenceToHidden { key: String, target: String } = "X351" "reference-to-hidden" Warning {
        "字段“{key}”所指的“{target}”还没有公开，页面上没有链接",
        "“{target}”, named in “{key}”, is not published, so there is no link",
        "等它公开后再写，或先改为公开",
        "write it when that entry is published, or publish that first"
    }
    /// Something in force rests on a policy that is not.
    RestsOnDeadPolicy { policy: String, state: Words } = "X303" "rests-on-dead-policy" Error {
        "所依据的“{policy}”{state}",
        "“{policy}”, on which this rests, {state}",
        "改为引用现行文件；本条已不再办理的，写上结束日期或下架",
        "cite what is in force now; if this is no longer offered, give it an end or withdraw it"
    }
    /// The same of a policy, which goes on by itself.
    PolicyRestsOnDeadPolicy { policy: String, state: Words } = "X353" "policy-rests-on-dead-policy" Warning {
        "现行文件所依据或实施的“{policy}”{state}",
        "“{policy}”, which this document in force rests on or implements, {state}",
        "清理文件：改依据、修改或废止本文件",
        "put it on the list for review: change its basis, amend it or repeal it"
    }
    /// A quoted clause that was changed after somebody compared it.
    QuotedClauseChanged { policy: String, clause: String, old: String, current: String } = "B221" "quoted-clause-changed" Warning {
        "“{policy}”{clause}在 {old} 版之后有修改，现行的是 {current} 版，本条是照旧版核对的",
        "{clause} of “{policy}” was changed after the version of {old}; in force is that of {current}, and this was compared with the old one",
        "与现行版本逐字核对，改正内容和“原文”，再更新“人工核对”的日期（没有这一项的更新“更新时间”）",
        "compare it with the version in force, correct it and its quote, then update the date of verified (or updated_on where there is none)"
    }
    /// A clause or quote that stands only in a version that is not in force.
    QuoteOfOtherVersion { place: String, told: Words } = "B222" "quote-of-other-version" Error {
        "{place}：{told}",
        "{place}: {told}",
        "照现行版本改正条款和“原文”，并更新“人工核对”的日期",
        "correct clause and quote after the version in force, and update the date of verified"
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
    /// A holiday calendar that cannot be read.
    BadHolidays { problem: Words } = "P610" "bad-holidays" Error {
        "节假日表{problem}",
        "the holiday calendar {problem}",
        "照国务院办公厅的通知逐年写 year、off（放假）、work（调休上班）",
        "write year, off and work for each year, as the yearly notice gives them"
    }
    /// Synonyms that cannot be read.
    BadSynonyms { problem: Words } = "P612" "bad-synonyms" Error {
        "同义词表{problem}",
        "the list of synonyms {problem}",
        "每组写“词: [人才公寓, 人才房]”和“关系: 相同”（或“相关”），见 docs/vocabularies.md",
        "write in each group terms: [talent flat, talent apartment] and kind: same (or related), see docs/vocabularies.md"
    }
    /// A term in two groups of terms that mean the same: which ones are meant is open.
    SynonymTwice { term: String, other: String } = "P613" "synonym-twice" Warning {
        "同义词“{term}”已在“{other}”一组中，两组合并使用",
        "the synonym “{term}” stands in the group of “{other}” as well; both are taken as one group",
        "写成一组，或把其中一组的关系改为“相关”",
        "write one group, or make one of them related"
    }
    /// A year in which working days are counted and that the calendar does not hold.
    HolidaysMissing { year: usize } = "P611" "holidays-missing" Hint {
        "节假日表没有{year}年，{year}年的工作日按周一至周五计算",
        "the holiday calendar does not hold {year}; working days of it are counted Monday to Friday",
        "国务院办公厅公布后补上这一年",
        "add the year when the yearly notice is out"
    }
    /// Nothing to publish.
    EmptyContent = "P609" "empty-content" Warning {
        "内容文件夹中没有可发布的条目",
        "the content folder holds nothing to publish",
        "运行 juxian new 政策 建立第一个条目",
        "run juxian new policy to write the first entry"
    }
    /// An id kept out of search that no entry has.
    SearchExcludeUnknown { id: String, nearest: String } = "P614" "search-exclude-unknown" Warning {
        "搜索排除的编号“{id}”不存在{nearest}",
        "search is to leave out “{id}”, which is no id here{nearest}",
        "改正 site.yaml 的 搜索排除，或删去这个编号",
        "correct search_exclude in site.yaml, or take the id out"
    }
    /// A row of the tests of search that is not understood.
    BadSearchTest { problem: Words } = "P615" "bad-search-test" Error {
        "搜索测试{problem}",
        "the tests of search: {problem}",
        "每一项写“查询”和“应有”，另可写“前”和“语言”，见 docs/search.md",
        "write query and expect in each row, and if wanted among and lang, as docs/search.md shows"
    }
    /// A search that does not find what the office wants it to.
    SearchTestFailed { query: String, wanted: String, among: usize, instead: Words } = "P616" "search-test-failed" Error {
        "搜索“{query}”应在前 {among} 条找到“{wanted}”，{instead}",
        "a search for “{query}” is to find “{wanted}” among the first {among}, but it {instead}",
        "在该条目的标题、摘要、关键词中用上这些词，或在同义词表里补上一组；juxian search 显示名次",
        "use these words in its title, summary or keywords, or add a group of synonyms; juxian search shows the order"
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
