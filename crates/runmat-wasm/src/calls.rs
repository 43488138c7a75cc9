//! Calls out of the program: functions of the page, and requests over HTTP. A call waits here until the turn is over,
//! is then handed to the page, and its answer comes back under its number.

use runmat_async::oneshot::{Receiver, Sender, channel};
use runmat_core::{HostFailure, HostFunction, HttpAnswer, HttpClient, HttpFailure, HttpRequest, HttpResponse, Value};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub(crate) type Results = Result<Vec<Value>, HostFailure>;
type Response = Result<HttpResponse, HttpFailure>;

/// What the page is to do.
pub(crate) enum Errand {
    /// Call this function, for so many results.
    Call { number: u64, name: String, arguments: Vec<Value>, results: usize },
    /// Make a request.
    Request { number: u64, request: HttpRequest },
}

/// Calls under way. Copies are the same.
#[derive(Clone, Default)]
pub(crate) struct Calls(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    last: u64,
    errands: Vec<Errand>,
    calls: HashMap<u64, Sender<Results>>,
    requests: HashMap<u64, Sender<Response>>,
}

impl Calls {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A function of the page.
    pub(crate) fn function(&self, name: &str) -> HostFunction {
        let (calls, own_name) = (self.clone(), name.to_string());
        HostFunction::variadic(name, move |arguments, results| {
            let answer = calls.call(&own_name, arguments, results);
            async move { answer.await.unwrap_or_else(|_| Err("the page has given the call up".into())) }
        })
    }

    fn call(&self, name: &str, arguments: Vec<Value>, results: usize) -> Receiver<Results> {
        let (sender, receiver) = channel();
        let mut state = self.state();
        state.last += 1;
        let number = state.last;
        state.calls.insert(number, sender);
        state.errands.push(Errand::Call { number, name: name.to_string(), arguments, results });
        receiver
    }

    /// What has come up since the last call of this.
    pub(crate) fn errands(&self) -> Vec<Errand> {
        let mut state = self.state();
        state.calls.retain(|_, call| !call.is_closed());
        state.requests.retain(|_, request| !request.is_closed());
        std::mem::take(&mut state.errands)
    }

    /// A call is over. Nobody may be waiting any more.
    pub(crate) fn answer(&self, number: u64, results: Results) {
        let call = self.state().calls.remove(&number);
        let _ = call.map(|call| call.send(results));
    }

    /// A request is over.
    pub(crate) fn respond(&self, number: u64, response: Response) {
        let request = self.state().requests.remove(&number);
        let _ = request.map(|request| request.send(response));
    }
}

impl HttpClient for Calls {
    fn send(&self, request: HttpRequest) -> HttpAnswer {
        let (sender, receiver) = channel();
        let mut state = self.state();
        state.last += 1;
        let number = state.last;
        state.requests.insert(number, sender);
        state.errands.push(Errand::Request { number, request });
        Box::pin(async move { receiver.await.unwrap_or_else(|_| Err(HttpFailure::Other("it was given up".into()))) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use runmat_core::RunMatSession;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    #[test]
    fn calls_are_answered_by_number() {
        let (session, calls) = (RunMatSession::new(), Calls::default());
        session.register(calls.function("twice"));
        let mut run = pin!(session.execute_async("try, x = twice(21); y = twice('a'); catch e, m = e.message; end"));
        let mut cx = Context::from_waker(Waker::noop());
        let mut seen = Vec::new();
        let done = loop {
            if let Poll::Ready(done) = run.as_mut().poll(&mut cx) {
                break done;
            }
            for errand in calls.errands() {
                let Errand::Call { number, name, arguments, results } = errand else { panic!("a request") };
                seen.push((name, results));
                let answer = arguments[0].as_f64().filter(|_| !arguments[0].is_char());
                calls.answer(number, answer.map(|x| vec![Value::Num(2.0 * x)]).ok_or_else(|| "no number".into()));
            }
        };
        done.unwrap();
        assert_eq!(seen, [("twice".to_string(), 1), ("twice".to_string(), 1)]);
        assert_eq!(session.handle().variable("x").and_then(|x| x.as_f64()), Some(42.0));
        assert_eq!(session.handle().variable("m").and_then(|m| m.as_text()).as_deref(), Some("no number"));
    }
}
