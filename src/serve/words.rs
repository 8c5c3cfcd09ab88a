//! What the pages of the preview say, in both languages.
//!
//! **Invariant**: the language is that of the program's messages, never that of the portal.

use crate::diagnostic::Messages;
use serde_json::{Value, json};

/// The words of a language.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    pub messages: Messages,
}

impl Words {
    fn pick<T>(self, zh: T, en: T) -> T {
        if self.messages == Messages::Zh { zh } else { en }
    }

    /// The language of the page.
    pub fn tag(self) -> &'static str {
        self.pick("zh-CN", "en")
    }

    pub fn page_failed(self) -> &'static str {
        self.pick("这一页的模板出错", "The template of this page has a fault")
    }

    pub fn page_failed_help(self) -> &'static str {
        self.pick(
            "改正模板并保存，这一页会自动更新。",
            "Correct the template and save it; this page will renew itself.",
        )
    }

    pub fn site_failed(self) -> &'static str {
        self.pick("网站暂时无法生成", "The site cannot be built yet")
    }

    pub fn own_fault(self) -> &'static str {
        self.pick(
            "程序出错；终端里的提示说明出在哪里，请报告",
            "the program has a fault; what the terminal says tells where, please report it",
        )
    }

    pub fn checks_failed(self) -> &'static str {
        self.pick(
            "检查时程序出错，结果不全；终端里的提示说明出在哪里，请报告",
            "the program failed while it looked for findings, so some are missing; what the terminal says tells where, please report it",
        )
    }

    pub fn is_building(self) -> &'static str {
        self.pick("正在生成……", "Building …")
    }

    pub fn nothing_here(self) -> &'static str {
        self.pick("没有这个页面", "There is nothing at this address")
    }

    pub fn preview(self) -> &'static str {
        self.pick("实时预览", "Live preview")
    }

    pub fn kept_last(self) -> &'static str {
        self.pick("显示的是上一次能生成的网站", "The last site that could be built is shown")
    }

    pub fn overview(self) -> &'static str {
        self.pick("全站检查结果", "Findings of the site")
    }

    pub fn to_site(self) -> &'static str {
        self.pick("打开网站", "Open the site")
    }

    pub fn level(self, code: &str) -> &'static str {
        match code {
            "refused" => self.pick("拒绝", "refused"),
            "error" => self.pick("错误", "error"),
            "warning" => self.pick("警告", "warning"),
            _ => self.pick("提示", "hint"),
        }
    }

    pub fn why_kept(self, code: &str) -> &'static str {
        match code {
            "draft" => self.pick("草稿", "Draft"),
            "scheduled" => self.pick("定时发布", "Scheduled"),
            "on_request" => self.pick("依申请公开", "Available on request"),
            _ => self.pick("不予公开", "Not disclosed"),
        }
    }

    /// What the last build was.
    pub fn last_build(self, took_ms: u128, pages: usize, entries: usize, date: &str) -> String {
        self.pick(
            format!("用时 {took_ms} 毫秒，{pages} 页，{entries} 个条目，按 {date} 显示"),
            format!("{took_ms} ms, {pages} pages, {entries} entries, as of {date}"),
        )
    }

    pub fn unpublished(self) -> &'static str {
        self.pick("未发布（只在预览中显示）", "Not published (shown in this preview only)")
    }

    pub fn filter(self) -> &'static str {
        self.pick("筛选", "Filter")
    }

    pub fn no_findings(self) -> &'static str {
        self.pick("没有检查结果", "Nothing was found")
    }

    pub fn checking(self) -> &'static str {
        self.pick("还在检查……", "Still checking …")
    }

    /// How many findings a page leaves out.
    pub fn more(self, count: usize) -> String {
        self.pick(
            format!("另有 {count} 条，用 juxian check --max-findings 0 查看"),
            format!("{count} more; juxian check --max-findings 0 lists all"),
        )
    }

    pub fn to_page(self) -> &'static str {
        self.pick("看页面", "See the page")
    }

    pub fn open_in_editor(self) -> &'static str {
        self.pick("用编辑器打开", "Open in the editor")
    }

    /// The words that the script of the bar prints.
    pub fn of_script(self) -> Value {
        json!({
            "bar": self.preview(),
            "open": self.pick("展开", "Show findings"),
            "close": self.pick("收起", "Hide findings"),
            "none": self.pick("本页没有问题", "Nothing was found on this page"),
            "of_page": self.pick("本页", "This page"),
            "overview": self.overview(),
            "checking": self.checking(),
            "lost": self.pick("预览已停止", "The preview has ended"),
            "failed": self.pick("新内容无法显示", "The newest files cannot be shown"),
            "kept_last": self.kept_last(),
            "unpublished": self.pick("未发布", "not published"),
            "edit": self.open_in_editor(),
            "opened": self.pick("已在编辑器中打开", "Opened in the editor"),
            "not_opened": self.pick("编辑器没有打开", "The editor did not open"),
            "more": self.pick("另有更多，见全站检查结果", "There are more; see the findings of the site"),
            "levels": {
                "refused": self.level("refused"),
                "error": self.level("error"),
                "warning": self.level("warning"),
                "hint": self.level("hint"),
            },
            "why": {
                "draft": self.why_kept("draft"),
                "scheduled": self.why_kept("scheduled"),
                "on_request": self.why_kept("on_request"),
                "withheld": self.why_kept("withheld"),
            },
        })
    }
}
