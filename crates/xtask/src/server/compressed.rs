//! Files as hosts of static files send them: compressed, for browsers that ask for it.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use flate2::Compression;
use flate2::write::GzEncoder;
use hyper::Request;
use hyper::body::Bytes;
use hyper::header::ACCEPT_ENCODING;

/// What was compressed already, with the time at which the file was written.
type Known = HashMap<PathBuf, (SystemTime, Bytes)>;

/// The files that were asked for so far, in gzip.
#[derive(Debug, Default)]
pub(super) struct Compressed(Mutex<Known>);

impl Compressed {
    /// A file in gzip; compressed anew only when it was written anew.
    pub(super) fn of(&self, path: &Path) -> io::Result<Bytes> {
        let written = File::open(path)?.metadata()?.modified()?;
        // Whoever held the lock only ever put whole entries in.
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
        if let Some((of, bytes)) = known
            && of == written
        {
            return Ok(bytes);
        }
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(&fs::read(path)?)?;
        let bytes = Bytes::from(encoder.finish()?);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), (written, bytes.clone()));
        Ok(bytes)
    }
}

/// Whether a file of this media type gets smaller.
pub(super) fn is_worth_it(media_type: &str) -> bool {
    media_type.starts_with("text/") || ["wasm", "json", "svg"].iter().any(|part| media_type.contains(part))
}

/// Whether the browser takes gzip.
pub(super) fn is_wanted<B>(request: &Request<B>) -> bool {
    let fields = request.headers().get_all(ACCEPT_ENCODING).iter().filter_map(|field| field.to_str().ok());
    fields.flat_map(|field| field.split(',')).any(|name| name.trim() == "gzip")
}
