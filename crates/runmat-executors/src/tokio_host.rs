//! An executor as a task of Tokio's.

use runmat_async::{Executor, Turn};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::time::{Sleep, sleep};

/// Turns until Tokio's other tasks have theirs.
const TURNS: usize = 64;

/// Drives an executor until it has no tasks; its timers go by Tokio's. To be spawned: `tokio::spawn(on_tokio(executor))`.
pub async fn on_tokio(executor: Arc<dyn Executor>) {
    let mut alarm: Option<Pin<Box<Sleep>>> = None;
    poll_fn(|cx| {
        for _ in 0..TURNS {
            match executor.poll_once(cx) {
                Turn::Ran(_) => {}
                Turn::Empty => return Poll::Ready(()),
                Turn::Waiting if rings(&*executor, &mut alarm, cx) => {}
                Turn::Waiting => return Poll::Pending,
            }
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// Sets the alarm to the next deadline; whether that has come.
fn rings(executor: &dyn Executor, alarm: &mut Option<Pin<Box<Sleep>>>, cx: &mut Context<'_>) -> bool {
    if executor.advance() {
        return true;
    }
    let Some(deadline) = executor.next_deadline() else { return false };
    let set = alarm.insert(Box::pin(sleep(deadline.saturating_sub(executor.timers().now()))));
    set.as_mut().poll(cx).is_ready()
}
