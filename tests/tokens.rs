//! The page and its charts are drawn with the same colors: the style sheet's custom properties are the themes' tokens.

use downhill_charts::{DARK, LIGHT, Theme};

const SHEET: &str = include_str!("../www/src/tokens.css");

/// The selectors of the rules with the tokens: of a page, and of an element in one.
const LIGHT_RULE: &str = ":root, .downhill";
const DARK_RULE: &str = "[data-theme=\"dark\"]";

/// The custom properties that the sheet sets under a selector, with their values.
fn properties(selector: &str) -> Vec<(&str, &str)> {
    let opening = format!("\n{selector} {{\n");
    let (_, rest) = SHEET.split_once(&opening).unwrap_or_else(|| panic!("no rule for {selector}"));
    let (body, _) = rest.split_once("\n}").expect("the rule ends");
    let declarations = body.split(';').filter_map(|declaration| declaration.trim().strip_prefix("--")?.split_once(':'));
    declarations.map(|(name, value)| (name.trim(), own(value.trim()))).collect()
}

/// A value without the property of a page around us that may take its place.
fn own(value: &str) -> &str {
    let asked = value.strip_prefix("var(--downhill-").and_then(|rest| rest.split_once(", "));
    asked.map_or(value, |(_, rest)| rest.split_once(')').map_or(rest, |(own, _)| own))
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
    assert_eq!(differences(LIGHT_RULE, &LIGHT), Vec::<String>::new());
    assert_eq!(differences(DARK_RULE, &DARK), Vec::<String>::new());
}

#[test]
fn the_themes_are_not_taken_for_each_other() {
    assert_eq!(differences(LIGHT_RULE, &DARK).len(), DARK.tokens().len());
}

#[test]
fn no_style_uses_a_property_that_nobody_sets() {
    let sheets = [
        SHEET,
        include_str!("../www/src/page.css"),
        include_str!("../www/src/controls.css"),
        include_str!("../www/src/charts.css"),
        include_str!("../www/src/panels.css"),
        include_str!("../www/src/batch.css"),
        include_str!("../www/src/minima.css"),
        include_str!("../www/src/share/share.css"),
        include_str!("../www/src/presenter/presenter.css"),
        include_str!("../www/src/embedding/embedding.css"),
        include_str!("../www/src/gallery/gallery.css"),
    ];
    let mut set = properties(LIGHT_RULE);
    // How large a talk's type is, its own style sheet says.
    set.push(("presenter-size", "1"));
    for sheet in sheets {
        for used in sheet.split("var(--").skip(1) {
            let name = used.split([')', ',']).next().unwrap_or_default();
            // Those are for pages around us to set.
            if name.starts_with("downhill-") {
                continue;
            }
            assert!(set.iter().any(|(known, _)| *known == name), "var(--{name}) is not set");
        }
    }
}

#[test]
fn the_dark_theme_sets_every_color_anew() {
    let dark = properties(DARK_RULE);
    let is_color = |value: &str| value.starts_with('#');
    for (name, _) in properties(LIGHT_RULE).into_iter().filter(|(_, value)| is_color(value)) {
        assert!(dark.iter().any(|(known, _)| *known == name), "--{name} is the same in the dark");
    }
}
