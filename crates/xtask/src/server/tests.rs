//! The server against hostile paths, and as a browser would use it.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::time::Duration;

use super::{Found, Mount, Server, listen, listen_anywhere, look_up, media_type};

/// A site with a secret beside it.
struct Site(PathBuf);

impl Site {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("downhill-server-{name}-{}", std::process::id()));
        for (file, text) in [
            ("site/index.html", "<p>home"),
            ("site/embed/index.html", "<p>embed"),
            ("site/a b.js", "1"),
            ("pkg/x.wasm", "\0asm"),
            ("secret.txt", "secret"),
        ] {
            let path = folder.join(file);
            fs::create_dir_all(path.parent().expect("a file in a folder")).expect("a writable temporary folder");
            fs::write(path, text).expect("a writable temporary folder");
        }
        Self(folder.canonicalize().expect("the folder was just made"))
    }

    fn mounts(&self) -> Vec<Mount> {
        vec![Mount::at("pkg", self.0.join("pkg")), Mount::at_root(self.0.join("site"))]
    }

    fn file(&self, path: &str) -> Found {
        Found::File(self.0.join(path))
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // A leftover in the temporary folder is not worth a panic in a destructor.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn urls_lead_to_files() {
    let site = Site::new("files");
    let find = |url| look_up(url, &site.mounts());
    assert_eq!(find("/"), site.file("site/index.html"));
    assert_eq!(find("/?lab=race&v=1"), site.file("site/index.html"));
    assert_eq!(find("/a%20b.js"), site.file("site/a b.js"));
    assert_eq!(find("/embed/"), site.file("site/embed/index.html"));
    assert_eq!(find("/embed?lab=race"), Found::Folder("/embed/?lab=race".to_owned()));
    assert_eq!(find("/pkg/x.wasm"), site.file("pkg/x.wasm"));
    for missing in ["/nothing", "/index.html/", "/pkg/", "/pkg/y.wasm", "/%ff"] {
        assert_eq!(find(missing), Found::Nothing, "{missing}");
    }
}

#[test]
fn no_url_leads_out_of_the_folder() {
    let site = Site::new("traversal");
    for url in [
        "/../secret.txt",
        "/embed/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/embed/..",
        "//secret.txt",
        "secret.txt",
        "/C:/secret.txt",
        "/%00",
        "*",
    ] {
        assert_eq!(look_up(url, &site.mounts()), Found::Nothing, "{url}");
    }
    let absolute = format!("/{}", site.0.join("secret.txt").display());
    assert_eq!(look_up(&absolute, &site.mounts()), Found::Nothing);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(site.0.join("secret.txt"), site.0.join("site/way-out")).expect("a new link");
        assert_eq!(look_up("/way-out", &site.mounts()), Found::Nothing);
    }
}

#[test]
fn a_browser_gets_status_type_and_body() {
    let site = Site::new("http");
    let server = Server::start(listen_anywhere().expect("a free port"), site.mounts()).expect("a server");
    let exchange = |line: &str| {
        let host = server.address().strip_prefix("http://").expect("plain HTTP");
        let mut stream = TcpStream::connect(host).expect("a running server");
        write!(stream, "{line} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("an open connection");
        let mut reply = String::new();
        stream.read_to_string(&mut reply).expect("a reply in UTF-8");
        reply
    };
    let reply = exchange("GET /pkg/x.wasm");
    assert!(reply.starts_with("HTTP/1.1 200 OK\r\n"), "{reply}");
    assert!(reply.contains("\r\ncontent-type: application/wasm\r\n"), "{reply}");
    assert!(reply.contains("\r\ncache-control: no-store\r\n"), "{reply}");
    assert!(reply.contains("\r\naccess-control-allow-origin: *\r\n"), "{reply}");
    assert!(reply.ends_with("\r\n\r\n\0asm"), "{reply}");
    assert!(exchange("HEAD /").ends_with("\r\n\r\n"), "a HEAD has no body");
    assert!(exchange("GET /embed").contains("\r\nlocation: /embed/\r\n"));
    assert!(exchange("GET /nothing").starts_with("HTTP/1.1 404 "));
    assert!(exchange("POST /").starts_with("HTTP/1.1 405 "));
}

#[test]
fn who_takes_gzip_gets_it_and_a_file_written_anew_comes_anew() {
    let site = Site::new("gzip");
    let server = Server::start(listen_anywhere().expect("a free port"), site.mounts()).expect("a server");
    let body = || {
        let host = server.address().strip_prefix("http://").expect("plain HTTP");
        let mut stream = TcpStream::connect(host).expect("a running server");
        let wanted = "Accept-Encoding: gzip, deflate, br";
        write!(stream, "GET /pkg/x.wasm HTTP/1.1\r\nHost: {host}\r\n{wanted}\r\nConnection: close\r\n\r\n")
            .expect("an open connection");
        let mut reply = Vec::new();
        stream.read_to_end(&mut reply).expect("a reply");
        let end = reply.windows(4).position(|four| four == b"\r\n\r\n").expect("a head") + 4;
        let head = String::from_utf8(reply[..end].to_vec()).expect("a head in ASCII");
        assert!(head.contains("\r\ncontent-encoding: gzip\r\n"), "{head}");
        let mut text = String::new();
        flate2::read::GzDecoder::new(&reply[end..]).read_to_string(&mut text).expect("gzip");
        text
    };
    assert_eq!([body(), body()], ["\0asm", "\0asm"]);
    let file = site.0.join("pkg/x.wasm");
    fs::write(&file, "another").expect("a writable temporary folder");
    let later = fs::metadata(&file).and_then(|of| of.modified()).expect("a time") + Duration::from_secs(1);
    fs::File::options().write(true).open(&file).and_then(|file| file.set_modified(later)).expect("a time of its own");
    assert_eq!(body(), "another");
}

#[test]
fn nobody_waits_for_connections_that_others_keep() {
    let site = Site::new("kept");
    let server = Server::start(listen_anywhere().expect("a free port"), site.mounts()).expect("a server");
    let host = server.address().strip_prefix("http://").expect("plain HTTP");
    // As browsers do: many at once, some of them in advance, and none is closed.
    let mut kept: Vec<TcpStream> = (0..100).map(|_| TcpStream::connect(host).expect("a running server")).collect();
    for round in 0..2 {
        for stream in kept.iter_mut().skip(20) {
            write!(stream, "GET /nothing HTTP/1.1\r\nHost: {host}\r\n\r\n").expect("an open connection");
        }
        for (at, stream) in kept.iter_mut().enumerate().skip(20) {
            stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
            let mut reply = Vec::new();
            while !reply.ends_with(b"404 Not Found") {
                let mut byte = [0];
                stream.read_exact(&mut byte).unwrap_or_else(|error| panic!("connection {at}, round {round}: {error}"));
                reply.extend(byte);
                assert!(reply.len() < 1000, "connection {at}: {}", String::from_utf8_lossy(&reply));
            }
        }
    }
}

#[test]
fn a_taken_port_is_refused_when_it_was_asked_for() {
    let taken = listen_anywhere().expect("a free port");
    let port = taken.local_addr().expect("a bound socket").port();
    let error = listen(Some(port)).expect_err("the port is taken").to_string();
    assert_eq!(error, format!("port {port} of 127.0.0.1 cannot be used: choose another --port"));
}

#[test]
fn media_types_are_those_that_browsers_insist_on() {
    for (name, expected) in [
        ("a.wasm", "application/wasm"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.html", "text/html; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a", "application/octet-stream"),
    ] {
        assert_eq!(media_type(name.as_ref()), expected, "{name}");
    }
}
