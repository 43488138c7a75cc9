//! The way to the network: requests of programs, made by a client that the host brings along.

use crate::functions::{Answer, Body, HostFailure};
pub use runmat_runtime::web::Request as HttpRequest;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// The answer of a server.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HttpResponse {
    /// 200, 404, …
    pub status: u16,
    /// The words that go with it.
    pub reason: String,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// The content.
    pub body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HttpFailure {
    /// There is no host of this name, or it does not answer.
    Unreachable(String),
    /// It took too long.
    Timeout,
    /// The answer is larger than allowed.
    TooLarge(u64),
    /// Anything else: a broken certificate, no HTTP.
    Other(String),
}

/// An answer under way.
pub type HttpAnswer = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpFailure>> + Send>>;

/// Makes requests over HTTP.
///
/// Before it is asked, the session has checked that the connection is granted. So that this holds, a client follows no
/// redirects: the session does, and checks each. A future that is dropped gives the request up.
pub trait HttpClient: Send + Sync + 'static {
    /// Makes a request.
    fn send(&self, request: HttpRequest) -> HttpAnswer;
}

/// The function of the host behind requests.
pub(crate) fn body(client: Arc<dyn HttpClient>) -> Arc<Body> {
    Arc::new(move |args, _| -> Answer {
        let Some(request) = HttpRequest::from_state(&args) else {
            return Box::pin(std::future::ready(Err("a request was malformed".into())));
        };
        let url = request.url.clone();
        let answer = client.send(request);
        Box::pin(async move {
            let r = answer.await.map_err(|e| failure(&url, e))?;
            Ok(runmat_runtime::web::response(r.status, &r.reason, &r.headers, r.body))
        })
    })
}

fn failure(url: &str, e: HttpFailure) -> HostFailure {
    match e {
        HttpFailure::Unreachable(why) => {
            HostFailure::new("MATLAB:webservices:UnknownHost", format!("There is no connection to {url}: {why}."))
        }
        HttpFailure::Timeout => {
            HostFailure::new("MATLAB:webservices:Timeout", format!("The connection to {url} timed out."))
        }
        HttpFailure::TooLarge(most) => {
            HostFailure::new("RunMat:ResponseTooLarge", format!("The answer from {url} has more than {most} bytes."))
        }
        HttpFailure::Other(why) => {
            HostFailure::new("MATLAB:webservices:OtherError", format!("The request to {url} failed: {why}."))
        }
    }
}
