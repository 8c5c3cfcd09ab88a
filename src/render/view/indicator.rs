//! What the page of an indicator has beyond other entries, and the page of all indicators.

use super::{DateView, LinkView, TableView};
use serde::Serialize;

/// What an indicator has beyond [`super::EntryView`]. Variable `indicator`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct IndicatorView {
    /// The newest value with its unit: `238`, `家`; empty where there is no series.
    pub value: String,
    pub unit: String,
    /// Period of the value: 2026年三季度.
    pub period: String,
    /// Region of the value; empty where the series names none.
    pub region: String,
    pub as_of: DateView,
    /// 比2026年二季度增加8家（3.5%）; may be empty.
    pub change: String,
    /// 250家（2026年）; may be empty.
    pub target: String,
    /// 完成95.2%，还差12家; may be empty.
    pub progress: String,
    /// 基期180家，累计增加58家; may be empty.
    pub base: String,
    /// The chart as SVG; empty where there is nothing to draw.
    pub chart_html: String,
    /// What a reader has to know of the chart, one a line.
    pub chart_notes: Vec<String>,
    /// All values, newest first.
    pub table: TableView,
    pub definition: String,
    /// 年度, 季度, 月度.
    pub frequency: String,
    /// The values as CSV; empty where no data files are made.
    pub data: LinkView,
}

/// All indicators on one page. Variable `numbers`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NumbersView {
    pub description: String,
    pub count: usize,
    pub rows: Vec<NumberRowView>,
}

/// An indicator in the page of numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NumberRowView {
    pub link: LinkView,
    pub value: String,
    pub unit: String,
    pub period: String,
    pub change: String,
    pub target: String,
    pub progress: String,
    /// A small line as SVG; may be empty.
    pub spark_html: String,
    pub as_of: DateView,
}
