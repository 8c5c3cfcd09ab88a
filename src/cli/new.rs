//! `init` and `new`: the first files.

use super::args::Args;
use anyhow::{Context, bail};
use juxian::date::Date;
use juxian::diagnostic::{Messages, told, told_plainly};
use juxian::field::{Kind, scaffold};
use juxian::text::{path_hash, slug};
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

const SITE_ZH: &str = "# 站点设置。全部设置见 docs/settings.md；没有写的都有默认值，前面有 # 的行不起作用。\n\
网站名称: 某某区人才政策网\n\
语言: [zh, en]\n\
# 网站域名: www.example.gov.cn\n\
# 网址: https://www.example.gov.cn/rencai\n\
# 主办单位: 某某区委人才工作领导小组办公室\n\
# 地区: 某某区            # 先在 vocabularies/own.yaml 里登记\n\
# 网站标识码: 3301020001\n\
# 网站备案号: 浙ICP备00000000号\n\
# 页框: 自有              # 嵌入上级网站时写“嵌入”\n\
# 发布模式: 预览          # 正式发布时写“正式”\n";

const SITE_EN: &str = "# Settings of the site. All of them are in docs/settings.md; each has a default; lines after # do nothing.\n\
site_name: 某某区人才政策网\n\
name_en: Talent Policy Portal\n\
languages: [zh, en]\n\
# site_domain: www.example.gov.cn\n\
# base_url: https://www.example.gov.cn/rencai\n\
# host_body: 某某区委人才工作领导小组办公室\n\
# region: 某某区          # first add it to vocabularies/own.yaml\n\
# site_id_code: 3301020001\n\
# icp_number: 浙ICP备00000000号\n\
# chrome: own             # include inside a parent site\n\
# profile: preview        # production to publish\n";

const WORDS_ZH: &str = "# 本单位自己的词：加到程序自带的词表里。词表的名称见 docs/vocabularies.md。\n\
# regions:\n\
#   - {code: \"330102\", zh: 某某区}\n";

const WORDS_EN: &str = "# The office's own terms, added to the built-in lists; their names are in docs/vocabularies.md.\n\
# regions:\n\
#   - {code: \"330102\", zh: 某某区, en: Our District}\n";

/// Makes a folder with settings, a department, a policy and a page.
pub fn init(folder: &Path, args: &Args, messages: Messages) -> anyhow::Result<u8> {
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        bail!(told(folder, "文件夹不是空的", "the folder is not empty"));
    }
    let content = folder.join("content");
    let site = if messages == Messages::Zh { SITE_ZH } else { SITE_EN };
    write_new(&content.join("site.yaml"), site)?;
    let words = if messages == Messages::Zh { WORDS_ZH } else { WORDS_EN };
    write_new(&content.join("vocabularies").join("own.yaml"), words)?;
    let entries = [
        (Kind::Department, "rcb", "某某区委人才办", "某某区委人才办"),
        (Kind::Policy, "rcb-2026-1", "某某区人才政策若干措施", "某某区人才政策若干措施"),
        (Kind::Page, "about", "关于本站", "About this site"),
    ];
    for (kind, id, zh, en) in entries {
        let title = if messages == Messages::Zh { zh } else { en };
        write_new(&path_of(&content, kind, id, messages), &scaffold(kind, messages, id, title, args.date()))?;
    }
    match messages {
        Messages::Zh => super::talk(&format!("已建立 {}。接着依次运行：", content.display())),
        Messages::En => super::talk(&format!("made {}; next, one after the other:", content.display())),
    }
    for line in [format!("cd {}", folder.display()), "juxian check".into(), "juxian build".into()] {
        super::talk(&format!("  {line}"));
    }
    Ok(0)
}

/// Writes one new entry.
pub fn new(
    kind: &str,
    title: Option<&str>,
    id: Option<&str>,
    args: &Args,
    messages: Messages,
) -> anyhow::Result<u8> {
    let Some(found) = Kind::find(kind) else {
        let names: Vec<&str> = Kind::ALL.iter().flat_map(|kind| [kind.spec().zh, kind.spec().code]).collect();
        let names = names.join(" ");
        bail!(told_plainly(
            format!("没有类别“{kind}”；有 {names}"),
            format!("there is no kind “{kind}”; there are {names}")
        ));
    };
    let spec = found.spec();
    let title = title.unwrap_or(if messages == Messages::Zh { spec.zh } else { spec.code });
    let id = match id {
        Some(id) => id.to_string(),
        None => proposed_id(found, title, args.date()),
    };
    if !juxian::url::is_id(&id) {
        bail!(told_plainly(
            format!("编号“{id}”只能用 3 至 60 个小写字母、数字和短横线"),
            format!("the id “{id}” must be 3 to 60 of a-z, 0-9 and -")
        ));
    }
    let path = path_of(&args.content, found, &id, messages);
    write_new(&path, &scaffold(found, messages, &id, title, args.date()))?;
    super::say(&path.display().to_string());
    Ok(0)
}

/// The kind's prefix, the year, and the title in pinyin; short enough to be typed.
fn proposed_id(kind: Kind, title: &str, date: Date) -> String {
    let prefix = kind.spec().prefix.replace('/', "-");
    let words: Vec<String> = slug(title).split('-').take(5).map(str::to_string).collect();
    let words = if words.iter().all(String::is_empty) { vec![path_hash(title)] } else { words };
    let parts = [prefix, date.year().to_string(), words.join("-")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// In the folder of the kind that exists already, else in the one of the language.
fn path_of(content: &Path, kind: Kind, id: &str, messages: Messages) -> PathBuf {
    let spec = kind.spec();
    let folders = match messages {
        Messages::Zh => [spec.folder_zh, spec.folder_en],
        Messages::En => [spec.folder_en, spec.folder_zh],
    };
    let folder = folders.into_iter().find(|folder| content.join(folder).is_dir()).unwrap_or(folders[0]);
    content.join(folder).join(format!("{id}.md"))
}

/// Writes a file that does not exist yet.
fn write_new(path: &Path, text: &str) -> anyhow::Result<()> {
    let folder = path.parent().context("a file has a folder")?;
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let file = fs::OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = file.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => told(path, "已存在，不会覆盖", "exists and is not overwritten"),
        _ => told(path, "无法写入", "cannot be written").because(error),
    })?;
    file.write_all(text.as_bytes()).with_context(|| path.display().to_string())
}
