//! Writing: what the output folder holds after a run, and above all what it still holds.

use crate::site_test::{SiteTest, Tree, differences, finish, tree};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, SystemTime};

const MANIFEST: &str = "juxian-manifest.json";

fn policy(title: &str, text: &str) -> String {
    format!("---\ntitle: {title}\n---\n{text}\n")
}

fn two_policies() -> SiteTest {
    SiteTest::new()
        .file("policies/first-one.md", &policy("云溪区人才政策若干措施", "第一条 甲。"))
        .file("policies/second-one.md", &policy("云溪区住房补贴实施细则", "第一条 乙。"))
}

/// When each file below a folder was last written.
fn times(folder: &Path) -> BTreeMap<String, SystemTime> {
    let time =
        |path: &String| fs::metadata(folder.join(path)).and_then(|m| m.modified()).expect("it has a time");
    tree(folder).into_keys().map(|path| (path.clone(), time(&path))).collect()
}

fn manifest(site: &SiteTest) -> Value {
    serde_json::from_str(&site.output(MANIFEST)).expect("the manifest is JSON")
}

// ---- what is rewritten, removed, kept

#[test]
fn a_second_build_writes_nothing() {
    let site = SiteTest::demo();
    site.build().exits(0);
    let before = times(&site.at("public"));
    site.build().exits(0);
    assert_eq!(times(&site.at("public")), before);
}

#[test]
fn only_what_changed_is_written_again() {
    let site = two_policies();
    site.build().exits(0);
    let (before, times_before) = (site.tree("public"), times(&site.at("public")));
    site.write("content/policies/second-one.md", policy("云溪区住房补贴实施细则", "第一条 丙。"));
    site.build().exits(0);
    let (after, times_after) = (site.tree("public"), times(&site.at("public")));
    let changed = differences(&before, &after);
    assert!(changed.contains(&"zc/second-one.html".to_string()), "{changed:?}");
    assert!(!changed.contains(&"zc/first-one.html".to_string()), "{changed:?}");
    let written: Vec<&String> =
        after.keys().filter(|path| times_before.get(*path) != times_after.get(*path)).collect();
    assert_eq!(written, changed.iter().collect::<Vec<_>>());
}

#[test]
fn what_lost_its_source_is_removed_with_its_folder() {
    let site = two_policies().file("guides/a-guide.md", "---\ntitle: 怎样办理\n---\n文。\n");
    site.build().exits(0);
    assert!(site.at("public/zn/a-guide.html").is_file());
    for source in ["content/guides/a-guide.md", "content/policies/second-one.md"] {
        fs::remove_file(site.at(source)).expect("a source");
    }
    site.build().exits(0);
    assert!(!site.at("public/zc/second-one.html").exists());
    assert!(!site.at("public/zn").exists());
    assert!(site.at("public/zc/first-one.html").is_file());
}

#[test]
fn files_that_are_not_ours_stay() {
    let site = two_policies();
    let hosts = [".htaccess", ".gitkeep", ".well-known/security.txt"];
    for path in hosts {
        site.write(&format!("public/{path}"), "theirs");
    }
    site.build().exits(0);
    let theirs = ["verify-123.html", "zc/note.txt", "zc/own/page.html", "other/index.html"];
    for path in theirs {
        site.write(&format!("public/{path}"), "theirs");
    }
    fs::remove_file(site.at("content/policies/second-one.md")).expect("a source");
    site.build().exits(0);
    for path in hosts.iter().chain(&theirs) {
        assert_eq!(site.output(path), "theirs", "{path}");
    }
    assert!(!site.at("public/zc/second-one.html").exists());
}

#[test]
fn a_file_that_was_changed_or_lost_comes_back() {
    let site = two_policies();
    site.build().exits(0);
    let before = site.tree("public");
    site.write("public/zc/first-one.html", "<p>被人改了</p>");
    fs::remove_file(site.at("public/index.html")).expect("an output");
    site.build().exits(0);
    assert_eq!(differences(&before, &site.tree("public")), Vec::<String>::new());
}

#[test]
fn an_output_without_its_notes_of_times_is_still_known() {
    let site = two_policies();
    site.build().exits(0);
    let before = times(&site.at("public"));
    for state in ["", "no numbers here\n\0\n99999999999999999999999999 index.html\n"] {
        fs::write(site.at(".public.juxian-state"), state).expect("ours");
        site.build().exits(0);
        assert_eq!(times(&site.at("public")), before);
    }
}

// ---- folders of somebody else

#[test]
fn a_folder_of_somebody_else_is_refused_and_not_touched() {
    let site = two_policies();
    site.write("public/index.html", "their site");
    site.write("public/photos/a.jpg", "their picture");
    let before = site.tree("public");
    let run = site.build().exits(2);
    assert!(run.stderr.contains("--adopt"), "{}", run.stderr);
    assert_eq!(site.tree("public"), before);
    assert!(!site.at(".public.juxian-staging").exists());
}

#[test]
fn adopting_a_folder_keeps_what_is_in_it() {
    let site = two_policies();
    site.write("public/index.html", "their start page");
    site.write("public/photos/a.jpg", "their picture");
    site.build_with(&["--adopt"]).exits(0);
    assert!(site.output("index.html").contains("云溪区人才政策若干措施"));
    assert_eq!(site.output("photos/a.jpg"), "their picture");
    site.build().exits(0);
}

#[test]
fn a_file_of_somebody_else_in_the_way_is_named_and_kept() {
    let site = two_policies();
    site.build().exits(0);
    site.write("public/zc/third-one.html", "theirs");
    site.write("content/policies/third-one.md", policy("云溪区人才公寓管理办法", "第一条 丁。"));
    let before = site.tree("public");
    let run = site.build().exits(2);
    assert!(run.stderr.contains("third-one.html"), "{}", run.stderr);
    assert_eq!(site.tree("public"), before);
    site.build_with(&["--adopt"]).exits(0);
    assert!(site.output("zc/third-one.html").contains("云溪区人才公寓管理办法"));
}

#[test]
fn a_folder_in_the_place_of_a_file_is_named_before_anything_moves() {
    let site = two_policies();
    site.build().exits(0);
    fs::remove_file(site.at("public/index.html")).expect("an output");
    site.write("public/index.html/theirs.txt", "theirs");
    site.write("content/policies/first-one.md", policy("云溪区人才政策若干措施", "第一条 变。"));
    let before = site.tree("public");
    let run = site.build().exits(2);
    assert!(run.stderr.contains("index.html"), "{}", run.stderr);
    assert_eq!(differences(&before, &site.tree("public")), Vec::<String>::new());
}

#[test]
fn a_former_file_may_become_a_folder_and_go_back() {
    let with_alias =
        |alias: &str| format!("---\ntitle: 云溪区人才政策若干措施\naliases: [{alias}]\n---\n第一条 甲。\n");
    let site = SiteTest::new();
    for alias in ["zc/old.v1", "zc/old.v1/page.html", "zc/old.v1"] {
        site.write("content/policies/first-one.md", with_alias(alias));
        site.build().exits(0);
        assert!(site.at("public").join(alias).is_file(), "{alias}");
    }
    site.run(&["verify"]).exits(0);
}

#[test]
fn a_manifest_that_is_not_understood_stops_the_run() {
    let site = two_policies();
    site.build().exits(0);
    let good = site.output(MANIFEST);
    for bad in
        ["", "{", "[]", "\u{0}", &good[..good.len() / 2], &good.replace("\"format\":1", "\"format\":99")]
    {
        site.write("public/juxian-manifest.json", bad);
        let before = site.tree("public");
        let run = site.build().exits(2);
        assert!(run.stderr.contains(MANIFEST), "{}", run.stderr);
        assert_eq!(site.tree("public"), before);
    }
}

#[test]
fn a_manifest_that_names_files_elsewhere_removes_none_of_them() {
    let site = two_policies();
    site.build().exits(0);
    let good = site.output(MANIFEST);
    for evil in
        ["../content/policies/first-one.md", "/etc/hostname", "zc/../../content/policies/first-one.md"]
    {
        let entry = format!("\"files\":[\n{{\"path\":\"{evil}\",\"size\":1,\"sha256\":\"00\"}},");
        site.write("public/juxian-manifest.json", good.replacen("\"files\":[", &entry, 1));
        site.build().exits(2);
        assert!(site.at("content/policies/first-one.md").is_file(), "{evil}");
    }
}

#[test]
fn a_journal_that_names_files_elsewhere_moves_none_of_them() {
    let site = two_policies();
    site.build().exits(0);
    site.write("precious.txt", "precious");
    for journal in [
        r#"{"moves":[],"removals":["../precious.txt"]}"#,
        r#"{"moves":["../precious.txt"],"removals":[]}"#,
        "{\"moves\":[",
        "",
    ] {
        site.write(".precious.txt", "evil");
        site.write(".public.juxian-journal", journal);
        site.write(".public.juxian-staging/x", "evil");
        let run = site.build().exits(2);
        assert!(run.stderr.contains("juxian-journal"), "{journal}: {}", run.stderr);
        assert_eq!(fs::read_to_string(site.at("precious.txt")).expect("it is there"), "precious");
    }
}

// ---- strange outputs

#[test]
fn an_output_inside_the_content_is_not_content() {
    let site = two_policies();
    let arguments = ["--out", "content/public"];
    let first = site.build_with(&arguments).exits(0);
    site.write("content/public/zc/readme.md", "# 不是内容");
    let before = times(&site.at("content/public"));
    let second = site.build_with(&arguments).exits(0);
    assert_eq!(first.findings, second.findings);
    assert_eq!(times(&site.at("content/public")), before);
}

#[test]
fn the_content_is_never_the_output() {
    for adopt in [&[][..], &["--adopt"]] {
        for out in ["content", "content/", "./content/../content", "content/policies"] {
            let site = two_policies();
            let before = site.tree("content");
            let run = site.build_with(&[&["--out", out], adopt].concat());
            let mut after = site.tree("content");
            // The lock lies beside the output, for good.
            after.retain(|path, _| !path.ends_with("juxian-lock"));
            assert_eq!(differences(&before, &after), Vec::<String>::new(), "{out} {adopt:?}");
            run.exits(2);
        }
    }
}

#[test]
fn an_output_that_is_no_folder_is_refused() {
    let site = two_policies();
    site.write("public", "a file");
    for out in ["public", "public/below", "", "/", ".."] {
        site.build_with(&["--out", out]).exits(2);
    }
    assert_eq!(fs::read_to_string(site.at("public")).expect("it is there"), "a file");
}

#[test]
fn the_folders_above_an_output_are_made() {
    let site = two_policies();
    site.build_with(&["--out", "a/b/网站 (1)"]).exits(0);
    assert!(site.at("a/b/网站 (1)/index.html").is_file());
}

#[cfg(unix)]
mod unix {
    use super::{policy, two_policies};
    use crate::site_test::{SiteTest, differences};
    use std::fs;
    use std::os::unix::fs::symlink;

    #[test]
    fn an_output_that_is_a_link_is_refused() {
        for adopt in [&[][..], &["--adopt"]] {
            let site = two_policies();
            fs::create_dir(site.at("elsewhere")).expect("it is new");
            symlink("elsewhere", site.at("public")).expect("a link can be made");
            site.build_with(adopt).exits(2);
            assert!(site.tree("elsewhere").is_empty());
            // A portal that was moved away and linked to is no other case.
            fs::remove_file(site.at("public")).expect("the link");
            site.build_with(&["--out", "elsewhere"]).exits(0);
            symlink("elsewhere", site.at("public")).expect("a link can be made");
            site.write("content/policies/first-one.md", policy("云溪区人才政策若干措施", "第一条 变。"));
            let before = site.tree("elsewhere");
            site.build_with(adopt).exits(2);
            assert_eq!(site.tree("elsewhere"), before);
        }
    }

    #[test]
    fn nothing_is_written_through_a_link_inside_the_output() {
        for adopt in [&[][..], &["--adopt"]] {
            let site = two_policies();
            site.build().exits(0);
            fs::rename(site.at("public/zc"), site.at("elsewhere")).expect("on one disk");
            symlink("../elsewhere", site.at("public/zc")).expect("a link can be made");
            site.write("content/policies/first-one.md", policy("云溪区人才政策若干措施", "第一条 变。"));
            let before = site.tree("elsewhere");
            let run = site.build_with(adopt).exits(2);
            assert!(run.stderr.contains("zc"), "{}", run.stderr);
            assert_eq!(site.tree("elsewhere"), before);
            // Removing is writing.
            fs::remove_file(site.at("content/policies/second-one.md")).expect("a source");
            site.build_with(adopt).exits(2);
            assert_eq!(site.tree("elsewhere"), before);
        }
    }

    #[test]
    fn a_link_in_the_place_of_an_output_is_replaced_not_followed() {
        let site = two_policies();
        site.build().exits(0);
        let before = site.tree("public");
        site.write("precious.html", &before["zc/first-one.html"]);
        fs::remove_file(site.at("public/zc/first-one.html")).expect("an output");
        symlink("../../precious.html", site.at("public/zc/first-one.html")).expect("a link can be made");
        site.write("content/policies/first-one.md", policy("云溪区人才政策若干措施", "第一条 变。"));
        site.build().exits(0);
        assert_eq!(fs::read(site.at("precious.html")).expect("it is there"), before["zc/first-one.html"]);
        assert!(
            site.output("zc/first-one.html").contains("第一条")
                && !site.at("public/zc/first-one.html").is_symlink()
        );
    }

    #[test]
    fn links_in_the_place_of_our_own_notes_are_not_followed() {
        let names = [
            "public.juxian-lock",
            "public.juxian-state",
            "public.juxian-state-new",
            "public.juxian-journal-new",
        ];
        for name in names {
            let site = two_policies();
            site.write("precious.txt", "precious");
            symlink("precious.txt", site.at(&format!(".{name}"))).expect("a link can be made");
            site.build();
            assert_eq!(
                fs::read_to_string(site.at("precious.txt")).expect("it is there"),
                "precious",
                "{name}"
            );
        }
        let site = two_policies();
        site.write("precious.txt", "precious");
        symlink("precious.txt", site.at(".public.zip.juxian-new")).expect("a link can be made");
        site.build_with(&["--out", "public.zip"]);
        assert_eq!(fs::read_to_string(site.at("precious.txt")).expect("it is there"), "precious", "zip");
    }

    #[test]
    fn a_link_in_the_place_of_staging_is_not_emptied() {
        let site = two_policies();
        site.write("precious/a.txt", "precious");
        symlink("precious", site.at(".public.juxian-staging")).expect("a link can be made");
        site.build().exits(0);
        assert_eq!(site.tree("precious").len(), 1);
        assert!(site.at("public/index.html").is_file());
    }

    /// A limit on the size of files is the full disk of a user without rights.
    #[test]
    fn a_write_that_fails_leaves_the_old_portal_whole() {
        let site = two_policies();
        site.build().exits(0);
        let before = site.tree("public");
        with_attachment(&site, 1 << 20);
        let script = "trap '' XFSZ; ulimit -f 256; exec \"$0\" build --messages en";
        let mut command = std::process::Command::new("sh");
        command.args(["-c", script, crate::site_test::PROGRAM]).current_dir(site.at(""));
        let run = crate::site_test::run(&mut command).exits(2);
        assert!(run.stderr.contains("juxian-staging"), "{}", run.stderr);
        assert_eq!(site.tree("public"), before);
        assert!(!site.at(".public.juxian-staging").exists());
        site.build().exits(0);
    }

    #[test]
    fn a_full_disk_leaves_the_old_portal_whole() {
        let site = two_policies();
        let Some(disk) = SmallDisk::mount(&site) else {
            return eprintln!("skipped: only root can mount a small disk");
        };
        let arguments = ["--out", "disk/public"];
        site.build_with(&arguments).exits(0);
        let before = site.tree("disk");
        with_attachment(&site, 4 << 20);
        let run = site.build_with(&arguments).exits(2);
        assert!(run.stderr.contains("space"), "{}", run.stderr);
        assert_eq!(differences(&before, &site.tree("disk")), Vec::<String>::new());
        site.write("content/policies/first-one.md", policy("云溪区人才政策若干措施", "第一条 变。"));
        site.build_with(&arguments).exits(0);
        let zip = site.build_with(&["--out", "disk/public.zip"]).exits(0);
        assert!(zip.findings.iter().all(|found| found.level != "refused"));
        drop(disk);
    }

    fn with_attachment(site: &SiteTest, size_bytes: usize) {
        // Bytes that no file system or zip makes smaller.
        let mut state = 1u32;
        let noise = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        });
        site.write("content/policies/form.pdf", noise.take(size_bytes).collect::<Vec<u8>>());
        site.write(
            "content/policies/first-one.md",
            policy("云溪区人才政策若干措施", "第一条 变。\n\n[申报表](form.pdf)"),
        );
    }

    /// A disk of two megabytes below a site; gone when dropped.
    struct SmallDisk(std::path::PathBuf);

    impl SmallDisk {
        fn mount(site: &SiteTest) -> Option<SmallDisk> {
            let at = site.at("disk");
            fs::create_dir(&at).expect("it is new");
            let mut mount = std::process::Command::new("mount");
            mount.args(["-t", "tmpfs", "-o", "size=3m", "tmpfs"]).arg(&at);
            let made = mount.output().is_ok_and(|output| output.status.success());
            made.then_some(SmallDisk(at))
        }
    }

    impl Drop for SmallDisk {
        fn drop(&mut self) {
            let _ = std::process::Command::new("umount").arg(&self.0).status();
        }
    }
}

// ---- blocked builds

#[test]
fn a_refused_finding_leaves_the_output_as_it_was() {
    let site = two_policies();
    site.build().exits(0);
    let before = (site.tree("public"), times(&site.at("public")));
    site.write("content/policies/first-one.md", policy("云溪区人才政策若干措施", "第一条 变。"));
    site.write("content/policies/bad.md", b"\xb1\xea\xcc\xe2");
    for arguments in [&[][..], &["--allow-errors"], &["--profile", "production", "--allow-errors"]] {
        site.build_with(arguments).exits(1).finding("F001", "content/policies/bad.md");
        assert_eq!((site.tree("public"), times(&site.at("public"))), before, "{arguments:?}");
    }
    assert!(!site.at(".public.juxian-staging").exists());
}

#[test]
fn an_error_blocks_production_and_not_preview() {
    let site = two_policies();
    site.build().exits(0);
    let before = site.tree("public");
    site.write(
        "content/policies/first-one.md",
        policy("云溪区人才政策若干措施", "第一条 [变](no-such.md)。"),
    );
    let run = site.build_with(&["--profile", "production"]).exits(1);
    assert_eq!(run.finding("X310", "content/policies/first-one.md").level, "error");
    assert_eq!(site.tree("public"), before);
    let run = site.build().exits(0);
    assert_eq!(run.finding("X310", "content/policies/first-one.md").level, "warning");
    assert_ne!(site.tree("public"), before);
    site.build_with(&["--profile", "production", "--allow-errors"]).exits(0);
}

#[test]
fn a_fault_in_a_template_leaves_the_output_as_it_was() {
    let site = two_policies();
    site.build().exits(0);
    let before = site.tree("public");
    let home = "{{ site.no_such_thing.at_all }}";
    site.write("themes/default/home.html", home);
    let run = site.build().exits(1);
    assert!(run.findings.iter().any(|found| found.path.starts_with("themes/")), "{:?}", run.findings);
    assert_eq!(site.tree("public"), before);
}

#[test]
fn a_first_build_that_is_blocked_makes_no_output() {
    let site = two_policies().bytes("policies/bad.md", b"\xb1\xea\xcc\xe2");
    site.build().exits(1);
    assert!(!site.at("public").exists() && !site.at(".public.juxian-staging").exists());
    site.build_with(&["--out", "public.zip"]).exits(1);
    assert!(!site.at("public.zip").exists() && !site.at(".public.zip.juxian-new").exists());
}

#[test]
fn checking_writes_nothing_at_all() {
    let site = two_policies();
    let before = tree(&site.at(""));
    site.check().exits(0);
    assert_eq!(tree(&site.at("")), before);
}

// ---- two at once

#[test]
fn a_second_build_at_once_ends_with_2_and_changes_nothing() {
    for (out, lock) in [("public", ".public.juxian-lock"), ("public.zip", ".public.zip.juxian-lock")] {
        let site = two_policies();
        let lock = File::create(site.at(lock)).expect("a lock");
        lock.lock().expect("nobody else has it");
        let run = site.build_with(&["--out", out]).exits(2);
        assert!(run.stderr.contains("another build"), "{}", run.stderr);
        assert!(!site.at(out).exists());
        lock.unlock().expect("it was ours");
        site.build_with(&["--out", out]).exits(0);
    }
}

#[test]
fn waiting_lasts_until_the_other_build_ends() {
    let site = two_policies();
    let lock = File::create(site.at(".public.juxian-lock")).expect("a lock");
    lock.lock().expect("nobody else has it");
    let mut command = site.command(&["build", "--wait", "--format", "json"]);
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("runs");
    // What is asserted is that nothing happens; a longer look would only be slower.
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(child.try_wait().expect("ours"), None);
    assert!(!site.at("public").exists());
    lock.unlock().expect("it was ours");
    finish(child).exits(0);
    assert!(site.at("public/index.html").is_file());
}

#[test]
fn builds_at_once_leave_one_whole_portal() {
    let site = SiteTest::demo();
    site.build_with(&["--out", "clean"]).exits(0);
    let runs: Vec<_> = (0..4)
        .map(|_| {
            let mut command = site.command(&["build", "--date", crate::site_test::DATE, "--format", "json"]);
            command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("runs")
        })
        .collect();
    let codes: Vec<Option<i32>> = runs.into_iter().map(|child| finish(child).code).collect();
    assert!(codes.iter().all(|code| matches!(code, Some(0 | 2))) && codes.contains(&Some(0)), "{codes:?}");
    assert_eq!(differences(&site.tree("clean"), &site.tree("public")), Vec::<String>::new());
}

// ---- zip

/// The names and bytes of a zip, in its order.
fn zip_tree(path: &Path) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(File::open(path).expect("it is there")).expect("a zip");
    let count = archive.len();
    let read = |index| {
        let mut file = archive.by_index(index).expect("an entry");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes agree with its check sum");
        (file.name().expect("a name in UTF-8").into_owned(), bytes)
    };
    (0..count).map(read).collect()
}

#[test]
fn a_zip_holds_what_the_folder_holds() {
    let site = SiteTest::demo();
    site.build().exits(0);
    site.build_with(&["--out", "portal.ZIP"]).exits(0);
    let entries = zip_tree(&site.at("portal.ZIP"));
    let names: Vec<&String> = entries.iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), names.iter().collect::<BTreeSet<_>>().len(), "a name twice");
    assert!(names.iter().all(|name| !name.starts_with('/') && !name.contains('\\') && !name.contains("..")));
    let packed: Tree = entries.into_iter().collect();
    assert_eq!(differences(&site.tree("public"), &packed), Vec::<String>::new());
}

#[test]
fn a_zip_is_the_same_bytes_twice() {
    let zip = |out: &str| {
        let site = SiteTest::demo();
        site.build_with(&["--out", out]).exits(0);
        fs::read(site.at(out)).expect("a zip")
    };
    assert!(zip("one.zip") == zip("other/folder/two.zip"));
}

#[test]
fn a_blocked_build_keeps_the_former_zip() {
    let site = two_policies();
    let arguments = ["--out", "public.zip"];
    site.build_with(&arguments).exits(0);
    let before = fs::read(site.at("public.zip")).expect("a zip");
    site.write("content/policies/bad.md", b"\xb1\xea\xcc\xe2");
    site.build_with(&arguments).exits(1);
    assert!(fs::read(site.at("public.zip")).expect("a zip") == before);
    assert!(!site.at(".public.zip.juxian-new").exists());
}

#[test]
fn a_folder_that_is_called_zip_is_refused() {
    let site = two_policies();
    site.write("public.zip/theirs.txt", "theirs");
    site.build_with(&["--out", "public.zip"]).exits(2);
    assert_eq!(site.tree("public.zip").len(), 1);
    assert!(!site.at(".public.zip.juxian-new").exists());
}

// ---- manifest, verify

#[test]
fn the_manifest_is_sorted_and_complete() {
    let site = SiteTest::demo();
    site.build().exits(0);
    let manifest = manifest(&site);
    assert_eq!(manifest["format"], 1);
    assert_eq!(manifest["date"], crate::site_test::DATE);
    let files = manifest["files"].as_array().expect("a list");
    let paths: Vec<&str> = files.iter().map(|file| file["path"].as_str().expect("a path")).collect();
    assert!(paths.is_sorted() && !paths.contains(&MANIFEST));
    let mut tree = site.tree("public");
    tree.remove(MANIFEST).expect("the manifest itself");
    assert_eq!(paths, tree.keys().map(String::as_str).collect::<Vec<_>>());
    for file in files {
        let bytes = &tree[file["path"].as_str().expect("a path")];
        let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(
            (file["size"].as_u64(), file["sha256"].as_str()),
            (Some(bytes.len() as u64), Some(&*hash))
        );
    }
}

#[test]
fn verify_names_what_was_changed_added_or_lost() {
    let site = SiteTest::demo();
    site.build().exits(0);
    site.run(&["verify"]).exits(0);
    let index = site.output("index.html");
    // The same size: only the hash can tell.
    site.write("public/index.html", index.replacen("<html", "<HTML", 1));
    site.write("public/zc/implant.html", "theirs");
    site.write("public/.htaccess", "the host's");
    fs::remove_file(site.at("public/zc/yrc-2026-3.html")).expect("an output");
    let run = site.run(&["verify"]).exits(1);
    let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(report["changed"], serde_json::json!(["index.html"]));
    assert_eq!(report["added"], serde_json::json!(["zc/implant.html"]));
    assert_eq!(report["missing"], serde_json::json!(["zc/yrc-2026-3.html"]));
    let text = site.run(&["verify", "public", "--format", "human"]).exits(1).stdout;
    assert_eq!(text, "changed: index.html\nadded: zc/implant.html\nmissing: zc/yrc-2026-3.html\n");
}

#[test]
fn verify_sees_a_damaged_manifest_and_a_missing_one() {
    let site = two_policies();
    site.run(&["verify"]).exits(2);
    site.build().exits(0);
    site.write("public/juxian-manifest.json", "{");
    site.run(&["verify"]).exits(2);
    fs::remove_file(site.at("public/juxian-manifest.json")).expect("the manifest");
    site.run(&["verify"]).exits(2);
}

#[cfg(unix)]
#[test]
fn verify_sees_a_link_in_the_place_of_a_folder() {
    let site = two_policies();
    site.build().exits(0);
    fs::rename(site.at("public/zc"), site.at("elsewhere")).expect("on one disk");
    std::os::unix::fs::symlink("../elsewhere", site.at("public/zc")).expect("a link can be made");
    site.run(&["verify"]).exits(1);
}

#[test]
fn verify_reads_a_zip_as_it_reads_a_folder() {
    let site = two_policies();
    site.build_with(&["--out", "public.zip"]).exits(0);
    site.run(&["verify", "public.zip"]).exits(0);
    let entries = zip_tree(&site.at("public.zip"));
    let spoil = |change: fn(&mut Vec<(String, Vec<u8>)>)| {
        let mut entries = entries.clone();
        change(&mut entries);
        write_zip(&site.at("spoiled.zip"), &entries);
        let run = site.run(&["verify", "spoiled.zip"]).exits(1);
        let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
        (report["changed"].clone(), report["added"].clone(), report["missing"].clone())
    };
    let (none, index) = (serde_json::json!([]), serde_json::json!(["index.html"]));
    let changed = spoil(|entries| {
        entries.iter_mut().filter(|entry| entry.0 == "index.html").for_each(|e| e.1[0] = b'!')
    });
    assert_eq!(changed, (index.clone(), none.clone(), none.clone()));
    let lost = spoil(|entries| entries.retain(|entry| entry.0 != "index.html"));
    assert_eq!(lost, (none.clone(), none.clone(), index));
    let added = spoil(|entries| entries.push(("../implant.html".into(), b"theirs".to_vec())));
    assert_eq!(added, (none.clone(), serde_json::json!(["../implant.html"]), none));
    let bytes = fs::read(site.at("public.zip")).expect("a zip");
    for broken in [&bytes[..bytes.len() / 2], b"no zip", b""] {
        site.write("broken.zip", broken);
        site.run(&["verify", "broken.zip"]).exits(2);
    }
}

fn write_zip(path: &Path, entries: &[(String, Vec<u8>)]) {
    let mut zip = zip::ZipWriter::new(File::create(path).expect("a file"));
    for (name, bytes) in entries {
        zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).expect("an entry");
        std::io::Write::write_all(&mut zip, bytes).expect("its bytes");
    }
    zip.finish().expect("a zip");
}
