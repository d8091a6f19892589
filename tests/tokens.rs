//! The page and its charts are drawn with the same colors: the style sheet's custom properties are the themes' tokens.

use downhill_charts::{DARK, LIGHT, Theme};

const SHEET: &str = include_str!("../www/src/tokens.css");

/// The custom properties that the sheet sets under a selector, with their values.
fn properties(selector: &str) -> Vec<(&str, &str)> {
    let opening = format!("\n{selector} {{\n");
    let (_, rest) = SHEET.split_once(&opening).unwrap_or_else(|| panic!("no rule for {selector}"));
    let (body, _) = rest.split_once("\n}").expect("the rule ends");
    let declarations = body.split(';').filter_map(|declaration| declaration.trim().strip_prefix("--")?.split_once(':'));
    declarations.map(|(name, value)| (name.trim(), value.trim())).collect()
}

/// What differs between a rule of the sheet and a theme.
fn differences(selector: &str, theme: &Theme) -> Vec<String> {
    let properties = properties(selector);
    let tokens = theme.tokens().into_iter();
    tokens
        .filter_map(|(name, color)| {
            let given: Vec<&str> = properties.iter().filter(|(key, _)| *key == name).map(|(_, value)| *value).collect();
            let want = color.to_string();
            (given != [want.as_str()]).then(|| format!("{selector} --{name}: {given:?}, not {want}"))
        })
        .collect()
}

#[test]
fn the_page_has_the_colors_of_the_charts() {
    assert_eq!(differences(":root", &LIGHT), Vec::<String>::new());
    assert_eq!(differences(":root[data-theme=\"dark\"]", &DARK), Vec::<String>::new());
}

#[test]
fn the_themes_are_not_taken_for_each_other() {
    assert_eq!(differences(":root", &DARK).len(), DARK.tokens().len());
}

#[test]
fn no_style_uses_a_property_that_nobody_sets() {
    let sheets = [
        SHEET,
        include_str!("../www/src/page.css"),
        include_str!("../www/src/controls.css"),
        include_str!("../www/src/charts.css"),
    ];
    let set = properties(":root");
    for sheet in sheets {
        for used in sheet.split("var(--").skip(1) {
            let name = used.split([')', ',']).next().unwrap_or_default();
            assert!(set.iter().any(|(known, _)| *known == name), "var(--{name}) is not set");
        }
    }
}

#[test]
fn the_dark_theme_sets_every_color_anew() {
    let dark = properties(":root[data-theme=\"dark\"]");
    let is_color = |value: &str| value.starts_with('#');
    for (name, _) in properties(":root").into_iter().filter(|(_, value)| is_color(value)) {
        assert!(dark.iter().any(|(known, _)| *known == name), "--{name} is the same in the dark");
    }
}
