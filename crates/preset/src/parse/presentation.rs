//! The keys of every lab that say how a setup is shown.

use super::Reader;
use crate::limits::MAX_NAME;
use crate::setup::{Gestures, Lang, Part, Presentation, Theme};
use crate::warning::{Field, Problem};

/// What may be given once beside a lab's own keys, in canonical order.
pub(crate) const ONCE: &[&str] = &["lang", "theme", "hide", "autoplay", "gestures", "slides", "predict", "v"];

impl<'a> Reader<'a> {
    pub(super) fn presentation(&mut self) -> Presentation {
        let unknown_gestures = Problem::OneOf("unknown-gestures", || Gestures::ALL.iter().map(|it| it.id()).collect());
        Presentation {
            lang: self.one_of("lang", Lang::ALL, Lang::id, Problem::UnknownLang),
            theme: self.one_of("theme", Theme::ALL, Theme::id, Problem::UnknownTheme),
            hide: self.hide(),
            autoplay: self.switch("autoplay"),
            gestures: self.one_of("gestures", Gestures::ALL, Gestures::id, unknown_gestures),
            slides: self.items("slides", is_name, Problem::NotAName).into_iter().map(str::to_owned).collect(),
            predict: self.switch("predict"),
        }
    }

    fn hide(&mut self) -> Vec<Part> {
        let unknown = Problem::OneOf("unknown-part", || Part::ALL.iter().map(|part| part.id()).collect());
        let is_part = |item: &str| Part::ALL.iter().any(|part| part.id() == item);
        let named = self.items("hide", is_part, unknown);
        Part::ALL.iter().copied().filter(|part| named.contains(&part.id())).collect()
    }

    fn switch(&mut self, key: &'static str) -> bool {
        let unknown = Problem::OneOf("unknown-switch", || vec!["on", "off"]);
        let read = |value: &str| match value {
            "on" => Ok(true),
            "off" => Ok(false),
            _ => Err(unknown),
        };
        self.single(key, read).unwrap_or(false)
    }

    /// The items of a list that are sound; the others are named and left out.
    fn items(&mut self, key: &'static str, is_sound: impl Fn(&str) -> bool, problem: Problem) -> Vec<&'a str> {
        let (sound, others): (Vec<&str>, Vec<&str>) =
            self.value(key).into_iter().flat_map(|value| value.split(',')).partition(|item| is_sound(item));
        for item in others {
            self.warn(Field::Key(key), item, problem);
        }
        sound
    }
}

/// Whether a text can be the id of a ready preset. Which ids there are is known where the presets are.
fn is_name(text: &str) -> bool {
    (1..=MAX_NAME).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
