//! Labels at the start of a line of official text: 第三章, 第八条之一, （二）, 1., 一、, ①.

/// The form of a label; which level it means depends on the text (`policy` decides).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LabelForm {
    /// 第二编
    Part,
    /// 第二章
    Chapter,
    /// 第二节
    Section,
    /// 第十二条, 第十二条之一
    Article,
    /// 二、
    Comma,
    /// （二）
    Bracket,
    /// 2. or 2．or 2、
    Dot,
    /// （2）
    BracketArabic,
    /// ②
    Circle,
    /// 附件2, 附件2：, 附表, 附录
    Annex,
}

/// A label found at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    pub form: LabelForm,
    /// 0 for an annex without a number.
    pub number: u32,
    /// The 一 of 第十二条之一.
    pub suffix: Option<u32>,
    /// Bytes from the start of the line up to the end of the label, leading space included.
    pub len: usize,
}

/// The label at the start of a line, whatever its width of brackets and figures.
///
/// 第五条规定的 is a reference and no label: after 条, 章, 节 and 编 there must be a space or the end.
pub fn clause_label(line: &str) -> Option<Label> {
    let _ = line;
    None
}
