//! The reference page of fields, `docs/fields.md`.

use super::{Field, KINDS, Must, PARTS, SITE, Type, type_name};

/// The page, in both languages.
pub fn reference() -> String {
    let mut page = String::from(
        "# 字段 Fields\n\n<!-- 由程序生成，不要手改：SNAPSHOTS=overwrite cargo test -->\n\n\
        键名可写中文或英文。✔ 必填，○ 有条件必填，◎ 正式发布必填，– 选填，= 由程序计算。\n\n\
        Keys may be written in Chinese or English. ✔ obligatory, ○ under a condition, ◎ for production, – optional, = computed.\n",
    );
    for spec in KINDS.iter() {
        page.push_str(&format!(
            "\n## {} `{}`\n\n`{}/` `{}/`\n\n",
            spec.zh, spec.code, spec.folder_zh, spec.folder_en
        ));
        table(&mut page, &spec.fields);
    }
    page.push_str("\n## 站点 `site.yaml`\n\n");
    table(&mut page, SITE);
    for part in PARTS {
        page.push_str(&format!("\n## 部分 part `{}`\n\n", part.name));
        table(&mut page, part.fields);
    }
    page
}

fn table(page: &mut String, fields: &[Field]) {
    page.push_str("| 中文键 | key | | 类型 type | 含义 meaning | 例 example |\n|---|---|---|---|---|---|\n");
    for field in fields {
        let must = match field.must {
            Must::Always => "✔",
            Must::When(_) => "○",
            Must::Production => "◎",
            Must::Optional => "–",
            Must::Computed => "=",
        };
        page.push_str(&format!(
            "| {} | `{}` | {must} | {} | {}<br>{} | `{}` |\n",
            field.zh,
            field.key,
            named(&field.ty),
            field.help_zh,
            field.help_en,
            field.example.replace('|', "\\|"),
        ));
    }
}

fn named(ty: &Type) -> String {
    match ty {
        Type::List(inner) => format!("列表 list: {}", named(inner)),
        Type::Part(name) => format!("部分 part `{name}`"),
        Type::Vocabulary(name) => format!("词表 `{name}`"),
        Type::Reference(kinds) => {
            let kinds: Vec<&str> = kinds.iter().map(|kind| kind.spec().code).collect();
            format!("编号 id {}", kinds.join(", "))
        }
        other => type_name(other).to_string(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_page_in_docs_is_this_one() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/fields.md");
        if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
            std::fs::write(path, super::reference()).unwrap();
        }
        let written = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            written == super::reference(),
            "docs/fields.md is out of date: SNAPSHOTS=overwrite cargo test"
        );
    }
}
