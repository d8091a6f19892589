//! From a text to key-value pairs: which part of it counts, escapes, and how much of it is read.

use std::borrow::Cow;

use crate::limits::{MAX_LENGTH, MAX_PAIRS};
use crate::warning::{Field, Problem, Warning};

/// The keys of the grammar.
pub(crate) const KEYS: &[&str] = &[
    "lab",
    "f",
    "expr",
    "from",
    "view",
    "run",
    "steps",
    "target",
    "data",
    "batch",
    "updates",
    "epochs",
    "seed",
    "replicas",
    "sampling",
    "noise",
    "axes",
    "change",
    "show",
    "runner",
    "point",
    "sweep",
    "each",
    "eye",
    "height",
    "per",
    "experiment",
    "lr",
    "gain",
    "width",
    "ntrain",
    "stop",
    "polish",
    "activation",
    "loss",
    "seeds",
    "alpha",
    "shift",
    "lang",
    "theme",
    "hide",
    "autoplay",
    "gestures",
    "slides",
    "predict",
    "v",
];

/// A key of the grammar and its value, without escapes.
pub(crate) type Pair = (&'static str, String);

/// The pairs of a link whose keys the grammar has, in the link's order.
pub(crate) fn pairs(text: &str, warnings: &mut Vec<Warning>) -> Vec<Pair> {
    let section = section(text);
    let section = cut(&section, warnings);
    let given: Vec<&str> = section.split('&').filter(|pair| !pair.is_empty()).collect();
    if given.len() > MAX_PAIRS {
        warnings.push(Warning::new(Field::Key("pairs"), &given.len().to_string(), Problem::TooManyPairs));
    }
    given.into_iter().take(MAX_PAIRS).filter_map(pair).collect()
}

/// The first part of the text that has a key of the grammar: its fragment, its query, or all of it. If there is none, the
/// text is looked at again without one layer of escapes, and then without two: some senders escape a link as a whole.
fn section(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    for _ in 0..3 {
        if let Some(found) = parts(&text).into_iter().find(|part| has_key(part)) {
            return Cow::Owned(found.to_owned());
        }
        text = Cow::Owned(unescape(&text).into_owned());
    }
    Cow::Borrowed("")
}

/// The parts in which pairs may be, by rank. None of them has a `#` or `?`, which the grammar never needs.
fn parts(text: &str) -> [&str; 2] {
    let (head, fragment) = text.split_once('#').unwrap_or((text, ""));
    let is_address = head.split('=').next().is_some_and(|first| first.bytes().any(|byte| byte == b'/'));
    let bare = if is_address { "" } else { head };
    let query = head.split_once('?').map_or(bare, |(_, query)| query);
    [fragment, query].map(|part| {
        let part = part.trim_start_matches(['#', '?', '!', '/', '&']).trim_start();
        let part = part.split(['#', '?']).next().unwrap_or_default();
        part.trim_end_matches(|c: char| c.is_whitespace() || is_punctuation(c))
    })
}

/// What a messenger may take for the end of a sentence, and put behind a link.
fn is_punctuation(c: char) -> bool {
    matches!(c, ')' | '.' | ',' | ';' | ':' | '!' | '_' | '*' | '\'' | '"' | '>' | ']' | '}')
}

fn has_key(part: &str) -> bool {
    part.split('&').filter_map(pair).next().is_some()
}

/// As much of a section as may be read: whole pairs only.
fn cut<'a>(section: &'a str, warnings: &mut Vec<Warning>) -> &'a str {
    let end = section.char_indices().nth(MAX_LENGTH);
    let Some((read, rest)) = end.and_then(|(end, _)| section.split_at_checked(end)) else { return section };
    let length = section.chars().count();
    warnings.push(Warning::new(Field::Key("length"), &length.to_string(), Problem::TooLong));
    if rest.starts_with('&') {
        return read;
    }
    read.rsplit_once('&').map_or("", |(pairs, _)| pairs)
}

/// A pair whose key the grammar has. `&amp;` is an ampersand that was written for HTML and never read as such.
fn pair(text: &str) -> Option<Pair> {
    let (key, value) = text.split_once('=')?;
    let key = unescape(key.strip_prefix("amp;").unwrap_or(key));
    let key = KEYS.iter().find(|known| **known == key)?;
    // Senders escape the escapes of a link; no value of the grammar has a percent sign of its own.
    Some((key, unescape(&unescape(value)).into_owned()))
}

/// A text without one layer of percent escapes. What is not an escape stays as it is, and bytes that are not UTF-8
/// become U+FFFD.
fn unescape(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|byte| byte == b'%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let escaped = match rest {
            [b'%', high, low, ..] => hex(*high).zip(hex(*low)),
            _ => None,
        };
        if let Some((high, low)) = escaped {
            bytes.push(high << 4 | low);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

/// A text in the characters that a canonical link may have; all others become percent escapes.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b',' | b':' | b'-' => escaped.push(byte.into()),
            _ => escaped += &format!("%{byte:02X}"),
        }
    }
    escaped
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| value.try_into().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Pair> {
        pairs(text, &mut Vec::new())
    }

    #[test]
    fn pairs_are_found_wherever_they_stand() {
        let want = [("lab", "race".to_owned()), ("f", "bowl".to_owned())];
        for text in [
            "lab=race&f=bowl",
            "#lab=race&f=bowl",
            "?lab=race&f=bowl",
            "#?lab=race&f=bowl",
            "#/lab=race&f=bowl",
            "  #lab=race&f=bowl \n",
            "https://host/#lab=race&f=bowl",
            "https://host/embed/?lab=race&f=bowl",
            "https://host/embed/?lab=race&f=bowl#?secret=Xy1",
            "https://host/embed/?lab=race&f=bowl#comments",
            "https://host/?f=ackley#lab=race&f=bowl",
            "https://host/#lab=race&f=bowl#comments",
            "https://host/#lab=race&f=bowl?fbclid=1",
            "https://host/embed/?lab=race&f=bowl#view",
            "https://host/?utm_source=x&lab=race&f=bowl&utm_medium=y",
            "https://host/#lab=race&amp;f=bowl",
            "https://host/#lab=race&&f=bowl).",
            "https://host/#lab=race&f=bowl_",
            "https://host/#lab%3Drace%26f%3Dbowl",
            "https://host/%23lab=race&f=bowl",
            "https://host/%23lab%3Drace%26f%3Dbowl",
            "https://host/%2523lab%253Drace%2526f%253Dbowl",
            "#l%61b=r%61ce&f=bow%256c",
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn a_text_without_a_known_key_has_no_pairs() {
        for text in ["", "#", "?", "https://host/", "#section-2", "#?secret=1", "%", "%%%", "%2", "race", "=", "&&&"] {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn what_is_no_escape_stays_and_what_is_no_text_is_marked() {
        for (escaped, plain) in [
            ("100%", "100%"),
            ("%zz%4", "%zz%4"),
            ("%ff%fe", "\u{fffd}\u{fffd}"),
            ("%00", "\0"),
            ("%ea%b0%80", "가"),
            ("%+1", "%+1"),
            ("a+b", "a+b"),
        ] {
            assert_eq!(unescape(escaped), plain);
        }
    }

    #[test]
    fn a_pair_that_ends_at_the_limit_is_read() {
        let filler = |length: usize| format!("x={}", "y".repeat(length - 2));
        let exact = format!("{}&f=bowl", filler(MAX_LENGTH - 7));
        assert_eq!(exact.len(), MAX_LENGTH);
        for (tail, count) in [("", 1), ("&lab=race", 1), ("x", 0), ("가", 0)] {
            let mut warnings = Vec::new();
            assert_eq!(pairs(&format!("{exact}{tail}"), &mut warnings).len(), count, "{tail:?}");
            assert_eq!(warnings.is_empty(), tail.is_empty(), "{tail:?}");
        }
    }
}
