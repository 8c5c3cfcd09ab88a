//! The theme that is part of the program.

/// Name and text of every template.
pub const TEMPLATES: &[(&str, &str)] = &[
    ("404.html", include_str!("../../themes/default/404.html")),
    ("about.html", include_str!("../../themes/default/about.html")),
    ("accessibility.html", include_str!("../../themes/default/accessibility.html")),
    ("automatic.html", include_str!("../../themes/default/automatic.html")),
    ("base.html", include_str!("../../themes/default/base.html")),
    ("benefit.html", include_str!("../../themes/default/benefit.html")),
    ("calendar.html", include_str!("../../themes/default/calendar.html")),
    ("call.html", include_str!("../../themes/default/call.html")),
    ("catalogue.html", include_str!("../../themes/default/catalogue.html")),
    ("components/calendar.html", include_str!("../../themes/default/components/calendar.html")),
    ("comparison.html", include_str!("../../themes/default/comparison.html")),
    ("challenge.html", include_str!("../../themes/default/challenge.html")),
    ("components/cards.html", include_str!("../../themes/default/components/cards.html")),
    ("components/links.html", include_str!("../../themes/default/components/links.html")),
    ("components/relations.html", include_str!("../../themes/default/components/relations.html")),
    ("components/sections.html", include_str!("../../themes/default/components/sections.html")),
    ("components/services.html", include_str!("../../themes/default/components/services.html")),
    (
        "components/shortcode/amount.html",
        include_str!("../../themes/default/components/shortcode/amount.html"),
    ),
    (
        "components/shortcode/button.html",
        include_str!("../../themes/default/components/shortcode/button.html"),
    ),
    (
        "components/shortcode/notice.html",
        include_str!("../../themes/default/components/shortcode/notice.html"),
    ),
    (
        "components/shortcode/policy.html",
        include_str!("../../themes/default/components/shortcode/policy.html"),
    ),
    ("components/shortcode/qa.html", include_str!("../../themes/default/components/shortcode/qa.html")),
    ("components/shortcode/steps.html", include_str!("../../themes/default/components/shortcode/steps.html")),
    ("components/values.html", include_str!("../../themes/default/components/values.html")),
    ("data.html", include_str!("../../themes/default/data.html")),
    ("department.html", include_str!("../../themes/default/department.html")),
    ("entrance.html", include_str!("../../themes/default/entrance.html")),
    ("entry.html", include_str!("../../themes/default/entry.html")),
    ("event.html", include_str!("../../themes/default/event.html")),
    ("facet.html", include_str!("../../themes/default/facet.html")),
    ("glossary.html", include_str!("../../themes/default/glossary.html")),
    ("faq.html", include_str!("../../themes/default/faq.html")),
    ("guide.html", include_str!("../../themes/default/guide.html")),
    ("home.html", include_str!("../../themes/default/home.html")),
    ("interpretation.html", include_str!("../../themes/default/interpretation.html")),
    ("journey.html", include_str!("../../themes/default/journey.html")),
    ("list.html", include_str!("../../themes/default/list.html")),
    ("notice.html", include_str!("../../themes/default/notice.html")),
    ("indicator.html", include_str!("../../themes/default/indicator.html")),
    ("level_scheme.html", include_str!("../../themes/default/level_scheme.html")),
    ("list.html", include_str!("../../themes/default/list.html")),
    ("numbers.html", include_str!("../../themes/default/numbers.html")),
    ("page.html", include_str!("../../themes/default/page.html")),
    ("parts/card.html", include_str!("../../themes/default/parts/card.html")),
    ("parts/body.html", include_str!("../../themes/default/parts/body.html")),
    ("parts/footer.html", include_str!("../../themes/default/parts/footer.html")),
    ("parts/header.html", include_str!("../../themes/default/parts/header.html")),
    ("parts/part_of.html", include_str!("../../themes/default/parts/part_of.html")),
    ("parts/tail.html", include_str!("../../themes/default/parts/tail.html")),
    ("platform.html", include_str!("../../themes/default/platform.html")),
    ("platform_type.html", include_str!("../../themes/default/platform_type.html")),
    ("policy.html", include_str!("../../themes/default/policy.html")),
    ("programme.html", include_str!("../../themes/default/programme.html")),
    ("privacy.html", include_str!("../../themes/default/privacy.html")),
    ("progress.html", include_str!("../../themes/default/progress.html")),
    ("rating_scheme.html", include_str!("../../themes/default/rating_scheme.html")),
    ("shortage.html", include_str!("../../themes/default/shortage.html")),
    ("sitemap.html", include_str!("../../themes/default/sitemap.html")),
    ("stub.html", include_str!("../../themes/default/stub.html")),
    ("subscribe.html", include_str!("../../themes/default/subscribe.html")),
];

/// Name below `assets/` and text of every asset.
pub const ASSETS: &[(&str, &str)] = &[
    ("jx.css", include_str!("../../themes/default/assets/jx.css")),
    // Marks of the footer, drawn for this theme; a site may put the official ones in their place.
    ("mark-government.svg", include_str!("../../themes/default/assets/mark-government.svg")),
    ("mark-police.svg", include_str!("../../themes/default/assets/mark-police.svg")),
];

pub const WORDS_ZH: &str = include_str!("../../themes/default/zh.yaml");
pub const WORDS_EN: &str = include_str!("../../themes/default/en.yaml");
