//! Requests over HTTP: one request, and the redirects it leads to, each checked before it is made.
//!
//! Nothing here opens a connection. A request is a call of the host's function [`CLIENT`], during which the run waits;
//! what the language offers (`webread`, …) is written in `library/web`.

mod url;

use crate::args;
use runmat_async::PendingInteraction;
use runmat_ignition::host::EffectKind;
use runmat_ignition::{Builtin, CallCx, Outcome, Resume, Then, Values};
use runmat_value::{Error, Result, Value};
use std::sync::Arc;
use url::Url;

/// The rows.
pub const TABLE: &[Builtin] = &[
    Builtin::steps("__http__", (5, 5), 5, start, answered).doc(
        "[status, reason, headers, body, url] = __http__(method, url, headers, body, seconds): makes a request; headers are a cell of two columns, bodies uint8.",
    ),
    Builtin::steps("__http_hop__", (7, 7), 5, hop, answered)
        .doc("__http_hop__(method, url, headers, body, seconds, most, hops): makes one request of a chain."),
];

/// Under this name the host is called: `(method, url, headers, body, seconds, most bytes)` gives
/// `(status, reason, headers, body)`, headers as a cell of two columns. It follows no redirects.
pub const CLIENT: &str = "runmat:http";

/// Redirects that are followed.
const REDIRECTS: f64 = 10.0;
/// Bytes of an answer at most, where memory is not scarcer.
const MOST: u64 = 256 << 20;

/// Places in the state of a request.
const METHOD: usize = 0;
const URL: usize = 1;
const HEADERS: usize = 2;
const BODY: usize = 3;
const SECONDS: usize = 4;
const LIMIT: usize = 5;
const HOPS: usize = 6;

fn start(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let method = args::text(cx, &args[METHOD], "method")?.to_uppercase();
    if !matches!(method.as_str(), "GET" | "POST" | "PUT" | "DELETE" | "PATCH" | "HEAD") {
        return Err(Error::new("MATLAB:webservices:RequestMethod", format!("There is no request method {method}.")));
    }
    args::scalar(cx, &args[SECONDS], "seconds")?;
    check_headers(&args[HEADERS])?;
    let url = parse(&args::text(cx, &args[URL], "url")?)?;
    let mut state: Vec<Value> = args.iter_mut().map(Value::take).collect();
    state[METHOD] = Value::text(&method);
    let held = cx.session.ledger.held();
    let left = cx.session.memory_limit.unwrap_or(cx.session.room).saturating_sub(held);
    state.extend([Value::Num(MOST.min(left) as f64), Value::Num(0.0)]);
    send(cx, &url, state)
}

fn hop(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let url = parse(&args::text(cx, &args[URL], "url")?)?;
    args::scalar(cx, &args[SECONDS], "seconds")?;
    check_headers(&args[HEADERS])?;
    send(cx, &url, args.iter_mut().map(Value::take).collect())
}

fn parse(text: &str) -> Result<Url> {
    Url::parse(text).map_err(|why| {
        Error::new("MATLAB:webservices:InvalidUrl", format!("'{text}' is no address that can be requested: {why}."))
    })
}

/// Names and values of headers are plain text of one line.
fn check_headers(v: &Value) -> Result<()> {
    let Value::Cell(c) = v else { return Err(Error::msg("__http__: headers are a cell")) };
    let plain = |v: &Value| v.as_text().is_some_and(|t| !t.contains(['\r', '\n', '\0']));
    if c.data().iter().all(plain) {
        return Ok(());
    }
    Err(Error::new("MATLAB:webservices:InvalidHeader", "Names and values of headers are text of one line."))
}

/// Makes the request, unless connections to that host are not granted.
fn send(cx: &mut CallCx<'_>, url: &Url, mut state: Vec<Value>) -> Result<Outcome> {
    cx.session
        .host
        .permit(EffectKind::Network, &url.origin())
        .map_err(|e| Error::new("RunMat:CapabilityDenied", e.to_string()))?;
    state[URL] = Value::text(&url.to_string());
    cx.charge(1000);
    let request = PendingInteraction::Host { name: CLIENT.into() };
    Ok(Outcome::Suspend { request, then: Then { phase: 0, state } })
}

fn answered(cx: &mut CallCx<'_>, r: Resume) -> Result<Outcome> {
    let answer = r.input?;
    let mut state = r.state;
    let status = answer.first().and_then(Value::as_f64).unwrap_or(0.0);
    cx.charge(answer.get(3).map_or(0, Value::numel));
    let location =
        answer.get(2).and_then(|h| header(h, "location")).filter(|_| matches!(status as u16, 301..=303 | 307 | 308));
    let Some(location) = location else {
        let mut results: Values = answer.into_iter().take(4).collect();
        results.push(state[URL].take());
        return Ok(Outcome::Done(results));
    };
    let hops = state[HOPS].as_f64().unwrap_or(0.0) + 1.0;
    if hops > REDIRECTS {
        return Err(Error::new("MATLAB:webservices:TooManyRedirects", "The server redirects in circles."));
    }
    state[HOPS] = Value::Num(hops);
    let from = parse(&state[URL].as_text().unwrap_or_default())?;
    let to = from.join(&location).map_err(|why| {
        let text = format!("The server redirects to '{location}', which is no address that can be requested: {why}.");
        Error::new("MATLAB:webservices:InvalidUrl", text)
    })?;
    if to.origin() != from.origin() {
        state[HEADERS] = without_secrets(&state[HEADERS]);
    }
    let method = state[METHOD].as_text().unwrap_or_default();
    if status as u16 == 303 && method != "HEAD" || (matches!(status as u16, 301 | 302) && method == "POST") {
        state[METHOD] = Value::text("GET");
        state[BODY] = Value::empty();
    }
    // A call of its own, at whose beginning the host may be asked.
    state[URL] = Value::text(&to.to_string());
    Ok(Outcome::TailCall { function: Value::text("__http_hop__"), args: state })
}

/// The value of a header.
fn header(headers: &Value, name: &str) -> Option<String> {
    let Value::Cell(c) = headers else { return None };
    let rows = c.len() / 2;
    let at = (0..rows).find(|&k| c.data()[k].as_text().is_some_and(|n| n.eq_ignore_ascii_case(name)))?;
    c.data()[at + rows].as_text()
}

/// Headers without those that are meant for one server only.
fn without_secrets(headers: &Value) -> Value {
    let Value::Cell(c) = headers else { return headers.clone() };
    let rows = c.len() / 2;
    let secret = |k: &usize| {
        let name = c.data()[*k].as_text().unwrap_or_default().to_lowercase();
        matches!(name.as_str(), "authorization" | "cookie" | "proxy-authorization")
            || name.contains("key")
            || name.contains("token")
    };
    let kept: Vec<usize> = (0..rows).filter(|k| !secret(k)).collect();
    let data = kept.iter().copied().chain(kept.iter().map(|k| k + rows)).map(|k| c.data()[k].clone()).collect();
    Value::Cell(Arc::new(runmat_value::NdArray::matrix(kept.len(), 2, data)))
}

/// The arguments of a call of [`CLIENT`], for those who provide it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// `GET`, …
    pub method: String,
    /// The address: `http` or `https`, a host, perhaps a port, a path.
    pub url: String,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// What is sent.
    pub body: Vec<u8>,
    /// The time it may take, in all.
    pub timeout: std::time::Duration,
    /// Bytes that the answer may have.
    pub most_bytes: u64,
}

impl Request {
    /// From the values that wait.
    pub fn from_state(state: &[Value]) -> Option<Self> {
        let text = |k: usize| state.get(k)?.as_text();
        let Value::Cell(headers) = state.get(HEADERS)? else { return None };
        let rows = headers.len() / 2;
        let cell = |k: usize| headers.data()[k].as_text().unwrap_or_default();
        let body = match state.get(BODY)? {
            Value::U8s(b) => b.data().to_vec(),
            Value::U8(b) => vec![*b],
            _ => Vec::new(),
        };
        Some(Request {
            method: text(METHOD)?,
            url: text(URL)?,
            headers: (0..rows).map(|k| (cell(k), cell(k + rows))).collect(),
            body,
            timeout: std::time::Duration::try_from_secs_f64(state.get(SECONDS)?.as_f64()?)
                .unwrap_or(std::time::Duration::MAX),
            most_bytes: state.get(LIMIT)?.as_f64()? as u64,
        })
    }
}

/// What the host gives.
pub fn response(status: u16, reason: &str, headers: &[(String, String)], body: Vec<u8>) -> Values {
    let names = headers.iter().map(|h| Value::text(&h.0));
    let data = names.chain(headers.iter().map(|h| Value::text(&h.1))).collect();
    let headers = runmat_value::NdArray::matrix(headers.len(), 2, data);
    let body = match body.as_slice() {
        [b] => Value::U8(*b),
        _ => Value::U8s(Arc::new(runmat_value::NdArray::row(body))),
    };
    Values::from_vec(vec![Value::Num(status.into()), Value::text(reason), Value::Cell(Arc::new(headers)), body])
}
