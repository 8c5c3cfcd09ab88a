//! Pages of the preview itself that say why a page of the site cannot be shown, and the frame of all such pages.
//!
//! **Invariant**: everything that is printed goes through [`escape`](crate::text::escaped_markup).

use super::finding::Told;
use super::words::Words;
use crate::text::escaped_markup as escape;

/// A page of the preview around its content, which is HTML.
pub fn frame(words: Words, title: &str, main_html: &str) -> String {
    let (lang, title, preview) = (words.tag(), escape(title), words.preview());
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{title} · {preview}</title>\n\
         <link rel=\"stylesheet\" href=\"/_juxian/page.css\">\n</head>\n<body>\n<main>\n{main_html}</main>\n</body>\n</html>\n"
    )
}

/// A page that says what is wrong, with the places.
pub fn page(words: Words, title: &str, text: &str, told: &[Told]) -> String {
    let mut main = format!("<h1>{}</h1>\n", escape(title));
    if !text.is_empty() {
        main.push_str(&format!("<p>{}</p>\n", escape(text)));
    }
    main.extend(told.iter().map(|told| finding(words, told, "")));
    frame(words, title, &main)
}

/// One finding; `more_html` stands at its end.
pub fn finding(words: Words, told: &Told, more_html: &str) -> String {
    let Told { level, code, name, message, help, path, line, column, source } = told;
    let place = match (path.is_empty(), line) {
        (true, _) => String::new(),
        (false, 0) => path.clone(),
        (false, line) => format!("{path}:{line}:{column}"),
    };
    let mut html = format!(
        "<article class=\"finding\" data-level=\"{level}\">\n<h2><span class=\"level\">{}</span> {}</h2>\n",
        words.level(level),
        escape(message)
    );
    if !place.is_empty() {
        html.push_str(&format!("<p class=\"place\">{}</p>\n", escape(&place)));
    }
    if !source.trim().is_empty() {
        html.push_str(&format!("<pre tabindex=\"0\"><code>{}</code></pre>\n", escape(source)));
    }
    if !help.is_empty() {
        html.push_str(&format!("<p class=\"help\">→ {}</p>\n", escape(help)));
    }
    html.push_str(&format!("<p class=\"more\"><span class=\"code\">{code} {name}</span>{more_html}</p>\n"));
    html.push_str("</article>\n");
    html
}
