//! Reading: what a disk may hold besides good files, and what the author hears of it.

use crate::site_test::{SiteTest, differences};
use encoding_rs::{BIG5, Encoding, GBK, WINDOWS_1252};

const TEXT: &str =
    "---\n标题: 云溪区人才政策若干措施\n---\n第一条 支持青年博士来区工作，给予生活补贴和住房补贴。\n";

fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

fn utf16(text: &str, mark: bool, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = mark.then_some(0xfeff);
    mark.into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
}

// ---- encodings

#[test]
fn another_encoding_is_named_with_its_cure() {
    let foreign = "---\ntitle: Müller, Zürich, São Paulo, Málaga\n---\nCafé, señor, garçon, Ångström.\n";
    let table = [
        ("GB18030", encoded(GBK, TEXT)),
        (
            "Big5",
            encoded(BIG5, "---\ntitle: 人才政策\n---\n第一條 支持青年博士來區工作，給予生活補貼與住房補貼。"),
        ),
        ("UTF-16LE", utf16(TEXT, true, u16::to_le_bytes)),
        ("UTF-16BE", utf16(TEXT, true, u16::to_be_bytes)),
        ("UTF-16LE", utf16(TEXT, false, u16::to_le_bytes)),
        ("UTF-16BE", utf16(TEXT, false, u16::to_be_bytes)),
        ("UTF-8", TEXT.as_bytes()[..TEXT.len() - 3].to_vec()),
    ];
    for (name, bytes) in table {
        let run = SiteTest::with_policy().bytes("policies/bad.md", &bytes).check().exits(1);
        let found = run.finding("F001", "content/policies/bad.md");
        assert!(found.message.contains(name), "{name}: {}", found.message);
        assert!(found.help.contains("UTF-8"), "{name}: {}", found.help);
    }
    let run = SiteTest::new().bytes("policies/bad.md", &encoded(WINDOWS_1252, foreign)).check().exits(1);
    let message = &run.finding("F001", "content/policies/bad.md").message;
    assert!(message.contains("windows-1252") || message.contains("Latin-1"), "{message}");
}

#[test]
fn a_short_name_in_gbk_is_not_taken_for_latin() {
    let run = SiteTest::new().bytes("policies/bad.md", &encoded(GBK, "人才")).check().exits(1);
    assert!(run.finding("F001", "content/policies/bad.md").message.contains("GB18030"));
}

#[test]
fn every_badly_encoded_file_is_named_not_only_the_first() {
    let bytes = encoded(GBK, TEXT);
    let site = SiteTest::with_policy()
        .bytes("policies/one.md", &bytes)
        .bytes("policies/two.md", &bytes)
        .bytes("platforms/list.csv", &encoded(GBK, "编号,名称\npt-1,云溪人才大厦\n"))
        .bytes("vocabularies/synonyms.yaml", &bytes)
        .file("policies/three.md", "---\n标题：全角\n文号: 无\n---\n");
    let run = site.check().exits(1);
    let not_utf8 = ["policies/one.md", "policies/two.md", "platforms/list.csv", "vocabularies/synonyms.yaml"];
    for path in not_utf8 {
        assert_eq!(run.codes(&format!("content/{path}")), ["F001"]);
    }
    assert_eq!(run.codes("content/policies/three.md"), ["F104", "F201"]);
}

#[test]
fn settings_in_another_encoding_block_the_build() {
    let site = SiteTest::with_policy().bytes("site.yaml", &encoded(GBK, "网站名称: 云溪区人才政策网\n"));
    site.build().exits(1).finding("F001", "content/site.yaml");
    assert!(site.tree("public").is_empty());
}

#[test]
fn a_picture_called_markdown_is_named_as_binary() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";
    let run = SiteTest::new().bytes("policies/bad.md", png).check().exits(1);
    assert!(run.finding("F001", "content/policies/bad.md").message.contains("binary"));
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let plain: [(&str, &str); 3] = [
        ("site.yaml", "site_name: 云溪区人才政策网\nlanguages: [zh]\n"),
        (
            "policies/yrc-2026-1.md",
            "---\n标题: 云溪区人才政策若干措施\n摘要: |\n  第一行\n  第二行\n---\n# 云溪区人才政策若干措施\n\n\
            第一条 支持\n青年博士。\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n\n```text\n一\n二\n```\n\n（一）甲；\n（二）乙。\n",
        ),
        ("platforms/list.csv", "编号,类型,名称\npt-one,孵化器,云溪孵化器\npt-two,众创空间,\"溪口\n众创\"\n"),
    ];
    let build = |change: fn(&str) -> String| {
        let site = plain.iter().fold(SiteTest::new(), |site, (path, text)| site.file(path, &change(text)));
        let run = site.build().exits(0);
        let mut tree = site.tree("public");
        tree.remove("juxian-manifest.json").expect("a manifest with the digest of the inputs");
        let findings: Vec<_> = run.findings.iter().map(|f| (f.code.clone(), f.line, f.column)).collect();
        (tree, findings)
    };
    let (expected, expected_findings) = build(str::to_string);
    assert!(expected.contains_key("zc/yrc-2026-1.html") && expected.contains_key("pt/pt-two.html"));
    let mark = |text: &str| format!("\u{feff}{text}");
    let lines = |text: &str| text.replace('\n', "\r\n");
    let both = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    for (name, change) in [("mark", mark as fn(&str) -> String), ("line ends", lines), ("both", both)] {
        let (tree, findings) = build(change);
        assert_eq!(differences(&expected, &tree), Vec::<String>::new(), "{name}");
        assert_eq!(expected_findings, findings, "{name}");
    }
}

#[test]
fn zero_bytes_in_a_text_do_not_reach_the_page() {
    let site = SiteTest::new()
        .file("policies/yrc-2026-1.md", "---\ntitle: 云溪\0政策\n---\n第一条 正\0文。\n\n`代\0码`\n");
    site.build().exits(0);
    let page = site.output("zc/yrc-2026-1.html");
    assert!(!page.contains('\0'));
    assert!(page.contains("第一条"));
}

// ---- nothing, or too much

#[test]
fn an_empty_folder_builds_and_says_so() {
    let site = SiteTest::new();
    let run = site.build().exits(0);
    run.finding("P609", "");
    assert!(site.output("index.html").contains("未命名站点"));
}

#[test]
fn an_empty_file_takes_its_title_from_its_name() {
    for text in ["", "\n", "---\n---\n", "\u{feff}", "   \r\n\r\n"] {
        let site = SiteTest::new().file("policies/yrc-2026-1.md", text);
        site.build().exits(0);
        assert!(site.output("zc/yrc-2026-1.html").contains("<h1"), "{text:?}");
        assert!(site.output("zc/index.html").contains("yrc-2026-1"), "{text:?}");
    }
}

#[test]
fn empty_settings_and_lists_are_no_failure() {
    let empty = [("site.yaml", ""), ("platforms/list.csv", ""), ("vocabularies/synonyms.yaml", "\n")];
    let site = empty.iter().fold(SiteTest::with_policy(), |site, (path, text)| site.file(path, text));
    site.build().exits(0);
    assert!(site.tree("public").contains_key("zc/yrc-2026-1.html"));
}

#[test]
fn a_file_over_the_limit_of_the_site_is_refused_with_both_sizes() {
    let site = SiteTest::with_policy()
        .file("site.yaml", "file_size_max: 2MB\n")
        .bytes("policies/big.pdf", &vec![b'x'; 3 << 20])
        .file("policies/big.md", &"第一条 长。\n\n".repeat(200_000));
    let run = site.build().exits(1);
    for path in ["content/policies/big.pdf", "content/policies/big.md"] {
        let found = run.finding("F006", path);
        assert!(found.message.contains("2.0 MB"), "{}", found.message);
        assert!(found.help.contains("file_size_max"), "{}", found.help);
    }
    assert_eq!(run.codes("content/policies/yrc-2026-1.md"), Vec::<&str>::new());
    assert!(site.tree("public").is_empty());
}

/// A sparse file costs nothing on the disk; reading it would take minutes.
#[cfg(unix)]
#[test]
fn a_huge_file_is_refused_before_it_is_read() {
    for (path, size_bytes) in [("policies/huge.md", 300 << 20), ("policies/huge.mp4", 200u64 << 30)] {
        let site = SiteTest::with_policy().bytes(path, b"");
        let file =
            std::fs::File::options().write(true).open(site.at("content").join(path)).expect("it is there");
        file.set_len(size_bytes).expect("a sparse file");
        let message = site.check().exits(1).finding("F006", &format!("content/{path}")).message.clone();
        assert!(message.contains(" MB"), "{message}");
    }
}

#[test]
fn what_systems_and_offices_leave_behind_is_ignored() {
    let site = SiteTest::with_policy();
    let before = site.build().exits(0).findings;
    let leftovers =
        [".DS_Store", "Thumbs.db", "policies/desktop.ini", "policies/~$报.docx", "policies/.~lock.md#"];
    let site = leftovers.iter().fold(site, |site, path| site.bytes(path, b"\xff\0"));
    assert_eq!(site.build().exits(0).findings, before);
}

// ---- names

#[test]
fn names_that_windows_refuses_are_refused_everywhere() {
    if cfg!(windows) {
        return eprintln!("skipped: this disk does not take such names");
    }
    let names = [
        "CON.md",
        "aux.zh.md",
        "NUL",
        "com1.md",
        "LPT9.csv",
        "a:b.md",
        "a?.md",
        "a*.md",
        "a|b.md",
        "a<b>.md",
        "a\"b.md",
        "a\\b.md",
        "a\nb.md",
        "a.md.",
        "a.md ",
        "folder./a.md",
        "folder /a.md",
        "PRN/a.md",
    ];
    let site =
        names.iter().fold(SiteTest::with_policy(), |site, name| site.file(&format!("policies/{name}"), TEXT));
    let run = site.check().exits(1);
    for name in names {
        let codes = run.codes(&format!("content/policies/{name}"));
        assert!(codes.contains(&"F008"), "{name}: {codes:?}");
    }
}

#[test]
fn names_that_only_look_reserved_are_taken() {
    let names =
        ["contract", "com10", "console", "auxiliary", "lpt", "null", "prnt.v2", "人才 政策", "（一）云溪"];
    let site =
        names.iter().fold(SiteTest::new(), |site, name| site.file(&format!("policies/{name}.md"), TEXT));
    let run = site.build().exits(0);
    for name in names {
        assert_eq!(run.codes(&format!("content/policies/{name}.md")), Vec::<&str>::new());
    }
}

#[test]
fn names_that_differ_in_case_only_name_each_other() {
    let site = SiteTest::new()
        .file("policies/Abc-1.md", TEXT)
        .file("policies/abc-1.md", TEXT)
        .file("Policies/second.md", TEXT)
        .file("policies/second.md", TEXT)
        .bytes("policies/Tu.png", b"x")
        .bytes("policies/tu.PNG", b"y");
    if site.tree("content").len() < 6 {
        return eprintln!("skipped: this disk ignores case");
    }
    let run = site.build().exits(1);
    for (later, earlier) in [
        ("policies/abc-1.md", "policies/Abc-1.md"),
        ("policies/second.md", "Policies/second.md"),
        ("policies/tu.PNG", "policies/Tu.png"),
    ] {
        let found = run.finding("F007", &format!("content/{later}"));
        assert!(found.message.contains(earlier), "{}", found.message);
        assert!(!run.codes(&format!("content/{earlier}")).contains(&"F007"), "{earlier}");
    }
    assert!(site.tree("public").is_empty());
}

#[test]
fn a_long_name_gets_a_short_address() {
    let site = SiteTest::new()
        .file(&format!("policies/{}.md", "long-".repeat(35)), TEXT)
        .file(&format!("policies/{}.md", "长".repeat(80)), TEXT);
    site.build().exits(0);
    let tree = site.tree("public");
    let pages: Vec<&String> =
        tree.keys().filter(|path| path.starts_with("zc/") && !path.ends_with("index.html")).collect();
    assert_eq!(pages.len(), 2);
    assert!(pages.iter().all(|path| path.is_ascii() && path.len() < 80), "{pages:?}");
}

#[test]
fn a_path_too_long_for_windows_is_refused() {
    if cfg!(windows) {
        return eprintln!("skipped: this disk does not take such names");
    }
    let path = format!("policies/{}x.md", "a-folder-with-a-name/".repeat(12));
    let run = SiteTest::with_policy().file(&path, TEXT).check().exits(1);
    run.finding("F008", &format!("content/{path}"));
}

#[test]
fn deep_folders_are_read_to_the_end() {
    let path = format!("policies/{}deep-one.md", "d/".repeat(100));
    let site = SiteTest::new().file(&path, TEXT);
    site.build().exits(0);
    assert!(site.tree("public").contains_key("zc/deep-one.html"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_unicode_is_refused_and_printed() {
    use std::os::unix::ffi::OsStrExt;
    let site = SiteTest::with_policy();
    let name = std::ffi::OsStr::from_bytes(b"\xd5\xfe\xb2\xdf.md");
    std::fs::write(site.at("content/policies").join(name), TEXT).expect("Linux takes any name");
    let run = site.build().exits(1);
    let found = run.findings.iter().find(|found| found.code == "F009").expect("a finding");
    assert!(found.path.starts_with("content/policies/"), "{}", found.path);
    assert!(site.tree("public").is_empty());
}

// ---- links and things that are no files

#[cfg(unix)]
mod unix {
    use super::TEXT;
    use crate::site_test::{PROGRAM, SiteTest, run};
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    fn link(site: &SiteTest, at: &str, target: &str) {
        let at = site.at("content").join(at);
        fs::create_dir_all(at.parent().expect("below content")).expect("folders can be made");
        symlink(target, at).expect("a link can be made");
    }

    #[test]
    fn links_in_a_loop_or_to_nothing_are_named() {
        let site = SiteTest::with_policy();
        for (at, target) in
            [("policies/up", ".."), ("policies/self.md", "self.md"), ("policies/gone.md", "nowhere.md")]
        {
            link(&site, at, target);
        }
        // Emacs holds a file with a link to nobody.
        link(&site, "policies/.#up.md", "me@here.1:2");
        let run = site.check().exits(1);
        for at in ["policies/up", "policies/self.md", "policies/gone.md"] {
            run.finding("F005", &format!("content/{at}"));
        }
        assert_eq!(run.codes("content/policies/.#up.md"), Vec::<&str>::new());
        assert_eq!(run.codes("content/policies/yrc-2026-1.md"), Vec::<&str>::new());
    }

    #[test]
    fn links_out_of_the_tree_are_refused_and_not_read() {
        let site = SiteTest::with_policy();
        site.write("secret/secret.md", "---\ntitle: 内部绝密名单\n---\n第一条 绝密。\n");
        let absolute = site.at("secret/secret.md").display().to_string();
        link(&site, "policies/file.md", "../../secret/secret.md");
        link(&site, "policies/absolute.md", &absolute);
        link(&site, "policies/folder", "../../secret");
        link(&site, "policies/by-way-of.md", "folder/secret.md");
        link(&site, "policies/tu.png", "/etc/hostname");
        let run = site.build().exits(1);
        for at in ["file.md", "absolute.md", "folder", "by-way-of.md", "tu.png"] {
            run.finding("F004", &format!("content/policies/{at}"));
        }
        assert!(!run.stdout.contains("绝密") && !run.stderr.contains("绝密"));
        assert!(site.tree("public").is_empty());
    }

    #[test]
    fn a_link_inside_the_tree_is_another_file() {
        let site = SiteTest::new().file("policies/first-one.md", TEXT);
        link(&site, "policies/second-one.md", "first-one.md");
        site.build().exits(0);
        assert!(site.tree("public").contains_key("zc/second-one.html"));
    }

    #[test]
    fn a_content_folder_may_itself_be_a_link() {
        let site = SiteTest::with_policy();
        symlink("content", site.at("inhalt")).expect("a link can be made");
        site.build_with(&["--content", "inhalt"]).exits(0);
        assert!(site.tree("public").contains_key("zc/yrc-2026-1.html"));
    }

    #[test]
    fn pipes_and_sockets_are_refused_without_waiting_for_them() {
        let site = SiteTest::with_policy();
        for pipe in ["policies/pipe.md", "policies/pipe.pdf"] {
            let made =
                Command::new("mkfifo").arg(site.at("content").join(pipe)).status().expect("mkfifo is there");
            assert!(made.success());
        }
        let _listener = std::os::unix::net::UnixListener::bind(site.at("content/s.md")).expect("a socket");
        link(&site, "policies/linked.md", "pipe.md");
        let run = site.build().exits(1);
        for path in ["policies/pipe.md", "policies/pipe.pdf", "s.md", "policies/linked.md"] {
            run.finding("F003", &format!("content/{path}"));
        }
    }

    #[test]
    fn devices_are_refused() {
        let site = SiteTest::with_policy();
        link(&site, "policies/zero.md", "/dev/zero");
        let run = site.check().exits(1);
        assert!(run.codes("content/policies/zero.md").iter().all(|code| ["F003", "F004"].contains(code)));
        assert!(!run.codes("content/policies/zero.md").is_empty());
    }

    /// A user who may read everything runs the program as one who may not.
    #[test]
    fn what_may_not_be_read_is_named() {
        let site = SiteTest::with_policy().file("policies/closed.md", TEXT).file("guides/one.md", TEXT);
        let mut program = site.command(&["check", "--format", "json", "--messages", "en"]);
        for closed in ["content/policies/closed.md", "content/guides"] {
            fs::set_permissions(site.at(closed), Permissions::from_mode(0o000)).expect("they are ours");
        }
        if fs::read(site.at("content/policies/closed.md")).is_ok() {
            const NOBODY: u32 = 65_534;
            fs::set_permissions(site.at(""), Permissions::from_mode(0o755)).expect("it is ours");
            fs::copy(PROGRAM, site.at("juxian")).expect("a copy that everybody may run");
            let mut copy = Command::new(site.at("juxian"));
            copy.args(program.get_args()).current_dir(site.at("")).uid(NOBODY).gid(NOBODY);
            program = copy;
        }
        let run = run(&mut program).exits(1);
        for closed in ["content/policies/closed.md", "content/guides"] {
            let found = run.finding("F002", closed);
            assert!(found.message.contains("permission"), "{}", found.message);
            fs::set_permissions(site.at(closed), Permissions::from_mode(0o755)).expect("they are ours");
        }
        assert_eq!(run.codes("content/policies/yrc-2026-1.md"), Vec::<&str>::new());
    }
}
