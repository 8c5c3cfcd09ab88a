//! The words of `--help` in both languages.

use super::args::Args;
use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};
use juxian::diagnostic::Messages;

/// Argument or command, Chinese, English.
type Words = (&'static str, &'static str, &'static str);

const COMMANDS: &[Words] = &[
    ("init", "建立一个新的内容文件夹", "make a new folder of content"),
    ("new", "建立一个条目：juxian new 政策 “标题”", "write a new entry: juxian new policy “title”"),
    ("check", "检查全部内容，不写任何文件", "check everything, write nothing"),
    ("build", "生成网站", "build the site"),
    (
        "search",
        "像网站那样搜索：juxian search “博士 租房”",
        "search as the site does: juxian search “博士 租房”",
    ),
    (
        "serve",
        "实时预览：保存后浏览器中的页面随即更新",
        "live preview: pages in the browser are new as soon as a file is saved",
    ),
    ("verify", "核对输出文件夹是否被改动", "tell whether an output folder was changed"),
    (
        "changes",
        "比较两次生成的结果：juxian changes 旧 新",
        "tell what differs between two outputs: juxian changes OLD NEW",
    ),
    ("schema", "输出编辑器用的 JSON Schema", "print JSON Schema for editors"),
    ("rules", "列出全部检查项", "list every finding"),
    ("completions", "输出命令补全脚本", "print a completion script"),
];

const ARGUMENTS: &[Words] = &[
    ("content", "内容文件夹", "the folder of content"),
    ("themes", "主题文件夹", "the folder of themes"),
    ("out", "输出文件夹，或以 .zip 结尾的文件", "the output folder, or a file that ends in .zip"),
    ("date", "按哪一天生成，默认今天（东八区）", "the day to build for; today at +08:00 by default"),
    ("profile", "preview 预览，production 正式发布", "preview or production; wins over site.yaml"),
    ("messages", "提示语言，默认按系统", "language of messages; that of the system by default"),
    ("format", "结果的格式", "form of the findings"),
    ("allow_errors", "有错误也写出（拒绝级的除外）", "write in spite of errors, but not of refusals"),
    ("hints", "也显示提示级的结果", "show hints too"),
    ("max_findings", "最多显示多少条，0 为全部", "how many findings are shown at most; 0 for all"),
    ("quiet", "只显示结果", "print findings only"),
    ("color", "是否用颜色", "whether to use colour"),
];

const LOCAL: &[(&str, Words)] = &[
    ("init", ("folder", "要建立的文件夹", "the folder to make")),
    ("new", ("kind", "类别：政策、事项、平台……或英文名", "the kind: policy, benefit, platform …")),
    ("new", ("title", "标题", "the title")),
    ("new", ("id", "编号，决定网址", "the id, part of the address")),
    (
        "build",
        (
            "cache",
            "存放下次生成可以重用的内容；可随时删除",
            "keep there what the next build can use again; may be deleted at any time",
        ),
    ),
    ("build", ("adopt", "接管已有文件的输出文件夹", "take over an output folder with other files")),
    (
        "build",
        (
            "components",
            "另外生成组件页 zujian/，供制作主题的人查看",
            "also make the page of all components, zujian/, for theme authors",
        ),
    ),
    ("build", ("wait", "等待另一次生成结束", "wait for another build to end")),
    ("search", ("query", "要搜的词", "the words to look for")),
    ("search", ("limit", "显示几条，默认 10", "how many results are shown; 10 by default")),
    (
        "search",
        ("lang", "搜哪个语言的网站，默认 zh", "the language of the site that is searched; zh by default"),
    ),
    (
        "search",
        (
            "sort",
            "次序：relevance 相关、date 日期、deadline 截止、amount 金额",
            "the order: relevance, date, deadline or amount",
        ),
    ),
    ("search", ("explain", "显示得分的组成", "show what a score is made of")),
    ("search", ("kind", "只要这一类，可写多次", "only this kind; may be given again")),
    (
        "search",
        (
            "state",
            "只要：good 可用、soon 未到、ended 已止、neutral 无状态",
            "only what can be used (good), is to come (soon), is over (ended), has no state (neutral)",
        ),
    ),
    ("search", ("topic", "只要这个主题", "only this topic")),
    ("search", ("audience", "只要这类对象", "only this audience")),
    ("search", ("industry", "只要这个行业", "only this industry")),
    ("search", ("region", "只要这个地区", "only this region")),
    ("search", ("level", "只要这个层级", "only this level of government")),
    ("search", ("year", "只要这一年", "only this year")),
    ("search", ("amount", "只要这档金额，如 10w-50w", "only this range of amounts, such as 10w-50w")),
    (
        "serve",
        (
            "port",
            "端口，默认 8421；被占用时用下一个空闲的",
            "the port, 8421 by default; the next free one where it is taken",
        ),
    ),
    ("serve", ("open", "同时打开浏览器", "open the browser too")),
    (
        "serve",
        (
            "editor",
            "用什么打开源文件：vscode，或一条命令（可写 {file}、{line}、{column}），默认不打开",
            "what opens source files: vscode, or a command (with {file}, {line}, {column}); nothing by default",
        ),
    ),
    (
        "serve",
        (
            "published",
            "只显示会发布的内容，不显示草稿、定时发布和不主动公开的条目",
            "show only what will be published: no drafts, nothing scheduled or not public",
        ),
    ),
    (
        "serve",
        (
            "poll",
            "定时查看文件夹，不依赖系统通知（网络盘）",
            "look through the folders again and again instead of asking the system (network drives)",
        ),
    ),
    ("verify", ("folder", "输出文件夹，默认 public", "the output folder; public by default")),
    ("changes", ("old", "旧的输出：文件夹、zip 或清单", "the old output: a folder, a zip or a manifest")),
    ("changes", ("new", "新的输出", "the new output")),
    ("changes", ("base", "网站地址，用来链接页面", "the address of the site, to link its pages")),
    (
        "changes",
        (
            "limit",
            "最多多少字，默认 60000；评论的上限是 65536",
            "characters at most; 60000 by default, since comments may have 65536",
        ),
    ),
    ("changes", ("exit_code", "有变化时退出码为 1", "exit with 1 where they differ")),
    ("schema", ("kind", "类别，或 site；默认全部", "the kind, or site; all by default")),
    ("schema", ("to", "写到这个文件夹", "write into this folder")),
    ("rules", ("code", "检查项的编号", "the code of a finding")),
    ("completions", ("shell", "命令行环境", "the shell")),
];

/// The command line with its help in a language.
pub fn command(messages: Messages) -> clap::Command {
    let pick = |words: &Words| if messages == Messages::Zh { words.1 } else { words.2 };
    let about = match messages {
        Messages::Zh => "聚贤：把一个文件夹的政策、平台和指南变成人才政策网站",
        Messages::En => {
            "Juxian turns a folder of policies, platforms and guides into a portal for talent policy"
        }
    };
    let mut command = Args::command().about(about);
    for words in COMMANDS {
        command = command.mut_subcommand(words.0, |sub| {
            let mut sub = sub.about(pick(words));
            for (_, local) in LOCAL.iter().filter(|(name, _)| *name == words.0) {
                sub = sub.mut_arg(local.0, |argument| argument.help(pick(local)));
            }
            sub
        });
    }
    for words in ARGUMENTS {
        command = command.mut_arg(words.0, |argument| argument.help(pick(words)));
    }
    match messages {
        Messages::Zh => in_chinese(command),
        Messages::En => command,
    }
}

const TEMPLATE_ZH: &str = "{about}\n\n用法：{usage}\n\n{all-args}\n";

/// Headings and standard options of a command and those below it.
fn in_chinese(command: Command) -> Command {
    let is_root = command.get_name() == "juxian";
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_string()).collect();
    let mut command = command
        .help_template(TEMPLATE_ZH)
        .subcommand_help_heading("命令")
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .mut_args(|argument| {
            let heading = if argument.is_positional() { "参数" } else { "选项" };
            let argument = argument.help_heading(heading);
            let takes_value = argument.get_action().takes_values();
            if takes_value { argument.hide_possible_values(true).hide_default_value(true) } else { argument }
        })
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help("显示用法")
                .help_heading("选项"),
        );
    if is_root {
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
        command = command.arg(version.help("显示版本").help_heading("选项"));
    }
    for name in names {
        command = command.mut_subcommand(name, in_chinese);
    }
    command
}

/// Prints what clap has to say: help and version as they are, mistakes in the language of the messages.
pub fn explain(error: &clap::Error, messages: Messages) {
    let what = match error.kind() {
        _ if messages == Messages::En => None,
        ErrorKind::InvalidSubcommand => Some("没有这个命令"),
        ErrorKind::UnknownArgument => Some("没有这个选项"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => Some("选项的值不对"),
        ErrorKind::MissingRequiredArgument | ErrorKind::MissingSubcommand => Some("缺少内容"),
        ErrorKind::NoEquals
        | ErrorKind::TooFewValues
        | ErrorKind::TooManyValues
        | ErrorKind::WrongNumberOfValues => Some("选项的值的个数不对"),
        ErrorKind::ArgumentConflict => Some("选项之间有冲突"),
        _ => None,
    };
    let Some(what) = what else {
        let _ = error.print();
        return;
    };
    let named = [ContextKind::InvalidSubcommand, ContextKind::InvalidArg, ContextKind::InvalidValue];
    let words: Vec<String> =
        named.iter().filter_map(|kind| error.get(*kind)).map(|value| format!("“{value}”")).collect();
    let valid = error.get(ContextKind::ValidValue).or(error.get(ContextKind::SuggestedSubcommand));
    let valid = valid.map(|valid| format!("，可以是：{valid}")).unwrap_or_default();
    super::talk(&format!("错误：{what}：{}{valid}。juxian --help 列出用法", words.join(" ")));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_argument_has_words_in_both_languages() {
        for messages in [Messages::Zh, Messages::En] {
            let command = command(messages);
            command.clone().debug_assert();
            for sub in command.get_subcommands() {
                assert!(sub.get_about().is_some(), "{}", sub.get_name());
                for argument in sub.get_arguments().filter(|argument| argument.get_id() != "help") {
                    assert!(argument.get_help().is_some(), "{} {}", sub.get_name(), argument.get_id());
                }
            }
        }
    }
}
