//! The theme that is part of the program.

/// Name and text of every template.
pub const TEMPLATES: &[(&str, &str)] = &[
    ("404.html", include_str!("../../themes/default/404.html")),
    ("about.html", include_str!("../../themes/default/about.html")),
    ("accessibility.html", include_str!("../../themes/default/accessibility.html")),
    ("base.html", include_str!("../../themes/default/base.html")),
    ("benefit.html", include_str!("../../themes/default/benefit.html")),
    ("catalogue.html", include_str!("../../themes/default/catalogue.html")),
    ("challenge.html", include_str!("../../themes/default/challenge.html")),
    ("components/cards.html", include_str!("../../themes/default/components/cards.html")),
    ("components/links.html", include_str!("../../themes/default/components/links.html")),
    ("components/sections.html", include_str!("../../themes/default/components/sections.html")),
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
    ("department.html", include_str!("../../themes/default/department.html")),
    ("entry.html", include_str!("../../themes/default/entry.html")),
    ("event.html", include_str!("../../themes/default/event.html")),
    ("facet.html", include_str!("../../themes/default/facet.html")),
    ("guide.html", include_str!("../../themes/default/guide.html")),
    ("home.html", include_str!("../../themes/default/home.html")),
    ("indicator.html", include_str!("../../themes/default/indicator.html")),
    ("level_scheme.html", include_str!("../../themes/default/level_scheme.html")),
    ("list.html", include_str!("../../themes/default/list.html")),
    ("numbers.html", include_str!("../../themes/default/numbers.html")),
    ("page.html", include_str!("../../themes/default/page.html")),
    ("parts/body.html", include_str!("../../themes/default/parts/body.html")),
    ("parts/footer.html", include_str!("../../themes/default/parts/footer.html")),
    ("parts/header.html", include_str!("../../themes/default/parts/header.html")),
    ("parts/tail.html", include_str!("../../themes/default/parts/tail.html")),
    ("platform.html", include_str!("../../themes/default/platform.html")),
    ("policy.html", include_str!("../../themes/default/policy.html")),
    ("privacy.html", include_str!("../../themes/default/privacy.html")),
    ("progress.html", include_str!("../../themes/default/progress.html")),
    ("rating_scheme.html", include_str!("../../themes/default/rating_scheme.html")),
    ("shortage.html", include_str!("../../themes/default/shortage.html")),
    ("sitemap.html", include_str!("../../themes/default/sitemap.html")),
    ("stub.html", include_str!("../../themes/default/stub.html")),
];

/// Name below `assets/` and text of every asset.
pub const ASSETS: &[(&str, &str)] = &[("jx.css", include_str!("../../themes/default/assets/jx.css"))];

pub const WORDS_ZH: &str = include_str!("../../themes/default/zh.yaml");
pub const WORDS_EN: &str = include_str!("../../themes/default/en.yaml");
