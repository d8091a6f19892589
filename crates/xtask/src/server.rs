//! The static file server behind `serve`, the browser tests and the bench: this machine only, files only.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, anyhow, bail};
use percent_encoding::percent_decode_str;
use tiny_http::{Header, Method, Request, Response};

use self::compressed::Compressed;

mod compressed;

/// Where `serve` listens when no port is asked for, and how many ports above it are tried.
const DEFAULT_PORT: u16 = 8080;
const PORTS_TRIED: u16 = 100;

/// Requests answered at the same time.
const THREADS: usize = 4;

/// Listens on `port` of this machine, or on the first free one from [`DEFAULT_PORT`] on; a taken `port` is an error.
pub(crate) fn listen(port: Option<u16>) -> Result<TcpListener> {
    if let Some(port) = port {
        return bind(port).with_context(|| format!("port {port} of 127.0.0.1 cannot be used: choose another --port"));
    }
    for port in DEFAULT_PORT..DEFAULT_PORT + PORTS_TRIED {
        match bind(port) {
            Ok(listener) => {
                if port != DEFAULT_PORT {
                    println!("port {DEFAULT_PORT} is taken, so this is port {port}");
                }
                return Ok(listener);
            }
            Err(error) if matches!(error.kind(), ErrorKind::AddrInUse | ErrorKind::PermissionDenied) => {}
            Err(error) => return Err(error).context("cannot listen on 127.0.0.1"),
        }
    }
    bail!("ports {DEFAULT_PORT} to {} are all taken: choose one with --port", DEFAULT_PORT + PORTS_TRIED - 1)
}

/// Listens on any free port of this machine.
pub(crate) fn listen_anywhere() -> Result<TcpListener> {
    bind(0).context("cannot listen on 127.0.0.1")
}

fn bind(port: u16) -> io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
}

/// A folder served below a prefix.
#[derive(Debug)]
pub(crate) struct Mount {
    /// First segments of the path, without slashes at either end; empty for the root.
    prefix: &'static str,
    folder: PathBuf,
}

impl Mount {
    /// `folder` as the whole site.
    pub(crate) fn at_root(folder: PathBuf) -> Self {
        Self::at("", folder)
    }

    /// `folder` below `/prefix/`.
    pub(crate) fn at(prefix: &'static str, folder: PathBuf) -> Self {
        Self { prefix, folder }
    }
}

/// A running server; dropping it stops it.
#[derive(Debug)]
pub(crate) struct Server {
    address: String,
    stop: Stopper,
    threads: Vec<JoinHandle<()>>,
}

struct Stopper(Arc<tiny_http::Server>);

impl std::fmt::Debug for Stopper {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Stopper")
    }
}

impl Server {
    /// Serves the mounts, the first whose prefix fits winning.
    pub(crate) fn start(listener: TcpListener, mounts: Vec<Mount>) -> Result<Self> {
        let address = format!("http://{}", listener.local_addr()?);
        let server = Arc::new(tiny_http::Server::from_listener(listener, None).map_err(|error| anyhow!(error))?);
        let mounts = Arc::new(mounts);
        let compressed = Arc::new(Compressed::default());
        let threads = (0..THREADS)
            .map(|_| {
                let (server, mounts, compressed) = (Arc::clone(&server), Arc::clone(&mounts), Arc::clone(&compressed));
                thread::spawn(move || {
                    while let Ok(request) = server.recv() {
                        answer(request, &mounts, &compressed);
                    }
                })
            })
            .collect();
        Ok(Self { address, stop: Stopper(server), threads })
    }

    /// The address, without a final slash.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Serves until the process is stopped.
    pub(crate) fn wait(mut self) {
        for thread in self.threads.drain(..) {
            // A thread ends only when the server is dropped, or by a panic that it has already reported.
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for _ in &self.threads {
            self.stop.0.unblock();
        }
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

fn answer(request: Request, mounts: &[Mount], compressed: &Compressed) {
    // A browser that closes the connection before the end is no concern of the server's.
    let _ = match request.method() {
        Method::Get | Method::Head => match look_up(request.url(), mounts) {
            Found::File(path) => send(request, &path, compressed),
            Found::Folder(location) => request.respond(plain("", 308).with_header(header("Location", &location))),
            Found::Nothing => request.respond(plain("404 Not Found", 404)),
        },
        _ => request.respond(plain("405 Method Not Allowed", 405).with_header(header("Allow", "GET, HEAD"))),
    };
}

fn send(request: Request, path: &Path, compressed: &Compressed) -> io::Result<()> {
    let kind = media_type(path);
    let as_file = |response: Response<Box<dyn Read + Send>>| {
        response
            .with_header(header("Content-Type", kind))
            .with_header(header("Cache-Control", "no-store"))
            .with_header(header("X-Content-Type-Options", "nosniff"))
            .with_header(header("Vary", "Accept-Encoding"))
            // Other pages import the element from here, as from any host of static files.
            .with_header(header("Access-Control-Allow-Origin", "*"))
            .with_chunked_threshold(usize::MAX)
    };
    if compressed::is_worth_it(kind)
        && compressed::is_wanted(&request)
        && let Ok(bytes) = compressed.of(path)
    {
        let length = bytes.len();
        let body: Box<dyn Read + Send> = Box::new(io::Cursor::new(bytes));
        let response = Response::new(200.into(), Vec::new(), body, Some(length), None);
        return request.respond(as_file(response).with_header(header("Content-Encoding", "gzip")));
    }
    match File::open(path) {
        Ok(file) => request.respond(as_file(Response::from_file(file).boxed())),
        Err(_) => request.respond(plain("404 Not Found", 404)),
    }
}

fn plain(text: &str, status: u16) -> Response<io::Cursor<Vec<u8>>> {
    Response::from_string(text).with_status_code(status).with_header(header("Cache-Control", "no-store"))
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("a header of visible ASCII: names are literals, locations percent-encoded")
}

/// What a URL stands for.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    File(PathBuf),
    /// A folder asked for without its final slash, which relative links in it need; its right address.
    Folder(String),
    Nothing,
}

fn look_up(url: &str, mounts: &[Mount]) -> Found {
    let (encoded, query) = url.split_once('?').map_or((url, None), |(path, query)| (path, Some(query)));
    let Some(segments) = segments(encoded) else { return Found::Nothing };
    let Some((mount, below)) = mounts.iter().find_map(|mount| Some((mount, strip(&segments, mount.prefix)?))) else {
        return Found::Nothing;
    };
    let Ok(root) = mount.folder.canonicalize() else { return Found::Nothing };
    // Links out of the folder are resolved here, so that what counts is where the file really is.
    let Ok(mut path) = root.join(below.iter().collect::<PathBuf>()).canonicalize() else { return Found::Nothing };
    if path.is_dir() {
        if !encoded.ends_with('/') {
            let query = query.map_or_else(String::new, |query| format!("?{query}"));
            return Found::Folder(format!("{encoded}/{query}"));
        }
        let Ok(index) = path.join("index.html").canonicalize() else { return Found::Nothing };
        path = index;
    } else if encoded.ends_with('/') {
        return Found::Nothing;
    }
    if path.starts_with(&root) && path.is_file() { Found::File(path) } else { Found::Nothing }
}

/// The decoded segments of an absolute path; `None` for anything that could step out of a folder.
fn segments(encoded: &str) -> Option<Vec<String>> {
    // `//host/...` would be another machine's address when it comes back in a redirect.
    if !encoded.starts_with('/') || encoded.starts_with("//") {
        return None;
    }
    let mut segments = Vec::new();
    for segment in encoded.split('/').filter(|segment| !segment.is_empty()) {
        let segment = percent_decode_str(segment).decode_utf8().ok()?;
        if segment == "." || segment == ".." || segment.contains(['/', '\\', ':', '\0']) {
            return None;
        }
        segments.push(segment.into_owned());
    }
    Some(segments)
}

/// What is left of `segments` below `prefix`.
fn strip<'a>(segments: &'a [String], prefix: &str) -> Option<&'a [String]> {
    match (prefix, segments) {
        ("", all) => Some(all),
        (prefix, [first, rest @ ..]) if first == prefix => Some(rest),
        _ => None,
    }
}

/// The media type by the file name's ending.
fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("txt" | "csv" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests;
