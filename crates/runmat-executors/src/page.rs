//! An executor in a page or a worker: a turn of the event loop at a time.

use js_sys::{Function, Promise, Reflect};
use runmat_async::{Executor, Turn};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

type Alarm = Pin<Box<dyn Future<Output = ()>>>;

/// Drives an executor until it has no tasks, as a task of the page's. The page stays alive: each piece of work gives
/// way to the event loop, not only to promises.
pub fn on_page(executor: Arc<dyn Executor>) {
    spawn_local(async move {
        let mut alarm: Option<Alarm> = None;
        poll_fn(|cx| {
            let wait = match executor.poll_once(cx) {
                Turn::Empty => return Poll::Ready(()),
                Turn::Ran(_) => Some(Duration::ZERO),
                Turn::Waiting => executor.next_deadline().map(|d| d.saturating_sub(executor.timers().now())),
            };
            ring(&mut alarm, wait, cx);
            Poll::Pending
        })
        .await;
    });
}

/// Has the task woken after a time, if one is given.
fn ring(alarm: &mut Option<Alarm>, wait: Option<Duration>, cx: &mut Context<'_>) {
    *alarm = wait.map(|wait| Box::pin(sleep(wait)) as Alarm);
    if let Some(set) = alarm
        && set.as_mut().poll(cx).is_ready()
    {
        cx.waker().wake_by_ref();
    }
}

/// Waits so long by the page's own timer.
pub async fn sleep(time: Duration) {
    let milliseconds = JsValue::from_f64(time.as_secs_f64() * 1e3);
    let promise = Promise::new(&mut |resolve, _| {
        let global = js_sys::global();
        let set = Reflect::get(&global, &JsValue::from_str("setTimeout")).ok();
        if let Some(set) = set.and_then(|set| set.dyn_into::<Function>().ok()) {
            let _timer = set.call2(&global, &resolve, &milliseconds);
        }
    });
    let _resolved = JsFuture::from(promise).await;
}
