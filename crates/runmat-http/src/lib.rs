//! Requests over HTTP and HTTPS for native hosts: each on a thread of its own, so that the run which waits for it, and
//! all others, go on meanwhile.
//!
//! ```
//! use runmat_core::{Capabilities, RunMatSession};
//!
//! let session = RunMatSession::builder()
//!     .network(runmat_http::Client::new())
//!     .capabilities(Capabilities::none().network("api.example.org"))
//!     .build();
//! # let _ = session;
//! ```

use runmat_async::oneshot::{self, Sender};
use runmat_core::{HttpAnswer, HttpClient, HttpFailure, HttpRequest, HttpResponse};
use std::io::Read;
use std::time::Duration;

/// The longest that a request may take, whatever it asks for.
const LONGEST: Duration = Duration::from_secs(24 * 3600);
/// Bytes read at a time: between two pieces a request that was given up ends.
const PIECE: usize = 1 << 16;

type Answer = Result<HttpResponse, HttpFailure>;

/// Makes requests. Proxies are those of the environment (`HTTPS_PROXY`, …), unless said otherwise.
#[derive(Debug, Clone, Default)]
pub struct Client {
    direct: bool,
}

impl Client {
    /// A client.
    pub fn new() -> Self {
        Client::default()
    }

    /// A client that uses no proxy.
    pub fn direct() -> Self {
        Client { direct: true }
    }

    fn agent(&self, timeout: Duration) -> ureq::Agent {
        let mut config = ureq::Agent::config_builder()
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(timeout.min(LONGEST)))
            .user_agent("")
            .accept("");
        if self.direct {
            config = config.proxy(None);
        }
        config.build().into()
    }
}

impl HttpClient for Client {
    fn send(&self, request: HttpRequest) -> HttpAnswer {
        let agent = self.agent(request.timeout);
        let (sender, receiver) = oneshot::channel();
        let spawned = std::thread::Builder::new().name("http".into()).spawn(move || {
            let answer = fetch(&agent, request, &sender);
            // Nobody may be waiting any more.
            let _ = sender.send(answer);
        });
        Box::pin(async move {
            spawned.map_err(|e| HttpFailure::Other(e.to_string()))?;
            receiver.await.unwrap_or_else(|_| Err(HttpFailure::Other("the request was lost".into())))
        })
    }
}

/// Makes a request on this thread, until nobody listens any more.
fn fetch(agent: &ureq::Agent, request: HttpRequest, listener: &Sender<Answer>) -> Answer {
    let limit = request.most_bytes;
    let mut answer = call(agent, request)?;
    let mut response = HttpResponse {
        status: answer.status().as_u16(),
        reason: answer.status().canonical_reason().unwrap_or_default().to_string(),
        headers: Vec::new(),
        body: Vec::new(),
    };
    for (name, value) in answer.headers() {
        response.headers.push((name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
    }
    let mut content = answer.body_mut().with_config().limit(limit.saturating_add(1)).reader();
    let mut piece = vec![0; PIECE];
    loop {
        if listener.is_closed() {
            return Err(HttpFailure::Other("it was given up".into()));
        }
        let n = match content.read(&mut piece) {
            Ok(0) => return Ok(response),
            Ok(n) => n,
            Err(e) => return Err(reading_failed(e, limit)),
        };
        if (response.body.len() + n) as u64 > limit {
            return Err(HttpFailure::TooLarge(limit));
        }
        response.body.extend_from_slice(&piece[..n]);
    }
}

fn call(agent: &ureq::Agent, request: HttpRequest) -> Result<ureq::http::Response<ureq::Body>, HttpFailure> {
    let mut parts = ureq::http::Request::builder().method(request.method.as_str()).uri(&request.url);
    for (name, value) in &request.headers {
        parts = parts.header(name, value);
    }
    let malformed = |e: ureq::http::Error| HttpFailure::Other(e.to_string());
    let sent = match request.method.as_str() {
        "POST" | "PUT" | "PATCH" => agent.run(parts.body(request.body).map_err(malformed)?),
        _ => agent.run(parts.body(()).map_err(malformed)?),
    };
    sent.map_err(|e| failed(e, request.most_bytes))
}

fn failed(e: ureq::Error, limit: u64) -> HttpFailure {
    match e {
        ureq::Error::Timeout(_) => HttpFailure::Timeout,
        ureq::Error::HostNotFound => HttpFailure::Unreachable("the host is not known".into()),
        ureq::Error::ConnectionFailed => HttpFailure::Unreachable("it does not answer".into()),
        ureq::Error::BodyExceedsLimit(_) => HttpFailure::TooLarge(limit),
        ureq::Error::Io(e) if e.kind() == std::io::ErrorKind::TimedOut => HttpFailure::Timeout,
        ureq::Error::Io(e) if e.kind() == std::io::ErrorKind::ConnectionRefused => {
            HttpFailure::Unreachable("the connection was refused".into())
        }
        e => HttpFailure::Other(e.to_string()),
    }
}

fn reading_failed(e: std::io::Error, limit: u64) -> HttpFailure {
    if e.kind() == std::io::ErrorKind::TimedOut {
        return HttpFailure::Timeout;
    }
    failed(ureq::Error::from(e), limit)
}
