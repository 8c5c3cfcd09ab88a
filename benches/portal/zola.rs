//! Another rival: Zola, with the same policies, where it is installed.
//!
//! No registry has it, so it runs only where `zola` is found on the path. Its site has the pages of the
//! plain theme, as Hugo's has, and its lists and topics are paged by 20.
//!
//! **Invariant**: Zola gets what is best for it: no feeds, no search index, no highlighting.

use crate::generate::{DEPARTMENTS, Policy, SITE_NAME, TOPICS, iso, policies};
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

/// Whether `zola` is on the path.
pub fn is_there() -> bool {
    let mut command = Command::new("zola");
    command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Writes the site as Zola reads it.
pub fn site(folder: &Path, count: usize) -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::create_dir_all(folder.join("templates/zt"))?;
    for template in ["base.html", "index.html", "section.html", "page.html", "404.html"] {
        fs::copy(root.join("benches/zola").join(template), folder.join("templates").join(template))?;
    }
    for template in ["list.html", "single.html"] {
        let name = format!("topic-{template}");
        fs::copy(root.join("benches/zola").join(name), folder.join("templates/zt").join(template))?;
    }
    fs::create_dir_all(folder.join("static/assets"))?;
    let sheet = root.join("benches/theme/plain/assets/jx.css");
    fs::copy(sheet, folder.join("static/assets/jx.css"))?;
    fs::write(folder.join("config.toml"), settings())?;
    fs::create_dir_all(folder.join("content"))?;
    fs::write(folder.join("content/_index.md"), format!("+++\ntitle = \"{SITE_NAME}\"\n+++\n"))?;
    for (section, title) in [("zc", "政策"), ("bm", "部门")] {
        fs::create_dir_all(folder.join("content").join(section))?;
        let head = format!("+++\ntitle = \"{title}\"\nsort_by = \"date\"\npaginate_by = 20\n+++\n");
        fs::write(folder.join(format!("content/{section}/_index.md")), head)?;
    }
    for department in &DEPARTMENTS {
        let text =
            format!("+++\ntitle = \"{}\"\ndate = 2010-01-04\n+++\n\n办公地点和电话见上。\n", department.name);
        fs::write(folder.join(format!("content/bm/{}.md", department.id)), text)?;
    }
    for policy in policies(count) {
        fs::write(folder.join(format!("content/zc/{}.md", policy.id)), front_matter(&policy) + &policy.body)?;
    }
    Ok(())
}

fn settings() -> String {
    format!(
        "base_url = \"https://www.yunxi.example\"\ntitle = \"{SITE_NAME}\"\ndefault_language = \"zh\"\n\
         compile_sass = false\nbuild_search_index = false\ngenerate_feeds = false\ngenerate_sitemap = false\n\
         taxonomies = [{{ name = \"zt\", paginate_by = 20 }}]\n"
    )
}

fn front_matter(policy: &Policy) -> String {
    let topics: Vec<String> = policy.topics.iter().map(|topic| format!("\"{}\"", TOPICS[*topic])).collect();
    format!(
        "+++\ntitle = \"{}\"\ndescription = \"{}\"\ndate = {}\n[taxonomies]\nzt = [{}]\n[extra]\n\
         document_number = \"{}\"\nissuer = \"{}\"\nissuer_name = \"{}\"\ngenre = \"{}\"\neffective_on = \"{}\"\n+++\n\n",
        policy.title,
        policy.summary,
        iso(policy.dated_on),
        topics.join(", "),
        policy.document_number,
        DEPARTMENTS[policy.issuer].id,
        DEPARTMENTS[policy.issuer].name,
        policy.form,
        iso(policy.effective_on),
    )
}

/// The command that builds the site.
pub fn build(site: &Path, out: &Path) -> Command {
    let mut command = Command::new("zola");
    command.arg("--root").arg(site).args(["build", "--force", "--output-dir"]).arg(out);
    command
}
