//! The static file server behind `serve`, the browser tests and the bench: this machine only, files only.

use std::convert::Infallible;
use std::fs;
use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, bail};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, LOCATION, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use percent_encoding::percent_decode_str;
use tokio::sync::oneshot;

use self::compressed::Compressed;

mod compressed;

/// Where `serve` listens when no port is asked for, and how many ports above it are tried.
const DEFAULT_PORT: u16 = 8080;
const PORTS_TRIED: u16 = 100;

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

/// What is served, and what was compressed of it.
#[derive(Debug)]
struct Site {
    mounts: Vec<Mount>,
    compressed: Compressed,
}

/// A running server; dropping it stops it.
#[derive(Debug)]
pub(crate) struct Server {
    address: String,
    /// Ends the thread when it is dropped.
    stop: Option<oneshot::Sender<Infallible>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves the mounts, the first whose prefix fits winning.
    pub(crate) fn start(listener: TcpListener, mounts: Vec<Mount>) -> Result<Self> {
        let address = format!("http://{}", listener.local_addr()?);
        listener.set_nonblocking(true)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
        let site = Arc::new(Site { mounts, compressed: Compressed::default() });
        let (stop, stopped) = oneshot::channel();
        let thread = thread::spawn(move || {
            runtime.spawn(accept(listener, site));
            // Never sent, only dropped.
            let _ = runtime.block_on(stopped);
        });
        Ok(Self { address, stop: Some(stop), thread: Some(thread) })
    }

    /// The address, without a final slash.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Serves until the process is stopped.
    pub(crate) fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            // The thread ends only when the server is dropped, or by a panic that it has already reported.
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Answers whoever connects, each on a task of its own: browsers keep connections that they do not use.
async fn accept(listener: TcpListener, site: Arc<Site>) {
    let listener = match tokio::net::TcpListener::from_std(listener) {
        Ok(listener) => listener,
        Err(error) => return eprintln!("the server cannot listen: {error}"),
    };
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // What goes wrong with one connection is no concern of the next; where there are too many, others end first.
            tokio::task::yield_now().await;
            continue;
        };
        let site = Arc::clone(&site);
        tokio::spawn(async move {
            let service = service_fn(move |request: Request<Incoming>| {
                let site = Arc::clone(&site);
                // Files are read and compressed beside the thread that listens.
                let answer = tokio::task::spawn_blocking(move || answer(&request, &site));
                async move { answer.await.unwrap_or_else(|_| plain("500 Internal Server Error", 500)) }
            });
            // A browser that closes the connection before the end is no concern of the server's.
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

type Response = hyper::http::Result<hyper::Response<Full<Bytes>>>;

fn answer<B>(request: &Request<B>, site: &Site) -> Response {
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return answered(405).header(ALLOW, "GET, HEAD").body("405 Method Not Allowed".into());
    }
    let url = request.uri().path_and_query().map_or("", |url| url.as_str());
    match look_up(url, &site.mounts) {
        Found::File(path) => file(request, &path, &site.compressed),
        Found::Folder(location) => answered(308).header(LOCATION, location).body(Full::default()),
        Found::Nothing => plain("404 Not Found", 404),
    }
}

fn file<B>(request: &Request<B>, path: &Path, compressed: &Compressed) -> Response {
    let kind = media_type(path);
    let response = answered(200)
        .header(CONTENT_TYPE, kind)
        .header(X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(VARY, "Accept-Encoding")
        // Other pages import the element from here, as from any host of static files.
        .header(ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    if compressed::is_worth_it(kind)
        && compressed::is_wanted(request)
        && let Ok(bytes) = compressed.of(path)
    {
        return response.header(CONTENT_ENCODING, "gzip").body(bytes.into());
    }
    match fs::read(path) {
        Ok(bytes) => response.body(Bytes::from(bytes).into()),
        Err(_) => plain("404 Not Found", 404),
    }
}

fn plain(text: &'static str, status: u16) -> Response {
    answered(status).header(CONTENT_TYPE, "text/plain; charset=utf-8").body(text.into())
}

fn answered(status: u16) -> hyper::http::response::Builder {
    hyper::Response::builder().status(status).header(CACHE_CONTROL, "no-store")
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
