//! Requests to a server in this process: no other network is needed.

use runmat_core::{Capabilities, Dialect, FailureKind, RunMatError, RunMatSession};
use std::future::Future;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};
use std::time::{Duration, Instant};

/// A server that answers by path, and remembers what it was asked.
struct Server {
    port: u16,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen: Arc<Mutex<Vec<String>>> = Arc::default();
        let list = seen.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let list = list.clone();
                std::thread::spawn(move || serve(stream, port, &list));
            }
        });
        Server { port, seen }
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn last(&self) -> String {
        self.seen.lock().unwrap().last().cloned().unwrap_or_default()
    }

    /// A session that may talk to this server.
    fn session(&self) -> RunMatSession {
        session(Capabilities::none().network(format!("127.0.0.1:{}", self.port)).clock())
    }
}

fn session(granted: Capabilities) -> RunMatSession {
    let client = runmat_http::Client::direct();
    RunMatSession::builder().dialect(Dialect::Matlab).capabilities(granted).network(client).build()
}

fn serve(mut stream: TcpStream, port: u16, seen: &Mutex<Vec<String>>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut head = String::new();
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return;
        }
        if let Some(n) = line.to_lowercase().strip_prefix("content-length:") {
            length = n.trim().parse().unwrap();
        }
        if line == "\r\n" {
            break;
        }
        head.push_str(&line);
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let path = head.split_whitespace().nth(1).unwrap_or("/").to_string();
    seen.lock().unwrap().push(format!("{head}\n{}", String::from_utf8_lossy(&body)));
    let mut say = |status: &str, headers: &str, body: &[u8]| {
        let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n", body.len());
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
    };
    let to = |place: &str| format!("Location: {place}\r\n");
    match path.split('?').next().unwrap() {
        "/json" => say(
            "200 OK",
            "Content-Type: application/json; charset=utf-8\r\n",
            br#"{"a": [1, 2, 3], "b": {"c": "h\u00e9"}}"#,
        ),
        "/text" => say("200 OK", "Content-Type: text/plain; charset=ISO-8859-1\r\n", b"caf\xe9"),
        "/bytes" => say("200 OK", "Content-Type: application/octet-stream\r\n", &[0, 1, 255]),
        "/large" => say("200 OK", "Content-Type: text/plain\r\n", &vec![b'x'; 3 << 20]),
        "/echo" => say("200 OK", "Content-Type: text/plain\r\n", &body),
        "/moved" => say("302 Found", &to("/json"), b""),
        "/kept" => say("307 Temporary Redirect", &to("/echo"), b""),
        "/other" => say("302 Found", &to("http://127.0.0.2:1/secret"), b""),
        "/port" => say("302 Found", &to(&format!("http://127.0.0.1:{}/json", port ^ 1)), b""),
        "/user" => say("302 Found", &to(&format!("http://user:secret@127.0.0.1:{port}/json")), b""),
        "/file" => say("302 Found", &to("file:///etc/passwd"), b""),
        "/circle" => say("302 Found", &to("/circle"), b""),
        "/slow" => {
            std::thread::sleep(Duration::from_millis(800));
            say("200 OK", "Content-Type: text/plain\r\n", b"late");
        }
        _ => say("404 Not Found", "", b""),
    }
}

fn printed(s: &RunMatSession, text: &str) -> String {
    s.execute_blocking(text).unwrap_or_else(|e| panic!("{text}\n{}", e.report())).printed.text()
}

fn failure(s: &RunMatSession, text: &str) -> RunMatError {
    s.execute_blocking(text).err().unwrap_or_else(|| panic!("{text} must fail"))
}

fn identifier(s: &RunMatSession, text: &str) -> String {
    failure(s, text).identifier.clone()
}

const DENIED: &str = "RunMat:CapabilityDenied";

#[test]
fn content_is_read_by_its_type() {
    let server = Server::start();
    let s = server.session();
    let text = format!("d = webread('{}'); fprintf('%d %d %s', sum(d.a), size(d.a, 1), d.b.c);", server.url("/json"));
    assert_eq!(printed(&s, &text), "6 3 hé");
    assert_eq!(printed(&s, &format!("fprintf('%s', webread('{}'));", server.url("/text"))), "café");
    let text =
        format!("b = webread('{}'); fprintf('%s %d %d', class(b), size(b, 1), sum(double(b)));", server.url("/bytes"));
    assert_eq!(printed(&s, &text), "uint8 3 256");
    let text = format!("o = weboptions('ContentType', 'text'); fprintf('%s', webread('{}', o));", server.url("/json"));
    assert!(printed(&s, &text).starts_with("{\"a\""));
}

#[test]
fn queries_forms_and_data_are_sent() {
    let server = Server::start();
    let s = server.session();
    printed(&s, &format!("x = webread('{}', 'q', 'a b&c', 'n', [1 2.5], 'flag', true);", server.url("/json")));
    assert!(server.last().starts_with("GET /json?q=a%20b%26c&n=1,2.5&flag=true HTTP/1.1"), "{}", server.last());
    assert_eq!(
        printed(&s, &format!("fprintf('%s', webwrite('{}', 'a', 1, 'b', 'x y'));", server.url("/echo"))),
        "a=1&b=x%20y"
    );
    assert!(server.last().contains("application/x-www-form-urlencoded"), "{}", server.last());
    assert_eq!(
        printed(&s, &format!("fprintf('%s', webwrite('{}', struct('k', [1 2])));", server.url("/echo"))),
        "{\"k\":[1,2]}"
    );
    assert!(server.last().contains("application/json"), "{}", server.last());
    let options = "o = weboptions('Username', 'me', 'Password', 'pw', 'HeaderFields', {'X-Own', 'yes'});";
    printed(&s, &format!("{options} x = webread('{}', o);", server.url("/json")));
    let seen = server.last().to_lowercase();
    assert!(seen.contains("authorization: basic bwu6chc=") && seen.contains("x-own: yes"), "{seen}");
    let split =
        format!("webread('{}', weboptions('HeaderFields', {{'X', sprintf('a\\r\\nB: c')}}));", server.url("/json"));
    assert_eq!(identifier(&s, &split), "MATLAB:webservices:InvalidHeader");
}

#[test]
fn redirects_are_followed_where_they_may_lead() {
    let server = Server::start();
    let s = server.session();
    assert_eq!(printed(&s, &format!("d = webread('{}'); fprintf('%d', sum(d.a))", server.url("/moved"))), "6");
    assert_eq!(printed(&s, &format!("fprintf('%s', webwrite('{}', 'a', 1));", server.url("/kept"))), "a=1");
    let to = |path: &str| identifier(&s, &format!("webread('{}');", server.url(path)));
    assert_eq!(to("/other"), DENIED);
    assert_eq!(to("/port"), DENIED);
    assert_eq!(to("/user"), "MATLAB:webservices:InvalidUrl");
    assert_eq!(to("/file"), "MATLAB:webservices:InvalidUrl");
    assert_eq!(to("/circle"), "MATLAB:webservices:TooManyRedirects");
    assert_eq!(to("/nosuch"), "MATLAB:webservices:HTTP404StatusCodeError");
}

#[test]
fn what_is_not_granted_is_refused_before_it_is_asked() {
    let server = Server::start();
    let none = session(Capabilities::none());
    let error = failure(&none, &format!("webread('{}');", server.url("/json")));
    assert_eq!(error.identifier, DENIED);
    assert!(error.message.contains(&format!("--allow-net=http://127.0.0.1:{}", server.port)), "{}", error.message);
    // The host without the port grants the usual ports only.
    let usual = session(Capabilities::none().network("127.0.0.1"));
    assert_eq!(identifier(&usual, &format!("webread('{}');", server.url("/json"))), DENIED);
    assert_eq!(identifier(&usual, "webread('http://127.0.0.1:443/');"), DENIED);
    for url in ["127.0.0.1:443", "http://user:pw@127.0.0.1/", "file:///etc/passwd", "http://127.0.0.1\\@x/"] {
        assert_eq!(identifier(&usual, &format!("webread('{url}');")), "MATLAB:webservices:InvalidUrl", "{url}");
    }
    assert_eq!(
        identifier(&none, &format!("__host_call__('runmat:http', 'GET', '{}')", server.url("/json"))),
        "RunMat:NoHostFunction"
    );
    assert_eq!(identifier(&none, &format!("[s, ok] = urlread('{}');", server.url("/json"))), DENIED);
    assert!(server.seen.lock().unwrap().is_empty(), "nothing has reached the server");
    // The host may permit it while the run waits.
    let asks = session(Capabilities::none().ask());
    let text = format!("d = webread('{}'); fprintf('%d', d.a(3))", server.url("/moved"));
    let done = asks.execute_answering(text.as_str(), |_| Ok("yes".into())).unwrap();
    assert_eq!(done.printed.text(), "3");
    assert_eq!(
        asks.execute_answering("webread('http://127.0.0.3/')", |_| Ok("no".into())).unwrap_err().identifier,
        DENIED
    );
}

#[test]
fn answers_have_limits_of_size_and_time() {
    let server = Server::start();
    let s = server.session();
    let mut limits = runmat_core::RunLimits::NONE;
    limits.memory_bytes = Some(2 << 20);
    s.set_limits(limits);
    assert_eq!(identifier(&s, &format!("webread('{}');", server.url("/large"))), "RunMat:ResponseTooLarge");
    s.set_limits(runmat_core::RunLimits::NONE);
    assert_eq!(printed(&s, &format!("fprintf('%d', numel(webread('{}')));", server.url("/large"))), "3145728");
    let slow = format!("webread('{}', weboptions('Timeout', 0.05));", server.url("/slow"));
    assert_eq!(identifier(&s, &slow), "MATLAB:webservices:Timeout");
    let refused = session(Capabilities::none().network("*"));
    assert_eq!(identifier(&refused, "webread('http://127.0.0.1:1/');"), "MATLAB:webservices:UnknownHost");
    let nobody = RunMatSession::builder().capabilities(Capabilities::all()).build();
    assert_eq!(identifier(&nobody, "webread('http://127.0.0.1:1/');"), "RunMat:NoNetwork");
}

#[test]
fn other_tasks_go_on_and_a_request_can_be_cancelled() {
    let server = Server::start();
    let s = server.session();
    let text = format!(
        "t = spawn(@() webread('{}')); u = spawn(@() fprintf('meanwhile ')); await(u); fprintf('%s', await(t));",
        server.url("/slow")
    );
    assert_eq!(printed(&s, &text), "meanwhile late");
    let mut run = pin!(s.execute_async(format!("webread('{}');", server.url("/slow"))));
    let begun = Instant::now();
    let mut cx = Context::from_waker(Waker::noop());
    while begun.elapsed() < Duration::from_millis(50) {
        assert!(run.as_mut().poll(&mut cx).is_pending());
        std::thread::sleep(Duration::from_millis(5));
    }
    s.handle().cancel();
    let failed = s.block_on(run).unwrap_err();
    assert_eq!(failed.kind, FailureKind::Cancelled);
    assert!(begun.elapsed() < Duration::from_millis(600), "{:?}", begun.elapsed());
}

#[test]
fn pages_become_files_and_text() {
    let server = Server::start();
    let folder = std::env::temp_dir().join(format!("runmat-http-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let granted =
        Capabilities::none().network("127.0.0.1:*").read(folder.to_string_lossy()).write(folder.to_string_lossy());
    let s = session(granted);
    let file = folder.join("out.bin");
    let path = file.to_string_lossy();
    assert_eq!(printed(&s, &format!("fprintf('%s', websave('{path}', '{}'));", server.url("/bytes"))), path);
    assert_eq!(std::fs::read(&file).unwrap(), [0, 1, 255]);
    assert_eq!(
        printed(&s, &format!("fprintf('%s', urlread('{}', 'post', {{'a', 'b'}}));", server.url("/echo"))),
        "a=b"
    );
    assert_eq!(
        printed(&s, &format!("[t, ok, m] = urlread('{}'); fprintf('%d %d', isempty(t), ok);", server.url("/nosuch"))),
        "1 0"
    );
    printed(&s, &format!("urlwrite('{}', '{path}');", server.url("/json")));
    assert!(std::fs::read(&file).unwrap().starts_with(b"{"));
    assert_eq!(identifier(&s, &format!("websave('/tmp/elsewhere', '{}');", server.url("/bytes"))), DENIED);
    std::fs::remove_dir_all(&folder).unwrap();
}
