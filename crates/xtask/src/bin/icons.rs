//! Draws the icons of the installed page from its one drawing: `icons DRAWING.svg FOLDER`.

use std::path::PathBuf;

use resvg::{tiny_skia, usvg};

/// The icons: file name, size in pixels, and the share of the width that the drawing has. Launchers cut a maskable one to
/// any shape inside a circle of four fifths; it brings its own background, the page's.
const ICONS: [(&str, u32, Option<f32>); 3] =
    [("icon-192.png", 192, None), ("icon-512.png", 512, None), ("icon-maskable-512.png", 512, Some(0.6))];

/// The page's background in the light.
const BACKGROUND: [u8; 3] = [0xfb, 0xfb, 0xf9];

fn main() {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(drawing), Some(folder)) = (arguments.next(), arguments.next()) else {
        panic!("usage: icons DRAWING.svg FOLDER");
    };
    let svg = std::fs::read(&drawing).unwrap_or_else(|error| panic!("{}: {error}", drawing.display()));
    let tree = usvg::Tree::from_data(&svg, &usvg::Options::default())
        .unwrap_or_else(|error| panic!("{}: {error}", drawing.display()));
    std::fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for (name, size, share) in ICONS {
        let mut pixels = tiny_skia::Pixmap::new(size, size).expect("an icon has a size");
        if share.is_some() {
            let [red, green, blue] = BACKGROUND;
            pixels.fill(tiny_skia::Color::from_rgba8(red, green, blue, u8::MAX));
        }
        let (side, share) = (size as f32, share.unwrap_or(1.0));
        let scale = side * share / tree.size().width();
        let edge = side * (1.0 - share) / 2.0;
        let place = tiny_skia::Transform::from_row(scale, 0.0, 0.0, scale, edge, edge);
        resvg::render(&tree, place, &mut pixels.as_mut());
        let file = folder.join(name);
        pixels.save_png(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }
}
