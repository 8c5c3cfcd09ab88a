//! What the page of all components shows.

use serde::Serialize;

/// Every component of the theme in all its states, for theme authors. Variable `components`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ComponentsView {
    pub components: Vec<ComponentView>,
}

/// A component.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ComponentView {
    pub anchor: String,
    /// The name of its folder.
    pub name: String,
    pub about: String,
    /// Templates whose pages use it; none: every page.
    pub pages: Vec<String>,
    pub examples: Vec<ExampleView>,
}

/// A component in one of its states.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ExampleView {
    pub name: String,
    /// As templates call it: `jx.badge`.
    pub component: String,
    /// The same in each mode.
    pub shown: Vec<ShownView>,
    /// What is wrong with it; empty where it can be shown.
    pub fault: String,
}

/// An example in a mode.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ShownView {
    /// Classes beside `jx`: `jx--dark`; may be empty.
    pub class: &'static str,
    pub label: String,
    /// As the component prints it, its ids made unlike those of the other modes.
    pub html: String,
}
